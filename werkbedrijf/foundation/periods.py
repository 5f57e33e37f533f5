"""Periods and months. Periods are half-open: the end is the first day that no longer belongs to it."""

from calendar import monthrange
from datetime import date, timedelta


def month_of(day: date) -> date:
    """The first day of the month, which names it.

    >>> month_of(date(2026, 5, 31))
    datetime.date(2026, 5, 1)
    """
    return day.replace(day=1)


def months_back(day: date, months: int) -> date:
    """The same day so many months earlier, or the last day of that month when it is shorter.

    >>> months_back(date(2026, 5, 31), 3)
    datetime.date(2026, 2, 28)
    """
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def month_ends(day: date, months: int) -> list[date]:
    """The last days of the past months before a day, oldest first.

    >>> month_ends(date(2026, 3, 15), 2)
    [datetime.date(2026, 1, 31), datetime.date(2026, 2, 28)]
    """
    first = day.replace(day=1)
    ends = []
    for back in range(months, 0, -1):
        start = months_back(first, back - 1)
        ends.append(start - timedelta(days=1))
    return ends
