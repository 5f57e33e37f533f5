"""What was published of a month beside the board: divisions, who came and left, and the line ahead."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from werkbedrijf.foundation.audit import Audited
from werkbedrijf.foundation.db import Base


class OutlookMonth(Audited, Base):
    """The sheet of a month end, worked out once and kept as it was published.

    ``tries`` and ``held``: of so many published lines, how many had the jobs published a quarter later in their band. ``afterwards``
    says that some of these were made later than their month, with the agreed ends known by then.
    """

    __tablename__ = "outlook_month"
    __table_args__ = (CheckConstraint("held >= 0 AND held <= tries", name="held_of_tries"),)

    on: Mapped[date] = mapped_column("month_end", unique=True)
    smallest: Mapped[int]
    frozen_at: Mapped[datetime]
    tries: Mapped[int]
    held: Mapped[int]
    afterwards: Mapped[bool]

    cells: Mapped[list["OutlookCell"]] = relationship(cascade="all, delete-orphan", order_by="OutlookCell.id")
    ahead: Mapped[list["OutlookAhead"]] = relationship(cascade="all, delete-orphan", order_by="OutlookAhead.months")

    @property
    def reference(self) -> str:
        """How the trail names it."""
        return f"vooruit-{self.on:%Y-%m}"


class OutlookCell(Base):
    """One published number of people, in tens; no number means hidden. ``kind`` and ``code`` say of whom (``sheet``)."""

    __tablename__ = "outlook_cell"
    __table_args__ = (
        UniqueConstraint("month_id", "kind", "code"),
        CheckConstraint("coalesce(persons, 0) % 10 = 0", name="rounded_to_tens"),
    )

    month_id: Mapped[int] = mapped_column(ForeignKey("outlook_month.id"), index=True)
    kind: Mapped[str]
    code: Mapped[str] = mapped_column(default="")
    persons: Mapped[int | None]


class OutlookAhead(Base):
    """The published jobs at the end of a month ahead, in tens."""

    __tablename__ = "outlook_ahead"
    __table_args__ = (
        UniqueConstraint("month_id", "months"),
        CheckConstraint("low % 10 = 0 AND expected % 10 = 0 AND high % 10 = 0", name="rounded_to_tens"),
        CheckConstraint("low <= expected AND expected <= high", name="band_in_order"),
    )

    month_id: Mapped[int] = mapped_column(ForeignKey("outlook_month.id"), index=True)
    months: Mapped[int]
    low: Mapped[int]
    expected: Mapped[int]
    high: Mapped[int]
