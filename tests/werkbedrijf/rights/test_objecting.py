"""A bezwaar that waits for a decision holds up erasing and the terms of keeping; once it is decided they go on."""

import threading
from datetime import timedelta

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from candidates import actions as people
from candidates.models import Candidate
from tests.conftest import NOW
from tests.making import MAKER, MONDAY
from tests.racing import prepared, somebody_waits
from werkbedrijf import cli, personal, retaining
from werkbedrijf.foundation.actors import TIMETABLE, Role, User, actor_for
from werkbedrijf.foundation.errors import NotFound
from werkbedrijf.foundation.four_eyes import PendingAct
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.objections import actions
from werkbedrijf.objections.models import Objection, Outcome, Speaker, Subject
from werkbedrijf.objections.workflow import ObjectionStatus
from werkbedrijf.retaining import run_retention
from werkbedrijf.rights.actions import ask_erasure
from werkbedrijf.rights.erasing import erase
from werkbedrijf.rights.errors import StillObjects
from werkbedrijf.rights.models import ErasureGround

LATER = NOW + timedelta(days=200)
ALL_THE_SAME = {"subject": Subject.RANKING, "speaker": Speaker.PERSON, "received_on": MONDAY, "on": MONDAY}


def brought(session, candidate):
    coach = actor_for(session, candidate.coach)
    return actions.object_to(session, coach, candidate, ground="Ik kan dit werk wel.", **ALL_THE_SAME)


def decided(session, objection):
    actions.take_up(session, MAKER, objection, on=MONDAY)
    told = {"decision": "De lijst klopt.", "changed": "", "on": MONDAY}
    actions.decide(session, MAKER, objection, outcome=Outcome.UNFOUNDED, **told)


def erased(session, candidate):
    return erase(session, TIMETABLE, candidate, ground=ErasureGround.REQUEST, on=MONDAY)


@pytest.fixture
def settings(tmp_path, monkeypatch):
    monkeypatch.setenv("WERKBEDRIJF_KEYS", str(tmp_path / "sleutels"))
    return Settings(data_dir=tmp_path / "gegevens").prepare()


@pytest.fixture
def home(stored, monkeypatch):
    """Who asks, who decides, and a person who left, all of one partner."""
    monkeypatch.setattr("werkbedrijf.foundation.clock.now", lambda: NOW)
    stored.region()
    stored.parameters()
    partner = stored.organisation("Gemeente Thuis")
    coach = stored.user(Role.COACH, organisation=partner)
    found = {
        "manager": stored.user(Role.ACCOUNT_MANAGER, organisation=partner),
        "coordinator": stored.user(Role.COORDINATOR, organisation=partner, name="Ria Regio"),
        "candidate": stored.candidate(coach=coach),
    }
    stored.profile(found["candidate"])
    people.sign_off_candidate(stored.session, MAKER, found["candidate"], on=MONDAY)
    stored.session.commit()
    return found


def test_an_open_one_holds_up_erasing_and_a_decided_one_does_not(session, make):
    make.parameters()
    owner, candidate = make.user(Role.COORDINATOR), make.candidate()
    objection = brought(session, candidate)
    with pytest.raises(StillObjects) as refused:
        erased(session, candidate)
    assert objection.reference in refused.value.sentence and owner.name in refused.value.sentence
    with pytest.raises(StillObjects):
        ask_erasure(session, make.actor(), candidate, ground=ErasureGround.REQUEST)

    decided(session, objection)

    assert erased(session, candidate).ground is ErasureGround.REQUEST


def test_one_that_was_withdrawn_does_not_hold_it_up(session, make):
    make.parameters()
    make.user(Role.COORDINATOR)
    candidate = make.candidate()
    actions.withdraw(session, MAKER, brought(session, candidate), on=MONDAY)

    assert erased(session, candidate)


def test_of_who_was_erased_no_bezwaar_comes_in(session, make):
    make.parameters()
    make.user(Role.COORDINATOR)
    candidate = make.candidate()
    erased(session, candidate)

    with pytest.raises(NotFound):
        brought(session, candidate)


def test_who_asks_reads_which_one_stands_open_and_cannot_ask(client, stored, home):
    objection = brought(stored.session, home["candidate"])
    stored.session.commit()
    door = f"/kandidaten/{home['candidate'].reference}/rechten"
    me = client.sign_in_as(home["manager"])

    page = me.get(f"{door}/wissen")
    assert "Beantwoord eerst bezwaar B-0001" in page.text and "Ria Regio" in page.text
    assert f"/bezwaren/{objection.reference}" in page.links()
    me.post(f"{door}/wissen", {"ground": "verzoek"}, status=409)
    assert "bezwaar B-0001 staat nog open" in me.get(door).text


