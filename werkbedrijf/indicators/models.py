"""What is kept of indicators: figures of others and plans as they were entered, and each quarter as it was published."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from werkbedrijf.foundation.actors import User
from werkbedrijf.foundation.audit import Audited
from werkbedrijf.foundation.db import Base, one_of


class Entered(StrEnum):
    """What somebody entered: a figure of another organisation, or what the region plans."""

    FIGURE = "cijfer"
    PLAN = "plan"

    @property
    def words(self) -> str:
        """As it is asked."""
        return {
            Entered.FIGURE: "Een cijfer van een andere organisatie",
            Entered.PLAN: "Wat de regio zich voorneemt",
        }[self]


class IndicatorValue(Audited, Base):
    """A figure with its day, source and label. A row is never changed: a newer one for the same day comes in its place.

    ``period`` is as the source calls it (2026Q2, 2025). ``as_of`` is the day it holds for, the last day of a plan.
    ``gemeente_code`` is empty for the region. What UWV published stands with the garantiebanen and is told from there.
    """

    __tablename__ = "indicator_value"
    __table_args__ = (
        Index("ix_indicator_value_newest", "indicator", "kind", "gemeente_code", "as_of"),
        CheckConstraint("source <> ''", name="says_its_source"),
        CheckConstraint("denominator IS NULL OR denominator > 0", name="something_to_divide_by"),
    )

    indicator: Mapped[str]
    kind: Mapped[Entered] = mapped_column(one_of(Entered, checked=False))
    gemeente_code: Mapped[str] = mapped_column(default="")
    period: Mapped[str]
    as_of: Mapped[date]
    value: Mapped[Decimal]
    numerator: Mapped[Decimal | None]
    denominator: Mapped[Decimal | None]
    label: Mapped[str] = mapped_column(default="")
    source: Mapped[str]
    entered_on: Mapped[date]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    by: Mapped[User | None] = relationship()

    @property
    def reference(self) -> str:
        """How the trail names it."""
        return f"{self.indicator} {self.period}"


class IndicatorQuarter(Audited, Base):
    """A quarter as it was published, with the rules of that moment. Its cells are never worked out again."""

    __tablename__ = "indicator_quarter"

    name: Mapped[str] = mapped_column(unique=True)
    ends_on: Mapped[date] = mapped_column(unique=True)
    smallest: Mapped[int]
    hours_per_job: Mapped[Decimal]
    hours_full_time: Mapped[Decimal]
    frozen_at: Mapped[datetime]

    cells: Mapped[list["IndicatorCell"]] = relationship(cascade="all, delete-orphan", order_by="IndicatorCell.id")

    @property
    def reference(self) -> str:
        """How the trail names it."""
        return self.name


class Shown(StrEnum):
    """What a published cell tells."""

    VALUE = "getoond"
    HIDDEN = "verborgen"
    MISSING = "ontbreekt"


class IndicatorCell(Base):
    """One published figure: rounded, or hidden, or missing with a reason. What is exact is never stored here.

    ``split`` is the region, gemeente, soort, grond, or what a paper tells besides. ``base`` is how many people, starts or
    places it is of, in tens; ``as_of`` the day of measuring.
    """

    __tablename__ = "indicator_cell"
    __table_args__ = (
        UniqueConstraint("quarter_id", "indicator", "split", "code"),
        CheckConstraint("(shown = 'getoond') = (value IS NOT NULL)", name="shown_has_a_value"),
        CheckConstraint("coalesce(base, 0) % 10 = 0", name="base_in_tens"),
    )

    quarter_id: Mapped[int] = mapped_column(ForeignKey("indicator_quarter.id"), index=True)
    indicator: Mapped[str]
    split: Mapped[str]
    code: Mapped[str] = mapped_column(default="")
    shown: Mapped[Shown] = mapped_column(one_of(Shown, checked=False))
    value: Mapped[Decimal | None]
    base: Mapped[int | None]
    left_out: Mapped[int | None]
    as_of: Mapped[date]
    missing: Mapped[str] = mapped_column(default="")
