from math import comb, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest, norm

from werkbedrijf.fairness.margins import (
    POWER_80,
    TWO_SIDED_95,
    may_be_chance,
    rate_of,
    smallest_difference,
    wilson,
)


@given(st.integers(1, 3000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_the_interval_is_that_of_scipy(case):
    hits, of = case
    known = binomtest(hits, of).proportion_ci(0.95, method="wilson")

    assert wilson(hits, of) == pytest.approx((known.low, known.high), abs=1e-12)


def test_the_two_quantiles_are_those_of_scipy():
    assert pytest.approx((norm.ppf(0.975), norm.ppf(0.8))) == (TWO_SIDED_95, POWER_80)


def _power(lower, share, of, other):
    """How often a plain comparison of two shares notices this difference, counted over every outcome."""

    def chances(p, n):
        return [comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(n + 1)]

    found = 0.0
    for hits, one in enumerate(chances(lower, of)):
        for more, two in enumerate(chances(share, other)):
            both = (hits + more) / (of + other)
            wide = sqrt(both * (1 - both) * (1 / of + 1 / other))
            if wide and abs(hits / of - more / other) / wide > TWO_SIDED_95:
                found += one * two
    return found


@pytest.mark.parametrize(("share", "of", "other"), [(0.6, 60, 90), (0.85, 50, 80), (0.4, 80, 80)])
def test_the_smallest_difference_is_noticed_four_times_out_of_five(share, of, other):
    lower = share - smallest_difference(share, of, other)

    assert _power(lower, share, of, other) == pytest.approx(0.8, abs=0.04)


def test_more_people_see_a_smaller_difference_and_too_few_see_none():
    assert smallest_difference(0.6, 400, 400) < smallest_difference(0.6, 100, 400)
    assert smallest_difference(0.6, 2, 400) is None
    assert smallest_difference(0.6, 0, 400) is None


def test_nobody_is_no_difference():
    assert may_be_chance(rate_of(0, 0), rate_of(5, 10))
    assert rate_of(0, 0).share == 0
