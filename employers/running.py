"""Who works at an employer now, for its page and its sheet. The room of placements stands above this one and fills it in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from employers.models import Employer
from employers.vacancies.models import VacancyKind
from werkbedrijf.foundation.actors import Actor


@dataclass(frozen=True, slots=True)
class Running:
    """One placement that runs and that this person may see: at which place, since when and until when. Never who it is.

    ``lent_by`` signs the contract where somebody else does, ``lent_to`` is where the work is done.
    """

    reference: str
    title: str
    kind: VacancyKind
    since: date
    last_day: date | None
    lent_by: str = ""
    lent_to: str = ""


@dataclass(frozen=True, slots=True)
class AtWork:
    """The placements at one employer: those this person may see, and how many more there are."""

    rows: Sequence[Running] = ()
    others: int = 0

    @property
    def total(self) -> int:
        """Everybody who works there now."""
        return len(self.rows) + self.others


Told = Callable[[Session, Actor, Employer, date], AtWork]
_told: list[Told] = []


def tell_at_work(told: Told) -> None:
    """Say what knows who works at an employer."""
    _told[:] = [told]


def at_work(session: Session, actor: Actor, employer: Employer, day: date) -> AtWork:
    """Who works at an employer on a day, as far as this person may know."""
    return _told[0](session, actor, employer, day) if _told else AtWork()
