"""Everything that is published of small regions, attacked: by linear programmes over all ways to fill the tables."""

from collections import Counter
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from werkbedrijf.foundation.doubt import (
    FAR,
    LEAST,
    Moved,
    Reach,
    Table,
    flow_reach,
    over_time,
    protected,
    reach_of,
    tells_too_much,
    worked_out,
)
from werkbedrijf.foundation.suppression import is_small

SMALLEST = 10
GEMEENTEN, BRANCHES, SECTORS = "ABCD", "xyz", "mo"
CELLS = list(product(GEMEENTEN, BRANCHES, SECTORS))
# A few people here and there, now and then a crowd: what small regions look like.
PEOPLE = st.lists(
    st.sampled_from([0, 0, 0, 1, 2, 3, 5, 8, 9, 10, 12, 25, 40]), min_size=len(CELLS), max_size=len(CELLS)
).map(lambda numbers: dict(zip(CELLS, numbers, strict=True)))


def margins(people):
    """The three divisions of one region, by gemeente, branch and sector."""
    found = []
    for at, keys in enumerate((GEMEENTEN, BRANCHES, SECTORS)):
        sums = Counter(dict.fromkeys(keys, 0))
        for cell, number in people.items():
            sums[cell[at]] += number
        found.append(dict(sums))
    return found


def published(people, known=None):
    """The tables that may stand beside one another, with what is hidden in each."""
    tables = margins(people)
    hidden = protected(sum(people.values()), tables, smallest=SMALLEST, known=known)
    return [Table(t, h) for t, h in zip(tables, hidden, strict=True) if h is not None]


def attack(people, tables, total):
    """The fewest and most people in every part, over every way to put people in gemeente × branch × sector."""
    axis = {key: at for at, keys in enumerate((GEMEENTEN, BRANCHES, SECTORS)) for key in keys}
    rows = {key: np.array([key == cell[axis[key]] for cell in CELLS], float) for key in axis}
    shown = [
        (rows[key], Reach(1, FAR) if key in table.hidden else reach_of(number, smallest=SMALLEST))
        for table in tables
        for key, number in table.persons.items()
    ]
    shown.append((np.ones(len(CELLS)), total))
    matrix = np.vstack([row * sign for row, _ in shown for sign in (1, -1)])
    bounds = np.array([bound for _, reach in shown for bound in (reach.high, -reach.low)], float)

    def best(row, sign):
        found = linprog(sign * row, A_ub=matrix, b_ub=bounds, method="highs")
        assert found.status == 0, found.message
        return round(sign * found.fun)

    return {key: Reach(best(rows[key], 1), best(rows[key], -1)) for table in tables for key in table.persons} | {
        "all": Reach(best(np.ones(len(CELLS)), 1), best(np.ones(len(CELLS)), -1))
    }


@settings(max_examples=5, deadline=None)
@given(PEOPLE)
def test_no_combination_of_tables_narrows_a_group_down(people):
    total = sum(people.values())
    if is_small(total, smallest=SMALLEST) or not total:
        return  # of a region of so few no number is published
    tables = published(people)

    found = attack(people, tables, reach_of(total, smallest=SMALLEST))

    for table in tables:
        for key, number in table.persons.items():
            assert found[key].low <= number <= found[key].high
            assert not number or found[key].possibilities >= LEAST, (key, found[key], tables)
    assert found["all"].possibilities >= LEAST


@settings(max_examples=4, deadline=None)
@given(PEOPLE)
def test_the_arithmetic_finds_all_that_a_linear_programme_finds(people):
    """Also on tables as they would be published without protection: where the attack succeeds, we see it."""
    total = sum(people.values())
    if total < SMALLEST:
        return
    tables = [Table(t, frozenset(k for k, n in t.items() if 0 < n < SMALLEST)) for t in margins(people)]
    given_total = reach_of(total, smallest=SMALLEST)

    whole, parts = worked_out(given_total, tables, smallest=SMALLEST)
    found = attack(people, tables, given_total)

    assert whole == found["all"]
    assert {key: reach for part in parts for key, reach in part.items()} == {
        key: reach for key, reach in found.items() if key != "all"
    }


