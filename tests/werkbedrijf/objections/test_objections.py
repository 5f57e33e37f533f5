"""A bezwaar has an owner, a term and an answer; and whoever wants is helped by people alone."""

from datetime import date

import pytest
from sqlalchemy import func, select

from candidates.profile.pool import fresh_people
from matching.proposals.models import OutsideReason, Proposal
from tests.conftest import NOW
from tests.making import MONDAY
from werkbedrijf.foundation.actors import TIMETABLE, Role
from werkbedrijf.foundation.clock import today
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.outbox import OutboxMessage
from werkbedrijf.foundation.workflow import NotNow
from werkbedrijf.objections import actions, policy
from werkbedrijf.objections.errors import ExtendedAlready, ExtendedTooLate, NobodyToOwn
from werkbedrijf.objections.jobs import remind_of_objections
from werkbedrijf.objections.models import Outcome, Speaker, Subject
from werkbedrijf.objections.workflow import ObjectionStatus


def brought(make, candidate=None, **facts):
    candidate = candidate or make.candidate()
    told = {
        "subject": Subject.RANKING,
        "speaker": Speaker.PERSON,
        "ground": "Ik kan dit werk wel.",
        "received_on": MONDAY,
    }
    return actions.object_to(make.session, make.actor_of(candidate.coach), candidate, **({"on": MONDAY} | told | facts))


@pytest.fixture
def coordinator(make):
    make.parameters()
    return make.actor(Role.COORDINATOR)


def test_a_coordinator_owns_it_and_it_ends_within_a_month(session, make, coordinator):
    objection = brought(make, received_on=date(2026, 10, 31))
    assert objection.owner_id == coordinator.id
    assert objection.due_on == date(2026, 11, 30)
    mail = session.scalars(select(OutboxMessage)).one()
    assert objection.reference in mail.subject and objection.candidate.reference not in mail.body


def test_the_own_partner_s_coordinator_goes_first(session, make, coordinator):
    candidate = make.candidate()
    own = make.user(Role.COORDINATOR, organisation=candidate.organisation)
    assert brought(make, candidate).owner is own


def test_without_a_coordinator_nothing_is_promised(session, make):
    make.parameters()
    with pytest.raises(NobodyToOwn):
        brought(make)


@pytest.mark.parametrize("ground", ["", "   ", "Door mijn autisme sta ik lager"])
def test_a_ground_is_asked_and_says_nothing_of_health(session, make, coordinator, ground):
    with pytest.raises(InputRefused) as refused:
        brought(make, ground=ground)
    assert "ground" in refused.value.problems


def test_it_cannot_come_in_tomorrow(session, make, coordinator):
    with pytest.raises(InputRefused):
        brought(make, received_on=date(2026, 11, 24))


def test_the_term_is_extended_once_with_a_reason(session, make, coordinator):
    objection = brought(make)
    with pytest.raises(InputRefused):
        actions.extend(session, coordinator, objection, reason=" ", on=MONDAY)
    actions.extend(session, coordinator, objection, reason="Er is eerst een gesprek nodig.", on=MONDAY)
    assert objection.due_on == date(2027, 2, 23)
    assert objection.status is ObjectionStatus.TAKEN_UP
    with pytest.raises(ExtendedAlready):
        actions.extend(session, coordinator, objection, reason="Nog langer.", on=MONDAY)


def test_a_term_that_is_over_is_not_extended(session, make, coordinator):
    objection = brought(make)
    with pytest.raises(ExtendedTooLate) as refused:
        actions.extend(session, coordinator, objection, reason="Nog een gesprek.", on=date(2026, 12, 24))
    assert "Beslis" in refused.value.sentence
    assert (objection.due_on, objection.extended_on) == (date(2026, 12, 23), None)
    actions.extend(session, coordinator, objection, reason="Nog een gesprek.", on=date(2026, 12, 23))
    assert objection.extended_on == date(2026, 12, 23)


