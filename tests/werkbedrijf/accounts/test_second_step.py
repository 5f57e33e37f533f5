"""The second step: forced at the first sign-in, asked at every next one, and no page opens before it."""

import re
import threading
from datetime import timedelta

import pyotp
import pytest
from sqlalchemy import select

from tests.conftest import NOW
from tests.house.world import doors
from tests.werkbedrijf.accounts.test_sessions import another, put
from tests.werkbedrijf.accounts.test_sign_in_routes import GOOD, is_in, lines, link_for, sign_in
from werkbedrijf.accounts import sealing, totp
from werkbedrijf.accounts.models import RecoveryCode, TotpFactor
from werkbedrijf.accounts.recovery import new_recovery_codes, use_recovery_code
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.outbox import OutboxMessage

STEP, SETUP = "/inloggen/tweede-stap", "/inloggen/instellen"
SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
CODE = re.compile(r"<code>([a-z0-9-]{14})</code>")


pytestmark = pytest.mark.usefixtures("still_clock")


def code(at=NOW, secret=SECRET):
    return pyotp.TOTP(secret).at(at)


def wrong_code():
    right = {code(NOW + timedelta(seconds=30 * near)) for near in range(-4, 5)}
    return next(f"{number:06}" for number in range(100) if f"{number:06}" not in right)


def take(client, typed, **values):
    return client.post(STEP, {"code": typed, "verder": "/", **values}, follow=False)


def mails(database):
    with database.session(at=NOW) as session:
        return [mail.subject for mail in session.scalars(select(OutboxMessage).order_by(OutboxMessage.id))]


# -- the first time


def test_who_has_no_second_step_sets_one_up_before_any_page_opens(client, database, newcomer):
    assert sign_in(client, verder="/kandidaten").answer.location == f"{STEP}?verder=/kandidaten"
    assert not is_in(client)
    page = client.get(f"{STEP}?verder=/kandidaten", follow=True)
    assert page.h1 == "Stel een tweede stap in"
    secret = "".join(re.search(r"<strong>([A-Z2-7 ]+)</strong>", page.html)[1].split())
    values = {node.get("name"): node.get("value") for node in page.all("input") if node.get("name")}
    wrong = client.post(SETUP, {"geheim": values["geheim"], "verder": "/kandidaten", "code": wrong_code()})
    assert wrong.status == 422
    assert secret in wrong.html.replace(" ", "")
    shown = client.post(SETUP, {"geheim": values["geheim"], "verder": "/kandidaten", "code": code(secret=secret)})
    assert shown.h1 == "Uw herstelcodes"
    assert len(set(CODE.findall(shown.html))) == 10
    assert "/kandidaten" in shown.links()
    assert is_in(client)
    assert mails(database) == []


def test_by_the_link_of_an_invitation_one_sets_it_up_too(client, stored):
    stored.region()
    user = stored.user(Role.COACH, email="nieuw@hengelo.example")
    done = client.post(link_for(client, user), {"password": GOOD, "again": GOOD})
    assert done.h1 == "Stel een tweede stap in"
    assert not is_in(client)


def test_a_new_password_by_mail_does_not_pass_the_second_step(client, noor):
    done = client.post(link_for(client, noor), {"password": GOOD, "again": GOOD})
    assert done.h1 == "Nog één stap"
    assert not is_in(client)


def test_the_code_that_set_the_app_up_does_not_work_again(client, newcomer):
    sign_in(client)
    page = client.get(SETUP)
    secret = "".join(re.search(r"<strong>([A-Z2-7 ]+)</strong>", page.html)[1].split())
    values = {node.get("name"): node.get("value") for node in page.all("input") if node.get("name")}
    client.post(SETUP, {"geheim": values["geheim"], "code": code(secret=secret), "verder": "/"})
    other = another(client)
    sign_in(other)
    assert take(other, code(secret=secret)).status == 422


def test_who_has_a_second_step_cannot_set_another_up_with_the_password_alone(client, noor):
    sign_in(client)
    assert client.get(SETUP, status=302).answer.location == f"{STEP}?verder=/"


def test_a_secret_of_another_person_or_another_time_is_not_taken(session, make):
    mine, other = make.user(), make.user()
    ring = sealing.ring_of(session)
    sealed = sealing.seal(ring, "geheim", f"setup|{mine.id}|1")
    assert sealing.opened(ring, sealed, f"setup|{mine.id}|1") == "geheim"
    for changed, about in ((sealed, f"setup|{other.id}|1"), (sealed[:-4] + "AAA=", f"setup|{mine.id}|1"), ("x", "y")):
        with pytest.raises(sealing.NotOurs):
            sealing.opened(ring, changed, about)


# -- every next time


def test_the_password_and_the_code_together_open_the_door(client, database, noor):
    sign_in(client, verder="/kandidaten")
    assert take(client, code(), verder="/kandidaten").answer.location == "/kandidaten"
    assert is_in(client)
    assert [line.reason for line in lines(database, "user.signed_in")] == ["app"]


