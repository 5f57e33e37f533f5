"""What was asked and answered, and what was published of it."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from employers.questions.models import EmployerQuestion
from employers.questions.terms import Asked
from matching.proposals.models import Proposal
from matching.proposals.workflow import ProposalStatus
from werkbedrijf.foundation.parameters import Parameter, rows_on
from werkbedrijf.replies.models import ReplyMonth

# Ended by us before the employer said anything: no answer was owed any more.
_TAKEN_BACK = (ProposalStatus.WITHDRAWN, ProposalStatus.LAPSED)


def proposals_sent_between(session: Session, first: date, last: date) -> list[Asked]:
    """What the clock says of voordrachten sent in these days: the first answer counts, also an invitation."""
    sent = select(Proposal.sent_on, Proposal.invited_on, Proposal.answered_on, Proposal.status).where(
        Proposal.sent_on.between(first, last)
    )
    terms: dict[date, int] = {}
    found = []
    for sent_on, invited_on, answered_on, status in session.execute(sent):
        answer = min((day for day in (invited_on, answered_on) if day is not None), default=None)
        if answer is None and status in _TAKEN_BACK:
            continue
        days = terms.get(sent_on)
        if days is None:
            days = terms[sent_on] = _term_on(session, sent_on)
        found.append(Asked(sent_on, sent_on + timedelta(days=days), answer))
    return found


def _term_on(session: Session, day: date) -> int:
    row = rows_on(session, (Parameter.HOLD_DAYS,), day).get(Parameter.HOLD_DAYS)
    return int(row.value) if row else 0


def first_asked_on(session: Session) -> date | None:
    """The first day on which anything was asked of anybody."""
    days = (
        session.scalar(select(func.min(Proposal.sent_on))),
        session.scalar(select(func.min(EmployerQuestion.asked_on))),
    )
    return min((day for day in days if day is not None), default=None)


def months_published(session: Session) -> Sequence[date]:
    """The ends of the periods that were published already."""
    return session.scalars(select(ReplyMonth.on)).all()


def replies_on(session: Session, day: date) -> ReplyMonth | None:
    """The newest published period that ended on or before a day."""
    return session.scalars(
        select(ReplyMonth).where(ReplyMonth.on <= day).order_by(ReplyMonth.on.desc()).limit(1)
    ).first()
