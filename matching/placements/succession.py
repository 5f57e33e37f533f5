"""Work that follows other work closely enough to be one road. Pure.

Lasting work ("duurzame plaatsing") is work that runs so many days after the start, or was followed in time by other work,
at the same employer or another. How many days there may lie between is a dated value (Parameter.FOLLOWS_DAYS).
"""

from collections.abc import Sequence
from datetime import date, timedelta

Span = tuple[date, date | None]
"""The first day of work, and the first day no longer worked; None while it runs."""


def follows_on(ended_on: date, starts_on: date, days: int) -> bool:
    """Whether work that begins on ``starts_on`` follows work of which ``ended_on`` was the first free day.

    At most ``days`` days lie between them.

    >>> follows_on(date(2026, 6, 1), date(2026, 7, 2), 31), follows_on(date(2026, 6, 1), date(2026, 7, 3), 31)
    (True, False)
    """
    return timedelta(0) <= starts_on - ended_on <= timedelta(days=days)


def lasted(spans: Sequence[Span], after: int, days: int) -> bool:
    """Whether the work that begins with the first span still ran ``after`` days from its start, or had been followed in time.

    ``spans`` are the first placement and what came after it, oldest first; ``days`` may lie between each two.

    >>> first, second = (date(2026, 1, 1), date(2026, 3, 1)), (date(2026, 3, 20), None)
    >>> lasted([first, second], 182, 31), lasted([first], 182, 31), lasted([first, second], 182, 10)
    (True, False, False)
    """
    day = spans[0][0] + timedelta(days=after)
    ended_on: date | None = None
    for start, end in spans:
        if ended_on is not None and not follows_on(ended_on, start, days):
            return False
        if end is None or end > day:
            return True
        ended_on = end
    return False
