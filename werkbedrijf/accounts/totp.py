"""The authenticator app: a secret shared with a phone, and codes of six digits that each work once (RFC 6238)."""

import hmac
import re
from datetime import datetime
from urllib.parse import quote

import pyotp
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from werkbedrijf.accounts.models import TotpFactor
from werkbedrijf.accounts.sealing import NotOurs, opened, ring_of, seal
from werkbedrijf.foundation.actors import Actor, User, actor_for
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.keys.ring import Kind
from werkbedrijf.foundation.rows import rows_reached

PERIOD = 30
# Clocks of phones differ: the period before and after count too.
AROUND = (0, -1, 1)
CODE = re.compile(r"[0-9]{6}")


def new_secret() -> str:
    """A secret for one phone: 160 random bits, in the letters that people can type over."""
    return pyotp.random_base32()


def step_of(secret: str, code: str, at: datetime) -> int | None:
    """The period whose code was typed, or None when it is not of now, just before or just after.

    >>> from datetime import UTC
    >>> at = datetime.fromtimestamp(1111111109, UTC)
    >>> step_of("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", "081 804", at) == 1111111109 // 30
    True
    >>> step_of("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", "081805", at)
    """
    typed = re.sub(r"[\s-]", "", code)
    if not CODE.fullmatch(typed):
        return None
    now, maker = int(at.timestamp()) // PERIOD, pyotp.TOTP(secret, interval=PERIOD)
    fits = [now + near for near in AROUND if hmac.compare_digest(maker.generate_otp(now + near), typed)]
    return fits[0] if fits else None


def address_for_app(secret: str, email: str, service: str) -> str:
    """What the QR code says to the app."""
    return f"otpauth://totp/{quote(service, safe='')}:{quote(email, safe='')}?secret={secret}&issuer={quote(service, safe='')}"


def enrol_totp(
    session: Session, user: User, *, actor: Actor | None = None, secret: str | None = None, last_step: int = 0
) -> str:
    """Give this user an authenticator app and return its secret (base32), for who fills a region or a test with people.

    An app of before stops working. The door for people first asks a code of the new app and passes its period as
    ``last_step``, so that this code does not work a second time. ``actor`` is the user itself unless said otherwise.
    """
    secret, at = secret or new_secret(), session.info["at"]
    session.execute(delete(TotpFactor).where(TotpFactor.user_id == user.id))
    sealed = seal(ring_of(session), secret, _about(user))
    session.add(TotpFactor(user_id=user.id, sealed_secret=sealed, last_step=last_step, added_at=at))
    session.flush()
    record(session, actor or actor_for(session, user), "user.app_added", user)
    return secret


def remove_totp(session: Session, actor: Actor, user: User) -> None:
    """The app of this user opens nothing any more."""
    session.execute(delete(TotpFactor).where(TotpFactor.user_id == user.id))
    record(session, actor, "user.app_removed", user)


def totp_of(session: Session, user: User) -> TotpFactor | None:
    """The app of this user, or None."""
    return session.scalars(select(TotpFactor).where(TotpFactor.user_id == user.id)).first()


def use_totp(session: Session, user: User, code: str) -> bool:
    """Whether this is a code of the user's app that was not used yet; from here on it is.

    Of two that come with the same code at the same moment one gets in: the database decides.
    """
    factor, at = totp_of(session, user), session.info["at"]
    if factor is None:
        return False
    try:
        step = step_of(opened(ring_of(session), factor.sealed_secret, _about(user)), code, at)
    except NotOurs:
        return False
    if step is None:
        return False
    used = (
        update(TotpFactor)
        .where(TotpFactor.id == factor.id, TotpFactor.last_step < step)
        .values(last_step=step, last_used_at=at)
        .execution_options(synchronize_session=False)
    )
    return rows_reached(session, used) == 1


def seal_factors_anew(session: Session) -> int:
    """Seal every app that an older key of the region sealed with the newest; returns how many.

    What does not open stays as it is: it never opened anything either.
    """
    ring, done = ring_of(session), 0
    newest = ring.current(Kind.REGION).kid
    for factor in session.scalars(select(TotpFactor).order_by(TotpFactor.id).with_for_update()):
        if factor.sealed_secret.startswith(f"{newest}."):
            continue
        about = _about_id(factor.user_id)
        try:
            factor.sealed_secret = seal(ring, opened(ring, factor.sealed_secret, about), about)
        except NotOurs:
            continue
        done += 1
    session.flush()
    return done


def _about(user: User) -> str:
    return _about_id(user.id)


def _about_id(user_id: int) -> str:
    return f"totp_factor|secret|{user_id}"
