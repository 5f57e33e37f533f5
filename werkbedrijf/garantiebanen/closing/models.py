"""Closed months: exact figures per heading, and the lines behind them."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from matching.placements.models import Placement
from werkbedrijf.foundation.actors import User
from werkbedrijf.foundation.audit import Audited
from werkbedrijf.foundation.db import Base


class ClosedMonth(Audited, Base):
    """A month that is closed, or that somebody asked to close, with the rules that held. Once closed nothing of it changes."""

    __tablename__ = "closed_month"
    __table_args__ = (
        CheckConstraint("(closed_at IS NULL) = (closed_by_id IS NULL)", name="closed_by_somebody"),
        CheckConstraint(
            "hours_per_job > 0 AND hours_per_job_month > 0 AND hours_full_time > 0", name="rules_are_known"
        ),
    )

    first: Mapped[date] = mapped_column("month_start", unique=True)
    hours_per_job: Mapped[Decimal]
    hours_per_job_month: Mapped[Decimal]
    hours_full_time: Mapped[Decimal]
    sectors_apart: Mapped[bool]
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    closed_by: Mapped[User | None] = relationship()
    cells: Mapped[list["ClosedCell"]] = relationship(cascade="all, delete-orphan", order_by="ClosedCell.id")
    lines: Mapped[list["ClosedLine"]] = relationship(cascade="all, delete-orphan", order_by="ClosedLine.id")

    @property
    def reference(self) -> str:
        """How the trail names it."""
        return f"maand-{self.first:%Y-%m}"


class ClosedCell(Base):
    """One figure of a closed month: the whole (`heading` ‘totaal’) or a part; hours a week times days, from which the rest follows."""

    __tablename__ = "closed_cell"
    __table_args__ = (UniqueConstraint("month_id", "heading", "code"),)

    month_id: Mapped[int] = mapped_column(ForeignKey("closed_month.id"), index=True)
    heading: Mapped[str]
    code: Mapped[str]
    persons: Mapped[int]
    hour_days: Mapped[Decimal]


class ClosedLine(Base):
    """One record behind a closed month: days of one placement. Of whom it is, is known by the placement and goes with it.

    `person` is a number within the month, so that a person is counted once; the ground is not kept per line.
    """

    __tablename__ = "closed_line"
    __table_args__ = (CheckConstraint("ends_on > starts_on", name="period_in_order"),)

    month_id: Mapped[int] = mapped_column(ForeignKey("closed_month.id"), index=True)
    placement_id: Mapped[int | None] = mapped_column(ForeignKey("placement.id"), index=True)
    person: Mapped[int]
    first: Mapped[date] = mapped_column("starts_on")
    until: Mapped[date] = mapped_column("ends_on")
    hours_per_week: Mapped[Decimal | None]
    gemeente_code: Mapped[str]
    sector: Mapped[str]
    branch: Mapped[str]
    kind: Mapped[str]
    contract_form: Mapped[str]
    # Why it was left out; empty when it counted.
    left_out: Mapped[str]

    placement: Mapped[Placement | None] = relationship()
