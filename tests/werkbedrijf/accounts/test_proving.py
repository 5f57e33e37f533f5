"""Showing once more who one is, before a door that asks for it."""

import re
from datetime import timedelta
from urllib.parse import quote

import pytest

from tests.conftest import NOW
from tests.werkbedrijf.accounts.test_sessions import another, is_in, put, token_in
from tests.werkbedrijf.accounts.test_sign_in_routes import GOOD, WRONG, lines, sign_in
from werkbedrijf.accounts import passwords
from werkbedrijf.foundation.actors import TIMETABLE, Role, User
from werkbedrijf.foundation.audit import record

USERS = "/beheer/gebruikers/nieuw"


pytestmark = pytest.mark.usefixtures("still_clock")


@pytest.fixture
def boss(stored):
    stored.region(is_demo=True)
    return stored.user(
        Role.ADMINISTRATOR, email="noor@hengelo.example", password_hash=passwords.hashed(GOOD, "test"), name="Bea Baas"
    )


def hidden(form):
    """What stands hidden in a form; the client brings the token itself."""
    nodes = [node for node in form.iter() if node.get("type") == "hidden" and node.get("name") != "csrf_token"]
    return {node.get("name"): node.get("value") for node in nodes}


def test_shortly_after_coming_in_nobody_is_asked_and_later_everybody_is(client, boss, still_clock):
    sign_in(client)
    still_clock.shift(timedelta(minutes=10))
    assert client.get(USERS).h1
    still_clock.shift(timedelta(seconds=1))
    assert client.get(USERS, status=302).answer.location == f"/bevestigen?verder={quote(USERS, safe='/')}"


def test_after_the_password_one_goes_on_to_the_page_with_another_token(client, database, boss, still_clock):
    sign_in(client)
    still_clock.shift(timedelta(minutes=11))
    before = token_in(client)
    wrong = client.post("/bevestigen", {"password": WRONG, "verder": USERS})
    assert (wrong.status, "niet uw wachtwoord" in wrong.text) == (422, True)
    assert client.post("/bevestigen", {"password": GOOD, "verder": USERS}, follow=False).answer.location == USERS
    assert client.get(USERS)
    assert not is_in(put(another(client), before))
    assert [line.actor_id for line in lines(database, "user.proved")] == [boss.id]


def test_a_form_that_was_being_sent_waits_and_is_sent_afterwards(client, database, stored, still_clock):
    stored.region(is_demo=True)
    boss = stored.user(Role.ORG_ADMIN, email="noor@hengelo.example", password_hash=passwords.hashed(GOOD, "test"))
    someone = stored.user(Role.COACH, organisation=boss.organisation)
    sign_in(client)
    still_clock.shift(timedelta(minutes=11))
    path = f"/beheer/gebruikers/{someone.reference}/uit"
    asked = client.post(path, {"opmerking": ["een", "twee"]})
    assert (asked.status, asked.h1) == (403, "Bevestig dat u het bent")
    fields = hidden(next(form for form in asked.all("form") if form.get("action") == "/bevestigen"))
    proved = client.post("/bevestigen", {**fields, "password": GOOD})
    assert proved.h1 == "Dank u, u kunt verder"
    assert re.findall(r'name="opmerking" value="(\w+)"', proved.html) == ["een", "twee"]
    assert GOOD not in proved.html
    with database.session(at=NOW) as session:
        assert session.get_one(User, someone.id).is_active
    form = next(form for form in proved.all("form") if form.get("action") == path)
    # What was typed waits as it was; this door itself asks nothing, and takes nothing that it did not ask.
    client.post(form.get("action"), {name: value for name, value in hidden(form).items() if name != "opmerking"})
    with database.session(at=NOW) as session:
        assert not session.get_one(User, someone.id).is_active


