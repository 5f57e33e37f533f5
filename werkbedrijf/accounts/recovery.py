"""Recovery codes: ten on paper, for when the phone is lost. Each works once; only digests are kept."""

import re
import secrets

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from werkbedrijf.accounts.models import RecoveryCode
from werkbedrijf.accounts.sealing import digests, ring_of
from werkbedrijf.foundation.actors import Actor, User
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.rows import rows_reached

HOW_MANY = 10
# Without letters and digits that look alike on paper; twelve of them are 59 bits.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
PART, PARTS = 4, 3


def new_recovery_codes(session: Session, actor: Actor, user: User) -> list[str]:
    """Ten new codes, to show once; those of before stop working."""
    codes, ring = [_new_code() for _ in range(HOW_MANY)], ring_of(session)
    session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user.id))
    session.add_all(
        RecoveryCode(user_id=user.id, digest=digests(ring, _plain(code), _about(user))[0], made_at=session.info["at"])
        for code in codes
    )
    record(session, actor, "user.recovery_codes_made", user)
    return codes


def use_recovery_code(session: Session, user: User, typed: str) -> bool:
    """Whether this is a code of the user that was not used yet; from here on it is."""
    code = _plain(typed)
    if len(code) != PART * PARTS:
        return False
    used = (
        update(RecoveryCode)
        .where(
            RecoveryCode.user_id == user.id,
            RecoveryCode.digest.in_(digests(ring_of(session), code, _about(user))),
            RecoveryCode.used_at.is_(None),
        )
        .values(used_at=session.info["at"])
        .execution_options(synchronize_session=False)
    )
    return rows_reached(session, used) == 1


def recovery_codes_left(session: Session, user: User) -> int:
    """How many codes still work."""
    unused = (RecoveryCode.user_id == user.id, RecoveryCode.used_at.is_(None))
    return session.scalar(select(func.count()).select_from(RecoveryCode).where(*unused)) or 0


def _new_code() -> str:
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(PART)) for _ in range(PARTS))


def _plain(typed: str) -> str:
    return re.sub(r"[^a-z0-9]", "", typed.lower())


def _about(user: User) -> str:
    return f"recovery_code|{user.id}"