def test_what_is_late_says_so_and_offers_no_extension(client, stored):
    stored.region()
    stored.parameters()
    me = client.sign_in_as(stored.user(Role.COORDINATOR))
    in_time = brought(stored, received_on=today(), on=today())
    late = brought(stored, received_on=date(2020, 1, 2))
    stored.session.commit()
    door = f"/bezwaren/{late.reference}"

    assert f"/bezwaren/{in_time.reference}/verlengen" in me.get(f"/bezwaren/{in_time.reference}").html
    page = me.get(door)
    assert "Verlengen kan niet meer" in page.text and f"{door}/verlengen" not in page.html
    refused = me.post(f"{door}/verlengen", {"reason": "Nog een gesprek."}, status=409, follow=False)
    assert "De termijn van dit bezwaar is voorbij" in refused.text
    assert f"Te laat: bezwaar {late.reference}" in me.get("/vandaag").text


def test_a_founded_one_says_what_was_changed(session, make, coordinator):
    objection = brought(make)
    told = {"decision": "De reistijd klopte niet.", "on": MONDAY}
    with pytest.raises(NotNow):
        actions.decide(session, coordinator, objection, outcome=Outcome.UNFOUNDED, changed="", **told)
    actions.take_up(session, coordinator, objection, on=MONDAY)
    with pytest.raises(InputRefused) as refused:
        actions.decide(session, coordinator, objection, outcome=Outcome.FOUNDED, changed="", **told)
    assert list(refused.value.problems) == ["changed"]
    actions.decide(session, coordinator, objection, outcome=Outcome.FOUNDED, changed="Reistijd hersteld.", **told)
    actions.announce(session, coordinator, objection, on=MONDAY)
    assert (objection.status, objection.ended_on) == (ObjectionStatus.ANNOUNCED, MONDAY)


def test_the_owner_is_reminded_before_and_after_the_term_each_once(session, make, coordinator):
    objection = brought(make)

    def reminded(on):
        before = session.scalar(select(func.count()).select_from(OutboxMessage))
        remind_of_objections(session, on=on)
        remind_of_objections(session, on=on)
        return session.scalar(select(func.count()).select_from(OutboxMessage)) - before

    other, gone = make.user(Role.COORDINATOR), make.user(Role.COORDINATOR)
    gone.is_active = False
    session.info.setdefault("recorded", set()).add(id(gone))
    # Late is told to the owner and, once, to every other coordinator who can sign in.
    assert [reminded(date(2026, 12, day)) for day in (1, 16, 17, 23, 24, 25)] == [0, 1, 0, 0, 2, 0]
    late = session.scalars(select(OutboxMessage).where(OutboxMessage.to_address == other.email)).one()
    assert objection.reference in late.subject and objection.owner.name in late.body
    assert objection.candidate.reference not in f"{late.subject} {late.body}"
    actions.withdraw(session, make.actor_of(objection.candidate.coach), objection, on=MONDAY)
    assert actions.remind_owners(session, TIMETABLE, on=date(2027, 1, 1)) == 0


def test_who_sees_and_who_decides(session, make, coordinator):
    objection = brought(make)
    own = make.actor_of(objection.candidate.coach)
    manager = make.actor(Role.ACCOUNT_MANAGER, organisation=objection.organisation)
    other, auditor = make.actor(Role.COACH), make.actor(Role.AUDITOR)
    sees = {who: bool(policy.may_see_objection(who, objection=objection)) for who in (own, manager, other, auditor)}
    assert sees == {own: True, manager: True, other: False, auditor: True}
    decides = [bool(policy.may_take_up(who, objection=objection)) for who in (coordinator, own, manager, auditor)]
    assert decides == [True, False, False, False]
    assert policy.may_withdraw(own, objection=objection) and not policy.may_withdraw(auditor, objection=objection)
    assert policy.may_see_objection(make.actor(Role.EMPLOYER), objection=objection).hidden


