"""Being signed in: where, how long, and how it ends."""

from datetime import timedelta

import pytest
from sqlalchemy import event, select

from tests.conftest import NOW
from tests.werkbedrijf.accounts.test_sign_in_routes import GOOD, is_in, lines, sign_in
from werkbedrijf.accounts import passwords, sessions
from werkbedrijf.accounts.models import SignInSession
from werkbedrijf.foundation.actors import Role

pytestmark = pytest.mark.usefixtures("still_clock")


@pytest.fixture
def noor(stored):
    stored.region(is_demo=True)
    return stored.user(
        Role.COACH, name="Noor Visser", email="noor@hengelo.example", password_hash=passwords.hashed(GOOD, "test")
    )


@pytest.fixture
def firm(stored, noor):
    return stored.employer_user(stored.employer(), email="baas@firma.example", password_hash=noor.password_hash)


def another(client):
    return type(client)(client.app, client.stored)


def token_in(client):
    with client.flask.session_transaction() as cookie:
        return cookie["_user_id"]


def put(client, token):
    with client.flask.session_transaction() as cookie:
        cookie.clear()
        cookie["_user_id"] = token
    return client


def rows(database):
    with database.session(at=NOW) as session:
        return list(session.scalars(select(SignInSession).order_by(SignInSession.id)))


def test_every_sign_in_has_a_token_of_its_own_that_is_not_in_the_database(client, database, noor):
    sign_in(client)
    first = token_in(client)
    sign_in(client)
    assert token_in(client) != first
    assert {row.token_digest for row in rows(database)}.isdisjoint({first, token_in(client)})


@pytest.mark.parametrize("way_out", ["/uitloggen", "/account/overal-uitloggen"])
def test_a_token_that_was_copied_is_worth_nothing_after_signing_out(client, noor, way_out):
    sign_in(client)
    stolen = put(another(client), token_in(client))
    assert is_in(stolen)
    client.post(way_out)
    assert not is_in(stolen)


def test_a_made_up_token_or_one_of_the_old_kind_opens_nothing(client, noor):
    client.stored.save()
    for token in ("", "verzonnen", f"{noor.id}.{noor.session_version}"):
        assert not is_in(put(another(client), token))


def test_who_is_switched_off_is_out_at_the_next_page(client, stored, noor):
    sign_in(client)
    noor.is_active = False
    stored.session.info.setdefault("recorded", set()).add(id(noor))
    stored.save()
    assert not is_in(client)


def test_who_does_nothing_for_an_hour_is_out_and_who_works_is_not(client, noor, still_clock):
    sign_in(client)
    for _ in range(4):
        still_clock.shift(timedelta(minutes=50))
        assert is_in(client)
    still_clock.shift(timedelta(minutes=60))
    assert not is_in(client)


def test_however_busy_after_ten_hours_one_comes_in_anew(client, noor, still_clock):
    sign_in(client)
    for _ in range(23):
        still_clock.shift(timedelta(minutes=26))
        assert is_in(client)
    still_clock.shift(timedelta(minutes=2))
    assert not is_in(client)


def test_an_employer_is_out_sooner(client, firm, still_clock):
    sign_in(client, email="baas@firma.example")
    still_clock.shift(timedelta(minutes=29))
    assert is_in(client)
    still_clock.shift(timedelta(minutes=30))
    assert not is_in(client)
    sign_in(client, email="baas@firma.example")
    for _ in range(11):
        still_clock.shift(timedelta(minutes=21))
        assert is_in(client)
    still_clock.shift(timedelta(minutes=9))
    assert not is_in(client)


def test_the_limits_are_values_of_the_region(session, make):
    make.parameters()
    assert sessions.limits_for(session, Role.COACH, NOW) == (60, timedelta(hours=10))
    assert sessions.limits_for(session, Role.EMPLOYER, NOW) == (30, timedelta(hours=4))


def test_reading_pages_writes_at_most_once_in_two_minutes(client, database, noor, still_clock):
    sign_in(client)
    written = []
    event.listen(
        database.engine,
        "before_cursor_execute",
        lambda _c, _cursor, statement, *_rest: written.append(statement) if statement.startswith("UPDATE") else None,
    )
    for _ in range(5):
        still_clock.shift(timedelta(seconds=20))
        is_in(client)
    assert written == []
    still_clock.shift(timedelta(seconds=20))
    is_in(client)
    is_in(client)
    assert len(written) == 1
    assert rows(database)[0].seen_at == NOW + timedelta(minutes=2)


def test_the_page_about_oneself_tells_where_one_is_signed_in(client, noor):
    windows = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Gecko/20100101 Firefox/140.0"
    phone = another(client)
    phone.flask.environ_base["HTTP_USER_AGENT"] = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1) Version/18.1 Safari/604.1"
    phone.flask.environ_base["REMOTE_ADDR"] = "192.0.2.77"
    client.flask.environ_base["HTTP_USER_AGENT"] = windows
    sign_in(client)
    sign_in(phone)
    page = client.get("/account")
    assert "Firefox op Windows (dit apparaat)" in page.text
    assert "Safari op een iPhone" in page.text
    assert "192.0.2.x" in page.text
    assert "192.0.2.77" not in page.html


def test_one_device_can_be_signed_out_from_another(client, database, noor):
    lost = another(client)
    sign_in(lost)
    sign_in(client)
    page = client.post(f"/account/apparaten/{rows(database)[0].id}/afsluiten")
    assert "Dat apparaat is uitgelogd." in page.text
    assert is_in(client)
    assert not is_in(lost)
    assert [line.subject_reference for line in lines(database, "user.session_ended")] == [noor.reference]


def test_nobody_ends_the_session_of_another(client, database, noor, firm):
    sign_in(client)
    other = another(client)
    sign_in(other, email="baas@firma.example")
    number = rows(database)[0].id
    assert other.post(f"/account/apparaten/{number}/afsluiten", status=404)
    assert other.post("/account/apparaten/zomaar/afsluiten", status=404)
    assert is_in(client)


def test_sessions_of_more_than_thirty_days_ago_are_thrown_away(session, make):
    row, _ = sessions.begin(session, make.user(), sessions.Place(), complete=True)
    row.ended_at = NOW
    session.flush()
    assert sessions.forget_old_sessions(session, at=NOW + timedelta(days=30)) == 0
    assert sessions.forget_old_sessions(session, at=NOW + timedelta(days=30, seconds=1)) == 1
