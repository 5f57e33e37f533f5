"""What the page of double files shows, per role: the fields themselves, never the row."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from candidates.models import Candidate
from candidates.numbers import policy
from candidates.numbers.models import DuplicateCheck, Found, Verdict
from werkbedrijf.foundation.actors import Actor, Role


@dataclass(frozen=True, slots=True)
class File:
    """One of two files: whose it is and its reference. ``birth_year`` and ``name`` only for who may have them."""

    partner: str
    reference: str
    birth_year: int | None = None
    name: str = ""
    agreed: bool = False


@dataclass(frozen=True, slots=True)
class Double:
    """One line of the queue. A partner gets its own file alone: which other partner it is, nobody there hears."""

    reference: str
    found_on: date
    files: tuple[File, ...]
    verdict: Verdict
    by_number: bool
    within: bool
    may_ask: bool
    may_agree: bool
    may_decide: bool

    @property
    def is_open(self) -> bool:
        """Whether it still waits for a decision."""
        return self.verdict is Verdict.OPEN


def shown(actor: Actor, rows: Iterable[DuplicateCheck]) -> list[Double]:
    """The lines as this person may see them (security.md section 3): the coordinator reads the year of birth, and names
    as soon as both partners agreed.
    """
    return [_double(actor, row) for row in rows]


def _double(actor: Actor, row: DuplicateCheck) -> Double:
    both = zip(row.both, (row.agreed_by_id, row.other_agreed_by_id), strict=True)
    seen = [one for one in both if actor.is_a(Role.COORDINATOR) or one[0].organisation_id == actor.organisation_id]
    names = bool(policy.may_see_names(actor, duplicate=row))
    return Double(
        reference=row.reference,
        found_on=row.on_day,
        files=tuple(_file(actor, person, named=names, agreed=by is not None) for person, by in seen),
        verdict=row.verdict,
        by_number=row.found_by is Found.NUMBER,
        within=row.within,
        may_ask=bool(policy.may_ask(actor, duplicate=row)),
        may_agree=bool(policy.may_agree(actor, duplicate=row)),
        may_decide=bool(policy.may_decide(actor, duplicate=row)),
    )


def _file(actor: Actor, person: Candidate, *, named: bool, agreed: bool) -> File:
    decides = actor.is_a(Role.COORDINATOR)
    return File(
        partner=person.organisation.name,
        reference=person.reference,
        birth_year=person.born_on.year if decides and person.born_on else None,
        name=person.name if named else "",
        agreed=agreed,
    )
