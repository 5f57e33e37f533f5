"""Handing over on behalf of somebody who cannot: promise by promise, by who may, and seen as such."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as hypothesis_given
from hypothesis import strategies as st
from sqlalchemy import select

from employers.contacts.actions import log_contact
from employers.contacts.queries import promises_owned_by
from employers.facts import MomentFacts
from employers.handover.actions import Given, NotAllGiven, begin, drop, finish, give, take_back_up
from employers.handover.policy import may_cover_for, may_read_promise
from employers.handover.queries import busy_for_others, find_covered, find_held, held_by, receivers
from tests.making import MONDAY
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.audit import AuditEntry
from werkbedrijf.foundation.errors import InputRefused, NotAllowed
from werkbedrijf.foundation.outbox import OutboxMessage

BOTH = MomentFacts("x", agreement="Rooster sturen", next_step="Terugbellen", next_step_on=MONDAY)


@pytest.fixture
def away(session, make):
    """Anna cannot hand over; Bas is her colleague, Olga the administrator of their organisation, Rik the coordinator."""
    home = make.organisation("Gemeente Hengelo")
    anna, bas = make.user(name="Anna Bos", organisation=home), make.user(name="Bas Kok", organisation=home)
    olga = make.user(Role.ORG_ADMIN, name="Olga Vos", organisation=home)
    rik = make.user(Role.COORDINATOR, name="Rik Smit")
    employer = make.employer("De Zon", account_manager=anna)
    log_contact(session, make.actor_of(anna), employer, BOTH, on=MONDAY)
    return anna, bas, olga, rik, employer


def deeds(session):
    return [one.act for one in session.scalars(select(AuditEntry).order_by(AuditEntry.id)) if one.act.endswith("_for")]


@pytest.mark.parametrize("who", [2, 3])
def test_everything_goes_to_a_new_owner_and_the_trail_says_on_behalf(session, make, away, who):
    anna, bas, *_, employer = away
    actor = make.actor_of(away[who])
    row = begin(session, actor, anna, leaves_on=None, on=MONDAY)
    assert busy_for_others(session, actor) == [row]
    with pytest.raises(NotAllGiven, match="voor 1 werkgever en 2 beloftes"):
        finish(session, actor, row, on=MONDAY)
    (bundle,) = held_by(session, [anna])
    first, second = bundle.promises
    give(session, actor, bundle, Given(face=bas, promises={first.key: bas}), on=MONDAY)
    (bundle,) = held_by(session, [anna])
    with pytest.raises(NotAllGiven, match="voor 1 belofte"):
        finish(session, actor, row, on=MONDAY)
    give(session, actor, bundle, Given(promises={second.key: bas}), on=MONDAY)
    finish(session, actor, row, on=MONDAY)
    session.commit()

    assert (row.started_by_id, row.finished, employer.account_manager) == (away[who].id, True, bas)
    assert len(promises_owned_by(session, [bas.id])) == 2
    assert deeds(session) == [
        "hand_over.begun_for",
        "employer.handed_over_for",
        *["contact.promise_given_for"] * 2,
        "hand_over.finished_for",
    ]
    told = session.scalars(select(OutboxMessage).where(OutboxMessage.to_address == bas.email)).first()
    assert f"{away[who].name} heeft dit namens Anna Bos geregeld" in told.body
    heard = session.scalars(select(OutboxMessage).where(OutboxMessage.to_address == anna.email)).all()
    assert [one.key.split(":")[1] for one in heard] == ["begonnen", "klaar"]


def test_nothing_is_given_before_it_was_begun(session, make, away):
    anna, bas, olga, _, _ = away
    (bundle,) = held_by(session, [anna])
    with pytest.raises(NotAllowed, match="Begin eerst"):
        give(session, make.actor_of(olga), bundle, Given(face=bas), on=MONDAY)


def test_an_administrator_covers_for_the_own_organisation_only(session, make, away):
    anna, bas, _, rik, employer = away
    stranger = make.actor_of(make.user(Role.ORG_ADMIN, organisation=make.organisation("UWV")))
    assert find_covered(session, stranger, anna.reference) is None
    assert find_held(session, stranger, employer.reference) is None
    assert not may_cover_for(stranger, user=anna)
    begin(session, make.actor_of(rik), anna, leaves_on=None, on=MONDAY)
    (bundle,) = held_by(session, [anna])
    with pytest.raises(NotAllowed):
        give(session, stranger, bundle, Given(face=bas), on=MONDAY)
    for role in (Role.ADMINISTRATOR, Role.AUDITOR, Role.ALDERMAN, Role.COACH, Role.ACCOUNT_MANAGER):
        actor = make.actor_of(make.user(role, organisation=anna.organisation))
        assert (find_covered(session, actor, anna.reference), find_held(session, actor, employer.reference)) == (
            None,
        ) * 2


def test_a_promise_of_one_partner_is_given_unread_by_the_coordinator_and_only_within_the_partner(session, make, away):
    anna, bas, olga, rik, employer = away
    told = MomentFacts("x", next_step="Over de fusie", shared=False)
    moment = log_contact(session, make.actor_of(anna), employer, told, on=MONDAY)
    assert not may_read_promise(make.actor_of(rik), moment=moment)
    assert may_read_promise(make.actor_of(olga), moment=moment)
    begin(session, make.actor_of(rik), anna, leaves_on=None, on=MONDAY)
    (bundle,) = held_by(session, [anna])
    with pytest.raises(InputRefused, match="alleen voor de eigen organisatie"):
        give(session, make.actor_of(rik), bundle, Given(promises={f"vervolg-{moment.id}": make.user()}), on=MONDAY)
    give(session, make.actor_of(rik), bundle, Given(promises={f"vervolg-{moment.id}": bas}), on=MONDAY)
    assert moment.next_step_by is bas


def test_who_is_back_can_be_given_work_again(session, make, away):
    anna, bas, olga, _, _ = away
    actor = make.actor_of(olga)
    row = begin(session, actor, anna, leaves_on=None, on=MONDAY)
    (bundle,) = held_by(session, [anna])
    give(session, actor, bundle, Given(bas, promises={one.key: bas for one in bundle.promises}), on=MONDAY)
    assert anna not in receivers(session, None)
    finish(session, actor, row, on=MONDAY)
    assert anna not in receivers(session, None)
    take_back_up(session, actor, row)
    assert anna in receivers(session, None)
    again = begin(session, actor, anna, leaves_on=None, on=MONDAY)
    assert anna not in receivers(session, None)
    drop(session, actor, again, on=MONDAY)
    session.commit()
    assert anna in receivers(session, None)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@hypothesis_given(st.lists(st.tuples(st.booleans(), st.booleans(), st.integers(0, 2)), max_size=6))
def test_no_promise_is_ever_without_an_owner_and_none_is_lost(session, make, contacts):
    """Whatever was promised, it is kept by somebody the whole way, and it is over when the one who is away keeps nothing."""
    home = make.organisation()
    anna, able = make.user(organisation=home), [make.user(organisation=home) for _ in range(2)]
    actor, employer = make.actor_of(make.user(Role.ORG_ADMIN, organisation=home)), make.employer()
    for agreed, follows, _ in contacts:
        told = MomentFacts("x", agreement="a" if agreed else "", next_step="b" if follows else "")
        log_contact(session, make.actor_of(anna), employer, told, on=MONDAY)
    everybody = [anna.id, *(one.id for one in able)]
    before = {one.key for one in promises_owned_by(session, everybody)}
    row = begin(session, actor, anna, leaves_on=None, on=MONDAY)
    for at, (_, _, chosen) in enumerate(contacts):
        (bundle,) = held_by(session, [anna]) or [None]
        if bundle is None:
            break
        keys = [one.key for one in bundle.promises][: chosen + 1]
        give(session, actor, bundle, Given(promises=dict.fromkeys(keys, able[at % 2])), on=MONDAY)
        assert {one.key for one in promises_owned_by(session, everybody)} == before
    left = promises_owned_by(session, [anna.id])
    if left:
        with pytest.raises(NotAllGiven):
            finish(session, actor, row, on=MONDAY)
    else:
        finish(session, actor, row, on=MONDAY)
        assert {one.key for one in promises_owned_by(session, [one.id for one in able])} == before


# ------------------------------------------------------------------------------------------- the pages


@pytest.fixture
def office(client, stored):
    stored.region()
    stored.parameters()
    home = stored.organisation("Gemeente Hengelo")
    anna, bas = stored.user(name="Anna Bos", organisation=home), stored.user(name="Bas Kok", organisation=home)
    employer = stored.employer("De Zon", account_manager=anna)
    log_contact(stored.session, stored.actor_of(anna), employer, BOTH, on=MONDAY)
    secret = MomentFacts("Stil", next_step="Over de fusie", shared=False)
    log_contact(stored.session, stored.actor_of(anna), employer, secret, on=MONDAY)
    return anna, bas, employer


def test_the_coordinator_hands_over_in_the_pages_without_reading_what_a_partner_keeps(client, stored, office):
    anna, bas, employer = office
    client.sign_in_as(stored.user(Role.COORDINATOR))
    listed = client.get("/overdracht/namens")
    assert "Anna Bos" in listed.text and "Bas Kok" not in listed.text
    address = f"/overdracht/namens/{anna.reference}"
    assert "Begin de overdracht" in client.get(address).text
    page = client.post(f"{address}/begin", {"leaves_on": ""})
    assert "Rooster sturen" in page.text and "Terugbellen" in page.text
    assert "Over de fusie" not in page.html
    assert "Een vervolg, alleen te lezen voor Gemeente Hengelo" in page.text
    assert f"/werkgevers/{employer.reference}" not in page.html
    assert "De overdracht namens Anna Bos is nog niet klaar" in client.get("/vandaag").text

    page = client.post(f"{address}/klaar")
    assert "kies eerst een nieuwe eigenaar voor 1 werkgever en 3 beloftes" in page.text
    prefix = f"{anna.id}-{employer.id}-"
    names = [one.get("name") for one in page.all("select") if one.get("name")]
    page = client.post(f"{address}/{employer.reference}", dict.fromkeys(names, str(bas.id)))
    assert all(name.startswith(prefix) for name in names) and len(names) == 4
    assert "Alles heeft een nieuwe eigenaar" in page.text
    assert "namens Anna Bos is klaar" in client.post(f"{address}/klaar").text
    assert "kan weer werk krijgen" in client.post(f"{address}/terug").text

    client.sign_in_as(bas)
    assert "Beloofd: Rooster sturen" in client.get("/vandaag").text


def test_the_page_of_a_user_leads_the_administrator_there(client, stored, office):
    anna, *_ = office
    client.sign_in_as(stored.user(Role.ORG_ADMIN, organisation=anna.organisation))
    page = client.get(f"/beheer/gebruikers/{anna.reference}")
    assert f"/overdracht/namens/{anna.reference}" in page.links()
    assert "Over de fusie" in client.post(f"/overdracht/namens/{anna.reference}/begin").text


def test_who_holds_nothing_has_an_empty_page(client, stored, office):
    _, bas, _ = office
    client.sign_in_as(stored.user(Role.COORDINATOR))
    assert "heeft geen werk bij werkgevers" in client.get(f"/overdracht/namens/{bas.reference}").text
    client.get("/overdracht/namens/gebruiker-9999", status=404)
    client.post(f"/overdracht/namens/{bas.reference}/W-9999", status=404)


def test_what_cannot_be_is_said_at_its_field_and_the_other_choices_stay(client, stored, office):
    anna, bas, employer = office
    client.sign_in_as(stored.user(Role.COORDINATOR))
    page = client.post(f"/overdracht/namens/{anna.reference}/begin", {"leaves_on": ""})
    face, *promises = [one.get("name") for one in page.all("select") if one.get("name")]
    sent = {face: "999999"} | dict.fromkeys(promises, str(bas.id))
    page = client.post(f"/overdracht/namens/{anna.reference}/{employer.reference}", sent, status=422)
    (wrong,) = [one for one in page.all("select") if one.get("aria-invalid") == "true"]
    assert wrong.get("name") == face
    chosen = [one.get("value") for one in page.all("option") if one.get("selected") is not None]
    assert chosen.count(str(bas.id)) == len(promises)
