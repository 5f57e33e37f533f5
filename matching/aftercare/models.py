"""What is kept of staying at work: contacts, hours that were granted, and days that were not worked as agreed."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from candidates.models import Candidate
from matching.aftercare.answers import Going, Granted, Missed, Way
from matching.aftercare.hours import Grant
from matching.placements.models import Placement
from werkbedrijf.foundation.actors import User
from werkbedrijf.foundation.audit import Audited
from werkbedrijf.foundation.db import Base, Versioned, one_of
from werkbedrijf.foundation.keys.sealed import AboutPerson, Sealed

_STANDS = text("withdrawn_on IS NULL")


class CareVisit(AboutPerson, Audited, Versioned, Base):
    """One contact about a placement: how it goes, and what was agreed next.

    ``moments`` are the keys of the moments it ticks off. The employer reads the day and the agreement, and nothing else.
    """

    __tablename__ = "care_visit"
    __table_args__ = (CheckConstraint("minutes >= 0 AND minutes <= 960", name="minutes_are_possible"),)

    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"), index=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    on: Mapped[date]
    way: Mapped[Way] = mapped_column(one_of(Way))
    minutes: Mapped[int] = mapped_column(default=0)
    person: Mapped[Going] = mapped_column(one_of(Going, checked=False))
    employer: Mapped[Going] = mapped_column(one_of(Going, checked=False))
    note = Sealed("")
    next_on: Mapped[date | None]
    agreement = Sealed("")
    moments: Mapped[list[str]] = mapped_column(JSON, default=list)

    placement: Mapped[Placement] = relationship()
    candidate: Mapped[Candidate] = relationship()
    by: Mapped[User] = relationship()

    @property
    def reference(self) -> str:
        """How doors and the trail name it."""
        return str(self.id)


class CareBudget(Audited, Versioned, Base):
    """So many hours of a job coach for a placement in a period, both days included, and who decided that."""

    __tablename__ = "care_budget"
    __table_args__ = (
        CheckConstraint("until >= since", name="period_in_order"),
        CheckConstraint("hours > 0", name="hours_are_possible"),
    )

    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"), index=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), index=True)
    since: Mapped[date]
    until: Mapped[date]
    hours: Mapped[Decimal]
    granted: Mapped[Granted] = mapped_column(one_of(Granted))
    decided_on: Mapped[date]

    placement: Mapped[Placement] = relationship()
    candidate: Mapped[Candidate] = relationship()

    @property
    def reference(self) -> str:
        """How doors and the trail name it."""
        return str(self.id)

    @property
    def grant(self) -> Grant:
        """What the arithmetic needs of it."""
        return Grant(self.reference, self.since, self.until, self.hours)


class MissedWork(Audited, Versioned, Base):
    """A day that was not worked as agreed. Why is not kept, anywhere. What was wrong is taken back and stays as such."""

    __tablename__ = "missed_work"
    __table_args__ = (
        CheckConstraint("hours > 0", name="hours_are_possible"),
        Index(
            "uq_missed_work_one_a_day",
            "placement_id",
            "day",
            unique=True,
            sqlite_where=_STANDS,
            postgresql_where=_STANDS,
        ),
    )

    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"), index=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), index=True)
    day: Mapped[date]
    kind: Mapped[Missed] = mapped_column(one_of(Missed))
    hours: Mapped[Decimal]
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    # Whether the employer said it, or somebody of the region.
    by_employer: Mapped[bool]
    reported_at: Mapped[datetime]
    withdrawn_on: Mapped[date | None]

    placement: Mapped[Placement] = relationship()
    candidate: Mapped[Candidate] = relationship()
    by: Mapped[User] = relationship()

    @property
    def reference(self) -> str:
        """How doors and the trail name it."""
        return str(self.id)