def test_one_that_comes_in_after_the_asking_stops_the_confirming(client, stored, database, home):
    candidate = home["candidate"]
    client.sign_in_as(home["manager"]).post(f"/kandidaten/{candidate.reference}/rechten/wissen", {"ground": "verzoek"})
    with database.reading(at=NOW) as session:
        door = f"/wisverzoeken/{session.scalars(select(PendingAct)).one().reference}"
    me = client.sign_in_as(home["coordinator"])
    assert "Beantwoord eerst" not in me.get(door).text
    brought(stored.session, candidate)
    stored.session.commit()

    page = me.get(door)
    assert "Beantwoord eerst bezwaar B-0001" in page.text and "/bezwaren/B-0001" in page.links()
    assert f"{door}/bevestigen" not in page.html
    assert "Beantwoord eerst bezwaar B-0001" in me.post(f"{door}/bevestigen", status=409, follow=False).text
    with database.transaction(at=NOW) as session:
        objection = session.scalars(select(Objection)).one()
        assert objection.candidate.first_name
        decided(session, objection)
    me.post(f"{door}/bevestigen")
    with database.reading(at=NOW) as session:
        assert session.scalars(select(Candidate.erased_revision)).one() is not None


def test_the_terms_of_keeping_leave_the_person_until_it_is_decided(stored, database, home, settings):
    brought(stored.session, home["candidate"])
    stored.session.commit()

    dry = run_retention(database, settings, at=LATER, dry=True)
    first = run_retention(database, settings, at=LATER)
    assert [(told.counts["kandidaat"], told.held, told.announced) for told in (dry, first)] == [(0, 1, 0)] * 2
    assert first.told(at=LATER, dry=False)["held_by_objection"] == 1
    with database.transaction(at=NOW) as session:
        objection = session.scalars(select(Objection)).one()
        assert objection.candidate.first_name
        decided(session, objection)

    second = run_retention(database, settings, at=LATER)
    assert (second.counts["kandidaat"], second.held) == (1, 0)


def test_the_commands_say_it_too(stored, database, home, settings, monkeypatch):
    brought(stored.session, home["candidate"])
    stored.session.commit()
    monkeypatch.setattr("werkbedrijf.foundation.clock.now", lambda: LATER)
    monkeypatch.setattr(personal, "open_database", lambda _settings: database)
    monkeypatch.setattr(retaining, "open_database", lambda _settings: database)

    def typed(*words):
        return CliRunner().invoke(cli.werkbedrijf, [*words, "--data-dir", str(settings.data_dir)])

    second = ("--confirmed-by", home["coordinator"].email)
    refused = typed("erase", home["candidate"].reference, *second)
    assert refused.exit_code and "Beantwoord eerst bezwaar B-0001" in refused.output
    assert "Nog niet weg: de gegevens van 1 kandidaat." in typed("retention", "run").output


def test_brought_at_the_same_moment_it_is_in_time_or_not_at_all(postgresql):
    """Whoever erases waits for a bezwaar that was not saved yet, and then reads it."""

    def build(make):
        make.parameters()
        make.user(Role.COORDINATOR)
        return make.candidate().id, make.user(Role.ACCOUNT_MANAGER).id

    candidate_id, manager_id = prepared(postgresql, build)
    refused = []

    def erasing():
        try:
            with postgresql.transaction(at=NOW) as session:
                erased(session, session.get_one(Candidate, candidate_id))
        except StillObjects as told:
            refused.append(told)

    thread = threading.Thread(target=erasing)
    with postgresql.transaction(at=NOW) as session:
        who = actor_for(session, session.get_one(User, manager_id))
        person = session.get_one(Candidate, candidate_id)
        actions.object_to(session, who, person, ground="Ik kan dit werk wel.", **ALL_THE_SAME)
        session.flush()
        thread.start()
        while thread.is_alive() and not somebody_waits(postgresql):
            thread.join(0.01)
    thread.join(30)

    assert len(refused) == 1
    with postgresql.reading(at=NOW) as session:
        assert session.scalars(select(Objection.status)).all() == [ObjectionStatus.RECEIVED]
