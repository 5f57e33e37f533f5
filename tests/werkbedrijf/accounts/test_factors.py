"""Looking after the second step: devices one knows, another app, codes on paper, and everything lost."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.conftest import NOW
from tests.werkbedrijf.accounts.test_second_step import STEP, code, mails, take, wrong_code
from tests.werkbedrijf.accounts.test_sessions import another
from tests.werkbedrijf.accounts.test_sign_in_routes import GOOD, is_in, sign_in
from werkbedrijf.accounts import factors, passwords, totp
from werkbedrijf.accounts.models import SignInAttempt
from werkbedrijf.accounts.recovery import new_recovery_codes
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.outbox import OutboxMessage

pytestmark = pytest.mark.usefixtures("still_clock")


# -- devices


def test_the_first_time_on_a_device_is_told_and_the_next_time_is_not(client, database, noor, still_clock):
    sign_in(client)
    take(client, code())
    assert mails(database) == ["Nieuw apparaat bij Werkbedrijf Twente"]
    client.post("/uitloggen")
    still_clock.shift(timedelta(minutes=1))
    sign_in(client)
    assert take(client, code(NOW + timedelta(minutes=1))).status == 302
    assert len(mails(database)) == 1
    with database.session(at=NOW) as session:
        body = session.scalars(select(OutboxMessage.body)).one()
    assert "127.0.0.1" not in body


def test_a_device_one_knows_is_not_kept_waiting_by_a_stranger_who_guesses(client, database, noor, still_clock):
    sign_in(client)
    take(client, code())
    client.post("/uitloggen")
    stranger = another(client)
    for _ in range(5):
        assert sign_in(stranger, "drie rode fietsen").status == 422
    assert sign_in(stranger).status == 429
    assert sign_in(client).status == 302
    assert [sign_in(client, "drie rode fietsen").status for _ in range(6)] == [422] * 5 + [429]


# -- looking after it


def test_on_the_page_about_oneself_one_sets_another_app_up(client, database, noor):
    client.sign_in_as(noor)
    page = client.get("/account/app")
    secret = "".join(re.search(r"<strong>([A-Z2-7 ]+)</strong>", page.html)[1].split())
    values = {node.get("name"): node.get("value") for node in page.all("input") if node.get("name")}
    done = client.post("/account/app", {"geheim": values["geheim"], "code": code(secret=secret)})
    assert done.h1 == "Uw herstelcodes"
    assert mails(database) == ["De tweede stap bij het inloggen bij Werkbedrijf Twente is gewijzigd"]
    with database.session(at=NOW + timedelta(seconds=30)) as session:
        assert not totp.use_totp(session, noor, code(NOW + timedelta(seconds=30)))
        assert totp.use_totp(session, noor, code(NOW + timedelta(seconds=30), secret))


def test_the_last_second_step_cannot_be_taken_away(client, noor):
    client.sign_in_as(noor)
    assert client.post("/account/app/weg").status == 409


@pytest.mark.parametrize("path", ["/account/app", "/account/app/weg", "/account/herstelcodes"])
def test_changing_the_second_step_asks_who_it_is(client, noor, path):
    client.sign_in_as(noor, fresh=False)
    assert client.post(path).h1 == "Bevestig dat u het bent"


def test_a_code_is_a_proof_too_and_works_once(client, noor):
    client.sign_in_as(noor, fresh=False)
    assert client.post("/bevestigen", {"code": wrong_code(), "verder": "/account"}).status == 422
    assert client.post("/bevestigen", {"verder": "/account"}).status == 422
    assert client.post("/bevestigen", {"code": code(), "verder": "/account"}, follow=False).status == 302
    client.sign_in_as(noor, fresh=False)
    assert client.post("/bevestigen", {"code": code(), "verder": "/account"}, follow=False).status == 422


def test_a_reset_takes_everything_away_ends_sessions_and_warns_the_owner(session, make):
    user = make.user()
    totp.enrol_totp(session, user)
    new_recovery_codes(session, make.actor_of(user), user)
    factors.reset_factors(session, make.actor(Role.ADMINISTRATOR), user)
    session.flush()
    assert not factors.factors_of(session, user)
    assert factors.factors_of(session, user).codes_left == 0
    assert user.session_version == 2
    assert [mail.to_address for mail in session.scalars(select(OutboxMessage))] == [user.email]


def test_an_administrator_resets_the_second_step_and_lets_try_again(client, stored, database, noor):
    boss = stored.user(Role.ADMINISTRATOR)
    guess = another(client)
    for _ in range(6):
        sign_in(guess, "drie rode fietsen")
    client.sign_in_as(boss)
    assert "mag weer inloggen" in client.post(f"/beheer/gebruikers/{noor.reference}/ontgrendelen").text
    with database.session(at=NOW) as session:
        assert session.scalars(select(SignInAttempt)).all() == []
    page = client.post(f"/beheer/gebruikers/{noor.reference}/tweede-stap-weg")
    assert "stelt bij het inloggen een nieuwe tweede stap in" in page.text
    assert client.post("/uitloggen")
    assert sign_in(client).status == 302
    assert client.get(STEP, follow=True).h1 == "Stel een tweede stap in"


def test_nobody_resets_the_own_second_step_as_an_administrator(client, stored):
    stored.region()
    boss = stored.user(Role.ADMINISTRATOR)
    client.sign_in_as(boss)
    assert client.post(f"/beheer/gebruikers/{boss.reference}/tweede-stap-weg", status=403)


def test_in_a_demo_nobody_is_asked_and_everybody_can_try(client, stored):
    stored.region(is_demo=True)
    user = stored.user(Role.COACH, email="noor@hengelo.example", password_hash=passwords.hashed(GOOD, "test"))
    totp.enrol_totp(stored.session, user)
    assert sign_in(client).answer.location == "/"
    assert is_in(client)
    assert client.post("/account/app/weg").h1 == "Uw account"
