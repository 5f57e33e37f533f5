"""Random bookings: never above capacity, and the next free week is the next one."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from employers.training.capacity import MentorWeeks, PlaceWeeks
from employers.training.weeks import WEEK
from matching.bookings.fitting import Taken, Wanted, first_free_week, free_in, refusals_of
from tests.proofs.bookings import check_next, run

MONDAY = date(2026, 11, 23)
mondays = st.integers(0, 20).map(lambda number: MONDAY + number * WEEK)
mentor_of = st.builds(
    MentorWeeks,
    st.integers(1, 3),
    st.just("Sanne"),
    st.integers(1, 3),
    st.frozensets(mondays, max_size=4),
    st.none() | mondays,
)
places = st.builds(
    PlaceWeeks,
    st.lists(st.tuples(mondays, st.integers(0, 3)), min_size=1, max_size=3).map(lambda rows: tuple(sorted(rows))),
    st.lists(mentor_of, min_size=1, max_size=3, unique_by=lambda one: one.number).map(tuple),
    st.booleans(),
    st.none() | mondays,
    st.dictionaries(mondays, st.integers(1, 2), max_size=3),
)
taken_rows = st.builds(
    Taken,
    st.dictionaries(mondays, st.integers(0, 3), max_size=12),
    st.dictionaries(st.tuples(st.integers(1, 3), mondays), st.integers(0, 3), max_size=12),
    st.dictionaries(mondays, st.integers(0, 2), max_size=4),
)


def test_three_hundred_random_bookings_never_fill_a_week_too_far():
    assert run(300, seed=7)["booked"] > 40


@given(places, taken_rows, mondays, st.integers(1, 60), st.integers(1, 3))
def test_what_is_allowed_fits_in_every_week_and_the_next_free_day_is_the_first(place, taken, start, days, mentor):
    wanted = Wanted(start, start + timedelta(days=days), mentor)
    check_next(place, taken, wanted)
    if refusals_of(place, taken, wanted):
        return
    for week in wanted.weeks:
        assert taken.place.get(week, 0) < place.capacity(week)
        assert taken.mentors.get((mentor, week), 0) < place.mentor(mentor).room(week)


@given(places, taken_rows, mondays)
def test_a_week_is_free_exactly_when_somebody_could_be_booked_in_it(place, taken, week):
    any_day = PlaceWeeks(place.steps, place.mentors, place.recognised, place.recognised_until)
    fits = [
        one
        for one in any_day.mentors
        if not refusals_of(any_day, taken, Wanted(week, week + timedelta(days=5), one.number))
    ]
    assert bool(free_in(any_day, taken, week)) == bool(fits)
    free = first_free_week(any_day, taken, week)
    assert free is None or free_in(any_day, taken, free) > 0
