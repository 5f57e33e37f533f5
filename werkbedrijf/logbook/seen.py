"""Which persons stand behind the references in an answer."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Final

from sqlalchemy import bindparam, select, union
from sqlalchemy.orm import Session

from candidates.models import Candidate
from candidates.scoring.models import SecondScoring
from matching.bookings.models import Booking
from matching.placements.models import Placement
from matching.proposals.models import Proposal
from werkbedrijf.foundation.persons import known_as

ABOUT: Final[Mapping[str, Any]] = {"V": Proposal, "PL": Placement, "LB": Booking, "DB": SecondScoring}


def persons_behind(session: Session, references: Iterable[str]) -> list[str]:
    """The ids of the persons that these references (K-0042, V-0007, …) name or are about; unknown ones are nobody.

    One question, however many references of however many kinds.
    """
    by_kind: dict[str, list[str]] = {}
    for reference in references:
        by_kind.setdefault(reference.partition("-")[0], []).append(reference)
    if not by_kind:
        return []
    rows = session.execute(_behind(tuple(sorted(by_kind))), by_kind).all()
    return [known_as(row[0], row[1]) for row in sorted(rows, key=lambda row: row[0])]


@cache
def _behind(kinds: tuple[str, ...]) -> Any:
    person = select(Candidate.id, Candidate.uuid)
    asked = [
        person.where(Candidate.reference.in_(bindparam(kind, expanding=True)))
        if kind == "K"
        else person.join(ABOUT[kind], ABOUT[kind].candidate_id == Candidate.id).where(
            ABOUT[kind].reference.in_(bindparam(kind, expanding=True))
        )
        for kind in kinds
    ]
    return asked[0] if len(asked) == 1 else union(*asked)
