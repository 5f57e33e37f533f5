"""What was registered about the end of a placement and holds no more."""

from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from matching.placements.models import EndReason, Placement
from werkbedrijf.foundation.actors import User
from werkbedrijf.foundation.db import Base, one_of


class EndMistake(StrEnum):
    """Why an end was put right. A closed list: no words of anybody."""

    MISTAKE = "verbetering"
    LEARNED = "later_bekend"
    OTHER_PERSON = "ander_persoon"
    GOES_ON = "gaat_door"

    @property
    def words(self) -> str:
        """The reason in a full line."""
        return {
            EndMistake.MISTAKE: "Het stond er verkeerd",
            EndMistake.LEARNED: "Later werd iets anders bekend",
            EndMistake.OTHER_PERSON: "Het ging om een andere kandidaat",
            EndMistake.GOES_ON: "Het werk gaat toch door",
        }[self]


class ReplacedEnd(Base):
    """An end as it was registered before it was put right, with why, by whom and since when. Never counted, never changed.

    ``undone`` says that the end was taken back, otherwise another day or reason took its place.
    """

    __tablename__ = "placement_end_replaced"

    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"), index=True)
    ended_on: Mapped[date]
    end_reason: Mapped[EndReason] = mapped_column(one_of(EndReason, checked=False))
    reason: Mapped[EndMistake] = mapped_column(one_of(EndMistake, checked=False))
    undone: Mapped[bool]
    replaced_on: Mapped[date]
    replaced_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    placement: Mapped[Placement] = relationship()
    replaced_by: Mapped[User | None] = relationship()

    @property
    def last_day(self) -> date:
        """The last day of work as it was registered."""
        return self.ended_on - timedelta(days=1)
