"""What the timetable runs for voordrachten; safe to run twice."""

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from matching.proposals import messages
from matching.proposals.actions import expire, lapse
from matching.proposals.keeping_back import KEPT_BACK, kept_back_after_trays
from matching.proposals.locking import lock_places
from matching.proposals.models import Proposal
from matching.proposals.queries import no_longer_shown, past_their_term
from matching.proposals.workflow import ProposalStatus
from werkbedrijf.foundation.actors import TIMETABLE
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.outbox import tell

# So many days before the end of a term the employer is asked once more.
REMIND_BEFORE = timedelta(days=3)


def expire_holds(session: Session, *, on: date) -> list[Proposal]:
    """Free every seat whose hold outlived its term; coach and account manager are told. Returns what expired."""
    lock_places(session, [proposal.vacancy_id for proposal in session.scalars(past_their_term(on))])
    due = list(session.scalars(past_their_term(on).execution_options(populate_existing=True)))
    for proposal in due:
        expire(session, TIMETABLE, proposal, on=on)
    return due


def lapse_hidden(session: Session, *, on: date) -> list[Proposal]:
    """End voordrachten of people who are no longer shown or no longer in view; returns what ended.

    An employer does not see such a voordracht from the moment the yes was taken back; this gives the seat back too.
    """
    lock_places(session, [proposal.vacancy_id for proposal in session.scalars(no_longer_shown())])
    due = list(session.scalars(no_longer_shown().execution_options(populate_existing=True)))
    for proposal in due:
        lapse(session, TIMETABLE, proposal, note="Het profiel is niet meer zichtbaar.", on=on)
    return due


def tell_less(session: Session, *, on: date) -> list[Proposal]:
    """Take away from cards what too few people share by now, as when people left the region; returns whose card changed.

    Nothing ever comes back on a card: who reads it twice learns nothing of who came.
    """
    waiting = select(Proposal).where(Proposal.status == ProposalStatus.SENT).order_by(Proposal.vacancy_id, Proposal.id)
    changed = []
    for proposal in session.scalars(waiting).all():
        kept = kept_back_after_trays(session, proposal.vacancy, proposal.candidate_id, proposal.explanation, on=on)
        if kept != proposal.explanation.get(KEPT_BACK):
            proposal.explanation = proposal.explanation | {KEPT_BACK: kept}
            record(session, TIMETABLE, "proposal.told_less", proposal)
            changed.append(proposal)
    return changed


def remind(session: Session, *, on: date) -> int:
    """Ask employers who have not answered yet, once per term; returns how many voordrachten were due."""
    waiting = select(Proposal).where(
        Proposal.status == ProposalStatus.SENT,
        Proposal.held_until.between(on, on + REMIND_BEFORE),
        Proposal.sent_on < on - REMIND_BEFORE,
    )
    due = list(session.scalars(waiting.order_by(Proposal.id)))
    for proposal in due:
        for message in messages.reminder(session, proposal):
            tell(session, message)
    return len(due)
