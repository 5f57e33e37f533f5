"""Whether somebody may still be shown: asked at every opening of a link, so that a no works at once."""

from datetime import date

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from candidates.models import CandidateStatus
from matching.proposals.models import Proposal
from matching.proposals.queries import is_working
from matching.proposals.workflow import ProposalStatus
from matching.trays.models import TrayCard


def is_available(session: Session, card: TrayCard, on: date) -> bool:
    """Both yeses stand since before the coach agreed to this card, and nobody else has this person by now.

    A yes that was taken back and given again later is a new one: it was not given for this card.
    """
    candidate, agreed = card.candidate, card.candidate.visibility
    if candidate.status != CandidateStatus.ACTIVE or not agreed.is_shown(on):
        return False
    until = card.answered_on
    days = (agreed.candidate_agreed_on, agreed.coach_agreed_on)
    if until is not None and any(day is None or day > until for day in days):
        return False
    promised = select(exists().where(Proposal.candidate_id == candidate.id, Proposal.status == ProposalStatus.ACCEPTED))
    return not is_working(session, candidate) and not session.scalar(promised)
