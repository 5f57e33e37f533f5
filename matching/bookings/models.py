"""Bookings of learners at a leerwerkplek, week by week, and the counters that keep a week from being booked too full."""

from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from candidates.models import Candidate
from employers.training.models import Mentor
from employers.vacancies.models import Vacancy
from werkbedrijf.foundation.audit import Audited
from werkbedrijf.foundation.db import Base, Versioned, one_of


class BookingStatus(StrEnum):
    """Where a booking stands."""

    BOOKED = "geboekt"
    ENDED = "eerder_gestopt"
    CANCELLED = "geannuleerd"


class Booking(Audited, Versioned, Base):
    """A learner at a leerwerkplek with a mentor, from a day up to, not including, another; it belongs to one placement."""

    __tablename__ = "booking"
    __table_args__ = (CheckConstraint("ends_on > starts_on", name="period_in_order"),)

    reference: Mapped[str] = mapped_column(unique=True)
    # By the name of the table: placements stand a floor up.
    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"), unique=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), index=True)
    vacancy_id: Mapped[int] = mapped_column(ForeignKey("vacancy.id"), index=True)
    mentor_id: Mapped[int] = mapped_column(ForeignKey("mentor.id"), index=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    status: Mapped[BookingStatus] = mapped_column(one_of(BookingStatus), default=BookingStatus.BOOKED)
    booked_on: Mapped[date]

    candidate: Mapped[Candidate] = relationship()
    vacancy: Mapped[Vacancy] = relationship()
    mentor: Mapped[Mentor] = relationship()
    weeks: Mapped[list["BookingWeek"]] = relationship(
        back_populates="booking", order_by="BookingWeek.week", cascade="all, delete-orphan"
    )

    def __str__(self) -> str:
        return f"boeking {self.reference}"

    @property
    def last_day(self) -> date:
        """The last day of learning."""
        return self.ends_on - timedelta(days=1)


class BookingWeek(Base):
    """A week of a booking with who guides then: somebody else where the mentor is away."""

    __tablename__ = "booking_week"
    __table_args__ = (UniqueConstraint("booking_id", "week"),)

    booking_id: Mapped[int] = mapped_column(ForeignKey("booking.id"))
    # A Monday.
    week: Mapped[date] = mapped_column(index=True)
    mentor_id: Mapped[int] = mapped_column(ForeignKey("mentor.id"), index=True)

    booking: Mapped[Booking] = relationship(back_populates="weeks")
    mentor: Mapped[Mentor] = relationship()


class PlaceWeek(Base):
    """How many learners are booked at a place in a week. ``ceiling`` is what was possible when last something changed.

    Where capacity was lowered over bookings that stay, by an explicit choice, the ceiling is what was booked then.
    """

    __tablename__ = "place_week"
    __table_args__ = (
        UniqueConstraint("vacancy_id", "week"),
        CheckConstraint("booked >= 0 AND booked <= ceiling", name="never_over_booked"),
    )

    vacancy_id: Mapped[int] = mapped_column(ForeignKey("vacancy.id"))
    week: Mapped[date]
    booked: Mapped[int] = mapped_column(default=0)
    ceiling: Mapped[int] = mapped_column(default=0)


class MentorWeek(Base):
    """How many learners a mentor has in a week, over all places together; ``ceiling`` as of a place."""

    __tablename__ = "mentor_week"
    __table_args__ = (
        UniqueConstraint("mentor_id", "week"),
        CheckConstraint("booked >= 0 AND booked <= ceiling", name="never_over_booked"),
    )

    mentor_id: Mapped[int] = mapped_column(ForeignKey("mentor.id"))
    week: Mapped[date]
    booked: Mapped[int] = mapped_column(default=0)
    ceiling: Mapped[int] = mapped_column(default=0)
