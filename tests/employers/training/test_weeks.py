"""Weeks and capacity, as plain values."""

from datetime import date, timedelta

from employers.training.capacity import MentorWeeks, PlaceWeeks
from employers.training.weeks import WEEK, monday_of, weeks_in_words, weeks_of, working_weeks_of

MONDAY = date(2026, 11, 23)


def test_a_period_takes_every_week_it_touches():
    assert weeks_of(MONDAY + timedelta(days=4), MONDAY + timedelta(days=8)) == (MONDAY, MONDAY + WEEK)
    assert weeks_of(MONDAY, MONDAY + WEEK) == (MONDAY,)


def test_an_absence_of_a_weekend_takes_no_week():
    saturday = MONDAY + timedelta(days=5)
    assert working_weeks_of(saturday, saturday + timedelta(days=1)) == ()
    assert working_weeks_of(saturday, saturday + timedelta(days=2)) == (MONDAY + WEEK,)


def test_weeks_over_new_year_name_both_years():
    assert weeks_in_words([date(2026, 12, 28), date(2027, 1, 4), date(2027, 1, 18)]) == (
        "week 53 van 2026 tot en met week 1 van 2027 en week 3 van 2027"
    )


def place(**values):
    facts = {"steps": ((MONDAY, 5),), "mentors": (MentorWeeks(1, "Sanne", 2), MentorWeeks(2, "Omar", 2))}
    return PlaceWeeks(**facts | values)


def test_capacity_is_the_least_of_place_and_mentors():
    assert place().capacity(MONDAY) == 4
    assert place(steps=((MONDAY, 3),)).capacity(MONDAY) == 3
    assert place(mentors=()).capacity(MONDAY) == 0


def test_a_mentor_who_is_away_or_stopped_guides_nobody():
    away = MentorWeeks(1, "Sanne", 2, away=frozenset({MONDAY}))
    stopping = MentorWeeks(2, "Omar", 2, last_day=MONDAY + timedelta(days=3))
    both = place(mentors=(away, stopping))
    assert both.capacity(MONDAY) == 0
    assert both.capacity(MONDAY + WEEK) == 2


def test_another_capacity_holds_from_its_week_on():
    steps = place(steps=((MONDAY, 4), (MONDAY + 2 * WEEK, 1)))
    assert [steps.capacity(MONDAY + number * WEEK) for number in (-1, 0, 1, 2, 3)] == [0, 4, 4, 1, 1]


def test_nothing_fits_in_a_week_that_outlives_the_recognition():
    friday = MONDAY + timedelta(days=4)
    assert place(recognised_until=friday).capacity(MONDAY) == 4
    assert place(recognised_until=friday - timedelta(days=1)).capacity(MONDAY) == 0
    assert place(recognised=False).capacity(MONDAY) == 0


def test_the_monday_of_a_monday_is_itself():
    assert monday_of(MONDAY) == MONDAY