def test_a_program_is_told_with_a_code(client, boss):
    client.sign_in_as(boss, fresh=False)
    answer = client.flask.get(USERS, headers={"Accept": "application/json"})
    assert (answer.status_code, answer.mimetype) == (403, "application/problem+json")
    assert (answer.json["code"], answer.json["adres"]) == ("bevestig_eerst", "/bevestigen")
    assert answer.json["detail"].startswith("Bevestig eerst")


def test_who_may_not_open_the_door_is_refused_before_anything_is_asked(client, stored, boss):
    client.sign_in_as(stored.user(Role.COACH), fresh=False)
    client.get(USERS, status=403)


@pytest.mark.parametrize("elsewhere", ["https://elders.example", "//elders.example", "/\\elders.example"])
def test_one_never_goes_on_to_another_site(client, boss, elsewhere):
    sign_in(client)
    assert client.post("/bevestigen", {"password": GOOD, "verder": elsewhere}, follow=False).answer.location == "/"
    kept = client.post("/bevestigen", {"password": GOOD, "verder": elsewhere, "formulier": '[["a", "b"]]'})
    assert [form.get("action") for form in kept.all("form") if form.get("class") == "act"] == ["/"]


@pytest.mark.parametrize("written", ["{", "[1]", '[["a"]]', '{"a": "b"}', "[[1, 2]]"])
def test_a_kept_form_that_is_not_ours_is_left_alone(client, boss, written):
    sign_in(client)
    answer = client.post("/bevestigen", {"password": GOOD, "verder": USERS, "formulier": written}, follow=False)
    assert answer.answer.location == USERS


def test_guessing_the_password_here_counts_as_guessing_at_the_door(client, boss):
    client.sign_in_as(boss, fresh=False)
    statuses = [client.post("/bevestigen", {"password": WRONG}).status for _ in range(6)]
    assert statuses == [422] * 5 + [429]


def waiting(client, stored, clock):
    """A form of the page about a colleague that has to wait for a proof, as it comes back after it."""
    stored.region(is_demo=True)
    stored.parameters()
    boss = stored.user(Role.ORG_ADMIN, email="noor@hengelo.example", password_hash=passwords.hashed(GOOD, "test"))
    someone = stored.user(Role.COACH, name="Sam Smit", organisation=boss.organisation)
    sign_in(client)
    path = f"/beheer/gebruikers/{someone.reference}/wijzigen"
    page = client.get(path)
    sent = hidden(next(form for form in page.all("form") if form.get("action") in {None, path}))
    clock.shift(timedelta(minutes=11))
    typed = {"name": "Sam Smits", "email": someone.email, "role": "jobcoach", "organisation": str(boss.organisation_id)}
    asked = client.post(path, {**sent, **typed})
    fields = hidden(next(form for form in asked.all("form") if form.get("action") == "/bevestigen"))
    proved = client.post("/bevestigen", {**fields, "password": GOOD})
    return someone.id, sent, hidden(next(form for form in proved.all("form") if form.get("action") == path)), path


def name_of(database, user_id):
    with database.session(at=NOW) as session:
        return session.get_one(User, user_id).name


def test_a_form_that_waited_keeps_the_version_and_the_key_it_came_with(client, database, stored, still_clock):
    user_id, sent, kept, path = waiting(client, stored, still_clock)
    assert sent["based_on"]
    assert [kept[name] for name in ("based_on", "idempotency_key")] == [
        sent[name] for name in ("based_on", "idempotency_key")
    ]
    client.post(path, kept)
    assert name_of(database, user_id) == "Sam Smits"


def test_what_somebody_else_changed_while_one_proved_is_not_overwritten(client, database, stored, still_clock):
    user_id, _sent, kept, path = waiting(client, stored, still_clock)
    with database.transaction(at=NOW) as session:
        user = session.get_one(User, user_id)
        user.name = "Sam van iemand anders"
        record(session, TIMETABLE, "user.changed", user)
    assert client.post(path, kept, follow=False).status == 412
    assert name_of(database, user_id) == "Sam van iemand anders"
