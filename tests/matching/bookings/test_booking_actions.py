"""Booking, moving, ending and what a change does to who is booked, on both databases."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from employers.training import actions as training
from employers.training.facts import MentorFacts
from matching.bookings import actions, changing
from matching.bookings.changing import Choice
from matching.bookings.clashes import clashes_at
from matching.bookings.errors import DoesNotFit, Touches
from matching.bookings.fitting import Why
from matching.bookings.models import BookingStatus, MentorWeek, PlaceWeek
from matching.placements import actions as placements
from matching.placements.endings.actions import correct_end, undo_end
from matching.placements.endings.models import EndMistake
from matching.placements.models import EndReason, Placement
from matching.placements.workflow import PlacementStatus
from tests.making import MAKER, MONDAY
from tests.making_training import WEEK, booked, mentor, training_place
from werkbedrijf.foundation.errors import InputRefused


def counted(session, table):
    return {row.week: row.booked for row in session.scalars(select(table)) if row.booked}


def weeks(first, number):
    return {MONDAY + step * WEEK for step in range(first, first + number)}


def test_a_planned_placement_books_its_weeks_at_place_and_mentor(make, session):
    place = training_place(make)
    booked(make, place, mentor(make, place), weeks=3)
    assert counted(session, PlaceWeek) == dict.fromkeys(weeks(0, 3), 1)
    assert counted(session, MentorWeek) == dict.fromkeys(weeks(0, 3), 1)


def test_a_full_week_is_refused_with_the_week_from_which_it_fits(make, session):
    place = training_place(make, learners=1)
    guide = mentor(make, place)
    booked(make, place, guide, weeks=3)
    with pytest.raises(DoesNotFit) as refused:
        booked(make, place, guide, starts_on=MONDAY + WEEK, weeks=3)
    assert refused.value.free == MONDAY + 3 * WEEK
    sentence = refused.value.problems["starts_on"]
    assert "In week 49 tot en met 50 van 2026 zijn alle plaatsen bezet." in sentence
    assert "past vanaf week 51 van 2026: begin op maandag 14 december 2026" in sentence


def test_a_mentor_has_a_maximum_over_all_places_together(make):
    one, other = training_place(make), None
    guide = mentor(make, one, most=1)
    vacancy = make.vacancy(one.vacancy.establishment, kind=one.vacancy.kind, seats=5)
    other = training_place(make, vacancy=vacancy)
    training.say_mentor(make.session, guide, MentorFacts(guide.name, 1), [one, other])
    training.record(make.session, MAKER, "mentor.changed", guide)
    booked(make, one, guide, weeks=2)
    with pytest.raises(DoesNotFit) as refused:
        booked(make, other, guide, weeks=2)
    assert [one.why for one in refused.value.refusals] == [Why.MENTOR_FULL]
    assert refused.value.free == MONDAY + 2 * WEEK


def test_a_leerwerkplek_that_was_not_set_up_keeps_to_its_seats(make):
    placement = make.placement(status=PlacementStatus.PLANNED)
    assert placement.ends_on is None


def test_a_place_with_weeks_asks_for_an_end_and_a_mentor(make):
    place = training_place(make)
    guide = mentor(make, place)
    with pytest.raises(InputRefused) as refused:
        booked(make, place, guide, ends_on=None)
    assert "ends_on" in refused.value.problems
    with pytest.raises(InputRefused) as refused:
        booked(make, place, None)
    assert "mentor" in refused.value.problems


def test_ending_the_placement_frees_the_weeks_from_then_on(make, session):
    place = training_place(make)
    booking = booked(make, place, mentor(make, place), weeks=4, status=PlacementStatus.RUNNING)
    placement = session.get_one(Placement, booking.placement_id)
    first_day_gone = MONDAY + WEEK
    reason = EndReason.BY_PERSON
    placements.end_placement(session, MAKER, placement, ended_on=first_day_gone, reason=reason, on=first_day_gone)
    assert booking.status == BookingStatus.ENDED
    assert counted(session, PlaceWeek) == dict.fromkeys(weeks(0, 1), 1) == counted(session, MentorWeek)


def test_an_end_that_is_put_right_takes_its_weeks_along(make, session):
    place = training_place(make)
    booking = booked(make, place, mentor(make, place), weeks=4, status=PlacementStatus.RUNNING)
    placement = session.get_one(Placement, booking.placement_id)
    reason, on = EndReason.BY_PERSON, MONDAY + 3 * WEEK
    placements.end_placement(session, MAKER, placement, ended_on=MONDAY + WEEK, reason=reason, on=on)

    told = {"reason": reason, "because": EndMistake.MISTAKE, "on": on}
    correct_end(session, MAKER, placement, ended_on=MONDAY + 3 * WEEK, **told)
    assert (booking.status, booking.ends_on) == (BookingStatus.ENDED, MONDAY + 3 * WEEK)
    assert counted(session, PlaceWeek) == dict.fromkeys(weeks(0, 3), 1) == counted(session, MentorWeek)

    undo_end(session, MAKER, placement, because=EndMistake.GOES_ON, on=on)
    assert (booking.status, booking.ends_on) == (BookingStatus.BOOKED, placement.ends_on)
    assert counted(session, PlaceWeek) == dict.fromkeys(weeks(0, 4), 1) == counted(session, MentorWeek)


def test_an_end_is_not_taken_back_into_weeks_that_others_have(make, session):
    place = training_place(make, learners=1)
    booking = booked(make, place, mentor(make, place), weeks=4, status=PlacementStatus.RUNNING)
    placement = session.get_one(Placement, booking.placement_id)
    placements.end_placement(
        *(session, MAKER, placement), ended_on=MONDAY + WEEK, reason=EndReason.BY_PERSON, on=MONDAY + WEEK
    )
    booked(make, place, mentor(make, place), starts_on=MONDAY + WEEK, weeks=2)

    with pytest.raises(DoesNotFit):
        undo_end(session, MAKER, placement, because=EndMistake.GOES_ON, on=MONDAY + WEEK)


def test_cancelling_the_placement_frees_every_week(make, session):
    place = training_place(make)
    booking = booked(make, place, mentor(make, place))
    placements.cancel_placement(session, MAKER, session.get_one(Placement, booking.placement_id), on=MONDAY)
    assert booking.status == BookingStatus.CANCELLED
    assert not counted(session, PlaceWeek)
    assert not counted(session, MentorWeek)


def test_a_learner_moves_without_standing_in_the_own_way(make, session):
    place = training_place(make, learners=1)
    guide = mentor(make, place, most=1)
    booking = booked(make, place, guide, weeks=3)
    facts = {"mentor": guide, "starts_on": MONDAY + WEEK, "ends_on": MONDAY + 5 * WEEK}
    actions.move(session, MAKER, booking, **facts, on=MONDAY)
    assert counted(session, PlaceWeek) == dict.fromkeys(weeks(1, 4), 1) == counted(session, MentorWeek)


def test_a_move_into_full_weeks_is_refused_and_the_agreed_end_too(make, session):
    place = training_place(make, learners=1)
    guide = mentor(make, place)
    first = booked(make, place, guide, weeks=2, status=PlacementStatus.RUNNING)
    booked(make, place, guide, starts_on=MONDAY + 3 * WEEK, weeks=2)
    placement = session.get_one(Placement, first.placement_id)
    placements.agree_end(session, MAKER, placement, MONDAY + 3 * WEEK, on=MONDAY)
    assert first.ends_on == MONDAY + 3 * WEEK
    with pytest.raises(DoesNotFit) as refused, session.begin_nested():
        placements.agree_end(session, MAKER, placement, MONDAY + 4 * WEEK, on=MONDAY)
    assert "week 51" in refused.value.problems["ends_on"]


def test_lowering_capacity_over_bookings_asks_for_a_choice(make, session):
    place = training_place(make, learners=2)
    guide = mentor(make, place)
    for _ in range(2):
        booked(make, place, guide, weeks=2)
    lower = {"from_day": MONDAY + WEEK, "on": MONDAY}
    with pytest.raises(Touches, match="Dit raakt 2 boekingen"), session.begin_nested():
        changing.change_capacity(session, MAKER, place, 1, **lower, choice=Choice())
    changing.change_capacity(session, MAKER, place, 1, **lower, choice=Choice(stays=True))
    assert {one.why for one in clashes_at(session, [place], on=MONDAY)} == {Why.FULL}
    with pytest.raises(DoesNotFit):
        booked(make, place, guide, starts_on=MONDAY + WEEK, weeks=1)


def test_another_mentor_takes_over_in_the_weeks_of_an_absence(make, session):
    place = training_place(make)
    guide, other = mentor(make, place), mentor(make, place, name="Omar Aksoy")
    booking = booked(make, place, guide, weeks=3)
    away = (MONDAY + WEEK, MONDAY + WEEK + timedelta(days=2))
    with pytest.raises(Touches), session.begin_nested():
        changing.add_absence(session, MAKER, guide, *away, choice=Choice(), on=MONDAY)
    changing.add_absence(session, MAKER, guide, *away, choice=Choice(cover=other), on=MONDAY)
    assert [week.mentor_id for week in booking.weeks] == [guide.id, other.id, guide.id]
    assert clashes_at(session, [place], on=MONDAY) == []


def test_a_mentor_who_stops_touches_only_later_weeks(make, session):
    place = training_place(make)
    guide = mentor(make, place)
    booked(make, place, guide, weeks=3)
    with pytest.raises(Touches) as touched, session.begin_nested():
        changing.stop_mentor(session, MAKER, guide, MONDAY + WEEK, choice=Choice(), on=MONDAY)
    assert set(touched.value.hits[0].weeks) == weeks(1, 2)
    changing.stop_mentor(session, MAKER, guide, MONDAY + 3 * WEEK, choice=Choice(), on=MONDAY)


def test_learners_start_with_a_group_and_a_group_fills(make, session):
    place = training_place(make, learners=5)
    guide = mentor(make, place, most=5)
    for weeks_on in (1, 3):
        training.add_group(session, MAKER, place, MONDAY + weeks_on * WEEK, 1, on=MONDAY)
    with pytest.raises(DoesNotFit) as refused:
        booked(make, place, guide)
    assert [one.why for one in refused.value.refusals] == [Why.NOT_A_START]
    assert refused.value.free == MONDAY + WEEK
    booked(make, place, guide, starts_on=MONDAY + WEEK)
    with pytest.raises(DoesNotFit) as refused:
        booked(make, place, guide, starts_on=MONDAY + WEEK)
    assert refused.value.free == MONDAY + 3 * WEEK
