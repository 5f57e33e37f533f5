"""Who is meant by the pseudonyms of a run, for the rows of one page: read afterwards, never used for the order."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from candidates.models import Candidate, CandidateStatus
from candidates.profile.models import Profile
from employers.vacancies.models import Vacancy
from matching.proposals.models import Proposal
from matching.proposals.queries import promised_candidates, working_candidates
from matching.runs.outcome import Outcome


def candidates_behind(session: Session, pseudonyms: Collection[str]) -> Mapping[str, Candidate]:
    """Candidates by pseudonym; who was erased since is not in it."""
    query = (
        select(Profile.pseudonym, Candidate)
        .join(Candidate, Candidate.id == Profile.candidate_id)
        .where(Profile.pseudonym.in_(pseudonyms))
        .options(joinedload(Candidate.coach), joinedload(Candidate.organisation), joinedload(Candidate.visibility))
    )
    return {pseudonym: candidate for pseudonym, candidate in session.execute(query)}


def places_behind(session: Session, references: Collection[str]) -> Mapping[str, Vacancy]:
    """Places by reference, with all that ``demand_of`` needs."""
    query = (
        select(Vacancy)
        .where(Vacancy.reference.in_(references))
        .options(
            joinedload(Vacancy.employer),
            joinedload(Vacancy.establishment),
            selectinload(Vacancy.tasks),
            selectinload(Vacancy.conditions),
        )
    )
    return {vacancy.reference: vacancy for vacancy in session.scalars(query).unique()}


def longest_wait(session: Session, outcome: Outcome, *, on: date) -> int | None:
    """Days since the last voordracht, or since registration, of who waits longest now.

    Among people who can do a place of this run, are on no list in it and still look for work. None when nobody waits.
    """
    for pseudonym, since in session.execute(_longest_first()).yield_per(100):
        person = outcome.people.get(pseudonym)
        if person is not None and person.qualified and not person.proposals:
            return max(0, int((on - since).days))
    return None


def _longest_first() -> Select[*tuple[Any, ...]]:
    last = (
        select(Proposal.candidate_id, func.max(Proposal.sent_on).label("sent_on"))
        .group_by(Proposal.candidate_id)
        .subquery()
    )
    since = func.coalesce(last.c.sent_on, Candidate.registered_on).label("since")
    return (
        select(Profile.pseudonym, since)
        .join(Candidate, Candidate.id == Profile.candidate_id)
        .outerjoin(last, last.c.candidate_id == Candidate.id)
        .where(
            Candidate.status == CandidateStatus.ACTIVE,
            Candidate.id.not_in(working_candidates()),
            Candidate.id.not_in(promised_candidates()),
        )
        .order_by(since, Profile.id)
    )
