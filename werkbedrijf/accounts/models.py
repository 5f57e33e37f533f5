"""What coming in leaves behind: tries, sessions, devices, and the second step of a person.

Secrets never stand here as they are: tokens and recovery codes as digests, the secret of an authenticator app sealed.
"""

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from werkbedrijf.foundation.actors import User
from werkbedrijf.foundation.db import Base, one_of


class TryKind(StrEnum):
    """What someone tried at the door."""

    SIGN_IN = "inloggen"
    ASK_LINK = "link_vragen"
    SECOND_STEP = "tweede_stap"
    OPEN_LINK = "link_openen"


class SignInAttempt(Base):
    """One try that did not succeed (yet). Kept for a day, with a digest instead of the typed address."""

    __tablename__ = "sign_in_attempt"
    __table_args__ = (
        Index("ix_sign_in_attempt_account", "account", "at"),
        Index("ix_sign_in_attempt_origin", "origin", "at"),
    )

    kind: Mapped[TryKind] = mapped_column(one_of(TryKind))
    account: Mapped[str]
    origin: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime] = mapped_column(index=True)


class KnownDevice(Base):
    """A browser in which someone came in before. It is told apart by a cookie of its own; nothing of the device is kept."""

    __tablename__ = "known_device"
    __table_args__ = (UniqueConstraint("user_id", "token_digest"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    token_digest: Mapped[str]
    first_seen_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]


class SignInSession(Base):
    """One browser in which someone is signed in. The cookie holds a token that means nothing without this row.

    ``complete`` is false between the password and the second step: such a session opens no door. ``version`` is the
    version of the user at the start; raising that ends every session at once. The limits are those of the start.
    """

    __tablename__ = "sign_in_session"
    __table_args__ = (CheckConstraint("idle_minutes > 0", name="idle_is_positive"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    token_digest: Mapped[str] = mapped_column(unique=True)
    version: Mapped[int]
    complete: Mapped[bool]
    device: Mapped[str] = mapped_column(default="")
    origin: Mapped[str] = mapped_column(default="")
    idle_minutes: Mapped[int]
    started_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    proved_at: Mapped[datetime]
    ends_at: Mapped[datetime] = mapped_column(index=True)
    ended_at: Mapped[datetime | None]

    user: Mapped[User] = relationship()

    def lives(self, at: datetime) -> bool:
        """Whether this session still counts: not ended, within both limits, and its user may still come in."""
        in_time = at < self.ends_at and at < self.seen_at + timedelta(minutes=self.idle_minutes)
        return self.ended_at is None and in_time and self.user.is_active and self.version == self.user.session_version


class TotpFactor(Base):
    """The authenticator app of a person. ``last_step`` is the newest period whose code was used: each code works once."""

    __tablename__ = "totp_factor"

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), unique=True)
    sealed_secret: Mapped[str]
    last_step: Mapped[int] = mapped_column(BigInteger, default=0)
    added_at: Mapped[datetime]
    last_used_at: Mapped[datetime | None]


class Passkey(Base):
    """A passkey of a person: the public half only; the other half never leaves the device."""

    __tablename__ = "passkey"

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    credential_id: Mapped[str] = mapped_column(unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(BigInteger, default=0)
    name: Mapped[str]
    added_at: Mapped[datetime]
    last_used_at: Mapped[datetime | None]


class UsedChallenge(Base):
    """A challenge that was answered, so that the same answer is refused a second time. Kept for a day."""

    __tablename__ = "used_challenge"

    digest: Mapped[str] = mapped_column(unique=True)
    at: Mapped[datetime] = mapped_column(index=True)


class RecoveryCode(Base):
    """A code on paper for when the app and the passkeys are lost. It works once."""

    __tablename__ = "recovery_code"

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    digest: Mapped[str] = mapped_column(unique=True)
    made_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class ExternalIdentity(Base):
    """A user as another sign-in service knows this person."""

    __tablename__ = "external_identity"
    __table_args__ = (UniqueConstraint("provider", "subject"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    provider: Mapped[str]
    subject: Mapped[str]
    linked_at: Mapped[datetime]
    last_used_at: Mapped[datetime | None]
