"""The contact moments of a placement, held to days worked out by hand and to what always has to be true."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.aftercare.plan import MomentKind, Offsets, Stand, plan_of, standing

K = MomentKind
OFFSETS = Offsets(first_days=14, settled_months=3, before_end_days=42, open_days=56)
START = date(2026, 3, 2)

days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
offsets = st.builds(Offsets, st.integers(1, 90), st.integers(1, 12), st.integers(7, 182), st.integers(28, 182))
ends = st.none() | st.integers(0, 1500)
lows = st.lists(st.tuples(st.sampled_from("abc"), days), max_size=4)


def kinds(last_day, **more):
    return [one.kind for one in plan_of(START, last_day, OFFSETS, **more)]


def test_a_year_of_work_has_three_moments_on_days_anybody_can_count():
    told = plan_of(START, date(2027, 3, 1), OFFSETS)

    assert [(one.kind, one.due_on) for one in told] == [
        (K.FIRST, date(2026, 3, 16)),
        (K.SETTLED, date(2026, 6, 2)),
        (K.BEFORE_END, date(2027, 1, 18)),
    ]


@pytest.mark.parametrize(
    ("last_day", "left"),
    [
        (None, [K.FIRST, K.SETTLED]),
        (date(2026, 3, 15), [K.BEFORE_END]),
        (date(2026, 3, 16), [K.BEFORE_END, K.FIRST]),
        (date(2026, 6, 1), [K.FIRST, K.BEFORE_END]),
        (date(2026, 6, 2), [K.FIRST, K.BEFORE_END, K.SETTLED]),
    ],
)
def test_what_comes_after_the_last_day_is_left_out(last_day, left):
    assert kinds(last_day) == left


def test_hours_that_run_low_are_a_moment_once_per_grant():
    low = [("7", date(2026, 5, 4)), ("7", date(2026, 5, 4)), ("8", date(2026, 9, 1))]

    found = [one for one in plan_of(START, None, OFFSETS, low) if one.kind is K.HOURS_LOW]

    assert [(one.key, one.due_on) for one in found] == [
        ("uren_bijna_op:7", date(2026, 5, 4)),
        ("uren_bijna_op:8", date(2026, 9, 1)),
    ]


@given(days, ends, offsets, lows)
def test_every_moment_is_there_once_within_the_work_and_twice_the_same(start, length, offsets, low):
    last_day = None if length is None else start + timedelta(days=length)

    plan = plan_of(start, last_day, offsets, low)

    assert len({one.key for one in plan}) == len(plan)
    assert all(start <= one.due_on and (last_day is None or one.due_on <= last_day) for one in plan)
    assert list(plan) == sorted(plan, key=lambda one: (one.due_on, one.key))
    assert plan_of(start, last_day, offsets, reversed(dict(low).items())) == plan
    assert sum(one.kind is K.BEFORE_END for one in plan) == (last_day is not None)


@given(days, st.integers(0, 700), offsets, st.integers(-30, 30))
def test_another_start_moves_the_moments_along_and_keeps_what_they_are(start, length, offsets, shift):
    last_day, moved = start + timedelta(days=length), timedelta(days=shift)

    before = {one.key: one.due_on for one in plan_of(start, None, offsets)}
    after = {one.key: one.due_on for one in plan_of(start + moved, None, offsets)}

    assert set(before) == set(after) == {K.FIRST, K.SETTLED}
    assert after[K.FIRST] - before[K.FIRST] == moved
    # Another end is another talk; what was said about the old one does not tick it off.
    (old,) = [one for one in plan_of(start, last_day, offsets) if one.kind is K.BEFORE_END]
    (new,) = [one for one in plan_of(start, last_day + timedelta(days=90), offsets) if one.kind is K.BEFORE_END]
    assert old.key != new.key


@given(days, ends, offsets, st.integers(-100, 2000), st.integers(0, 27))
def test_what_was_done_is_done_and_nothing_waits_before_its_day(start, length, offsets, later, late_after):
    last_day = None if length is None else start + timedelta(days=length)
    plan, day = plan_of(start, last_day, offsets), start + timedelta(days=later)
    done = {one.key: one.due_on for one in plan[::2]}

    told = standing(plan, done, day, offsets, late_after=late_after)

    assert [one.moment for one in told] == list(plan)
    for one in told:
        assert (one.stand is Stand.DONE) == (one.moment.key in done)
        assert not (one.waits and day < one.moment.due_on)
        assert not (one.is_open and day > one.moment.due_on + timedelta(days=offsets.open_days))


@pytest.mark.parametrize(
    ("past", "stand"), [(-1, Stand.COMING), (0, Stand.DUE), (7, Stand.DUE), (8, Stand.LATE), (57, Stand.LAPSED)]
)
def test_a_moment_comes_waits_gets_late_and_lapses(past, stand):
    (first, *_) = plan_of(START, None, OFFSETS)

    (told, *_) = standing([first], {}, first.due_on + timedelta(days=past), OFFSETS, late_after=7)

    assert told.stand is stand
