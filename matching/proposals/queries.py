"""What can be asked about voordrachten."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from sqlalchemy import ColumnElement, Select, column, false, func, or_, select, table, true
from sqlalchemy.orm import Session

from candidates.models import Candidate, CandidateStatus, Visibility
from candidates.queries import in_caseload_of
from employers.models import Employer
from employers.vacancies.models import Vacancy
from matching.proposals.models import Proposal
from matching.proposals.workflow import HIDDEN_FROM_EMPLOYERS, OPEN, ProposalStatus
from werkbedrijf.foundation.actors import Actor, Role, User
from werkbedrijf.foundation.gateway import find, gate

# So many days a voordracht counts as recent, when ties are broken in favour of who was seen less (matching.md 2.1).
EXPOSURE_DAYS = 180

# Named by table, because placements live a floor up.
_PLACEMENT = table("placement", column("candidate_id"), column("status"))
_WORKING = ("gepland", "loopt")


def find_proposal(session: Session, actor: Actor, reference: str) -> Proposal | None:
    """The voordracht with this reference, if this person may know of it."""
    return find(session, actor, Proposal, reference)


@gate(Proposal)
def proposals_visible_to(actor: Actor) -> Select[Proposal]:
    """Voordrachten this person may see: agrees with ``may_see_proposal``. Joined with vacancy, employer and candidate."""
    return (
        select(Proposal)
        .join(Proposal.vacancy)
        .join(Vacancy.employer)
        .join(Proposal.candidate)
        .join(Candidate.visibility)
        .where(_seen_by(actor))
        .order_by(Proposal.sent_on.desc(), Proposal.id.desc())
    )


def _seen_by(actor: Actor) -> ColumnElement[bool]:
    if actor.is_a(Role.EMPLOYER):
        waiting = Proposal.status.in_((ProposalStatus.SENT, ProposalStatus.INVITED))
        return (
            Vacancy.employer_id.in_(actor.employer_ids)
            & Proposal.status.not_in(HIDDEN_FROM_EMPLOYERS)
            & or_(~waiting, is_shown())
        )
    if actor.is_a(Role.COACH):
        return or_(in_caseload_of(actor), Proposal.proposed_by_id == actor.id)
    if actor.is_a(Role.ACCOUNT_MANAGER):
        return concerns_organisation_of(actor)
    return true() if actor.is_a(Role.SYSTEM) else false()


def concerns_organisation_of(actor: Actor) -> ColumnElement[bool]:
    """The person or the place is this partner's: its candidate, its employer, or a place it logged.

    For a query that has Candidate, Vacancy and Employer.
    """
    colleagues = select(User.id).where(User.organisation_id == actor.organisation_id)
    return or_(
        Candidate.organisation_id == actor.organisation_id,
        Employer.account_manager_id.in_(colleagues),
        Vacancy.logged_by_id.in_(colleagues),
    )


def open_proposals_of(candidate: Candidate) -> Select[Proposal]:
    """Voordrachten of this person that hold a seat, oldest first."""
    return (
        select(Proposal)
        .where(Proposal.candidate_id == candidate.id, Proposal.status.in_(OPEN))
        .order_by(Proposal.vacancy_id, Proposal.id)
    )


def open_proposals_among(candidate_ids: Iterable[int]) -> Select[Proposal]:
    """Voordrachten of these people that hold a seat."""
    return select(Proposal).where(Proposal.candidate_id.in_(candidate_ids), Proposal.status.in_(OPEN))


def open_proposals_for(vacancy: Vacancy) -> Select[Proposal]:
    """Voordrachten that hold a seat of this place, oldest first."""
    return (
        select(Proposal)
        .where(Proposal.vacancy_id == vacancy.id, Proposal.status.in_(OPEN))
        .order_by(Proposal.sent_on, Proposal.id)
    )


def first_free_after(session: Session, vacancy: Vacancy) -> date | None:
    """The earliest last day on which a seat of this place is held; None when every hold is without a term."""
    return first_free_among(session, [vacancy.id])[vacancy.id]


def first_free_among(session: Session, vacancy_ids: Collection[int]) -> Mapping[int, date | None]:
    """As ``first_free_after``, for a page full of places."""
    terms = (
        select(Proposal.vacancy_id, func.min(Proposal.held_until))
        .where(Proposal.vacancy_id.in_(vacancy_ids), Proposal.status.in_(OPEN))
        .group_by(Proposal.vacancy_id)
    )
    return dict.fromkeys(vacancy_ids) | {vacancy_id: term for vacancy_id, term in session.execute(terms)}


def proposals_for(vacancy: Vacancy) -> Select[Proposal]:
    """Every voordracht for this place, newest first."""
    return (
        select(Proposal).where(Proposal.vacancy_id == vacancy.id).order_by(Proposal.sent_on.desc(), Proposal.id.desc())
    )


def past_their_term(on: date) -> Select[Proposal]:
    """Voordrachten whose hold ended before this day without an answer."""
    return (
        select(Proposal)
        .where(Proposal.status.in_((ProposalStatus.SENT, ProposalStatus.INVITED)), Proposal.held_until < on)
        .order_by(Proposal.vacancy_id, Proposal.id)
    )


def no_longer_shown() -> Select[Proposal]:
    """Unanswered voordrachten of people who took back their yes, or who are not in view at the moment."""
    return (
        select(Proposal)
        .join(Proposal.candidate)
        .join(Candidate.visibility)
        .where(
            Proposal.status.in_((ProposalStatus.SENT, ProposalStatus.INVITED)),
            or_(~is_shown(), Candidate.status != CandidateStatus.ACTIVE),
        )
        .order_by(Proposal.vacancy_id, Proposal.id)
    )


def is_shown() -> ColumnElement[bool]:
    """Both said yes, for a query that has Visibility. A yes is never dated ahead."""
    return Visibility.candidate_agreed_on.is_not(None) & Visibility.coach_agreed_on.is_not(None)


def working_candidates() -> Select[int]:
    """Ids of people with a planned or running placement."""
    return select(_PLACEMENT.c.candidate_id).where(_PLACEMENT.c.status.in_(_WORKING))


def promised_candidates() -> Select[int]:
    """Ids of people whom an employer accepted and who do not work there yet."""
    return select(Proposal.candidate_id).where(Proposal.status == ProposalStatus.ACCEPTED)


def is_working(session: Session, candidate: Candidate) -> bool:
    """Whether a placement of this person is planned or running."""
    return session.scalar(working_candidates().where(_PLACEMENT.c.candidate_id == candidate.id).limit(1)) is not None
