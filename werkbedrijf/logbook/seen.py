"""Which persons stand behind the references in an answer."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from candidates.models import Candidate
from candidates.scoring.models import SecondScoring
from matching.placements.models import Placement
from matching.proposals.models import Proposal
from werkbedrijf.foundation.persons import person_ids

ABOUT: Final[Mapping[str, Any]] = {"V": Proposal, "PL": Placement, "DB": SecondScoring}


def persons_behind(session: Session, references: Iterable[str]) -> list[str]:
    """The ids of the persons that these references (K-0042, V-0007, …) name or are about; unknown ones are nobody."""
    by_kind: dict[str, list[str]] = {}
    for reference in references:
        by_kind.setdefault(reference.partition("-")[0], []).append(reference)
    numbers: dict[int, None] = {}
    for kind, named in by_kind.items():
        number, known = (
            (Candidate.id, Candidate.reference) if kind == "K" else (ABOUT[kind].candidate_id, ABOUT[kind].reference)
        )
        numbers.update(dict.fromkeys(session.scalars(select(number).where(known.in_(named)).order_by(number))))
    return person_ids(session, numbers)
