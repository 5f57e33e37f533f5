"""The care on the line of days: contacts as they were, moments to come, hours; never what was said."""

from datetime import timedelta
from decimal import Decimal

import pytest

from matching.aftercare.actions import GrantFacts, VisitFacts, grant_hours, log_visit
from matching.aftercare.answers import Going, Granted, Way
from matching.aftercare.lanes import care_lanes
from matching.aftercare.queries import care_of, visits_of
from matching.placements.timeline.drawing import Shape
from tests.making import MONDAY

DAY = timedelta(days=1)


@pytest.fixture
def placement(make):
    make.region()
    make.parameters()
    return make.placement(ends_on=MONDAY + 400 * DAY)


@pytest.fixture
def coach(make, placement):
    return make.actor_of(placement.candidate.coach)


def lanes(session, coach, placement, day):
    session.flush()
    (care,) = care_of(session, [placement], day)
    contact, hours = care_lanes(care, visits_of(session, coach, placement))
    return contact, hours


def test_a_contact_takes_the_place_of_the_moment_it_was_for(session, placement, coach):
    day = MONDAY + 15 * DAY
    visit = VisitFacts(day, Way.VISIT, 45, Going.BADLY, Going.WELL, "Vindt de pauzes te druk", moments=("begin",))
    log_visit(session, coach, placement, visit, on=day)

    contact, _ = lanes(session, coach, placement, day)

    assert (contact.marks[0].day, contact.marks[0].words) == (day, "Contact: bezoek op het werk")
    assert not any(mark.words.startswith("Na de eerste weken") for mark in contact.marks)
    assert not any("pauzes" in mark.words or "niet goed" in mark.words for mark in contact.marks)


@pytest.mark.parametrize(
    ("days", "words", "shape"),
    [
        (1, "Na de eerste weken: komt nog", Shape.COMING),
        (14, "Na de eerste weken: nu", Shape.ALERT),
        (45, "Na de eerste weken: te laat", Shape.ALERT),
        (200, "Na de eerste weken: niet vastgelegd", Shape.ALERT),
    ],
)
def test_a_moment_stands_on_its_day_and_asks_for_attention_once_it_is_there(
    session, placement, coach, days, words, shape
):
    contact, _ = lanes(session, coach, placement, MONDAY + days * DAY)

    assert (contact.marks[0].words, contact.marks[0].shape) == (words, shape)
    assert contact.marks[0].day == MONDAY + 14 * DAY


def test_granted_hours_lie_over_their_days_with_the_last_one_included(session, make, placement):
    manager = make.actor(organisation=placement.candidate.organisation)
    told = GrantFacts(MONDAY, MONDAY + 90 * DAY, Decimal("12.5"), Granted.GEMEENTE, MONDAY)
    grant_hours(session, manager, placement, told, on=MONDAY)

    _, hours = lanes(session, manager, placement, MONDAY)

    (bar,) = hours.bars
    assert (bar.first, bar.until, bar.words) == (MONDAY, MONDAY + 91 * DAY, "12,5 uur toegekend")
