"""What can be asked about messages: to whom and about what, never the text."""

from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, or_, select
from sqlalchemy.orm import Session

from werkbedrijf.foundation.listing import Filter, Listing
from werkbedrijf.foundation.outbox import OutboxMessage, given_up

# How a message stands: after the last attempt it is not tried again.
STANDING: ColumnElement[str] = case(
    (OutboxMessage.sent_at.is_not(None), "verzonden"),
    (given_up(), "mislukt"),
    else_="wacht",
)

FILTERS = (Filter("stand", "Stand", [("wacht", "Wacht"), ("verzonden", "Verzonden"), ("mislukt", "Niet aangekomen")]),)


def sorts() -> dict[str, ColumnElement[Any]]:
    """The columns by which the list can be sorted."""
    return {
        "gemaakt": OutboxMessage.created_at.expression,
        "aan": OutboxMessage.to_address.expression,
        "onderwerp": OutboxMessage.subject.expression,
    }


def messages_for(listing: Listing) -> Select[OutboxMessage]:
    """The messages that the address asks for."""
    query = select(OutboxMessage)
    if standing := listing.filters.get("stand"):
        query = query.where(STANDING.in_([standing]))
    if listing.query:
        part = listing.query.lower()
        query = query.where(
            or_(
                func.lower(OutboxMessage.to_address).contains(part, autoescape=True),
                func.lower(OutboxMessage.subject).contains(part, autoescape=True),
            )
        )
    return query.order_by(*listing.ordered(sorts(), OutboxMessage.id.expression))


def last_failures(session: Session, limit: int = 5) -> list[OutboxMessage]:
    """The newest messages that met a problem and have not left, newest try first."""
    troubled = select(OutboxMessage).where(OutboxMessage.sent_at.is_(None), OutboxMessage.last_problem != "")
    return list(session.scalars(troubled.order_by(OutboxMessage.due_at.desc(), OutboxMessage.id.desc()).limit(limit)))


def numbers_per_standing(session: Session) -> dict[str, int]:
    """How many messages wait, went, and did not get through."""
    rows = session.execute(select(STANDING, func.count(OutboxMessage.id)).group_by(STANDING))
    return {str(standing): number for standing, number in rows}
