"""The second step of a person: what there is of it, whether it is asked, and taking it away when everything is lost."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from werkbedrijf.accounts import messages
from werkbedrijf.accounts.known_devices import forget_devices
from werkbedrijf.accounts.models import Passkey, RecoveryCode, TotpFactor
from werkbedrijf.accounts.recovery import recovery_codes_left, use_recovery_code
from werkbedrijf.accounts.totp import totp_of, use_totp
from werkbedrijf.foundation.actors import Actor, User
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.outbox import tell
from werkbedrijf.foundation.region import current_region


@dataclass(frozen=True, slots=True)
class Factors:
    """What a person can take the second step with."""

    totp: TotpFactor | None
    passkeys: Sequence[Passkey]
    codes_left: int

    def __bool__(self) -> bool:
        """Codes on paper alone are no second step: they only help to make a new one."""
        return self.totp is not None or bool(self.passkeys)


def second_step_needed(session: Session) -> bool:
    """Everywhere but in a demo, where the sign-ins are public on purpose."""
    region = current_region(session)
    return region is None or not region.is_demo


def second_step_after(session: Session, user: User) -> str:
    """What follows after a password: nothing, setting a second step up (``instellen``), or taking it (``code``)."""
    if not second_step_needed(session):
        return ""
    return "code" if factors_of(session, user) else "instellen"


def factors_of(session: Session, user: User) -> Factors:
    """What this person has set up."""
    keys = session.scalars(select(Passkey).where(Passkey.user_id == user.id).order_by(Passkey.id)).all()
    return Factors(totp_of(session, user), keys, recovery_codes_left(session, user))


def use_code(session: Session, user: User, typed: str) -> str | None:
    """With what the typed code was right, in words for the trail; None when it was not, or was used before."""
    if use_totp(session, user, typed):
        return "app"
    return "herstelcode" if use_recovery_code(session, user, typed) else None


def reset_factors(session: Session, actor: Actor, user: User) -> None:
    """Everything is lost: take the second step away, so that the next sign-in starts with a new one.

    Every session and every link ends, and the person gets a mail: who did not ask for this, knows it at once.
    """
    for table in (TotpFactor, Passkey, RecoveryCode):
        session.execute(delete(table).where(table.user_id == user.id))
    forget_devices(session, user)
    user.session_version += 1
    record(session, actor, "user.factors_reset", user)
    region = current_region(session)
    key = f"accounts.factors_reset:{user.id}:{user.session_version}"
    tell(session, messages.factors_reset(user, region.name if region else "het regionaal werkbedrijf", key))
