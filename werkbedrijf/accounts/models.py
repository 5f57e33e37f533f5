"""Tries at the door, so that guessing passwords takes too long to be of use."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from werkbedrijf.foundation.db import Base, one_of


class TryKind(StrEnum):
    """What someone tried at the door."""

    SIGN_IN = "inloggen"
    ASK_LINK = "link_vragen"


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
