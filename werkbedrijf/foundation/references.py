"""References people can say aloud: K-0042, W-0007. They name a record in addresses, mails, logs and sentences."""

from enum import StrEnum

from sqlalchemy import select, update
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


class ReferenceCounter(Base):
    """The last number given out per kind."""

    __tablename__ = "reference_counter"

    kind: Mapped[str] = mapped_column(unique=True)
    last: Mapped[int] = mapped_column(default=0)


def next_reference(session: Session, kind: Kind) -> str:
    """The next free reference of a kind, given out within this transaction and never twice.

    The counter row is locked until the transaction ends, so two doors at once get two numbers.
    """
    raised = update(ReferenceCounter).where(ReferenceCounter.kind == kind.value).values(last=ReferenceCounter.last + 1)
    if session.execute(raised, execution_options={"synchronize_session": False}).rowcount == 0:  # type: ignore[attr-defined]  # a cursor result
        session.add(ReferenceCounter(kind=kind.value, last=1))
        session.flush()
        return f"{kind.value}-0001"
    last = session.execute(select(ReferenceCounter.last).where(ReferenceCounter.kind == kind.value)).scalar_one()
    return f"{kind.value}-{last:04d}"
