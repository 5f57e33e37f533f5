"""References people can say aloud: K-0042, W-0007. They name a record in addresses, mails, logs and sentences."""

from enum import StrEnum
from typing import Any, Final

from sqlalchemy import bindparam, insert, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from werkbedrijf.foundation.db import Base


class Kind(StrEnum):
    """What a reference names, by its first letter or letters."""

    EMPLOYER = "W"
    ESTABLISHMENT = "WV"
    VACANCY = "P"
    CANDIDATE = "K"
    PROPOSAL = "V"
    PLACEMENT = "PL"
    IMPORT = "I"
    RUN = "VD"
    CARVING = "A"
    SCORING = "DB"
    OBJECTION = "B"
    TRAY = "M"
    ROUND = "BR"
    MENTOR = "BG"
    BOOKING = "LB"
    QUESTION = "VR"
    CONTRACT = "OP"
    CLAIM = "SR"


class ReferenceCounter(Base):
    """The last number given out per kind."""

    __tablename__ = "reference_counter"

    kind: Mapped[str] = mapped_column(unique=True)
    last: Mapped[int] = mapped_column(default=0)


# Made once, and asked past the objects of the session: nothing of theirs has to be saved first to take a number.
_COUNTERS: Any = ReferenceCounter.__table__
_RAISED: Final = (
    update(_COUNTERS)
    .where(_COUNTERS.c.kind == bindparam("asked"))
    .values(last=_COUNTERS.c.last + 1)
    .returning(_COUNTERS.c.last)
)


def next_reference(session: Session, kind: Kind) -> str:
    """The next free reference of a kind, given out within this transaction and never twice.

    The counter row is locked until the transaction ends, so two doors at once get two numbers.
    """
    asked = {"asked": kind.value}
    last = session.connection().scalar(_RAISED, asked)
    if last is None:
        try:
            with session.begin_nested():
                session.execute(insert(ReferenceCounter).values(kind=kind.value, last=1))
            last = 1
        except IntegrityError:
            # Another door gave out the very first one at this moment.
            last = session.connection().scalar(_RAISED, asked)
    return f"{kind.value}-{last:04d}"
