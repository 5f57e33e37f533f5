"""What changes the secret address: made, made anew, withdrawn."""

import secrets

from sqlalchemy import select
from sqlalchemy.orm import Session

from werkbedrijf.agenda.models import CalendarLink
from werkbedrijf.agenda.tokens import digest_of
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.errors import NotAllowed


def link_of(session: Session, user_id: int | None) -> CalendarLink | None:
    """The address this person has now."""
    return session.scalars(select(CalendarLink).where(CalendarLink.user_id == user_id)).first()


def new_link(session: Session, actor: Actor) -> str:
    """A new secret address; one that was there stops working. Returns the token, which is shown this once."""
    if actor.id is None:
        raise NotAllowed("Log eerst in.")
    token = secrets.token_urlsafe(32)
    link = link_of(session, actor.id) or CalendarLink(user_id=actor.id)
    link.token_digest, link.role, link.made_at = digest_of(token), actor.role, session.info["at"]
    session.add(link)
    record(session, actor, "calendar.link_made", link)
    return token


def withdraw_link(session: Session, actor: Actor) -> None:
    """From now on nobody reads the calendar any more; doing it twice is the same."""
    link = link_of(session, actor.id)
    if link is not None:
        record(session, actor, "calendar.link_withdrawn", link)
        session.delete(link)
