"""Lasting work: half a year or a year after the start, with what followed in time in its place."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.placements.lasting import HALF_YEAR, YEAR, Lasted, Stay, lasted, lasted_by_group

START = date(2026, 1, 5)
DUE = START + timedelta(days=HALF_YEAR)
ON = date(2026, 12, 31)


def days(number):
    return START + timedelta(days=number)


def stay(first, last, person=1):
    return Stay(person, days(first), None if last is None else days(last))


@pytest.mark.parametrize(
    ("name", "chain", "lasts"),
    [
        ("it runs", [(0, None)], True),
        ("it ended the day after", [(0, HALF_YEAR + 1)], True),
        ("the day itself was the first without work", [(0, HALF_YEAR)], False),
        ("it was followed at once", [(0, 90), (90, None)], True),
        ("it was followed on the last day allowed", [(0, 90), (121, None)], True),
        ("it was followed a day too late", [(0, 90), (122, None)], False),
        ("the day fell in a gap that was bridged in time", [(0, 170), (200, 210)], True),
        ("what followed ended before the day", [(0, 90), (100, 150)], False),
        ("two followers in a row", [(0, 60), (80, 120), (140, 190)], True),
        ("a hole between the followers", [(0, 60), (80, 120), (160, 190)], False),
    ],
)
def test_a_start_lasts_when_work_reached_the_day(name, chain, lasts):
    work = [stay(*each) for each in chain]

    # On this day only the first start can be judged: the others began too short ago.
    assert lasted(work, on=days(220)) == Lasted(judged=1, lasted=int(lasts))


def test_a_gap_counts_as_bridged_once_it_is():
    work = [stay(0, 170), stay(200, None)]

    assert lasted(work, on=DUE) == Lasted(1, 0)
    assert lasted(work, on=days(200)) == Lasted(1, 1)


def test_only_who_started_long_enough_ago_is_judged():
    work = [stay(0, None), Stay(2, ON - timedelta(days=HALF_YEAR - 1), None)]

    assert lasted(work, on=ON) == Lasted(judged=1, lasted=1)


def test_work_of_somebody_else_follows_nothing():
    assert lasted([stay(0, 90), stay(90, None, person=2)], on=DUE) == Lasted(judged=1, lasted=0)


def test_a_year_is_asked_of_work_that_started_a_year_ago():
    work = [stay(0, 200)]

    assert lasted(work, on=days(YEAR), days=YEAR) == Lasted(1, 0)
    assert lasted(work, on=days(YEAR), days=HALF_YEAR) == Lasted(1, 1)


def test_what_ended_later_still_ran_on_the_day():
    assert lasted([stay(0, HALF_YEAR + 40)], on=DUE) == lasted([stay(0, None)], on=DUE)


def test_a_quarter_judges_what_reached_its_day_in_it():
    work = [stay(0, None), stay(100, None, person=2)]

    assert lasted(work, on=days(300), first=days(200)) == Lasted(1, 1)


def test_a_group_is_that_of_the_start():
    work = [Stay(1, START, days(60), "GM0153"), Stay(1, days(70), None, "GM0164")]

    assert lasted_by_group(work, on=DUE) == {"GM0153": Lasted(1, 1)}


STAYS = st.lists(
    st.builds(
        lambda person, first, length, runs: stay(first, None if runs else first + length, person),
        st.integers(1, 3),
        st.integers(0, 500),
        st.integers(1, 300),
        st.booleans(),
    ),
    max_size=8,
)


@given(STAYS, st.integers(100, 900))
def test_groups_add_up_and_the_order_of_the_rows_does_not_matter(stays, on):
    grouped = [Stay(s.person, s.starts_on, s.ended_on, "ab"[s.person % 2]) for s in stays]
    whole = lasted(grouped, on=days(on))
    parts = lasted_by_group(grouped, on=days(on)).values()

    assert whole == Lasted(sum(p.judged for p in parts), sum(p.lasted for p in parts))
    assert whole == lasted(grouped[::-1], on=days(on))
    assert 0 <= whole.lasted <= whole.judged


@given(STAYS)
def test_who_lasts_a_year_lasted_half_a_year(stays):
    """Judged on the same starts: those of a year ago."""
    on = days(900)
    old = [s for s in stays if s.starts_on + timedelta(days=YEAR) <= on]

    assert lasted(old, on=on, days=YEAR).lasted <= lasted(old, on=on, days=HALF_YEAR).lasted
