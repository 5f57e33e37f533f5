"""Vandaag and the calendar of a coach tell who to look at and when there is contact; an employer reads the agreement alone."""

from datetime import timedelta
from decimal import Decimal

import pytest

from matching.aftercare.actions import VisitFacts, log_visit
from matching.aftercare.answers import Going, Missed, Way
from matching.aftercare.closing.actions import sign_assessment, write_assessment
from matching.aftercare.closing.models import Answer, Learned
from matching.aftercare.missed.actions import report_day
from tests.making import MONDAY
from werkbedrijf.agenda.queries import entries_of
from werkbedrijf.dashboards.today import today_for
from werkbedrijf.foundation.actors import Role

DAY = timedelta(days=1)


@pytest.fixture
def placement(make):
    make.region()
    return make.placement(ends_on=MONDAY + 182 * DAY)


def coach_of(make, placement):
    return make.actor_of(placement.candidate.coach)


def lines(make, actor, day, block="waiting"):
    return [line.text for line in getattr(today_for(make.session, actor, day), block)]


def visited(make, placement, *, on, **facts):
    told = VisitFacts(**{"on": on, "way": Way.PHONE} | facts)
    return log_visit(make.session, coach_of(make, placement), placement, told, on=on)


def test_contact_is_announced_then_due_then_late_and_gone_once_it_was(make, placement):
    name, coach = placement.candidate.name, coach_of(make, placement)
    due, late = MONDAY + 14 * DAY, MONDAY + 22 * DAY

    assert f"Contact over {name}: na de eerste weken" in lines(make, coach, MONDAY + DAY, "ending")
    assert f"Tijd voor contact over {name}: na de eerste weken" in lines(make, coach, due)
    (told,) = [text for text in lines(make, coach, late) if text.startswith(name)]
    assert "is nog niet geweest" in told
    visited(make, placement, on=late, moments=("begin",))
    assert not [text for text in lines(make, coach, late) if name in text]


def test_reasons_are_one_line_a_person_and_nobody_elses(make, placement):
    for back in (0, 1):
        day, hours = MONDAY + (1 - back) * DAY, Decimal(6)
        told = {"day": day, "hours": hours, "on": MONDAY + DAY}
        report_day(make.session, coach_of(make, placement), placement, Missed.WHOLE, **told)
    visited(make, placement, on=MONDAY + DAY, person=Going.BADLY)

    found = [text for text in lines(make, coach_of(make, placement), MONDAY + DAY) if placement.candidate.name in text]

    assert found == [f"{placement.candidate.name}: Twee keer niet gekomen in vier weken. En nog 1 reden."]
    stranger = make.actor_of(make.user(Role.COACH, organisation=placement.candidate.organisation))
    assert lines(make, stranger, MONDAY + DAY) == []


def test_what_was_written_waits_for_the_word_of_the_learner(make, placement):
    coach = coach_of(make, placement)
    draft = write_assessment(make.session, coach, placement, [("Inpakken", Learned.ALONE)], "", on=MONDAY)
    told = f"Lees met {placement.candidate.name} wat is geleerd, en laat tekenen"

    assert told in lines(make, coach, MONDAY)
    sign_assessment(make.session, coach, draft, Answer.AGREED, "", on=MONDAY)
    assert told not in lines(make, coach, MONDAY)


def test_the_calendar_has_moments_and_agreements_without_a_name(make, placement):
    visited(make, placement, on=MONDAY, agreement="Rooster bekijken", next_on=MONDAY + 9 * DAY)
    employer = make.actor_of(make.employer_user(placement.vacancy.employer))

    mine = {one.name: one for one in entries_of(make.session, coach_of(make, placement), MONDAY)}
    theirs = {one.name for one in entries_of(make.session, employer, MONDAY)}

    moment, agreed = mine[f"nazorg-{placement.reference}-begin-begin"], mine[f"nazorg-{placement.reference}-afspraak"]
    assert (moment.day, agreed.day) == (MONDAY + 14 * DAY, MONDAY + 9 * DAY)
    assert not any(placement.candidate.last_name in one.title for one in mine.values())
    assert [name for name in theirs if name.startswith("nazorg-")] == [f"nazorg-{placement.reference}-afspraak"]
