"""What the past says on a day, and that it says nothing of what came after."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from werkbedrijf.outlook.forecasting import Running
from werkbedrijf.outlook.past import (
    ACCEPTED,
    INVITED,
    PLANNED,
    SENT,
    Hope,
    Past,
    Spell,
    Starts,
    chances_on,
    in_sight,
    running_on,
)

DAY = date(2026, 10, 31)
STARTS = Starts(0.02, 0.6, {PLANNED: 0.9, ACCEPTED: 0.8, INVITED: 0.4, SENT: 0.15}, 20)


def at(days):
    """So many days after the day of the examples; None stays None."""
    return None if days is None else DAY + timedelta(days=days)


def spell(
    number, starts, ends=None, ended=None, *, seen=None, person=None, contract=False, started=True, cancelled=False
):
    day = DAY + timedelta(days=starts)
    return Spell(
        reference=f"PL-{number}",
        person=number if person is None else person,
        seen_on=day - timedelta(days=40) if seen is None else at(seen),
        starts_on=day,
        ends_on=at(ends),
        ended_on=at(ended),
        by_contract=contract,
        started=started,
        cancelled=cancelled,
        jobs=1.0,
    )


def hope(person, sent, invited=None, accepted=None, closed=None, placed=False):
    return Hope(person, at(sent), at(invited), at(accepted), at(closed), placed)


def past(*spells, hopes=(), extended=()):
    return Past(spells, hopes, extended, STARTS)


def test_without_a_past_the_starting_values_hold():
    chances = chances_on(past(), DAY)

    assert (chances.leaving.mean, chances.extended.mean) == (0.02, 0.6)
    assert {stage: chance.mean for stage, chance in chances.starting.items()} == STARTS.stages
    assert chances.unseen == ()


def test_who_leaves_is_measured_in_months_of_work():
    """Ten people of a year each, one of whom left, and one of whom went on elsewhere within the month."""
    people = [spell(n, -365) for n in range(8)]
    left = spell(8, -365, ended=-10)
    moved = [spell(9, -365, ended=-100), spell(10, -80, person=9)]

    chance = chances_on(past(*people, left, *moved), DAY).leaving

    assert chance.hits == 1
    assert 110 < chance.tries < 120


def test_a_contract_that_ended_and_one_that_was_extended_make_the_chance_of_extension():
    ended = spell(1, -300, ends=-30, ended=-30, contract=True)

    chance = chances_on(past(ended, extended=[DAY - timedelta(days=60)] * 3), DAY).extended

    assert (chance.hits, chance.tries) == (3, 4)


def test_each_stage_learns_from_those_that_came_so_far():
    hopes = [hope(1, -90, -80, -70, closed=-60, placed=True), hope(2, -90, -80, closed=-60), hope(3, -90, closed=-80)]

    found = chances_on(past(hopes=hopes), DAY).starting

    assert [(found[s].hits, found[s].tries) for s in (SENT, INVITED, ACCEPTED)] == [(1, 3), (1, 2), (1, 1)]


def test_work_in_sight_stands_in_its_month_once_per_person():
    planned = spell(1, 20, seen=-5, started=False)
    hopes = [hope(1, -10), hope(2, -10), hope(2, -20, -15), hope(3, -10), hope(4, -30, closed=-20)]

    found = in_sight(past(planned, hopes=hopes), DAY, frozenset({1, 2, 4}), frozenset())

    assert sorted((c.stage, c.starts_in) for c in found) == [(PLANNED, 1), (INVITED, 1)]


def test_who_works_already_or_stands_in_no_register_adds_no_job():
    hopes = [hope(1, -10), hope(2, -10)]

    assert in_sight(past(hopes=hopes), DAY, frozenset({1}), frozenset({1})) == []


def test_the_agreed_end_falls_in_its_month():
    works = {"PL-1": 0.8, "PL-2": 1.0, "PL-3": 0.5}
    known = past(spell(1, -100, ends=31), spell(2, -100), spell(3, -100, ends=-3))

    assert running_on(works, known, DAY, erased=[0.7]) == [
        Running(0.8, 1),
        Running(1.0),
        Running(0.5, 1),
        Running(0.7),
    ]


def test_work_that_was_in_sight_does_not_come_twice():
    """Seen forty days before: a surprise two months ahead, not within the coming month."""
    unseen = chances_on(past(spell(0, -400), *(spell(n, -30 * n) for n in range(1, 12))), DAY).unseen

    assert unseen[0] == 0
    assert unseen[1] == pytest.approx(11 / 12)


DAYS = st.integers(-700, 300)
SPELLS = st.lists(
    st.builds(
        lambda n, starts, length, ended, contract: spell(
            n, starts, starts + length, starts + length if ended else None, contract=contract
        ),
        st.integers(1, 10_000),
        DAYS,
        st.integers(10, 500),
        st.booleans(),
        st.booleans(),
    ),
    unique_by=lambda each: each.reference,
    max_size=12,
)


@given(
    SPELLS, st.lists(st.builds(lambda p, s: hope(p, s, s + 5, s + 10, s + 20, placed=True), st.integers(1, 9), DAYS))
)
def test_nothing_that_came_later_changes_what_was_known(spells, hopes):
    """A forecast of last year made again today is the forecast of last year."""
    then = [
        replace(s, ended_on=None if s.ended_on is not None and s.ended_on > DAY else s.ended_on)
        for s in spells
        if s.seen_on <= DAY
    ]
    known = [h for h in hopes if h.sent_on <= DAY]

    assert chances_on(past(*spells, hopes=hopes), DAY) == chances_on(past(*then, hopes=known), DAY)
