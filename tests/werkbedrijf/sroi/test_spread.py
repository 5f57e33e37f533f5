"""An effort in months: to the cent, and never more hours than were worked."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from werkbedrijf.sroi.spread import Span, first_day_too_many, hours_of, months_of, overlap, parts_of, without
from werkbedrijf.sroi.worth import months_between

pytestmark = pytest.mark.pure

DAYS = st.dates(date(2025, 1, 1), date(2027, 12, 31))
HOURS = st.decimals(Decimal("0.5"), Decimal(40), places=1)
SPANS = st.builds(
    lambda day, long, hours: Span(day, day + timedelta(days=long), hours), DAYS, st.integers(1, 500), HOURS
)
VALUES = st.decimals(Decimal("0.01"), Decimal(60_000), places=2)


@given(SPANS, VALUES, st.fractions(Fraction(1, 31), Fraction(24), max_denominator=31))
def test_the_months_add_up_to_the_worth_to_the_cent(span, value, counted):
    counted = min(counted, months_between(span.first, span.until - timedelta(days=1)))
    parts = parts_of(span, value, counted)
    assert sum(part.amount for part in parts) == value
    assert all(part.amount >= 0 and part.month.day == 1 for part in parts)


@given(SPANS, st.dates(date(2025, 1, 1), date(2028, 12, 31)))
def test_the_hours_of_parts_are_never_more_than_those_of_the_whole(span, cut):
    cut = min(max(cut, span.first), span.until)
    before, after = Span(span.first, cut, span.hours_per_week), Span(cut, span.until, span.hours_per_week)
    assert hours_of([before]) + hours_of([after]) <= hours_of([span])
    months = [Span(first, until, span.hours_per_week) for first, until in months_of(span.first, span.until)]
    assert sum(hours_of([month]) for month in months) <= hours_of([span])


@given(SPANS, st.lists(SPANS, max_size=4))
def test_what_is_left_shares_no_day_with_what_was_taken(span, taken):
    left = without(span, taken)
    assert not [one for one in left for other in taken if overlap(one, other)]
    lost = sum((within.until - within.first).days for one in left if (within := overlap(one, span)))
    assert lost == sum((one.until - one.first).days for one in left)


def test_two_halves_of_a_month_may_not_both_count_all_hours_of_the_first():
    half = Span(date(2026, 1, 1), date(2026, 1, 16), Decimal(24))
    month = Span(date(2026, 1, 1), date(2026, 2, 1), Decimal(24))
    other = Span(date(2026, 1, 16), date(2026, 2, 1), Decimal(24))
    assert first_day_too_many([half, other], [month]) is None
    assert first_day_too_many([half, half], [month]) == date(2026, 1, 1)
