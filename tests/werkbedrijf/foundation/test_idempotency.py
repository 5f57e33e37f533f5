"""The same act asked twice is done once, through the doors."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import event, func, select, text

from matching.proposals.models import Proposal
from tests.conftest import NOW
from tests.making import Make
from tests.reading import ReadingClient
from werkbedrijf.app import create_app
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.audit import AuditEntry
from werkbedrijf.foundation.idempotency import Asked, IdempotencyKey, claim, forget_old_keys, take_turn
from werkbedrijf.foundation.once import ATTEMPTS
from werkbedrijf.foundation.outbox import OutboxMessage
from werkbedrijf.foundation.settings import Settings


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("werkbedrijf.foundation.clock.now", lambda: NOW)


@pytest.fixture
def region(stored):
    stored.region()
    stored.parameters()
    return stored


def count(database, kind, *where):
    with database.reading(at=NOW) as session:
        return session.scalar(select(func.count()).select_from(kind).where(*where))


def asking(region):
    """A coach with somebody to put forward, and the form for it."""
    candidate = region.candidate()
    region.profile(candidate)
    vacancy = region.vacancy(seats=5)
    return candidate.coach, f"/plekken/{vacancy.reference}/voordrachten", {"candidate": candidate.reference}


def test_the_same_form_sent_twice_is_one_act_with_one_answer(client, region, database):
    coach, door, form = asking(region)
    client.sign_in_as(coach)

    first = client.post(door, form, key="a-key", follow=False).answer
    again = client.post(door, form, key="a-key", follow=False).answer

    assert (first.status_code, first.location) == (again.status_code, again.location) == (302, "/voordrachten/V-0001")
    assert count(database, Proposal) == 1
    assert count(database, AuditEntry, AuditEntry.act == "proposal.sent") == 1


def test_the_repeat_also_says_what_the_first_answer_said(client, region):
    coach, door, form = asking(region)
    client.sign_in_as(coach)

    assert "Voorgesteld." in client.post(door, form, key="a-key").text
    assert "Voorgesteld." in client.post(door, form, key="a-key").text
    assert "Voorgesteld." not in client.get("/voordrachten/V-0001").text


def test_a_program_sends_the_key_as_a_header(client, region, database):
    coach, door, form = asking(region)
    client.sign_in_as(coach)

    answers = [client.post(door, form, follow=False, headers={"Idempotency-Key": "mine"}) for _ in range(3)]

    assert len({answer.answer.location for answer in answers}) == 1
    assert count(database, Proposal) == 1


def test_the_same_key_with_something_else_in_the_form_is_refused_and_changes_nothing(client, region, database):
    coach, door, form = asking(region)
    client.sign_in_as(coach).post(door, form, key="a-key", follow=False)

    page = client.post(door, {**form, "note": "anders"}, key="a-key", status=422)

    assert "al een keer verstuurd" in page.text
    assert count(database, Proposal) == 1


def test_a_key_belongs_to_one_person(client, region, database):
    coach, door, form = asking(region)
    other, second_door, second = asking(region)
    client.sign_in_as(coach).post(door, form, key="a-key", follow=False)

    assert client.sign_in_as(other).post(second_door, second, key="a-key", follow=False).status == 302
    assert count(database, Proposal) == 2


def test_what_was_refused_does_not_use_the_key_up(client, region, database):
    manager = region.user(Role.ACCOUNT_MANAGER)
    client.sign_in_as(manager)
    wrong = client.post("/werkgevers/nieuw", {"name": ""}, key="a-key")

    assert wrong.status == 422
    assert count(database, IdempotencyKey) == 0


def test_who_lost_the_right_gets_no_old_answer(client, region, database):
    coach, door, form = asking(region)
    client.sign_in_as(coach).post(door, form, key="a-key", follow=False)
    with database.transaction(at=NOW) as session:
        session.execute(type(coach).__table__.update().where(type(coach).id == coach.id).values(role=Role.AUDITOR))

    assert client.post(door, form, key="a-key", follow=False).answer.location is None


def test_a_key_that_cannot_be_one_is_refused(client, region):
    coach, door, form = asking(region)

    page = client.sign_in_as(coach).post(door, form, key="een sleutel met spaties", status=400)

    assert page.status == 400


def test_the_answer_is_kept_unreadable(client, region, database):
    coach, door, form = asking(region)
    client.sign_in_as(coach).post(door, form, key="a-key", follow=False)

    with database.reading(at=NOW) as session:
        [kept] = session.scalars(select(IdempotencyKey))
        assert b"voordrachten" not in kept.answer
        assert form["candidate"] not in kept.digest


def test_with_another_secret_the_repeat_still_does_nothing(client, region, database, app):
    coach, door, form = asking(region)
    client.sign_in_as(coach).post(door, form, key="a-key", follow=False)
    with database.transaction(at=NOW) as session:
        session.get_one(IdempotencyKey, 1).answer = b"sealed with what nobody has any more"

    assert "Dit was al opgeslagen" in client.post(door, form, key="a-key").text
    assert count(database, Proposal) == 1


def test_keys_are_forgotten_after_their_term(session, make):
    make.parameters()
    claim(session, Asked(make.user().id, "old", "0"))
    session.execute(IdempotencyKey.__table__.update().values(created_at=NOW - timedelta(hours=49)))
    claim(session, Asked(make.user().id, "young", "0"))

    assert forget_old_keys(session, at=NOW) == 1
    assert session.scalars(select(IdempotencyKey.key)).all() == ["young"]


@pytest.fixture(params=["sqlite", "postgresql"])
def served(request, tmp_path):
    """The service on each kind of database, for requests at the same moment."""
    database = request.getfixturevalue("database" if request.param == "sqlite" else "postgresql")
    settings = Settings(data_dir=tmp_path, secret_key="only for tests", password_cost="test").prepare()
    app = create_app(settings, database, testing=True)
    app.config["WTF_CSRF_ENABLED"] = False
    session = database.session(at=NOW)
    make = Make(session)
    make.region()
    make.parameters()
    yield app, database, make
    session.close()


def test_clicks_at_the_same_moment_are_one_act(served):
    app, database, make = served
    coach, door, form = asking(make)
    clients = [ReadingClient(app, make).sign_in_as(coach).flask for _ in range(6)]
    gate, answers = threading.Barrier(len(clients)), []

    def click(browser):
        gate.wait(timeout=10)
        answers.append(browser.post(door, data={**form, "idempotency_key": "double-click"}))

    threads = [threading.Thread(target=click, args=(browser,)) for browser in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)

    assert [(answer.status_code, answer.location) for answer in answers] == [(302, "/voordrachten/V-0001")] * 6
    assert count(database, Proposal) == 1
    assert count(database, IdempotencyKey) == 1
    with database.reading(at=NOW) as session:
        keys = session.scalars(select(OutboxMessage.key)).all()
    assert len(keys) == len(set(keys))


def test_a_repeat_waits_longer_for_its_first_than_for_somebody_else(postgresql):
    asked = []
    event.listen(postgresql.engine, "before_cursor_execute", lambda _c, _k, statement, *_: asked.append(statement))
    with postgresql.transaction(at=NOW) as session:
        take_turn(session, Asked(1, "a-key", "0"))
        asked.append(session.scalar(text("SHOW lock_timeout")))

    turn = next(place for place, statement in enumerate(asked) if "pg_advisory_xact_lock" in statement)
    assert asked[turn - 1] == "SET LOCAL lock_timeout = '14s'"
    assert asked[-1] == "3s"


def test_what_the_database_gave_up_is_tried_again_and_then_it_is_busy(served, monkeypatch):
    from psycopg.errors import DeadlockDetected
    from sqlalchemy.exc import OperationalError

    app, database, make = served
    coach, door, form = asking(make)
    browser, tries = ReadingClient(app, make).sign_in_as(coach).flask, []
    from matching.proposals import routes

    real = routes.actions.propose

    def unlucky(*args, **kwargs):
        tries.append(1)
        if len(tries) < ATTEMPTS or unlucky.always:
            raise OperationalError("", {}, DeadlockDetected())
        return real(*args, **kwargs)

    unlucky.always = True
    monkeypatch.setattr(routes.actions, "propose", unlucky)
    busy = browser.post(door, data={**form, "idempotency_key": "unlucky"})
    assert (busy.status_code, len(tries), busy.headers["Retry-After"]) == (503, ATTEMPTS, "5")

    tries.clear()
    unlucky.always = False
    assert browser.post(door, data={**form, "idempotency_key": "unlucky"}).status_code == 302
    assert (len(tries), count(database, Proposal)) == (ATTEMPTS, 1)


@pytest.mark.parametrize("kind", ["InternalError", "InterfaceError"])
def test_a_connection_the_database_ended_is_busy_and_not_broken(client, region, monkeypatch, kind):
    import sqlalchemy.exc
    from psycopg.errors import IdleInTransactionSessionTimeout

    coach, door, form = asking(region)

    def ended(*args, **kwargs):
        raise getattr(sqlalchemy.exc, kind)("", {}, IdleInTransactionSessionTimeout())

    monkeypatch.setattr("matching.proposals.routes.actions.propose", ended)

    assert client.sign_in_as(coach).post(door, form).answer.headers["Retry-After"] == "5"


def test_a_program_reads_what_went_wrong_as_a_code(client, region):
    coach, door, form = asking(region)
    client.sign_in_as(coach).post(door, form, key="a-key", follow=False)
    told = {"Accept": "application/json"}

    other = client.post(door, {**form, "note": "x"}, key="a-key", headers=told).answer
    missing = client.flask.get("/kandidaten/K-9999", headers=told)
    client.sign_out()
    stranger = client.post(door, form, headers=told).answer

    assert (other.status_code, other.json["code"], other.content_type) == (
        422,
        "sleutel_al_gebruikt",
        "application/problem+json",
    )
    assert (missing.status_code, missing.json["code"]) == (404, "bestaat_niet")
    assert (stranger.status_code, stranger.json["code"]) == (401, "log_in")
