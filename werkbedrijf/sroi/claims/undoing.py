"""Putting right what was approved: the opposite of its events, never a change of them."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from werkbedrijf.sroi.claims.booking import book, count_hours
from werkbedrijf.sroi.claims.models import BookEvent, Claim
from werkbedrijf.sroi.ledger import Kind


def undo_events(session: Session, claim: Claim, *, on: date) -> None:
    """Book the opposite of everything this claim brought, and give its hours back."""
    query = select(BookEvent).where(BookEvent.claim_id == claim.id, BookEvent.kind == Kind.CONTRIBUTION)
    for event in session.scalars(query.options(joinedload(BookEvent.month_of_work)).order_by(BookEvent.id)).all():
        hours = None if event.hours is None else -event.hours
        if event.month_of_work is not None and hours is not None:
            count_hours(session, event.month_of_work, hours)
        book(
            session,
            claim.contract,
            f"{event.key}/correctie",
            Kind.CORRECTION,
            -event.amount,
            on=on,
            claim=claim,
            work=event.month_of_work,
            hours=hours,
            reason=claim.reason,
        )