def test_who_is_helped_by_people_alone_is_in_no_list(session, make):
    make.parameters()
    candidate, stays = make.profile().candidate, make.profile().candidate
    actor = make.actor_of(candidate.coach)
    assert set(fresh_people(session).candidate_ids) == {candidate.id, stays.id}
    actions.choose_people_only(session, actor, candidate, wanted=True, on=MONDAY)
    assert set(fresh_people(session).candidate_ids) == {stays.id}
    actions.choose_people_only(session, actor, candidate, wanted=False, on=MONDAY)
    assert set(fresh_people(session).candidate_ids) == {candidate.id, stays.id}


def test_from_bezwaar_to_answer_through_the_pages(client, stored, database):
    stored.region()
    stored.parameters()
    coordinator = stored.user(Role.COORDINATOR)
    coach = stored.user(Role.COACH)
    candidate = stored.profile(stored.candidate(coach=coach)).candidate
    place = stored.vacancy()
    me, door = client.sign_in_as(coach), f"/kandidaten/{candidate.reference}/bezwaar"
    assert door in me.get(f"/kandidaten/{candidate.reference}").links()
    sent = {
        "subject": "rekenhulp",
        "speaker": "kandidaat",
        "received_on": today().isoformat(),
        "about": "",
        "ground": "Heb adhd",
    }
    assert "Heb adhd" in me.post(door, sent, status=422, follow=False).html
    page = me.post(door, sent | {"ground": "Ik wil dat een mens kijkt."})
    assert page.h1 == "Bezwaar B-0001" and coordinator.name in page.text

    me.post(f"/kandidaten/{candidate.reference}/rekenhulp", {"alleen_mensen": "ja"})
    assert "past " not in me.get(f"/plekken/{place.reference}/kandidaten?deel=alles").text
    by_hand = me.get(f"/kandidaten/{candidate.reference}/plekken")
    assert by_hand.h1 == "Zelf zoeken" and place.title in by_hand.text
    assert "niets uitgerekend" in me.get(f"/kandidaten/{candidate.reference}/kansen").text
    propose = f"/plekken/{place.reference}/voordrachten"
    assert me.post(propose, {"candidate": candidate.reference}).h1 == "Waarom deze kandidaat?"
    sent_on = me.post(
        propose, {"candidate": candidate.reference, "outside_reason": "alleen_mensen", "outside_note": ""}
    )
    assert sent_on.h1.startswith("Voordracht")

    me = client.sign_in_as(coordinator)
    assert "Beantwoord bezwaar B-0001 uiterlijk" in me.get("/vandaag").text
    listed = me.get("/bezwaren")
    assert candidate.reference in listed.text and candidate.first_name not in listed.text
    me.post("/bezwaren/B-0001/oppakken")
    assert "Beantwoord bezwaar B-0001" not in me.get("/vandaag").text
    told = {"outcome": "gegrond", "decision": "Een mens kijkt voortaan.", "changed": ""}
    assert "Vertel wat er nu anders is" in me.post("/bezwaren/B-0001/besluiten", told, status=422, follow=False).text
    done = me.post("/bezwaren/B-0001/besluiten", told | {"changed": "Staat in geen lijst meer."})
    assert "Een mens kijkt voortaan." in done.text and candidate.first_name not in done.text
    assert "Klaar. Het besluit is bekendgemaakt." in me.post("/bezwaren/B-0001/bekendmaken").text
    with database.reading(at=NOW) as session:
        assert session.scalars(select(Proposal.outside_reason)).one() is OutsideReason.BY_PEOPLE


def test_the_auditor_reads_and_changes_nothing(client, stored):
    stored.region()
    stored.parameters()
    stored.user(Role.COORDINATOR)
    brought(stored, stored.candidate())
    me = client.sign_in_as(stored.user(Role.AUDITOR))
    page = me.get("/bezwaren/B-0001")
    assert "Ik kan dit werk wel." in page.text and not [
        form for form in page.all("form") if "bezwaren" in (form.get("action") or "")
    ]
    assert me.post("/bezwaren/B-0001/oppakken", status=403, follow=False)
