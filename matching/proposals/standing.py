"""What the run in force says of one person at one place: kept with a voordracht, and asked about when it goes otherwise."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from candidates.models import Candidate
from candidates.profile.models import Profile
from employers.vacancies.models import Vacancy
from matching.runs.queries import latest_run, outcome_of


@dataclass(frozen=True, slots=True)
class Standing:
    """The run, the rank on the list of the place (None: not on it), whether others are, and the scarcity price.

    ``price_units`` is in units of 1/200,000 of a full fit, ``witness`` the place that would feel it, both as of the run.
    """

    run_id: int
    run: str
    rank: int | None
    others: bool
    price_units: int
    witness: str | None
    before: int = 0
    """For who is not on the list: how many on it can still be put forward."""

    @property
    def asks_why(self) -> bool:
        """Whether to put this person forward goes past others on the list."""
        return self.rank is None and self.others

    def to_dict(self) -> dict[str, Any]:
        """What is kept in the explanation of a voordracht."""
        return {"run": self.run, "price_units": self.price_units, "witness": self.witness}


def standing_of(session: Session, vacancy: Vacancy, candidate: Candidate) -> Standing | None:
    """None without a run, or for a place that was not in it. Who is on the list and was sent already is nobody to pass."""
    run = latest_run(session)
    if run is None:
        return None
    outcome = outcome_of(run)
    if vacancy.reference not in outcome.places:
        return None
    pseudonym = session.scalar(select(Profile.pseudonym).where(Profile.candidate_id == candidate.id))
    rows, person = outcome.lists[vacancy.reference], outcome.people.get(pseudonym or "")
    rank = next((row.rank for row in rows if row.person == pseudonym), None)
    others = sum(row.person != pseudonym and not row.frozen for row in rows)
    return Standing(
        run_id=run.id,
        run=run.reference,
        rank=rank,
        others=bool(others),
        price_units=person.price_units if person else 0,
        witness=person.witness if person else None,
        before=others if rank is None else 0,
    )
