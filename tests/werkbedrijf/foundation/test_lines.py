"""What holds over time never overlaps, and nothing that was registered is lost."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from werkbedrijf.foundation.lines import Line, begun_at, changed_from, ended_at, line_on

pytestmark = pytest.mark.pure

START = date(2026, 1, 1)
DAYS = st.integers(0, 120).map(lambda number: START + timedelta(days=number))
STEPS = st.lists(st.tuples(DAYS, st.integers(1, 5), DAYS), max_size=12)
FIRST = (Line(START, None, 9),)


def value_on(lines, day):
    return [line.value for line in lines if line.holds_on(day)]


def after(steps):
    """The periods after each change, with what it replaced; ``today`` is in the step."""
    lines = FIRST
    for from_on, value, today in steps:
        changed = changed_from(lines, from_on, value, on=today)
        yield lines, from_on, value, changed
        lines = changed.lines


def last(steps):
    """The periods after all changes."""
    return [FIRST, *(changed.lines for *_, changed in after(steps))][-1]


def every_day(until=130):
    return (START + timedelta(days=number) for number in range(until))


@given(STEPS)
def test_on_every_day_exactly_one_value_holds(steps):
    for _before, _from_on, _value, changed in after(steps):
        assert all(len(value_on(changed.lines, day)) == 1 for day in every_day())
        assert list(changed.lines) == sorted(changed.lines, key=lambda line: line.starts_on)


@given(STEPS)
def test_a_change_holds_from_its_day_to_the_next_change_and_touches_no_other_day(steps):
    for before, from_on, value, changed in after(steps):
        until = line_on(before, from_on).ends_on or date.max
        for day in every_day():
            expected = [value] if from_on <= day < until else value_on(before, day)
            assert value_on(changed.lines, day) == expected


@given(STEPS)
def test_what_was_told_of_days_in_the_past_can_always_be_read_back(steps):
    for (before, from_on, _value, changed), (_, _, today) in zip(after(steps), steps, strict=True):
        for day in every_day():
            now, told = value_on(changed.lines, day), value_on(before, day)
            if day < today and day >= from_on and now != told:
                assert value_on(changed.replaced, day) == told


@given(STEPS, DAYS)
def test_after_the_end_nothing_holds_and_before_it_nothing_changed(steps, end):
    lines = last(steps)
    ended = ended_at(lines, end)
    assert all(value_on(ended.lines, day) == (value_on(lines, day) if day < end else []) for day in every_day())
    assert all(line.starts_on >= end for line in ended.replaced)


@given(STEPS, st.integers(-30, 119))
def test_from_another_first_day_on_one_value_holds(steps, days):
    start = START + timedelta(days=days)
    begun = begun_at(last(steps), start)
    for day in every_day():
        assert len(value_on(begun.lines, day)) == (day >= start)


def test_what_begins_later_fills_the_time_before_it():
    gap = (Line(START + timedelta(days=20), None, 1),)
    changed = changed_from(gap, START, 2, on=START)
    assert [(line.starts_on, line.ends_on, line.value) for line in changed.lines] == [
        (START, START + timedelta(days=20), 2),
        (START + timedelta(days=20), None, 1),
    ]
    assert changed.replaced == ()
