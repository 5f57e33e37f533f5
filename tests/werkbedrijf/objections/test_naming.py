"""What a bezwaar names is about this person, and whoever decides can read the list that it names; and no more than that."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from matching.shown.actions import keep
from matching.shown.models import ShownKind, ShownLine, ShownRanking
from matching.shown.packing import Line, Picture
from matching.shown.queries import kept, looks_at
from tests.conftest import NOW
from tests.making import MONDAY
from tests.matching.shown.test_shown import TOLD as SHOWN
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.audit import AuditEntry
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.objections import actions, policy
from werkbedrijf.objections.jobs import forget_lists
from werkbedrijf.objections.models import Outcome, Speaker, Subject
from werkbedrijf.objections.naming import find_named
from werkbedrijf.objections.queries import named_list

TOLD = SHOWN | {"tasks": [["Dozen vouwen", 100, 81, 19, "kan dit"]], "arrange": ["een rustige plek"]}


def shown(make, *people, kind=ShownKind.PEOPLE, vacancy=None):
    """A list that a coach looked at; gives its kenmerk."""
    vacancy = vacancy or make.vacancy()
    lines = tuple(
        Line(one.id, vacancy.id, number, TOLD | {"score": 90 - number}, ("Nog 2 vragen open",))
        for number, one in enumerate(people, 1)
    )
    about = (vacancy.id, None) if kind is ShownKind.PEOPLE else (None, people[0].id)
    made_with = {"values": {}, "neutral": "", "lot": "2026-11"}
    facts = {"considered": 2, "suitable": len(people)}
    others = {"titles": [["Magazijn", "Hengelo"]]} if kind is ShownKind.PLACES else {}
    picture = Picture(kind, *about, lines, facts, made_with, "1", others=others)
    return f"L-{keep(make.session, make.actor(Role.COACH), picture)}"


def brought(make, candidate, about):
    told = {"subject": Subject.RANKING, "speaker": Speaker.PERSON, "ground": "Ik kan dit werk wel."}
    coach = make.actor_of(candidate.coach)
    return actions.object_to(make.session, coach, candidate, about=about, received_on=MONDAY, on=MONDAY, **told)


@pytest.fixture
def coordinator(make):
    make.parameters()
    return make.actor(Role.COORDINATOR)


def test_a_list_a_voordracht_and_a_place_can_be_named(session, make, coordinator):
    candidate, vacancy = make.candidate(), make.vacancy()
    proposal = make.proposal(vacancy, candidate)
    listed, own = shown(make, make.candidate(), candidate), shown(make, candidate, kind=ShownKind.PLACES)
    for kenmerk in (listed, own, proposal.reference, vacancy.reference):
        assert brought(make, candidate, f" {kenmerk.lower()} ").about == kenmerk
    assert brought(make, candidate, " ").about == ""


def test_what_is_not_there_and_what_is_not_theirs_get_one_sentence(session, make, coordinator):
    candidate, other = make.candidate(), make.candidate()
    theirs = make.proposal(make.vacancy(), other).reference
    elsewhere = shown(make, other), shown(make, other, kind=ShownKind.PLACES)
    asked = (
        theirs,
        *elsewhere,
        "XX-9",
        "V-9999",
        "L-9999",
        "P-9999",
        "L-",
        "L-x",
        "P",
        other.reference,
        "L-" + "9" * 30,
    )
    told = set()
    for kenmerk in asked:
        with pytest.raises(InputRefused) as refused:
            brought(make, candidate, kenmerk)
        told.add((*refused.value.problems, *refused.value.problems.values()))
    assert told == {("about", actions.NOT_NAMED)}
    assert find_named(session, other, theirs)


def test_the_decider_reads_it_while_it_is_open_and_the_auditor_always(session, make, coordinator):
    candidate = make.candidate()
    objection = brought(make, candidate, shown(make, candidate))
    auditor, strangers = make.actor(Role.AUDITOR), [make.actor(Role.COACH), make.actor(Role.EMPLOYER)]
    assert policy.may_see_named_list(coordinator, objection=objection)
    actions.take_up(session, coordinator, objection, on=MONDAY)
    assert policy.may_see_named_list(coordinator, objection=objection)
    told = {"decision": "De lijst klopt.", "changed": "", "on": MONDAY}
    actions.decide(session, coordinator, objection, outcome=Outcome.UNFOUNDED, **told)

    refused = policy.may_see_named_list(coordinator, objection=objection)
    assert not refused and not refused.hidden and "beslist" in refused.reason
    assert policy.may_see_named_list(auditor, objection=objection)
    assert all(policy.may_see_named_list(each, objection=objection).hidden for each in strangers)


@pytest.fixture
def named(stored):
    """A bezwaar about a list of two people, of whom the second objects."""
    stored.region()
    stored.parameters()
    people = {"coordinator": stored.user(Role.COORDINATOR), "auditor": stored.user(Role.AUDITOR)}
    other, candidate = stored.candidate(), stored.candidate(coach=stored.user(Role.COACH))
    people |= {"coach": candidate.coach, "candidate": candidate, "other": other}
    brought(stored, candidate, shown(stored, other, candidate))
    stored.session.commit()
    return people


def test_the_coordinator_reads_order_and_points_and_why_of_this_person_alone(client, database, named):
    me = client.sign_in_as(named["coordinator"])
    page = me.get("/bezwaren/B-0001")
    assert "/bezwaren/B-0001/lijst" in page.links() and "/lijsten/L-1" not in page.links()

    page = me.get("/bezwaren/B-0001/lijst")
    assert page.h1 == "Lijst L-1"
    assert "1. Iemand anders" in page.text and f"2. {named['candidate'].reference}" in page.text
    assert "past 89 %" in page.text and "past 88 %" in page.text
    assert [page.text.count(words) for words in ("Dozen vouwen", "Kan vandaag: inpakken", "Nog 2 vragen")] == [1, 1, 1]
    hidden = (named["other"].reference, named["candidate"].first_name, "een rustige plek")
    assert not [word for word in hidden if word in page.html]
    with database.reading(at=NOW) as session:
        looked = session.query(AuditEntry).filter(AuditEntry.act == "objection.list_looked_at").count()
    assert looked == 1


def test_the_auditor_reads_it_without_what_the_person_can(client, named):
    page = client.sign_in_as(named["auditor"]).get("/bezwaren/B-0001/lijst")
    assert "past 88 %" in page.text
    assert not [
        word for word in ("Dozen vouwen", "Kan vandaag", "Nog 2 vragen", named["other"].reference) if word in page.html
    ]


def test_a_list_without_a_place_says_why_to_who_decides_and_not_to_who_watches(client, stored, named):
    candidate = named["candidate"]
    facts = {"considered": 76, "suitable": 0, "left_out": [["Te lang onderweg", 50, ""]]}
    made_with = {"values": {}, "neutral": "", "lot": "2026-11"}
    empty = Picture(ShownKind.PLACES, None, candidate.id, (), facts, made_with, "1", others={"titles": []})
    brought(stored, candidate, f"L-{keep(stored.session, stored.actor(Role.COACH), empty)}")
    stored.session.commit()

    read = client.sign_in_as(named["coordinator"]).get("/bezwaren/B-0002/lijst").text
    assert "0 van 76 open plekken pasten" in read and "Er stond geen plek in deze lijst" in read
    assert "passen? Zo zag een collega" in read and "ziet u ook waarom" not in read
    assert "Te lang onderweg" in read and "50 plekken" in read
    assert "Te lang onderweg" not in client.sign_in_as(named["auditor"]).get("/bezwaren/B-0002/lijst").text


def test_the_coach_goes_to_the_list_itself(client, named):
    page = client.sign_in_as(named["coach"]).get("/bezwaren/B-0001")
    assert "/lijsten/L-1" in page.links() and "/bezwaren/B-0001/lijst" not in page.links()


def test_without_a_list_there_is_no_page_and_the_coach_is_named_to_ask(client, stored, named):
    candidate = named["candidate"]
    vacancy = stored.vacancy()
    brought(stored, candidate, vacancy.reference)
    stored.session.commit()
    me = client.sign_in_as(named["coordinator"])
    assert f"Vraag {candidate.coach.name}" in me.get("/bezwaren/B-0002").text
    me.get("/bezwaren/B-0002/lijst", status=404)
    page = client.sign_in_as(named["coach"]).get("/bezwaren/B-0002")
    assert f"/plekken/{vacancy.reference}" in page.links()


def test_a_kenmerk_of_somebody_else_is_told_at_the_field(client, named):
    door = f"/kandidaten/{named['candidate'].reference}/bezwaar"
    sent = {"subject": "lijst", "speaker": "kandidaat", "received_on": "2026-11-23", "ground": "Ik kan dit."}
    page = client.sign_in_as(named["coach"]).post(door, sent | {"about": "XX-9"}, status=422, follow=False)
    assert "Dit kenmerk hoort niet bij deze kandidaat" in page.text and "XX-9" in page.html


def test_a_list_stays_readable_until_the_answer_is_told_however_old_it_is(session, make, coordinator):
    candidate, other = make.candidate(), make.candidate()
    objection = brought(make, candidate, shown(make, other, candidate))
    nobody_asks = shown(make, other)
    later = MONDAY + timedelta(days=400)
    assert (forget_lists(session, on=later), forget_lists(session, on=later)) == (1, 0)
    left = named_list(session, objection)
    assert left and [row.candidate for row in kept(session, left).rows] == [other, candidate]
    assert looks_at(session, [left.id]) and session.get(ShownRanking, int(nobody_asks.removeprefix("L-"))) is None

    actions.take_up(session, coordinator, objection, on=MONDAY)
    told = {"decision": "De lijst klopt.", "changed": "", "on": MONDAY}
    actions.decide(session, coordinator, objection, outcome=Outcome.UNFOUNDED, **told)
    assert forget_lists(session, on=later) == 0
    actions.announce(session, coordinator, objection, on=MONDAY)
    assert forget_lists(session, on=later) == 1
    assert session.scalar(select(func.count()).select_from(ShownLine)) == 0
