"""The curve of how long placements last, against numbers worked out by hand and in a textbook, and what is hidden of it."""

from collections import defaultdict
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.aftercare.survival import COARSE, GRID, Spell, at_day, coarseness, kaplan_meier, published
from werkbedrijf.foundation.told_shares import LEAST_DOUBT, Coarse, told_share

# Remission in weeks of 21 patients on 6-MP (Freireich et al., Blood 21 (1963) 699-716); False is still running. The table
# of shares and standard errors stands in many textbooks, as Kleinbaum and Klein, Survival Analysis, chapter 2.
FREIREICH = [
    *[(6, True)] * 3,
    *[(day, True) for day in (7, 10, 13, 16, 22, 23)],
    *[(day, False) for day in (6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)],
]
TABLE = [
    (6, 21, 0.8571, 0.0764),
    (7, 17, 0.8067, 0.0869),
    (10, 15, 0.7529, 0.0963),
    (13, 12, 0.6902, 0.1068),
    (16, 11, 0.6275, 0.1141),
    (22, 7, 0.5378, 0.1282),
    (23, 6, 0.4482, 0.1346),
]

spells = st.lists(st.tuples(st.integers(1, 60), st.booleans()), max_size=40)


def test_the_textbook_comes_out():
    steps = kaplan_meier(FREIREICH)

    assert [(one.day, one.at_risk) for one in steps] == [(day, at_risk) for day, at_risk, *_ in TABLE]
    for step, (_, _, share, error) in zip(steps, TABLE, strict=True):
        assert float(step.share) == pytest.approx(share, abs=5e-5)
        assert float(step.variance) ** 0.5 == pytest.approx(error, abs=5e-5)


def test_four_by_hand():
    # One of four ends on day 10, one still runs on day 20, one of the two that are left ends on day 30.
    steps = kaplan_meier([(10, True), (20, False), (30, True), (40, False)])

    assert [one.share for one in steps] == [Fraction(3, 4), Fraction(3, 8)]
    assert steps[0].variance == Fraction(9, 16) * Fraction(1, 12)
    assert steps[1].variance == Fraction(9, 64) * (Fraction(1, 12) + Fraction(1, 2))


@given(spells)
def test_a_curve_never_rises_and_stays_between_nothing_and_all(known):
    steps = kaplan_meier(known)
    shares = [Fraction(1), *(one.share for one in steps)]

    assert shares == sorted(shares, reverse=True)
    for one in steps:
        low, high = one.band
        assert 0 <= low <= float(one.share) + 1e-9
        assert float(one.share) - 1e-9 <= high <= 1


@given(spells.filter(bool))
def test_without_any_that_still_runs_it_is_the_plain_share_that_lasted_longer(known):
    ended = [(day, True) for day, _ in known]

    for step in kaplan_meier(ended):
        assert step.share == Fraction(sum(day > step.day for day, _ in ended), len(ended))


@given(spells)
def test_order_is_of_no_matter_and_a_day_before_the_first_end_has_no_step(known):
    assert kaplan_meier(known) == kaplan_meier(list(reversed(known)))
    assert at_day(kaplan_meier(known), 0) is None


def many(number, days=800, *, ended=False):
    return [Spell(days, ended, person) for person in range(number)]


def test_fewer_than_the_smallest_group_is_not_shown_also_when_one_person_worked_ten_times():
    assert published(many(9), smallest=10) is None
    assert published([Spell(800, False, "same")] * 30, smallest=10) is None
    assert published(many(10), smallest=10) is not None


def test_the_curve_stops_where_too_few_lasted_so_long():
    curve = published([*many(12, 200), *[Spell(800, False, one) for one in range(100, 109)]], smallest=10)

    assert [one.months for one in curve.points] == [0, 1, 3, 6]


@pytest.mark.parametrize("about", range(10, 130, 10))
def test_from_what_is_told_nobody_works_back_how_many_stopped_or_stayed(about):
    fits = defaultdict(set)
    for persons in range(max(10, about - 5), about + 5):
        for stopped in range(persons - 9):
            spells = [Spell(40 if one < stopped else 100, one < stopped, one) for one in range(persons)]
            curve = published(spells, smallest=10)
            fits[curve.about, curve.points[2]].add((stopped, persons - stopped))

    for told, numbers in fits.items():
        assert all(len(set(some)) >= LEAST_DOUBT for some in zip(*numbers, strict=True)), told


def test_of_eleven_people_it_is_not_said_that_one_of_them_stopped():
    one, none = ([Spell(100 if who >= left else 40, who < left, who) for who in range(11)] for left in (1, 0))

    assert published(one, smallest=10) == published(none, smallest=10)
    assert (published(one, smallest=10).points[1].percent, published(one, smallest=10).points[1].edge) == (75, 1)


def test_where_no_rounding_hides_enough_the_line_is_not_told():
    assert coarseness(10, 6) is None
    assert [one.months for one in published(many(10), smallest=6).points] == [0]


def test_a_line_is_as_coarse_everywhere_as_it_must_be_where_the_fewest_are():
    left = [*[Spell(40, True, who) for who in range(30)], *[Spell(100, False, who) for who in range(100, 290)]]
    short = published(left, smallest=10)
    long = published([*left, *[Spell(800, False, who) for who in range(300, 313)]], smallest=10)

    assert [one.percent % 15 for one in short.points[1:]] != [0, 0]
    assert [one.percent % 15 for one in long.points[1:]] == [0] * 6


@pytest.mark.parametrize("finer", range(len(COARSE)))
def test_every_coarser_step_divides_where_a_finer_one_does(finer):
    """So that the same share, told in both, says no more than the finer of the two; 5 percent is how I09 and I10 are told."""
    shares = [Fraction(number, 1000) for number in range(1001)]
    for coarser in COARSE[finer:]:
        told = defaultdict(set)
        for share in shares:
            told[told_share(share, COARSE[finer])].add(told_share(share, coarser))
        assert {len(some) for some in told.values()} == {1}
    fives = defaultdict(set)
    for share in shares:
        fives[told_share(share, Coarse(5, 0, 100))].add(told_share(share, COARSE[finer]))
    assert {len(some) for some in fives.values()} == {1}


def test_a_line_never_rises_when_fewer_people_are_told_more_coarsely():
    left = [*[Spell(40, True, who) for who in range(37)], *[Spell(100, False, who) for who in range(100, 150)]]
    curve = published([*left, *[Spell(800, False, who) for who in range(200, 213)]], smallest=10)
    percents = [one.percent for one in curve.points]

    assert percents == sorted(percents, reverse=True)
    assert all(one.low <= one.percent <= one.high for one in curve.points)


@given(st.lists(st.tuples(st.integers(1, 900), st.booleans()), min_size=10, max_size=60))
def test_only_round_numbers_leave(known):
    curve = published([Spell(day, ended, number) for number, (day, ended) in enumerate(known)], smallest=10)

    assert curve.about % 10 == 0
    assert {value % 5 for one in curve.points for value in (one.percent, one.low, one.high)} == {0}
    assert [one.months for one in curve.points] == [0, *(months for months, _ in GRID)][: len(curve.points)]
    assert all(0 <= one.low <= one.percent <= one.high <= 100 for one in curve.points)
