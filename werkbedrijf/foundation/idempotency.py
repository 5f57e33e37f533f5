"""What was asked once is done once: the key of an act, kept in the transaction of its effect.

A form carries a key that no other form has; a program sends its own. The key, what was asked with it and what was answered
are saved together with the effect, or not at all. Whoever asks again gets the same answer and causes nothing.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ForeignKey, LargeBinary, UniqueConstraint, delete, insert, select, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from werkbedrijf.foundation.db import Base
from werkbedrijf.foundation.errors import DomainError
from werkbedrijf.foundation.parameters import Parameter, whole_number_on
from werkbedrijf.foundation.rows import rows_reached

PATIENCE = "14s"
"""How long a repeat waits for the first on PostgreSQL: just under what any statement may take."""


class IdempotencyKey(Base):
    """One act that was done. ``digest`` is of what was asked, ``answer`` is sealed: both say nothing to who reads the table."""

    __tablename__ = "idempotency_key"
    __table_args__ = (UniqueConstraint("user_id", "key"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    key: Mapped[str]
    digest: Mapped[str]
    answer: Mapped[bytes] = mapped_column(LargeBinary, default=b"")
    created_at: Mapped[datetime] = mapped_column(index=True)


class KeyUsedBefore(DomainError):
    """The key belongs to something else that was asked; nothing was changed."""

    status = 422
    code = "sleutel_al_gebruikt"

    def __init__(self) -> None:
        super().__init__(
            "Dit formulier is al een keer verstuurd, met iets anders erin. Er is nu niets veranderd. "
            "Laad de pagina opnieuw en vul het nog eens in."
        )


class DoneMeanwhile(Exception):
    """Somebody else did the same act with this key while we were at it: the answer is theirs."""


@dataclass(slots=True)
class Asked:
    """One act as it was asked: by whom, under which key, and a digest of what."""

    user_id: int
    key: str
    digest: str
    # The transaction in which the key was claimed; another one has claimed nothing.
    claimed_in: Any = field(default=None, repr=False)

    def is_claimed(self, session: Session) -> bool:
        """Whether the transaction that runs now holds the key."""
        return self.claimed_in is not None and self.claimed_in is session.get_transaction()


def take_turn(session: Session, asked: Asked) -> None:
    """Let the same act asked at the same moment wait for us. On SQLite whoever writes has the only turn already.

    A repeat wants the answer of the first, so it waits longer than for a row that somebody else holds.
    """
    if session.get_bind().dialect.name == "postgresql":
        whose = hashlib.blake2b(f"{asked.user_id}:{asked.key}".encode(), digest_size=8).digest()
        session.execute(text(f"SET LOCAL lock_timeout = '{PATIENCE}'"))
        session.execute(
            text("SELECT pg_advisory_xact_lock(:turn)"), {"turn": int.from_bytes(whose, "big", signed=True)}
        )
        session.execute(text("SET LOCAL lock_timeout TO DEFAULT"))


def answer_of(session: Session, asked: Asked) -> bytes | None:
    """What was answered before, sealed; None when this was never done. Raises KeyUsedBefore for something else."""
    mine = (IdempotencyKey.user_id == asked.user_id, IdempotencyKey.key == asked.key)
    known = session.execute(select(IdempotencyKey.digest, IdempotencyKey.answer).where(*mine)).first()
    if known is None:
        return None
    if known.digest != asked.digest:
        raise KeyUsedBefore
    return bytes(known.answer)


def claim(session: Session, asked: Asked) -> None:
    """Note the key in this transaction, before the effect. Raises DoneMeanwhile when another transaction was first."""
    if asked.is_claimed(session):
        return
    row = {"user_id": asked.user_id, "key": asked.key, "digest": asked.digest, "answer": b""}
    try:
        session.execute(insert(IdempotencyKey).values(**row, created_at=session.info["at"]))
    except IntegrityError as problem:
        session.rollback()
        raise DoneMeanwhile from problem
    asked.claimed_in = session.get_transaction()


def keep(session: Session, asked: Asked, answer: bytes) -> None:
    """Put the sealed answer beside the key, still in the transaction of the effect."""
    mine = (IdempotencyKey.user_id == asked.user_id, IdempotencyKey.key == asked.key)
    session.execute(
        update(IdempotencyKey).where(*mine).values(answer=answer).execution_options(synchronize_session=False)
    )


def forget_old_keys(session: Session, *, at: datetime) -> int:
    """Throw away keys after their term; returns how many. Asked again after that, an act is a new act."""
    term = timedelta(hours=whole_number_on(session, Parameter.REPEAT_HOURS, at.date()))
    return rows_reached(session, delete(IdempotencyKey).where(IdempotencyKey.created_at < at - term))