@given(st.dictionaries(st.sampled_from("abcdefghijklmnop"), st.integers(0, 4), min_size=11))
def test_many_groups_of_a_few_are_not_given_away_by_their_number(persons):
    """Fourteen gemeenten of one person each, and a total of about ten: every one of them would be known exactly."""
    total = sum(persons.values())
    if total < SMALLEST:
        return

    (hidden,) = protected(total, [persons], smallest=SMALLEST)

    assert hidden is None or not tells_too_much(
        reach_of(total, smallest=SMALLEST), [Table(persons, hidden)], smallest=SMALLEST
    )


def test_fourteen_of_one_each_are_not_shown_at_all():
    assert protected(14, [dict.fromkeys("abcdefghijklmn", 1)], smallest=SMALLEST) == [None]


def test_a_table_that_was_published_before_is_protected_by_hiding_in_the_new_one():
    """Two whole tables together pin the total down, and with it what is hidden in the first."""
    fixed = Table({"a": 24, "b": 24, "c": 6, "d": 6}, frozenset("cd"))
    (hidden,) = protected(60, [{"x": 15, "y": 15, "z": 15, "w": 15}], smallest=SMALLEST, fixed=[fixed])

    assert hidden is None or not tells_too_much(
        reach_of(60, smallest=SMALLEST),
        [fixed, Table({"x": 15, "y": 15, "z": 15, "w": 15}, hidden)],
        smallest=SMALLEST,
    )


def test_what_is_large_enough_is_all_shown():
    assert protected(200, [{"a": 80, "b": 80, "c": 40}, {"x": 150, "y": 50}], smallest=SMALLEST) == [frozenset()] * 2


# ------------------------------------------------------------------------------------------ over time

MONTHS = st.lists(st.tuples(st.integers(0, 14), st.integers(0, 14)), min_size=1, max_size=4)


def totals_of(first, steps):
    """The totals of months in a row; nobody leaves who is not there, and no month is of fewer than may be told."""
    totals, moved = [first], []
    for came, left in steps:
        gone = min(left, totals[-1] + came - SMALLEST)
        totals.append(totals[-1] + came - gone)
        moved.append(Moved(came, gone))
    return totals, moved


def attack_over_time(totals, moved):
    """The bounds of every total and of who came and left, by a linear programme over all months together."""
    n, m = len(totals), len(moved)
    equal = np.zeros((m, n + 2 * m))
    for at in range(m):
        equal[at, [at, at + 1, n + at, n + m + at]] = (-1, 1, -1, 1)
    flows = [each.reaches(SMALLEST) for each in moved]
    bounds = [*totals, *(came for came, _ in flows), *(left for _, left in flows)]

    def best(at, sign):
        row = np.zeros(n + 2 * m)
        row[at] = sign
        found = linprog(row, A_eq=equal, b_eq=np.zeros(m), bounds=bounds, method="highs")
        assert found.status == 0
        return round(sign * found.fun)

    return [Reach(best(at, 1), best(at, -1)) for at in range(n + 2 * m)]


@settings(max_examples=6, deadline=None)
@given(st.integers(SMALLEST, 60), MONTHS)
def test_bounds_passed_along_months_are_what_a_linear_programme_finds(first, steps):
    numbers, moved = totals_of(first, steps)
    totals = [reach_of(number, smallest=SMALLEST) for number in numbers]

    found = over_time(totals, moved, smallest=SMALLEST)

    assert [*found.totals, *found.came, *found.left] == attack_over_time(totals, moved)


@given(st.integers(SMALLEST, 60), st.booleans())
def test_one_person_more_or_less_is_never_seen_as_one(first, comes):
    """Two months that differ by one person: neither the difference nor who came or left is known within five."""
    numbers, moved = totals_of(first, [(1, 0) if comes else (0, 1)])
    found = over_time([reach_of(n, smallest=SMALLEST) for n in numbers], moved, smallest=SMALLEST)
    before, after = found.totals

    assert min(each.possibilities for each in (before, after, *found.came, *found.left)) >= LEAST
    assert after.high - before.low + 1 - (after.low - before.high) >= LEAST


def test_none_and_a_few_that_came_look_alike():
    assert flow_reach(0, smallest=SMALLEST) == flow_reach(9, smallest=SMALLEST) == Reach(0, 9)


@pytest.mark.parametrize("number", [10, 14, 15, 104, 105])
def test_what_shows_alike_is_what_rounds_alike(number):
    low, high = reach_of(number, smallest=SMALLEST)

    assert low <= number <= high and high - low + 1 in {5, 10}
