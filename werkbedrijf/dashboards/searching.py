"""One search box for staff: employers, places and the people this person may know of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz, process, utils
from sqlalchemy.orm import Session, joinedload

from candidates.models import Candidate
from candidates.queries import candidates_visible_to, found_in_caseload, pool_visible_to, references_like
from employers.lookalikes import Lookalike, lookalikes
from employers.vacancies.models import Vacancy
from employers.vacancies.queries import vacancies_visible_to
from werkbedrijf.foundation.actors import Actor

MOST = 8
# From this likeness of a title on: below it people no longer recognise what they typed.
ALIKE = 80


@dataclass(frozen=True, slots=True)
class Found:
    """What answers to the typed words. ``people`` may be shown by name, ``references`` only by reference."""

    employers: Sequence[Lookalike]
    places: Sequence[Vacancy]
    people: Sequence[Candidate]
    references: Sequence[Candidate]

    @property
    def number(self) -> int:
        """How much was found."""
        return len(self.employers) + len(self.places) + len(self.people) + len(self.references)


def found_for(session: Session, actor: Actor, typed: str, on: date) -> Found:
    """Everything in the region that resembles what was typed, best first per kind."""
    if len(typed) < 2:
        return Found((), (), (), ())
    mine = found_in_caseload(session, actor, typed)[:MOST]
    people = session.scalars(candidates_visible_to(actor).where(Candidate.id.in_(mine))).all()
    others = pool_visible_to(actor).where(Candidate.reference.in_(references_like(typed)), Candidate.id.not_in(mine))
    return Found(
        employers=lookalikes(session, typed, limit=MOST),
        places=_places(session, actor, typed),
        people=sorted(people, key=lambda candidate: mine.index(candidate.id)),
        references=session.scalars(others).all(),
    )


def _places(session: Session, actor: Actor, typed: str) -> Sequence[Vacancy]:
    visible = vacancies_visible_to(actor).order_by(None).options(joinedload(Vacancy.employer))
    exact = session.scalars(visible.where(Vacancy.reference == typed.strip().upper())).unique().all()
    if exact:
        return exact
    titled = vacancies_visible_to(actor).order_by(None).with_only_columns(Vacancy.id, Vacancy.title)
    titles = {row.id: row.title for row in session.execute(titled)}
    best = process.extract(
        typed, titles, scorer=fuzz.partial_ratio, processor=utils.default_process, limit=MOST, score_cutoff=ALIKE
    )
    order = [id_ for _, _, id_ in best]
    rows = session.scalars(visible.where(Vacancy.id.in_(order))).unique().all()
    return sorted(rows, key=lambda vacancy: order.index(vacancy.id))
