"""What stays of how long work lasted when a person is erased, and what was published of a month."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from employers.vacancies.kinds import VacancyKind
from werkbedrijf.foundation.audit import Audited
from werkbedrijf.foundation.db import Base, one_of


class KeptSpell(Base):
    """So many whole weeks of one kind of work, and whether it ended; of nobody any more.

    Without these rows only people who are still here would count, and work would seem to last longer than it does.
    """

    __tablename__ = "kept_spell"
    __table_args__ = (CheckConstraint("weeks >= 0", name="weeks_not_negative"),)

    kind: Mapped[VacancyKind] = mapped_column(one_of(VacancyKind, checked=False))
    weeks: Mapped[int]
    ended: Mapped[bool]


class StayingMonth(Audited, Base):
    """How long work lasts as it was published of a month end, worked out once and kept."""

    __tablename__ = "staying_month"

    on: Mapped[date] = mapped_column("month_end", unique=True)
    smallest: Mapped[int]
    frozen_at: Mapped[datetime]

    points: Mapped[list["StayingPoint"]] = relationship(cascade="all, delete-orphan", order_by="StayingPoint.id")

    @property
    def reference(self) -> str:
        """How the trail names it."""
        return f"blijven-{self.on:%Y-%m}"


class StayingPoint(Base):
    """One published point of the line of a kind, of about so many people; without ``about`` the kind is not told."""

    __tablename__ = "staying_point"
    __table_args__ = (
        UniqueConstraint("month_id", "kind", "months"),
        CheckConstraint(
            "coalesce(about, 0) % 10 = 0 AND percent % 5 = 0 AND low % 5 = 0 AND high % 5 = 0", name="rounded"
        ),
    )

    month_id: Mapped[int] = mapped_column(ForeignKey("staying_month.id"), index=True)
    kind: Mapped[VacancyKind] = mapped_column(one_of(VacancyKind, checked=False))
    months: Mapped[int]
    about: Mapped[int | None]
    percent: Mapped[int]
    low: Mapped[int]
    high: Mapped[int]
    edge: Mapped[int] = mapped_column(server_default="0", default=0)
