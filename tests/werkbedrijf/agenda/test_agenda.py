from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar

from employers.contacts.actions import log_contact
from employers.facts import MomentFacts
from matching.placements.workflow import PlacementStatus
from tests.conftest import NOW
from tests.making import MONDAY
from werkbedrijf.agenda import actions
from werkbedrijf.agenda.entries import Entry, calendar_of
from werkbedrijf.agenda.queries import entries_of, reader_of
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.clock import AMSTERDAM


def read(entries):
    told = calendar_of(entries, title="Werkbedrijf", host="w.example", at=NOW)
    calendar = Calendar.from_ical(told)
    # What was read and written again is the same.
    assert Calendar.from_ical(calendar.to_ical()) == calendar
    return calendar, {str(event["uid"]): event for event in calendar.events}


def test_a_day_is_a_day_and_has_the_same_name_each_time():
    _, events = read([Entry("vraag-VR-0001", "Antwoord", MONDAY, "https://w.example/vragen/VR-0001")])

    event = events["vraag-VR-0001@w.example"]
    assert event.decoded("dtstart") == MONDAY
    assert event.decoded("dtend") == MONDAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("moment", "local"),
    [
        (datetime(2027, 3, 27, 13, 0, tzinfo=UTC), "2027-03-27T14:00:00+01:00"),
        (datetime(2027, 3, 28, 12, 0, tzinfo=UTC), "2027-03-28T14:00:00+02:00"),
        (datetime(2026, 10, 24, 12, 0, tzinfo=UTC), "2026-10-24T14:00:00+02:00"),
        (datetime(2026, 10, 25, 13, 0, tzinfo=UTC), "2026-10-25T14:00:00+01:00"),
    ],
)
def test_a_moment_is_dutch_time_on_both_sides_of_the_clock_change(moment, local):
    entry = Entry("gesprek-1", "Gesprek", moment, "https://w.example", ends=moment + timedelta(hours=1))
    calendar, events = read([entry])

    event = events["gesprek-1@w.example"]
    assert event.decoded("dtstart") == moment
    assert event.decoded("dtstart").isoformat() == local
    assert event["dtstart"].params["TZID"] == str(AMSTERDAM)
    assert [str(zone["tzid"]) for zone in calendar.timezones] == [str(AMSTERDAM)]


def test_a_link_is_read_by_its_own_token_and_the_newest_only(session, make):
    user = make.user()
    actor = make.actor_of(user)
    first = actions.new_link(session, actor)
    session.flush()
    assert reader_of(session, first) == user

    second = actions.new_link(session, actor)
    session.flush()
    assert (reader_of(session, first), reader_of(session, second)) == (None, user)
    assert reader_of(session, "") is None

    actions.withdraw_link(session, actor)
    actions.withdraw_link(session, actor)
    session.flush()
    assert reader_of(session, second) is None


@pytest.mark.parametrize("change", [{"is_active": False}, {"role": Role.COACH}])
def test_who_may_no_longer_come_in_has_no_calendar(session, make, change):
    user = make.user()
    token = actions.new_link(session, make.actor_of(user))
    for name, value in change.items():
        setattr(user, name, value)
    session.flush()

    assert reader_of(session, token) is None


def test_a_calendar_holds_what_this_person_may_see_without_a_name(session, make):
    make.parameters()
    face, coach = make.user(), make.user(Role.COACH)
    employer = make.employer("Bakkerij Korenaar", account_manager=face)
    site = make.establishment(employer)
    place = make.vacancy(site, seats=3, closes_on=date(2026, 12, 18))
    person = make.candidate(coach=coach, first_name="Zwijgzaam", last_name="Geheimnaam")
    make.profile(person)
    proposal = make.proposal(place, person, by=make.actor_of(coach))
    log_contact(
        session,
        make.actor_of(face),
        employer,
        MomentFacts("Gebeld", next_step="Zwijgzaam voorstellen", next_step_on=date(2026, 12, 1)),
        on=MONDAY,
    )
    session.flush()

    mine = {entry.name: entry for entry in entries_of(session, make.actor_of(face), MONDAY)}
    assert {f"voordracht-{proposal.reference}", f"sluit-{place.reference}"} <= set(mine)
    assert [entry.title for name, entry in mine.items() if name.startswith("vervolg")] == [
        "Vervolg bij Bakkerij Korenaar"
    ]
    for actor in (face, coach, make.employer_user(employer)):
        entries = entries_of(session, make.actor_of(actor), MONDAY)
        told = calendar_of(entries, title="W", host="w", at=NOW).decode()
        assert f"voordracht-{proposal.reference}@w" in told
        assert "Zwijgzaam" not in told and "Geheimnaam" not in told
    assert entries_of(session, make.actor_of(make.user()), MONDAY) == []
    assert entries_of(session, make.actor_of(make.employer_user(make.employer())), MONDAY) == []


def test_work_that_begins_and_ends_stands_on_its_days(session, make):
    make.parameters()
    placement = make.placement(status=PlacementStatus.RUNNING, ends_on=date(2027, 3, 1))
    coach = make.actor_of(placement.candidate.coach)

    mine = {entry.name: entry.starts for entry in entries_of(session, coach, placement.starts_on)}
    assert mine[f"start-{placement.reference}"] == placement.starts_on
    assert mine[f"einde-{placement.reference}"] == date(2027, 2, 28)
