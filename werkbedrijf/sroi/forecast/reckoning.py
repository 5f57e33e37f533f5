"""Where a contract will end, in euro, with a band. Pure; no float in money, and no random numbers.

What is approved stands. What is claimed counts with the chance that a claim is approved. Work that runs brings its months one
by one, each with the chance that somebody still works then: every month some stop, and of the contracts that end some go on.
The band adds the spread of each yes or no and of not knowing the chances as variances; it is never outside what can be:
no less than what is approved, and no more than when every claim counts and everybody stays.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Final

from werkbedrijf.sroi.ledger import NOTHING
from werkbedrijf.sroi.spread import Span, parts_of
from werkbedrijf.sroi.tables import ValueTable
from werkbedrijf.sroi.worth import Effort, worth

WIDE: Final = Decimal("1.2816")
"""So many spreads to both sides hold eight of ten cases (normal distribution)."""
ONE: Final = Decimal(1)


@dataclass(frozen=True, slots=True)
class Chance:
    """A chance as a part of one, and how unsure it is itself."""

    mean: Decimal
    sd: Decimal = Decimal(0)

    def moved(self, way: int) -> "Chance":
        """The same chance, a spread lower or higher, and taken as sure."""
        return Chance(min(ONE, max(Decimal(0), self.mean + way * self.sd)))


@dataclass(frozen=True, slots=True)
class Chances:
    """That a claim is approved, that somebody is still there a month later, and that work goes on when its contract ends."""

    approved: Chance
    stays: Chance
    goes_on: Chance


@dataclass(frozen=True, slots=True)
class Work:
    """Somebody's work: what each coming month is worth (the first is the coming one), and in which its contract ends."""

    months: tuple[Decimal, ...]
    ends_in: int | None = None


@dataclass(frozen=True, slots=True)
class Ahead:
    """What will be approved for the work until a month ahead (0 is now): what to expect, and the band around it."""

    months: int
    expected: Decimal
    low: Decimal
    high: Decimal


def months_of_work(
    table: ValueTable, block: str, hours: Decimal, first: date, until: date, counted: Fraction = Fraction(0)
) -> tuple[Decimal, ...]:
    """What each month of work is worth by the table, for no longer than it lets somebody count; together the worth of the whole.

    ``until`` is the first day not worked. Raises what ``worth`` raises.
    """
    if first >= until:
        return ()
    told = worth(table, Effort(block, hours=hours, start=first, end=until - timedelta(days=1), counted_months=counted))
    if not told.months:
        return ()
    return tuple(part.amount for part in parts_of(Span(first, until, hours), told.value, told.months))


def forecast(
    done: Decimal, claims: Sequence[Decimal], works: Sequence[Work], chances: Chances, *, months: int
) -> list[Ahead]:
    """The line from now (0) to so many months ahead. Without claims and work it is what the books say, and sure.

    >>> sure = Chances(Chance(ONE), Chance(ONE), Chance(ONE))
    >>> [str(one.expected) for one in forecast(Decimal("10.00"), [], [Work((Decimal("5.00"),) * 2)], sure, months=2)]
    ['10.00', '15.00', '20.00']
    """
    return [ahead(done, claims, works, chances, month) for month in range(months + 1)]


def ahead(done: Decimal, claims: Sequence[Decimal], works: Sequence[Work], chances: Chances, month: int) -> Ahead:
    """One point of that line: so many months ahead."""
    mean, variance = _reckoned(claims, works, chances, month)
    for low, high in _around(chances):
        swing = _reckoned(claims, works, high, month)[0] - _reckoned(claims, works, low, month)[0]
        variance += (swing / 2) ** 2
    most = done + sum(claims, NOTHING) + sum((sum(work.months[:month], NOTHING) for work in works), NOTHING)
    expected, margin = done + mean, WIDE * variance.sqrt()

    def possible(amount: Decimal) -> Decimal:
        return min(most, max(done, amount)).quantize(NOTHING)

    return Ahead(month, possible(expected), possible(expected - margin), possible(expected + margin))


def _reckoned(
    claims: Sequence[Decimal], works: Sequence[Work], chances: Chances, month: int
) -> tuple[Decimal, Decimal]:
    share = chances.approved.mean
    mean = sum(claims, NOTHING) * share
    variance = sum((claim * claim for claim in claims), Decimal(0)) * share * (1 - share)
    for work in works:
        expected, squares = _of_work(work, chances, month)
        mean += expected
        variance += max(Decimal(0), squares - expected * expected)
    return mean, variance


def _of_work(work: Work, chances: Chances, month: int) -> tuple[Decimal, Decimal]:
    """What work brings until a month, expected, and the expectation of its square."""
    brought, expected, squares = Decimal(0), Decimal(0), Decimal(0)
    for amount, still in zip(work.months[:month], _still(work, chances), strict=False):
        expected += still * amount
        squares += still * ((brought + amount) ** 2 - brought**2)
        brought += amount
    return expected, squares


def _still(work: Work, chances: Chances) -> Iterator[Decimal]:
    """The chance to work in each coming month. The contract ends within a month: the one after it asks whether it went on."""
    still = ONE
    for month in range(1, len(work.months) + 1):
        still *= chances.stays.mean
        if work.ends_in is not None and month == work.ends_in + 1:
            still *= chances.goes_on.mean
        yield still


def _around(chances: Chances) -> Iterator[tuple[Chances, Chances]]:
    """Every chance a spread lower and higher, one at a time."""
    for name in ("approved", "stays", "goes_on"):
        chance: Chance = getattr(chances, name)
        if chance.sd:
            yield replace(chances, **{name: chance.moved(-1)}), replace(chances, **{name: chance.moved(1)})
