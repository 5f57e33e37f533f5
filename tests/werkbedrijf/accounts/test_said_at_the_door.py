"""What the pages around signing in say: what follows, why one is out, and what to do about a code."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.conftest import NOW
from tests.werkbedrijf.accounts.test_second_step import code, take
from tests.werkbedrijf.accounts.test_sign_in_routes import GOOD, link_for, sign_in
from werkbedrijf.accounts import passwords, totp
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.outbox import OutboxMessage

STOPPED = "U bent uitgelogd, omdat"
NEXT_ONE = "Wacht tot de app een nieuwe toont"


pytestmark = pytest.mark.usefixtures("still_clock")


@pytest.mark.parametrize(
    ("is_demo", "has_app", "says"),
    [
        (True, False, "Daarna bent u ingelogd"),
        (False, False, "Daarna stelt u de tweede stap in"),
        (False, True, "Daarna volgt de tweede stap"),
    ],
)
def test_choosing_a_password_says_what_follows(client, stored, is_demo, has_app, says):
    stored.region(is_demo=is_demo)
    user = stored.user(Role.COACH)
    if has_app:
        totp.enrol_totp(stored.session, user)
    page = client.get(link_for(client, user))
    assert says in page.text
    assert ("Bewaar en log in" in page.text) is is_demo


def test_a_session_that_stopped_says_why_and_nobody_else_reads_that(client, noor, still_clock):
    assert STOPPED not in client.get("/inloggen").text
    sign_in(client)
    take(client, code())
    still_clock.shift(timedelta(hours=9))
    assert STOPPED in client.get("/kandidaten", follow=True).text
    assert STOPPED not in sign_in(client, "drie rode fietsen").text
    sign_in(client)
    client.post("/uitloggen")
    assert STOPPED not in client.get("/inloggen").text


def test_a_second_step_that_took_too_long_says_so_too(client, noor, still_clock):
    sign_in(client)
    still_clock.shift(timedelta(hours=1))
    assert STOPPED in client.get("/inloggen/tweede-stap", follow=True).text


def test_a_wrong_code_on_paper_is_no_code_that_comes_anew(client, noor):
    sign_in(client)
    assert NEXT_ONE in take(client, "000000").text
    wrong = take(client, "abcd-efgh-jkmn").text
    assert "herstelcode klopt niet" in wrong
    assert NEXT_ONE not in wrong


def test_who_has_only_a_passkey_reads_of_no_phone(client, stored):
    stored.region()
    user = stored.user(Role.COACH, email="noor@hengelo.example", password_hash=passwords.hashed(GOOD, "test"))
    stored.passkey(user)
    sign_in(client)
    page = client.get("/inloggen/tweede-stap")
    assert "Ik kan niet bij mijn passkey" in page.text
    assert "telefoon" not in page.text and "in plaats van de code" not in page.text
    assert NEXT_ONE not in take(client, "000000").text


def test_the_mail_about_a_new_device_says_when_and_with_what(client, database, noor):
    client.flask.environ_base["HTTP_USER_AGENT"] = "Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36"
    sign_in(client)
    take(client, code())
    with database.session(at=NOW) as session:
        body = session.scalars(select(OutboxMessage.body)).one()
    assert "kenden: Chrome op Windows." in body
    # It is winter: one hour later than UTC.
    assert f"{NOW + timedelta(hours=1):%H:%M} uur" in body


def test_an_administrator_is_not_sent_to_the_administrator(client, stored):
    stored.region()
    client.sign_in_as(stored.user(Role.ADMINISTRATOR))
    assert "Vraag een andere beheerder" in client.get("/account").text
    assert "gaat het bericht pas weg als" in client.get("/beheer/gebruikers/nieuw").text
    client.sign_in_as(stored.user(Role.ORG_ADMIN))
    assert "Vraag de beheerder van de regio" in client.get("/account").text
    assert "gaat het bericht pas weg als" not in client.get("/beheer/gebruikers/nieuw").text
