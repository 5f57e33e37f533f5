"""How long a placement may last: the term of its kind, or for a trial that of the law somebody comes under.

Who may not know the law reads a last possible day, and nothing that tells one law from another.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from candidates.models import Candidate
from candidates.trials import trial_term
from employers.vacancies.kinds import VacancyKind
from matching.placements.models import Placement
from matching.placements.reasons import LongerReason
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.parameters import whole_number_on
from werkbedrijf.foundation.periods import months_back
from werkbedrijf.foundation.texts import count, long_day

WHY_LONGER = "Kies waarom het langer duurt dan in het begin is afgesproken."


@dataclass(frozen=True, slots=True)
class Term:
    """Months a kind of place may last at first and at longest. ``law`` and ``advice`` only for who may know them.

    ``by_law`` says that a law decides, and not only the kind.
    """

    kind: VacancyKind
    usual: int
    longest: int
    by_law: bool = False
    law: str = ""
    advice: str = ""

    @property
    def hint(self) -> str:
        """What a form says beside the months; the law only to who may know it."""
        by = f"Dat is volgens de {self.law}. " if self.law else ""
        return f"{by}{self.advice}" if self.advice else "Verlengen kan later."

    def last_end(self, starts_on: date, *, extended: bool) -> date:
        """The first day on which it must be over."""
        return months_back(starts_on, -(self.longest if extended else self.usual))

    def problem(self, starts_on: date, ends_on: date | None, *, extended: bool = False) -> Iterator[tuple[str, str]]:
        """What is wrong with an agreed end, the first day no longer worked; nothing when it fits."""
        end = self.last_end(starts_on, extended=extended)
        if ends_on is not None and ends_on <= end:
            return
        last = long_day(end - timedelta(days=1))
        months = count(self.longest if extended else self.usual, "maand", "maanden")
        ask = "Spreek een laatste werkdag af. " if ends_on is None else ""
        if self.by_law and not self.law and not self.advice:
            more = "" if extended else " Mag het langer? De jobcoach weet dat."
            yield "ends_on", f"{ask}De laatste dag die kan is {last}.{more}"
        elif self.by_law:
            by = f", volgens de {self.law}" if self.law else ""
            more = f" {self.advice}" if self.advice and not extended else ""
            yield "ends_on", f"{ask}Een {self.kind.words} mag hier {months} duren{by}: tot en met {last}.{more}"
        else:
            more = "" if extended else " Verlengen kan later, als wie de uitkering betaalt dat goed vindt."
            yield "ends_on", f"{ask}Een {self.kind.words} mag {months} duren: tot en met {last}.{more}"


def term_of(session: Session, actor: Actor, kind: VacancyKind, candidate: Candidate, starts_on: date) -> Term | None:
    """The term of a kind for somebody, as far as this actor may know; None for a kind without one."""
    usual, longest = kind.rules.usual, kind.rules.longest
    if usual is None or longest is None:
        return None
    if kind.rules.by_law:
        told = trial_term(session, actor, candidate, starts_on)
        return Term(kind, told.usual, told.longest, True, told.law, told.advice)
    return Term(kind, whole_number_on(session, usual, starts_on), whole_number_on(session, longest, starts_on))


def check_agreed_end(
    session: Session,
    actor: Actor,
    placement: Placement,
    starts_on: date,
    ends_on: date | None,
    *,
    field: str,
    because: LongerReason | None,
) -> bool:
    """Whether this end is longer than a kind with a term lasts at first.

    Raises InputRefused beyond the longest term, under ``field``, and for a longer time without a reason.
    """
    term = term_of(session, actor, placement.kind, placement.candidate, starts_on)
    if term is None:
        return False
    problems = dict(term.problem(starts_on, ends_on, extended=True))
    if problems:
        raise InputRefused({field: problems["ends_on"]})
    is_longer = ends_on is not None and ends_on > term.last_end(starts_on, extended=False)
    if is_longer and because is None:
        raise InputRefused({"longer_because": WHY_LONGER})
    return is_longer
