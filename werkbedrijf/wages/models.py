"""Wage and loonwaarde, each as periods."""

from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from matching.placements.models import Placement
from matching.placements.reasons import TermsReason
from werkbedrijf.foundation.audit import Audited
from werkbedrijf.foundation.db import Base, one_of


class WageUnit(StrEnum):
    """Per what a wage is told."""

    HOUR = "uur"
    MONTH = "maand"

    @property
    def words(self) -> str:
        """As it stands after an amount."""
        return f"per {self.value}"


class Method(StrEnum):
    """How a loonwaarde came about."""

    MEASURED = "gemeten"
    AGREED = "forfait"

    @property
    def words(self) -> str:
        """As it stands on a page."""
        return {Method.MEASURED: "Gemeten op de werkplek", Method.AGREED: "Afgesproken voor het begin (forfait)"}[self]


class WagePeriod(Audited, Base):
    """The gross wage in euros per hour or month, half-open in time. ``replaced_on`` is filled once it holds no more."""

    __tablename__ = "wage_period"
    __table_args__ = (
        CheckConstraint("ends_on IS NULL OR ends_on > starts_on", name="period_in_order"),
        CheckConstraint("wage > 0", name="wage_is_possible"),
    )

    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"), index=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    wage: Mapped[Decimal]
    unit: Mapped[WageUnit] = mapped_column(one_of(WageUnit, checked=False))
    reason: Mapped[TermsReason] = mapped_column(one_of(TermsReason, checked=False))
    noted_on: Mapped[date]
    replaced_on: Mapped[date | None]

    placement: Mapped[Placement] = relationship()

    @property
    def last_day(self) -> date | None:
        """The last day for which it holds, as people say it."""
        return self.ends_on - timedelta(days=1) if self.ends_on else None

    @property
    def reference(self) -> str:
        """How the trail names it."""
        return f"loon {self.placement.reference}"


class LoonwaardePeriod(Audited, Base):
    """What somebody earns of the minimum wage by the work, in whole percent, half-open in time; as ``WagePeriod``."""

    __tablename__ = "loonwaarde_period"
    __table_args__ = (
        CheckConstraint("ends_on IS NULL OR ends_on > starts_on", name="period_in_order"),
        CheckConstraint("percent BETWEEN 0 AND 100", name="percent_is_possible"),
    )

    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"), index=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    percent: Mapped[int]
    method: Mapped[Method] = mapped_column(one_of(Method, checked=False))
    reason: Mapped[TermsReason] = mapped_column(one_of(TermsReason, checked=False))
    noted_on: Mapped[date]
    replaced_on: Mapped[date | None]

    placement: Mapped[Placement] = relationship()

    @property
    def last_day(self) -> date | None:
        """The last day for which it holds, as people say it."""
        return self.ends_on - timedelta(days=1) if self.ends_on else None

    @property
    def reference(self) -> str:
        """How the trail names it."""
        return f"loonwaarde {self.placement.reference}"
