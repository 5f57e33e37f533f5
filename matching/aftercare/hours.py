"""The hours of a job coach against what was granted. Pure; hours with two decimals, in a period with both days included."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

SIXTY, HUNDRED = Decimal(60), Decimal(100)


@dataclass(frozen=True, slots=True)
class Grant:
    """So many hours from a day until and including another; ``key`` tells grants apart."""

    key: str
    since: date
    until: date
    hours: Decimal


@dataclass(frozen=True, slots=True)
class Balance:
    """What is left of a grant; ``low_since`` is the day on which little was left, None as long as there is enough."""

    grant: Grant
    spent: Decimal
    low_since: date | None

    @property
    def left(self) -> Decimal:
        """Hours that are left; negative when more was written than granted."""
        return self.grant.hours - self.spent

    @property
    def percent_spent(self) -> int:
        """Which part was spent, in whole percent; more than 100 when it was exceeded."""
        return int((self.spent * HUNDRED / self.grant.hours).quantize(Decimal(1), ROUND_HALF_UP))


def in_hours(minutes: int) -> Decimal:
    """Minutes as hours.

    >>> in_hours(50)
    Decimal('0.83')
    """
    return (Decimal(minutes) / SIXTY).quantize(Decimal("0.01"), ROUND_HALF_UP)


def balance_of(grant: Grant, spent: Iterable[tuple[date, int]], *, low_percent: Decimal) -> Balance:
    """What is left of a grant. ``spent`` are days with minutes, in any order; what lies outside the period is not of it.

    >>> grant = Grant("1", date(2026, 3, 2), date(2026, 8, 31), Decimal(10))
    >>> days = [(date(2026, 4, 1), 300), (date(2026, 5, 6), 180), (date(2027, 1, 4), 600)]
    >>> balance = balance_of(grant, days, low_percent=Decimal(20))
    >>> balance.left, balance.percent_spent, balance.low_since
    (Decimal('2.00'), 80, datetime.date(2026, 5, 6))
    """
    inside = sorted((day, minutes) for day, minutes in spent if grant.since <= day <= grant.until)
    allowed = grant.hours * SIXTY * (HUNDRED - low_percent) / HUNDRED
    total, low_since = 0, None
    for day, minutes in inside:
        total += minutes
        if low_since is None and total >= allowed:
            low_since = day
    return Balance(grant, in_hours(total), low_since)


def current(balances: Iterable[Balance], day: date) -> Balance | None:
    """The one that runs on a day, or else the last one that ran; None when none did."""
    begun = [one for one in balances if one.grant.since <= day]
    return max(begun, key=lambda one: one.grant.since, default=None)
