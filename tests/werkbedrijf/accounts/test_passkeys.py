"""Passkeys: made on the page about oneself or at the first sign-in, and enough to come in."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.conftest import NOW
from tests.werkbedrijf.accounts.authenticator import Authenticator
from tests.werkbedrijf.accounts.test_second_step import CODE
from tests.werkbedrijf.accounts.test_sessions import another
from tests.werkbedrijf.accounts.test_sign_in_routes import is_in, lines, sign_in
from werkbedrijf.accounts.models import Passkey
from werkbedrijf.accounts.passkeys import Site
from werkbedrijf.foundation.actors import Role, User
from werkbedrijf.foundation.outbox import OutboxMessage

pytestmark = pytest.mark.usefixtures("still_clock")


@pytest.fixture
def noor(newcomer):
    return newcomer


def question(page, act):
    form = next(form for form in page.all("form") if form.get("data-passkey") == act)
    values = {node.get("name"): node.get("value") for node in form.iter() if node.get("name")}
    return form.get("data-options"), values["vraag"]


def make_passkey(client, device, name="Laptop werk"):
    options, sealed = question(client.get("/account"), "create")
    sent = {"vraag": sealed, "antwoord": device.make(options), "naam": name, "verder": ""}
    return sent, client.post("/account/passkeys", sent)


def come(client, device):
    options, sealed = question(client.get("/inloggen"), "get")
    sent = {"vraag": sealed, "antwoord": device.sign(options), "verder": "/kandidaten"}
    return sent, client.post("/inloggen/passkey", sent, follow=False).answer


@pytest.fixture
def device(client, noor):
    device = Authenticator()
    client.sign_in_as(noor)
    make_passkey(client, device)
    client.sign_out()
    return device


def test_a_passkey_is_made_named_and_gives_codes_for_when_it_is_lost(client, database, noor):
    client.sign_in_as(noor)
    _, done = make_passkey(client, Authenticator())
    assert len(CODE.findall(done.html)) == 10
    assert "Laptop werk" in client.get("/account").text
    assert len(lines(database, "user.passkey_added")) == 1


def test_with_a_passkey_alone_one_comes_in_and_goes_on(client, database, device):
    _, answer = come(client, device)
    assert answer.location == "/kandidaten"
    assert is_in(client)
    assert [line.reason for line in lines(database, "user.signed_in")] == ["passkey"]


def test_after_the_password_a_passkey_is_the_second_step(client, device):
    sign_in(client)
    options, sealed = question(client.get("/inloggen/tweede-stap"), "get")
    sent = {"vraag": sealed, "antwoord": device.sign(options), "verder": "/"}
    assert client.post("/inloggen/passkey", sent, follow=False).answer.location == "/"
    assert is_in(client)


def test_at_the_first_sign_in_a_passkey_will_do_for_a_second_step(client, noor):
    sign_in(client)
    options, sealed = question(client.get("/inloggen/instellen"), "create")
    sent = {"vraag": sealed, "antwoord": Authenticator().make(options), "naam": "", "verder": "/"}
    assert client.post("/inloggen/instellen/passkey", sent).h1 == "Uw herstelcodes"
    assert is_in(client)


def test_the_same_answer_a_second_time_opens_nothing(client, device):
    sent, _ = come(client, device)
    thief = another(client)
    assert thief.post("/inloggen/passkey", sent, follow=False).answer.location.startswith("/inloggen")
    assert not is_in(thief)


def test_an_answer_that_is_too_late_opens_nothing(client, device, still_clock):
    options, sealed = question(client.get("/inloggen"), "get")
    still_clock.shift(timedelta(minutes=31))
    client.post("/inloggen/passkey", {"vraag": sealed, "antwoord": device.sign(options)})
    assert not is_in(client)


@pytest.mark.parametrize(
    "unlike", [{"origin": "http://elders.example"}, {"host": "elders.example"}, {"verified": False}]
)
def test_an_answer_for_another_site_or_without_checking_who_it_is_opens_nothing(client, device, unlike):
    for name, value in unlike.items():
        setattr(device, name, value)
    come(client, device)
    assert not is_in(client)


def test_a_passkey_we_do_not_know_and_nonsense_read_the_same(client, device):
    pages = []
    for one in (Authenticator().sign, lambda _: "{}", lambda _: "onzin", lambda _: json.dumps({"id": 1, "rawId": []})):
        options, sealed = question(client.get("/inloggen"), "get")
        pages.append(client.post("/inloggen/passkey", {"vraag": sealed, "antwoord": one(options), "verder": ""}).text)
    assert len(set(pages)) == 1
    assert "lukte het niet" in pages[0]
    assert not is_in(client)


def test_the_passkey_of_who_was_switched_off_opens_nothing(client, database, device, noor):
    with database.transaction(at=NOW) as session:
        row = session.get_one(User, noor.id)
        row.is_active = False
        session.info.setdefault("recorded", set()).add(id(row))
    come(client, device)
    assert not is_in(client)


def test_a_passkey_that_was_copied_is_found_out_by_its_count(client, device):
    device.count = 7
    come(client, device)
    client.sign_out()
    device.count = 3
    come(client, device)
    assert not is_in(client)


def test_a_passkey_made_for_another_question_is_not_kept(client, database, noor):
    client.sign_in_as(noor)
    first, _ = question(client.get("/account"), "create")
    _, sealed = question(client.get("/account"), "create")
    client.post("/account/passkeys", {"vraag": sealed, "antwoord": Authenticator().make(first), "naam": "x"})
    with database.session(at=NOW) as session:
        assert session.scalars(select(Passkey)).all() == []


def test_the_last_second_step_stays_and_another_passkey_may_go(client, database, device, noor, still_clock):
    client.sign_in_as(noor)
    assert client.post("/account/passkeys/1/weg").status == 409
    still_clock.shift(timedelta(minutes=1))
    make_passkey(client, Authenticator(), "Telefoon")
    still_clock.shift(timedelta(minutes=1))
    assert "Laptop werk" not in client.post("/account/passkeys/1/weg").text
    gone = another(client)
    come(gone, device)
    assert not is_in(gone)
    with database.session(at=NOW) as session:
        told = session.scalars(select(OutboxMessage.subject)).all()
    assert sum("tweede stap" in subject for subject in told) == 3


def test_nobody_takes_the_passkey_of_another_away(client, stored, device):
    client.sign_in_as(stored.user(Role.ADMINISTRATOR))
    assert client.post("/account/passkeys/1/weg", status=404)


def test_a_passkey_belongs_to_the_site_of_the_settings():
    assert Site.of("W", "https://werkbedrijf.example", "http://elders.example/").origin == "https://werkbedrijf.example"
    assert Site.of("W", "http://127.0.0.1:8000", "http://localhost:8102/") == Site(
        "W", "localhost", "http://localhost:8102"
    )
