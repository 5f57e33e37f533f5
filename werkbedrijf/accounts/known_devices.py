"""Browsers in which somebody came in before: they are not kept waiting by strangers who guess, and a new one is told."""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete, exists, select, update
from sqlalchemy.orm import Session

from werkbedrijf.accounts import messages
from werkbedrijf.accounts.models import KnownDevice
from werkbedrijf.accounts.sessions import digest_of
from werkbedrijf.foundation.actors import User, actor_for
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.outbox import tell
from werkbedrijf.foundation.region import current_region
from werkbedrijf.foundation.rows import rows_reached

LASTS = timedelta(days=400)


def is_known(session: Session, email: str, token: str) -> bool:
    """Whether the person with this address came in before in the browser with this token. Asks the same for any address."""
    known = (
        exists()
        .where(KnownDevice.user_id == User.id, User.email == email.strip().lower())
        .where(KnownDevice.token_digest == digest_of(token))
    )
    return bool(session.scalar(select(known)))


def note_device(session: Session, user: User, token: str | None, *, browser: str, tell_owner: bool) -> str:
    """This person came in, in the browser with this token or in one without; returns the token it has from here on.

    In a browser that was new for this person the owner of the account gets a mail, which says which browser in words.
    """
    at: datetime = session.info["at"]
    token = token or secrets.token_urlsafe(32)
    row = session.scalars(
        select(KnownDevice).where(KnownDevice.user_id == user.id, KnownDevice.token_digest == digest_of(token))
    ).first()
    if row is not None:
        session.execute(update(KnownDevice).where(KnownDevice.id == row.id).values(last_seen_at=at))
        return token
    session.add(KnownDevice(user_id=user.id, token_digest=digest_of(token), first_seen_at=at, last_seen_at=at))
    record(session, actor_for(session, user), "user.device_added", user)
    if tell_owner:
        region = current_region(session)
        key = f"accounts.new_device:{user.id}:{digest_of(token)[:16]}"
        name = region.name if region else "het regionaal werkbedrijf"
        tell(session, messages.new_device(user, name, at, browser, key))
    return token


def forget_devices(session: Session, user: User) -> None:
    """No browser counts as known any more: after a reset everyone is new."""
    session.execute(delete(KnownDevice).where(KnownDevice.user_id == user.id))


def forget_old_devices(session: Session, *, at: datetime) -> int:
    """Forget browsers that were not seen for over a year; returns how many."""
    return rows_reached(session, delete(KnownDevice).where(KnownDevice.last_seen_at < at - LASTS))
