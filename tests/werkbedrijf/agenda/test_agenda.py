from datetime import UTC, date, datetime, time, timedelta

import pytest
from icalendar import Calendar

from employers.contacts.actions import log_contact
from employers.facts import MomentFacts
from matching.placements.workflow import PlacementStatus
from matching.proposals.actions import decline, lapse, withdraw
from matching.proposals.models import DeclineReason
from matching.proposals.workflow import ProposalStatus
from matching.talks.actions import TalkFacts, cancel_talk, plan_talk, remind_of_talks
from matching.talks.calendar import file_of
from matching.talks.queries import coming_talks, talk_of
from tests.conftest import NOW
from tests.making import MONDAY
from werkbedrijf.agenda import actions
from werkbedrijf.agenda.entries import Entry, calendar_of
from werkbedrijf.agenda.queries import coming_of, entries_of, reader_of
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


@pytest.fixture
def around(make):
    """A gesprek that is planned, and everybody around it."""
    make.parameters()
    face, coach = make.user(), make.user(Role.COACH)
    deputy = make.user(organisation=face.organisation)
    employer = make.employer("Bakkerij Korenaar", account_manager=face, substitute=deputy)
    person = make.candidate(coach=coach, first_name="Zwijgzaam", last_name="Geheimnaam")
    place = make.vacancy(make.establishment(employer), title="Broodjes beleggen")
    proposal = make.proposal(place, person, by=make.actor_of(coach), status=ProposalStatus.INVITED)
    actors = [make.actor_of(one) for one in (face, deputy, coach, make.employer_user(employer))]
    return proposal, actors


def planned(make, proposal, day, clock=time(14), **more):
    facts = TalkFacts(**{"day": day, "clock": clock, "minutes": 45, "place": "Bij de poort"} | more)
    coach, before = make.actor_of(proposal.candidate.coach), talk_of(make.session, proposal)
    talk = plan_talk(make.session, coach, proposal, facts, known=before.sequence if before else None)
    make.session.flush()
    return talk


def fed(make, actor, talk, day=MONDAY):
    _, events = read(entries_of(make.session, actor, day))
    return events.get(f"{talk.uid}@w.example")


@pytest.mark.parametrize(
    ("day", "offset"),
    [
        (date(2026, 12, 1), "+01:00"),
        # The days in which the clock goes ahead and back.
        (date(2027, 3, 28), "+02:00"),
        (date(2027, 10, 31), "+01:00"),
    ],
)
def test_a_gesprek_stands_at_its_time_in_the_calendar_of_everybody_around_it(make, around, day, offset):
    proposal, actors = around
    talk = planned(make, proposal, day, with_whom="Mevrouw De Wit")
    (alone,) = Calendar.from_ical(file_of(talk, "w.example")).events
    for actor in actors:
        event = fed(make, actor, talk, day - timedelta(days=7))
        assert event.decoded("dtstart").isoformat() == f"{day}T14:00:00{offset}"
        assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(minutes=45)
        assert (str(event["location"]), str(event["status"]), event["sequence"]) == ("Bij de poort", "CONFIRMED", 0)
        # Who also opened the file by itself has it once.
        assert event["uid"] == alone["uid"]
        told = event.to_ical().decode()
        for word in ("Zwijgzaam", "Geheimnaam", "De Wit", proposal.candidate.reference):
            assert word not in told


def test_nobody_else_has_it_in_the_calendar(make, around):
    proposal, _ = around
    talk = planned(make, proposal, date(2026, 12, 1))
    own = proposal.candidate.organisation
    for user in (make.user(organisation=own), make.user(Role.COACH, organisation=own), make.user(Role.COORDINATOR)):
        assert fed(make, make.actor_of(user), talk) is None
    other = make.employer_user(make.employer())
    assert fed(make, make.actor_of(other), talk) is None


def test_a_calendar_follows_a_gesprek_that_moves_is_called_off_and_goes_on_after_all(make, around):
    proposal, actors = around
    talk = planned(make, proposal, date(2026, 12, 1))
    planned(make, proposal, date(2026, 12, 2), time(9, 30))
    for actor in actors:
        event = fed(make, actor, talk)
        assert (event.decoded("dtstart").day, event["sequence"]) == (2, 1)
    cancel_talk(make.session, actors[0], talk)
    for actor in actors:
        event = fed(make, actor, talk)
        assert (str(event["status"]), event["sequence"]) == ("CANCELLED", 2)
        assert str(event["summary"]).startswith("Gaat niet door: ")
        assert talk.uid not in {entry.name for entry in coming_of(make.session, actor, NOW)}
    planned(make, proposal, date(2026, 12, 3))
    for actor in actors:
        event = fed(make, actor, talk)
        assert (str(event["status"]), event["sequence"]) == ("CONFIRMED", 3)
        assert talk.uid in {entry.name for entry in coming_of(make.session, actor, NOW)}


@pytest.mark.parametrize(
    "end",
    [
        lambda session, actor, proposal: decline(session, actor, proposal, reason=DeclineReason.HOURS, on=MONDAY),
        lambda session, actor, proposal: withdraw(session, actor, proposal, reason="Wil iets anders", on=MONDAY),
        lambda session, actor, proposal: lapse(session, actor, proposal, note="Elders aangenomen", on=MONDAY),
    ],
    ids=["declined", "withdrawn", "lapsed"],
)
def test_nobody_is_sent_to_a_gesprek_of_a_voordracht_that_ended(make, around, end):
    proposal, (face, _, coach, firm) = around
    day = date(2026, 12, 1)
    talk = planned(make, proposal, day)
    end(make.session, coach, proposal)
    make.session.flush()

    for actor in (face, coach, firm):
        event = fed(make, actor, talk)
        assert event is None or str(event["status"]) == "CANCELLED"
        assert not make.session.scalars(coming_talks(actor, NOW)).unique().all()
    assert str(fed(make, coach, talk)["status"]) == "CANCELLED"
    assert remind_of_talks(make.session, on=day - timedelta(days=1)) == 0


def test_a_gesprek_of_this_morning_is_over_in_the_afternoon(make, around):
    proposal, (face, *_) = around
    talk = planned(make, proposal, date(2026, 12, 1), time(9))
    names = {}
    for hour in (9, 10):
        at = datetime(2026, 12, 1, hour, 30, tzinfo=AMSTERDAM)
        names[hour] = {entry.name for entry in coming_of(make.session, face, at)}
    assert talk.uid in names[9] and talk.uid not in names[10]


def test_a_promise_with_a_day_is_in_the_calendar_of_who_keeps_it_until_it_is_done(session, make):
    keeper, writer = make.user(), make.user()
    employer = make.employer("Bakkerij Korenaar")
    moment = log_contact(
        session,
        make.actor_of(writer),
        employer,
        MomentFacts("Gebeld", agreement="Folder sturen", agreement_on=date(2026, 12, 1)),
        on=MONDAY,
    )
    moment.agreement_by_id = keeper.id
    session.flush()

    (entry,) = entries_of(session, make.actor_of(keeper), MONDAY)
    assert (entry.title, entry.day) == ("Beloofd aan Bakkerij Korenaar", date(2026, 12, 1))
    assert entries_of(session, make.actor_of(writer), MONDAY) == []
    moment.agreement_done_on = MONDAY
    session.flush()
    assert entries_of(session, make.actor_of(keeper), MONDAY) == []
