"""What a bezwaar names: a kept list, a place or a voordracht; and whether that is about this person."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from candidates.models import Candidate
from employers.vacancies.models import Vacancy
from matching.proposals.models import Proposal
from matching.shown.models import ShownKind, ShownRanking
from matching.shown.queries import kept


@dataclass(frozen=True, slots=True)
class Named:
    """What was found under a kenmerk."""

    reference: str
    ranking: ShownRanking | None = None
    proposal: Proposal | None = None


def find_named(session: Session, candidate: Candidate, typed: str) -> Named | None:
    """What this kenmerk names for this person; None for what does not exist and for what is about somebody else.

    A list is about who stands on it, or about the person for whom it was made. Any place may be: somebody also objects to
    not being on its list.
    """
    reference = typed.strip().upper()
    kind, _, number = reference.partition("-")
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        return None
    if kind == "L":
        ranking = session.get(ShownRanking, int(number))
        return Named(ranking.reference, ranking=ranking) if ranking and _is_about(session, ranking, candidate) else None
    if kind == "V":
        theirs = select(Proposal).where(Proposal.reference == reference, Proposal.candidate_id == candidate.id)
        proposal = session.scalars(theirs).first()
        return Named(reference, proposal=proposal) if proposal else None
    known = kind == "P" and session.scalar(select(Vacancy.id).where(Vacancy.reference == reference)) is not None
    return Named(reference) if known else None


def _is_about(session: Session, ranking: ShownRanking, candidate: Candidate) -> bool:
    if ranking.kind is not ShownKind.PEOPLE:
        return ranking.candidate_id == candidate.id
    return any(row.candidate.id == candidate.id for row in kept(session, ranking).rows)
