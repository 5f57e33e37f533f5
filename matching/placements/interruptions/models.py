"""Interruptions of a placement."""

from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from matching.placements.models import Placement
from werkbedrijf.foundation.audit import Audited
from werkbedrijf.foundation.db import Base, one_of


class PauseReason(StrEnum):
    """Why the work lies still. A closed list without illness or private matters: an employer and the count read it too."""

    LEAVE = "verlof"
    CLOSED = "bedrijf_dicht"
    NO_WORK = "geen_werk"
    AWAY = "afwezig"

    @property
    def words(self) -> str:
        """The reason in a full line."""
        return {
            PauseReason.LEAVE: "Verlof",
            PauseReason.CLOSED: "Het bedrijf is tijdelijk dicht",
            PauseReason.NO_WORK: "Er is tijdelijk geen werk, zoals buiten het seizoen",
            PauseReason.AWAY: "Langere tijd afwezig",
        }[self]


class Interruption(Audited, Base):
    """The work lies still from a day up to and not including another; without an end it still does.

    Hours count for which wage is paid, also in leave and illness (Wfsv art. 38b lid 4, verloonde uren). So an interruption
    takes hours out of a count exactly when ``wage_continues`` is false. A withdrawn one never was; it stays readable.
    """

    __tablename__ = "interruption"
    __table_args__ = (CheckConstraint("ends_on IS NULL OR ends_on > starts_on", name="period_in_order"),)

    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"), index=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    reason: Mapped[PauseReason] = mapped_column(one_of(PauseReason, checked=False))
    wage_continues: Mapped[bool]
    noted_on: Mapped[date]
    withdrawn_on: Mapped[date | None]
    # Over because the work was, and what stood there before as its end: for an end that turns out to be wrong.
    closed_with_work: Mapped[bool] = mapped_column(default=False, server_default=false())
    open_until: Mapped[date | None]

    placement: Mapped[Placement] = relationship()

    @property
    def reference(self) -> str:
        """How doors and the trail name it."""
        return str(self.id)

    @property
    def last_day(self) -> date | None:
        """The last day without work, as people say it; None as long as it lasts."""
        return self.ends_on - timedelta(days=1) if self.ends_on else None
