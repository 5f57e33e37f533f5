"""Working days, and what a term says of a question or a voordracht. Pure.

A working day is Monday to Friday. Public holidays count as working days: the region can choose a longer term around them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from statistics import median

FRIDAY = 4


def is_working_day(day: date) -> bool:
    """Whether people work on this day.

    >>> is_working_day(date(2026, 11, 27)), is_working_day(date(2026, 11, 28))
    (True, False)
    """
    return day.weekday() <= FRIDAY


def after_working_days(day: date, number: int) -> date:
    """The so manieth working day after a day; the day itself does not count.

    >>> after_working_days(date(2026, 11, 26), 1), after_working_days(date(2026, 11, 28), 3)
    (datetime.date(2026, 11, 27), datetime.date(2026, 12, 2))
    """
    while number > 0:
        day += timedelta(days=1)
        number -= is_working_day(day)
    return day


def working_days_between(first: date, last: date) -> int:
    """How many working days come after the first day, up to and including the last.

    >>> working_days_between(date(2026, 11, 27), date(2026, 11, 30)), working_days_between(date(2026, 11, 27), date(2026, 11, 27))
    (1, 0)
    """
    weeks, rest = divmod(max((last - first).days, 0), 7)
    return 5 * weeks + sum(is_working_day(first + timedelta(days=number)) for number in range(1, rest + 1))


def remind_from(asked_on: date, due_on: date) -> date:
    """The first day on which the owner is reminded: the working day before the term ends, and never the day of asking.

    >>> remind_from(date(2026, 11, 26), date(2026, 12, 1)), remind_from(date(2026, 11, 26), date(2026, 11, 27))
    (datetime.date(2026, 11, 30), datetime.date(2026, 11, 27))
    """
    day = due_on - timedelta(days=1)
    while not is_working_day(day):
        day -= timedelta(days=1)
    return max(day, asked_on + timedelta(days=1))


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that waited for an answer; ``answered_on`` is None while it is not there."""

    asked_on: date
    due_on: date
    answered_on: date | None

    @property
    def is_in_time(self) -> bool:
        """Whether the answer came within the term."""
        return self.answered_on is not None and self.answered_on <= self.due_on

    @property
    def settled_on(self) -> date:
        """The day from which it is known whether an answer came in time: that of the answer, or the first past the term.

        >>> Asked(date(2026, 11, 2), date(2026, 11, 5), date(2026, 11, 9)).settled_on
        datetime.date(2026, 11, 6)
        """
        past = self.due_on + timedelta(days=1)
        return past if self.answered_on is None else min(self.answered_on, past)


@dataclass(frozen=True, slots=True)
class Rate:
    """How answering goes over a period: of ``settled`` things ``in_time`` were answered within the term, and the middle one took
    ``median_days`` working days (None without an answer).
    """

    settled: int
    in_time: int
    median_days: int | None

    @property
    def share(self) -> Fraction | None:
        """The part that was answered in time; None when there was nothing to answer."""
        return Fraction(self.in_time, self.settled) if self.settled else None


def rate_of(asked: Iterable[Asked], *, first: date, last: date) -> Rate:
    """The rate of what was settled in these days, both included: so everything counts in one period, and only there.

    >>> day = date(2026, 11, 2)
    >>> rate_of([Asked(day, date(2026, 11, 5), date(2026, 11, 4)), Asked(day, date(2026, 11, 5), None)], first=day, last=date(2026, 11, 30))
    Rate(settled=2, in_time=1, median_days=2)
    """
    counted = [one for one in asked if first <= one.settled_on <= last]
    took = [
        working_days_between(one.asked_on, one.answered_on)
        for one in counted
        if one.answered_on is not None and one.answered_on <= last
    ]
    in_time = sum(one.is_in_time for one in counted)
    return Rate(len(counted), in_time, int(median(took)) if took else None)