def test_with_the_password_alone_no_door_opens(client, app, noor):
    """Every door that is not open to strangers sends somebody who is half signed in away, whatever the method."""
    sign_in(client)
    with client.flask.session_transaction() as cookie:
        half = dict(cookie)
    app.config["WTF_CSRF_ENABLED"] = False
    opened, tried = [], 0
    for endpoint, method, rule in doors(app):
        if app.view_functions[endpoint].guarded == "public":
            continue
        with app.test_request_context():
            url = rule.build(dict.fromkeys(rule.arguments, "1"))[1]
        answer = client.flask.open(url, method=method)
        tried += 1
        # A program reads that it has to sign in; a person is led there.
        led = answer.status_code == 302 and answer.location.startswith("/inloggen")
        if not led and answer.status_code != 401:
            opened.append((endpoint, method, answer.status_code))
    with client.flask.session_transaction() as cookie:
        assert cookie.get("halverwege") == half["halverwege"]
    assert opened == []
    assert tried > 150


def test_the_half_token_is_no_whole_token(client, noor):
    sign_in(client)
    with client.flask.session_transaction() as cookie:
        half = cookie["halverwege"]
    assert not is_in(put(another(client), half))


def test_half_way_lasts_twenty_minutes(client, noor, still_clock):
    sign_in(client)
    still_clock.shift(timedelta(minutes=21))
    assert take(client, code(NOW + timedelta(minutes=21))).answer.location.startswith("/inloggen?")
    assert not is_in(client)


def test_a_code_works_once(client, noor):
    sign_in(client)
    assert take(client, code()).status == 302
    other = another(client)
    sign_in(other)
    assert take(other, code()).status == 422
    assert not is_in(other)


@pytest.mark.parametrize(("seconds", "works"), [(-60, False), (-30, True), (30, True), (60, False)])
def test_a_clock_may_be_half_a_minute_off(client, noor, seconds, works):
    sign_in(client)
    assert take(client, code(NOW + timedelta(seconds=seconds))).status == (302 if works else 422)


def test_an_older_code_does_not_work_after_a_newer_one(session, make):
    user = make.user()
    totp.enrol_totp(session, user, secret=SECRET)
    assert totp.use_totp(session, user, code(NOW + timedelta(seconds=30)))
    assert not totp.use_totp(session, user, code())
    assert not totp.use_totp(session, user, code(NOW - timedelta(seconds=30)))


def test_of_two_with_the_same_code_at_the_same_moment_one_gets_in(postgresql):
    with postgresql.transaction(at=NOW) as session:
        from tests.making import Make

        user = Make(session).user()
        totp.enrol_totp(session, user, secret=SECRET)
        number = user.id
    together, came_in = threading.Barrier(6), []

    def tries():
        together.wait()
        with postgresql.transaction(at=NOW) as session:
            came_in.append(totp.use_totp(session, session.get_one(type(user), number), code()))

    people = [threading.Thread(target=tries) for _ in range(6)]
    for one in people:
        one.start()
    for one in people:
        one.join()
    assert sorted(came_in) == [False] * 5 + [True]


def test_after_five_wrong_codes_one_waits(client, database, noor):
    sign_in(client)
    assert [take(client, wrong_code()).status for _ in range(5)] == [422] * 5
    assert take(client, code()).status == 429
    assert len(lines(database, "user.second_step_failed")) == 5
    assert len(lines(database, "user.held_up")) == 1


def test_the_secret_is_sealed_and_bound_to_its_owner(session, make):
    mine, other = make.user(), make.user()
    for user in (mine, other):
        totp.enrol_totp(session, user, secret=SECRET)
    rows = {row.user_id: row for row in session.scalars(select(TotpFactor))}
    assert SECRET not in rows[mine.id].sealed_secret
    rows[other.id].sealed_secret = rows[mine.id].sealed_secret
    session.flush()
    assert not totp.use_totp(session, other, code())
    assert totp.use_totp(session, mine, code())


# -- codes on paper


def test_a_recovery_code_works_once_however_it_is_typed(session, make):
    user, other = make.user(), make.user()
    codes = new_recovery_codes(session, make.actor_of(user), user)
    assert not use_recovery_code(session, other, codes[0])
    assert use_recovery_code(session, user, f" {codes[0].upper().replace('-', ' ')} ")
    assert not use_recovery_code(session, user, codes[0])
    assert not use_recovery_code(session, user, "")
    kept = session.scalars(select(RecoveryCode.digest)).all()
    assert not any(code.replace("-", "") in digest for code in codes for digest in kept)


def test_new_recovery_codes_end_the_old_ones(session, make):
    user = make.user()
    old = new_recovery_codes(session, make.actor_of(user), user)
    new = new_recovery_codes(session, make.actor_of(user), user)
    assert not use_recovery_code(session, user, old[0])
    assert use_recovery_code(session, user, new[0])


def test_with_a_recovery_code_one_comes_in(client, stored, database, noor):
    codes = new_recovery_codes(stored.session, stored.actor_of(noor), noor)
    sign_in(client)
    assert take(client, codes[3]).status == 302
    assert is_in(client)
    assert [line.reason for line in lines(database, "user.signed_in")] == ["herstelcode"]
    assert "9 van de 10 codes" in client.get("/account").text
