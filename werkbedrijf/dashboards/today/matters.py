"""Questions that more than one role asks for Vandaag, each as a query that the role narrows and reads its columns of."""

from sqlalchemy import Select

from matching.placements.models import Placement
from matching.placements.workflow import PlacementStatus
from matching.proposals.models import Proposal
from matching.proposals.workflow import ProposalStatus
from werkbedrijf.dashboards.today.asking import SINCE, UNTIL
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.gateway import visible

MOST_LINES = 25


def proposals(actor: Actor, *statuses: ProposalStatus) -> Select[Proposal]:
    """Voordrachten in these statuses that this person may see, oldest first; joined with their place and candidate."""
    return (
        visible(actor, Proposal)
        .where(Proposal.status.in_(statuses))
        .order_by(None)
        .order_by(Proposal.sent_on, Proposal.id)
        .limit(MOST_LINES)
    )


def holds_ending(actor: Actor) -> Select[Proposal]:
    """Voordrachten whose hold ends by a day, the first to end first."""
    return (
        proposals(actor, ProposalStatus.SENT, ProposalStatus.INVITED)
        .where(Proposal.held_until <= UNTIL)
        .order_by(None)
        .order_by(Proposal.held_until, Proposal.id)
    )


def answers(actor: Actor) -> Select[Proposal]:
    """Answers since a day, newest first."""
    return (
        proposals(actor, ProposalStatus.INVITED, ProposalStatus.ACCEPTED, ProposalStatus.DECLINED)
        .where(Proposal.answered_on >= SINCE)
        .order_by(None)
        .order_by(Proposal.answered_on.desc(), Proposal.id.desc())
    )


def placements(actor: Actor, *statuses: PlacementStatus) -> Select[Placement]:
    """Placements in these statuses that this person may see, by start; joined with their place and candidate."""
    return (
        visible(actor, Placement)
        .where(Placement.status.in_(statuses))
        .order_by(None)
        .order_by(Placement.starts_on, Placement.id)
        .limit(MOST_LINES)
    )


def starts_due(actor: Actor) -> Select[Placement]:
    """Planned placements whose first day has come, waiting for someone to say that the work began."""
    return placements(actor, PlacementStatus.PLANNED).where(Placement.starts_on <= UNTIL)


def endings(actor: Actor) -> Select[Placement]:
    """Running placements whose agreed end is near, the first to end first."""
    return (
        placements(actor, PlacementStatus.RUNNING)
        .where(Placement.ends_on <= UNTIL)
        .order_by(None)
        .order_by(Placement.ends_on, Placement.id)
    )
