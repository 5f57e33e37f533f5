"""A gesprek is planned, moved and called off; calendars follow, everybody hears it, and nobody reads who it is."""

from datetime import date, time, timedelta

import pytest
from icalendar import Calendar
from sqlalchemy import select

from matching.proposals.workflow import ProposalStatus
from matching.talks.actions import TalkFacts, cancel_talk, plan_talk, remind_of_talks
from matching.talks.calendar import file_of
from matching.talks.models import Talk
from tests.conftest import NOW
from tests.making import MONDAY
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.outbox import OutboxMessage

DAY = MONDAY + timedelta(days=7)
PERSON = {
    "first_name": "Quirijntje",
    "last_name": "Zwaluwenburg",
    "born_on": date(1987, 3, 14),
    "email": "quirijntje@geheim.example",
    "phone": "06 98765432",
}


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("werkbedrijf.foundation.clock.now", lambda: NOW)


def facts(**other):
    return TalkFacts(**{"day": DAY, "clock": time(10, 30), "minutes": 45, "place": "Bij de poort"} | other)


def invited(make):
    make.parameters()
    return make.proposal(candidate=make.candidate(**PERSON), status=ProposalStatus.INVITED)


def told(session):
    return [row.key for row in session.scalars(select(OutboxMessage).order_by(OutboxMessage.id))]


def test_calendars_follow_a_gesprek_that_moves_and_read_no_name(make):
    proposal = invited(make)
    coach = make.actor_of(proposal.candidate.coach)
    talk = plan_talk(make.session, coach, proposal, facts())
    first = Calendar.from_ical(file_of(talk, "werkbedrijf.example")).walk("VEVENT")[0]
    assert plan_talk(make.session, coach, proposal, facts(clock=time(14)), known=0) is talk
    written = file_of(talk, "werkbedrijf.example")
    whole = Calendar.from_ical(written)
    second = whole.walk("VEVENT")[0]
    assert whole["METHOD"] == "PUBLISH"
    assert (first["UID"], first["SEQUENCE"], second["SEQUENCE"]) == (second["UID"], 0, 1)
    assert second.decoded("DTSTART").hour == 14 and str(second.decoded("DTSTART").tzinfo) == "Europe/Amsterdam"
    assert second.decoded("DTEND") - second.decoded("DTSTART") == timedelta(minutes=45)
    cancel_talk(make.session, coach, talk)
    third = Calendar.from_ical(file_of(talk, "werkbedrijf.example")).walk("VEVENT")[0]
    assert (third["SEQUENCE"], third["STATUS"]) == (2, "CANCELLED")
    for trace in (*map(str, PERSON.values()), proposal.candidate.reference):
        assert trace not in written.decode()


def test_what_somebody_types_stays_in_its_own_line_of_a_calendar(make):
    proposal = invited(make)
    proposal.vacancy.title = "Inpakken\x1b[2J\x85ATTENDEE:mailto:zq@voorbeeld.example"
    talk = plan_talk(make.session, make.actor_of(proposal.candidate.coach), proposal, facts())
    talk.place = "Kamer 3\r\x0bATTENDEE:zq\u2028X-ZQ:1\x07"
    lines = file_of(talk, "werkbedrijf.example").decode().replace("\r\n ", "").split("\r\n")
    assert [line for line in lines if not line.isprintable()] == []
    assert "LOCATION:Kamer 3 ATTENDEE:zq X-ZQ:1␇" in lines
    assert not any(line.startswith(("ATTENDEE", "X-ZQ")) for line in lines)


def test_everybody_but_who_planned_hears_it_and_is_reminded_once(make):
    proposal = invited(make)
    user = make.employer_user(proposal.vacancy.employer)
    coach = proposal.candidate.coach
    before = len(told(make.session))
    plan_talk(make.session, make.actor_of(user), proposal, facts())
    keys = told(make.session)[before:]
    assert any(key.endswith(f":{coach.id}") for key in keys)
    assert not any(key.endswith(f":{user.id}") for key in keys)
    assert remind_of_talks(make.session, on=DAY) == 0
    before = len(told(make.session))
    for _ in range(2):
        assert remind_of_talks(make.session, on=DAY - timedelta(days=1)) == 1
    reminders = told(make.session)[before:]
    assert len(reminders) == len(set(reminders)) >= 2


