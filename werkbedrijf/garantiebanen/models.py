"""What is kept beside the placements: work of people who were erased, and what was published of a month."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from werkbedrijf.foundation.audit import Audited
from werkbedrijf.foundation.db import Base


class CountedWork(Base):
    """So many hours a week that counted as a garantiebaan, from a day up to and not including another.

    No person, employer, place or reference: the figure of a day in the past stays what it was, and tells of nobody.
    """

    __tablename__ = "counted_work"
    __table_args__ = (
        CheckConstraint("hours_per_week > 0", name="hours_are_possible"),
        CheckConstraint("ends_on > starts_on", name="period_in_order"),
    )

    gemeente_code: Mapped[str]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    hours_per_week: Mapped[Decimal]
    # Of the workplace; not known of who was erased before this was kept.
    sector: Mapped[str] = mapped_column(default="", server_default="")
    kind: Mapped[str] = mapped_column(default="", server_default="")


class BoardMonth(Audited, Base):
    """The published figures of the last day of a month, with the rules that held when they were frozen."""

    __tablename__ = "board_month"

    on: Mapped[date] = mapped_column("month_end", unique=True)
    hours_per_job: Mapped[Decimal]
    hours_full_time: Mapped[Decimal]
    smallest: Mapped[int]
    frozen_at: Mapped[datetime]

    cells: Mapped[list["BoardCell"]] = relationship(cascade="all, delete-orphan", order_by="BoardCell.id")

    @property
    def reference(self) -> str:
        """How the trail names it."""
        return f"{self.on:%Y-%m}"


class BoardCell(Base):
    """One published group: ``kind`` is the region, a gemeente or a reason to be left out. No number means hidden."""

    __tablename__ = "board_cell"
    __table_args__ = (
        UniqueConstraint("month_id", "kind", "code"),
        CheckConstraint("kind IN ('regio', 'gemeente', 'buiten')", name="known_kind"),
        CheckConstraint(
            "coalesce(persons, 0) % 10 = 0 AND coalesce(jobs, 0) % 10 = 0 AND coalesce(fte, 0) % 10 = 0",
            name="rounded_to_tens",
        ),
    )

    month_id: Mapped[int] = mapped_column(ForeignKey("board_month.id"), index=True)
    kind: Mapped[str]
    code: Mapped[str] = mapped_column(default="")
    persons: Mapped[int | None]
    jobs: Mapped[int | None]
    fte: Mapped[int | None]
