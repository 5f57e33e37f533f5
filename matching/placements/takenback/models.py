"""Starts that were taken back."""

from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from matching.placements.models import EndReason, Placement
from matching.placements.workflow import PlacementStatus
from werkbedrijf.foundation.actors import User
from werkbedrijf.foundation.db import Base, one_of

_WHOLE = text("whole")


class StartMistake(StrEnum):
    """Why a start was a mistake. A closed list: no words of anybody."""

    OTHER_PERSON = "ander_persoon"
    OTHER_PLACE = "andere_plek"
    TWICE = "dubbel"
    NEVER = "nooit_begonnen"
    NOT_YET = "nog_niet"

    @property
    def words(self) -> str:
        """The reason in a full line."""
        return {
            StartMistake.OTHER_PERSON: "Het ging om een andere kandidaat",
            StartMistake.OTHER_PLACE: "Het ging om een andere plek",
            StartMistake.TWICE: "Deze plaatsing staat er dubbel in",
            StartMistake.NEVER: "Er is nooit gewerkt, en dat komt er ook niet van",
            StartMistake.NOT_YET: "Het werk is nog niet begonnen, maar dat komt nog",
        }[self]

    @property
    def is_whole(self) -> bool:
        """Whether the placement itself should not have been there. Otherwise only its start was noted too early."""
        return self is not StartMistake.NOT_YET


class TakenBack(Base):
    """A start that was taken back, with why, by whom and since when, and how the placement stood until then. Never changed.

    ``whole`` says that the placement fell away with it; otherwise it went back to being planned.
    """

    __tablename__ = "placement_taken_back"
    __table_args__ = (
        CheckConstraint("(was = 'beeindigd') = (ended_on IS NOT NULL)", name="ended_on_once_ended"),
        CheckConstraint("(was = 'beeindigd') = (end_reason IS NOT NULL)", name="ended_has_a_reason"),
        CheckConstraint("whole OR was = 'loopt'", name="planned_again_only_while_it_ran"),
        Index(
            "uq_placement_taken_back_whole_once",
            "placement_id",
            unique=True,
            sqlite_where=_WHOLE,
            postgresql_where=_WHOLE,
        ),
    )

    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"), index=True)
    reason: Mapped[StartMistake] = mapped_column(one_of(StartMistake, checked=False))
    whole: Mapped[bool]
    was: Mapped[PlacementStatus] = mapped_column(one_of(PlacementStatus, checked=False))
    ended_on: Mapped[date | None]
    end_reason: Mapped[EndReason | None] = mapped_column(one_of(EndReason, checked=False))
    taken_back_on: Mapped[date]
    taken_back_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    placement: Mapped[Placement] = relationship()
    taken_back_by: Mapped[User | None] = relationship()

    @property
    def last_day(self) -> date | None:
        """The last day of work as it was registered, or None."""
        return self.ended_on - timedelta(days=1) if self.ended_on else None
