"""An effort over time, cut into months: the hours of each month and its part of the worth. Pure and exact.

The parts add up to the worth, to the cent. Hours are rounded down to hundredths, so that the hours of parts of a month are
never more than those of the whole.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from werkbedrijf.sroi.worth import cents, months_between

NO_HOURS = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Part:
    """One month (its first day): the hours in it, and the euro they are worth."""

    month: date
    hours: Decimal
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Span:
    """Days from the first up to and not including another, with the hours a week that hold in it."""

    first: date
    until: date
    hours_per_week: Decimal


def parts_of(span: Span, value: Decimal, counted: Fraction) -> list[Part]:
    """The months of a span with their part of the value. ``counted`` months count, the first ones; what comes after counts not.

    >>> half = Span(date(2026, 1, 1), date(2026, 7, 1), Decimal(24))
    >>> [str(part.amount) for part in parts_of(half, Decimal("16666.67"), Fraction(6))][:3]
    ['2777.78', '2777.78', '2777.78']
    >>> sum(part.amount for part in parts_of(half, Decimal("16666.67"), Fraction(6)))
    Decimal('16666.67')
    """
    told: list[Part] = []
    passed, given = Fraction(0), Decimal("0.00")
    for first, until in months_of(span.first, span.until):
        if passed >= counted:
            break
        passed += months_between(first, until - timedelta(days=1))
        upto = cents(Fraction(value) * min(passed, counted) / counted)
        told.append(Part(first.replace(day=1), hours_of([Span(first, until, span.hours_per_week)]), upto - given))
        given = upto
    return told


def hours_of(spans: Iterable[Span]) -> Decimal:
    """The hours of these spans together: days x hours a week / 7, rounded down to hundredths.

    >>> hours_of([Span(date(2026, 2, 1), date(2026, 3, 1), Decimal(36))])
    Decimal('144.00')
    """
    exact = sum(
        (
            (span.until - span.first).days * Fraction(span.hours_per_week) / 7
            for span in spans
            if span.first < span.until
        ),
        Fraction(0),
    )
    return Decimal(exact.numerator * 100 // exact.denominator).scaleb(-2)


def months_of(first: date, until: date) -> Iterator[tuple[date, date]]:
    """The months between two days, each as its first day and the day after its last.

    >>> [(one.day, other.day) for one, other in months_of(date(2026, 1, 20), date(2026, 2, 10))]
    [(20, 1), (1, 10)]
    """
    while first < until:
        after = next_month(first)
        yield first, min(after, until)
        first = after


def next_month(day: date) -> date:
    """The first day of the month after this one."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def overlap(one: Span, other: Span) -> Span | None:
    """The days that two spans share, with the hours of the first."""
    first, until = max(one.first, other.first), min(one.until, other.until)
    return Span(first, until, one.hours_per_week) if first < until else None


def without(whole: Span, taken: Iterable[Span]) -> list[Span]:
    """What is left of a span when other spans are taken out of it.

    >>> day = date(2026, 1, 1).replace
    >>> left = without(Span(day(day=1), day(day=20), Decimal(24)), [Span(day(day=5), day(day=9), Decimal(0))])
    >>> [(one.first.day, one.until.day) for one in left]
    [(1, 5), (9, 20)]
    """
    left: list[Span] = []
    at = whole.first
    for other in sorted(taken, key=lambda one: one.first):
        if at < min(other.first, whole.until):
            left.append(Span(at, min(other.first, whole.until), whole.hours_per_week))
        at = max(at, other.until)
    if at < whole.until:
        left.append(Span(at, whole.until, whole.hours_per_week))
    return left


def first_day_too_many(counted: Iterable[Span], worked: Iterable[Span]) -> date | None:
    """The first day on which more hours a week are counted than worked; None when there is none.

    >>> half = Span(date(2026, 1, 1), date(2026, 1, 16), Decimal(24))
    >>> month = Span(date(2026, 1, 1), date(2026, 2, 1), Decimal(24))
    >>> first_day_too_many([half, half], [month])
    datetime.date(2026, 1, 1)
    >>> first_day_too_many([half], [month]) is None
    True
    """
    spans, known = list(counted), list(worked)
    days = sorted({day for span in (*spans, *known) for day in (span.first, span.until)})
    return next((day for day in days if _on(spans, day) > _on(known, day)), None)


def _on(spans: Iterable[Span], day: date) -> Decimal:
    return sum((span.hours_per_week for span in spans if span.first <= day < span.until), Decimal(0))
