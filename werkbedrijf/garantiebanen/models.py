"""Work of people who were erased, as far as it has to be counted: hours in a gemeente over a period, and of nobody."""

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped

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
