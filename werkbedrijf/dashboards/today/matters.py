"""Questions that more than one role asks for Vandaag, each as a query that the role narrows."""

from datetime import date, timedelta

from sqlalchemy import Select
from sqlalchemy.orm import joinedload

from candidates.queries import in_caseload_of
from employers.vacancies.models import Vacancy
from matching.placements.models import Placement
from matching.placements.workflow import PlacementStatus
from matching.proposals.models import Proposal
from matching.proposals.workflow import ProposalStatus
from werkbedrijf.dashboards.today.lines import AHEAD_DAYS, NEW_DAYS
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.gateway import visible

MOST_LINES = 25


def proposals(actor: Actor, *statuses: ProposalStatus) -> Select[Proposal]:
    """Voordrachten in these statuses that this person may see, oldest first, with their place and candidate."""
    return (
        visible(actor, Proposal)
        .where(Proposal.status.in_(statuses))
        .options(joinedload(Proposal.vacancy).joinedload(Vacancy.employer), joinedload(Proposal.candidate))
        .order_by(None)
        .order_by(Proposal.sent_on, Proposal.id)
        .limit(MOST_LINES)
    )


def holds_ending(actor: Actor, day: date) -> Select[Proposal]:
    """Voordrachten whose hold ends soon, the first to end first."""
    return (
        proposals(actor, ProposalStatus.SENT, ProposalStatus.INVITED)
        .where(Proposal.held_until <= day + timedelta(days=AHEAD_DAYS))
        .order_by(None)
        .order_by(Proposal.held_until, Proposal.id)
    )


def answers(actor: Actor, day: date) -> Select[Proposal]:
    """Answers of the past days, newest first."""
    return (
        proposals(actor, ProposalStatus.INVITED, ProposalStatus.ACCEPTED, ProposalStatus.DECLINED)
        .where(Proposal.answered_on >= day - timedelta(days=NEW_DAYS))
        .order_by(None)
        .order_by(Proposal.answered_on.desc(), Proposal.id.desc())
    )


def placements(actor: Actor, *statuses: PlacementStatus) -> Select[Placement]:
    """Placements in these statuses that this person may see, by start."""
    return (
        visible(actor, Placement)
        .where(Placement.status.in_(statuses))
        .options(joinedload(Placement.vacancy).joinedload(Vacancy.employer), joinedload(Placement.candidate))
        .order_by(None)
        .order_by(Placement.starts_on, Placement.id)
        .limit(MOST_LINES)
    )


def starts_due(actor: Actor, day: date) -> Select[Placement]:
    """Planned placements whose first day has come, waiting for someone to say that the work began."""
    return placements(actor, PlacementStatus.PLANNED).where(Placement.starts_on <= day)


def endings(actor: Actor, day: date) -> Select[Placement]:
    """Running placements whose agreed end is near, the first to end first."""
    return (
        placements(actor, PlacementStatus.RUNNING)
        .where(Placement.ends_on <= day + timedelta(days=AHEAD_DAYS))
        .order_by(None)
        .order_by(Placement.ends_on, Placement.id)
    )


def caseload(query: Select[Proposal], actor: Actor) -> Select[Proposal]:
    """Only voordrachten of people whose coach or substitute this person is."""
    return query.where(in_caseload_of(actor))
