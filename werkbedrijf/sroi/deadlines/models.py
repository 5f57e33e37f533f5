"""What was told about the deadlines of contracts, and how long before somebody wants to hear of them."""

from datetime import date
from enum import StrEnum

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from werkbedrijf.foundation.db import Base, one_of


class Told(StrEnum):
    """What somebody was told."""

    AHEAD = "herinnering"
    LATE = "te_laat"
    ESCALATED = "doorgegeven"


class DeadlineTold(Base):
    """One person was told of one deadline of a contract, for the day it was on then; the database keeps it to once.

    ``days_before`` is the term of that person for a reminder, and nothing for what is told after the day. With another day
    a deadline is told of anew.
    """

    __tablename__ = "sroi_deadline_told"
    __table_args__ = (
        UniqueConstraint(
            "contract_id", "deadline", "due_on", "what", "days_before", "user_id", name="uq_sroi_deadline_told_once"
        ),
        CheckConstraint("days_before >= 0", name="term_is_possible"),
    )

    contract_id: Mapped[int] = mapped_column(ForeignKey("sroi_contract.id"), index=True)
    deadline: Mapped[str]
    due_on: Mapped[date]
    what: Mapped[Told] = mapped_column(one_of(Told))
    days_before: Mapped[int] = mapped_column(default=0)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    told_on: Mapped[date]


class ReminderChoice(Base):
    """How many days before a deadline somebody wants to hear of it; an empty list is never."""

    __tablename__ = "sroi_reminder_choice"

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), unique=True)
    terms: Mapped[list[int]] = mapped_column(JSON, default=list)