@pytest.mark.parametrize(
    ("other", "field"),
    [
        ({"day": None}, "day"),
        ({"day": MONDAY - timedelta(days=9)}, "day"),
        ({"clock": None}, "clock"),
        ({"minutes": 5}, "minutes"),
        ({"minutes": None}, "minutes"),
        ({"place": " "}, "place"),
        ({"with_whom": "x" * 201}, "with_whom"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(make, other, field):
    proposal = invited(make)
    with pytest.raises(InputRefused) as refused:
        plan_talk(make.session, make.actor_of(proposal.candidate.coach), proposal, facts(**other))
    assert list(refused.value.problems) == [field]


def test_an_employer_plans_it_and_takes_the_file(client, stored, database):
    stored.region()
    proposal = invited(stored)
    client.sign_in_as(stored.employer_user(proposal.vacancy.employer))
    door = f"/voordrachten/{proposal.reference}/gesprek"
    assert "Plan het gesprek" in client.get(door).text
    wrong = client.post(door, {"day": "2026-12-01", "clock": "half elf", "minutes": "45", "place": "Poort"}, status=422)
    assert "Vul een tijd in, zoals 10:30." in wrong.text
    assert 'value="half elf"' in wrong.answer.get_data(as_text=True)
    client.post(door, {"day": "2026-12-01", "clock": "10.30", "minutes": "45", "place": "Poort"}, follow=True)
    page = client.get("/vandaag")
    assert "Uw gesprekken (1)" in page.text
    with database.reading(at=NOW) as session:
        (number,) = session.scalars(select(Talk.id))
    answer = client.get(f"/gesprekken/{number}/gesprek.ics").answer
    assert answer.mimetype == "text/calendar"
    client.post(f"/gesprekken/{number}/afzeggen", follow=True)
    assert "Uw gesprekken" not in client.get("/vandaag").text


def test_nobody_plans_before_an_invitation(client, stored):
    stored.region()
    stored.parameters()
    proposal = stored.proposal()
    client.sign_in_as(stored.employer_user(proposal.vacancy.employer))
    client.get(f"/voordrachten/{proposal.reference}/gesprek", status=403)


def test_who_did_not_see_the_newest_moment_overwrites_nothing(make):
    proposal = invited(make)
    coach = make.actor_of(proposal.candidate.coach)
    talk = plan_talk(make.session, coach, proposal, facts())
    with pytest.raises(InputRefused, match="Intussen is het gesprek gepland op"):
        plan_talk(make.session, coach, proposal, facts(clock=time(16)))
    plan_talk(make.session, coach, proposal, facts(clock=time(14)), known=0)
    with pytest.raises(InputRefused, match="14:00"):
        plan_talk(make.session, coach, proposal, facts(clock=time(16)), known=0)
    cancel_talk(make.session, coach, talk)
    with pytest.raises(InputRefused, match="afgezegd"):
        plan_talk(make.session, coach, proposal, facts(clock=time(16)), known=1)
    assert (talk.at.hour, talk.sequence) == (13, 2)  # 14:00 here is 13:00 in UTC


def test_a_page_of_before_says_what_happened_and_lets_one_go_on(client, stored):
    stored.region()
    proposal = invited(stored)
    client.sign_in_as(proposal.candidate.coach)
    door = f"/voordrachten/{proposal.reference}/gesprek"
    typed = {"day": "30-11-2026", "clock": "10:30", "minutes": "45", "place": "Bij de poort", "with_whom": ""}
    client.post(door, typed | {"sequence": ""})

    page = client.post(door, typed | {"clock": "16:00", "sequence": ""}, status=422)

    assert "Intussen is het gesprek gepland op 30 nov 2026, 10:30." in page.text
    (known,) = {one.get("value") for one in page.all("input") if one.get("name") == "sequence"}
    assert "16:00" in client.post(door, typed | {"clock": "16:00", "sequence": known}).text
