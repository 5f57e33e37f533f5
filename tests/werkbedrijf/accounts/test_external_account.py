"""What follows after a service said who somebody is: the second step, a proof once more, and linking."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from sqlalchemy import select

from tests.conftest import NOW
from tests.werkbedrijf.accounts.fake_service import FakeService
from tests.werkbedrijf.accounts.test_external import START, away, configure, there_and_back
from tests.werkbedrijf.accounts.test_proving import USERS, hidden
from tests.werkbedrijf.accounts.test_second_step import SECRET, code, take
from tests.werkbedrijf.accounts.test_sign_in_routes import GOOD, is_in, lines, link_for
from werkbedrijf.accounts import passwords, totp
from werkbedrijf.accounts.links import LinkKind
from werkbedrijf.accounts.models import ExternalIdentity
from werkbedrijf.foundation.actors import TIMETABLE, Role, User
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.outbox import OutboxMessage

LINK = "/account/via/gemeente"
PROVE = "/bevestigen/via/gemeente"


pytestmark = pytest.mark.usefixtures("still_clock")


@pytest.fixture(autouse=True)
def fake(app, monkeypatch):
    configure(app)
    return FakeService().stand_in(monkeypatch)


@pytest.fixture
def noor(stored):
    """Somebody in a real region with an app, who comes in through the service and has no password."""
    stored.region()
    user = stored.user(Role.ORG_ADMIN, name="Noor Visser", email="noor@hengelo.example")
    totp.enrol_totp(stored.session, user, secret=SECRET)
    stored.identity(user, "gemeente", "persoon-1")
    return user


@pytest.fixture
def sam(client, stored):
    """Somebody who is signed in with a password and linked nothing yet."""
    stored.region(is_demo=True)
    user = stored.user(Role.COACH, email="sam@hengelo.example", password_hash=passwords.hashed(GOOD, "test"))
    client.sign_in_as(user)
    return user


def mails(database):
    with database.session(at=NOW) as session:
        return list(session.scalars(select(OutboxMessage)))


def identities(database):
    with database.session(at=NOW) as session:
        return [(row.user_id, row.provider, row.subject) for row in session.scalars(select(ExternalIdentity))]


def test_a_second_step_there_counts_only_when_the_operator_says_so(client, app, database, fake, noor):
    fake.claims = {"amr": ["pwd", "mfa"], "acr": "hoog"}
    assert there_and_back(client, fake).answer.location == "/inloggen/tweede-stap?verder=/"
    assert not is_in(client)
    assert take(client, code()).status == 302
    assert is_in(client)
    assert [line.reason for line in lines(database, "user.second_step_asked")] == ["via Gemeente-inlog"]
    for says, told, comes_in in (
        ("amr:mfa", {"amr": ["pwd", "mfa"]}, True),
        ("amr:mfa", {"amr": ["pwd"]}, False),
        ("amr:mfa", {"amr": "mfa"}, False),
        ("amr:mfa", {"acr": "mfa"}, False),
        ("acr:hoog", {"acr": "hoog"}, True),
        ("amr:mfa, acr:hoog", {"acr": "hoog"}, True),
        ("acr:", {"acr": ""}, False),
    ):
        client.sign_out()
        configure(app, second_step=says)
        fake.claims = told
        there_and_back(client, fake)
        assert is_in(client) is comes_in, (says, told)


def test_a_new_device_is_told_and_the_session_is_listed_and_ended_like_any_other(client, app, database, fake, noor):
    configure(app, second_step="amr:mfa")
    fake.claims = {"amr": ["mfa"]}
    there_and_back(client, fake)
    assert [mail.subject.split(" bij ")[0] for mail in mails(database)] == ["Nieuw apparaat"]
    assert "(dit apparaat)" in client.get("/account").text
    client.post("/account/overal-uitloggen")
    assert not is_in(client)


def test_who_was_there_long_ago_shows_it_again_before_what_is_delicate(client, app, fake, noor):
    """Coming along with an open session elsewhere proves nothing about this moment."""
    configure(app, second_step="amr:mfa")
    for at in (None, NOW - timedelta(minutes=11)):
        fake.claims = {"amr": ["mfa"], "auth_time": at and int(at.timestamp())}
        there_and_back(client, fake)
        assert client.get(USERS, status=302).answer.location.startswith("/bevestigen")
        client.sign_out()
    fake.claims = {"amr": ["mfa"], "auth_time": int(NOW.timestamp())}
    there_and_back(client, fake)
    assert client.get(USERS).h1


def test_the_level_the_operator_asks_for_is_asked_and_held(client, app, fake, noor):
    configure(app, levels="loa3,loa4")
    assert away(client)["acr_values"] == "loa3 loa4"
    for low in (None, "loa2"):
        fake.claims = {"acr": low}
        there_and_back(client, fake)
        assert "niveau dat hier niet hoog genoeg is" in client.get("/inloggen").text
        assert not is_in(client)
    fake.claims = {"acr": "loa4"}
    assert "/tweede-stap" in there_and_back(client, fake).answer.location


def test_who_came_in_there_proves_it_there(client, database, fake, noor):
    client.sign_in_as(noor, fresh=False)
    asking = client.get(USERS, follow=True)
    assert asking.h1 == "Bevestig dat u het bent"
    assert "Uw wachtwoord" not in asking.text
    way = next(link for link in asking.links() if link.startswith(PROVE))
    asked = away(client, way)
    assert (asked["prompt"], asked["max_age"]) == ("login", "0")
    assert there_and_back(client, fake, way).answer.location == USERS
    assert client.get(USERS).h1
    assert [line.reason for line in lines(database, "user.proved")] == ["via Gemeente-inlog"]


@pytest.mark.parametrize(
    "claims",
    [
        {"auth_time": None},
        {"auth_time": int(NOW.timestamp()) - 600},
        {"sub": "persoon-2"},
    ],
)
def test_an_old_proof_or_that_of_somebody_else_is_no_proof(client, database, fake, noor, claims):
    client.sign_in_as(noor, fresh=False)
    fake.claims = claims
    assert there_and_back(client, fake, f"{PROVE}?verder={USERS}").answer.location.startswith("/bevestigen")
    assert client.get(USERS, status=302).answer.location.startswith("/bevestigen")
    assert len(lines(database, "user.second_step_failed")) == 1


def test_a_proof_is_for_who_asked_it_alone(client, stored, fake, noor):
    client.sign_in_as(noor, fresh=False)
    back = urlsplit(fake.sign_in(away(client, PROVE)))
    with client.flask.session_transaction() as cookie:
        kept = cookie["onderweg"]
    other = stored.user(Role.ORG_ADMIN)
    client.sign_in_as(other, fresh=False)
    with client.flask.session_transaction() as cookie:
        cookie["onderweg"] = kept
    assert client.get(f"{back.path}?{back.query}", status=302).answer.location.startswith("/inloggen")
    assert client.get(USERS, status=302).answer.location.startswith("/bevestigen")


def test_a_form_that_waits_goes_on_after_a_proof_in_another_tab(client, database, stored, fake, noor):
    someone = stored.user(Role.COACH, organisation=noor.organisation)
    client.sign_in_as(noor, fresh=False)
    path = f"/beheer/gebruikers/{someone.reference}/uit"
    asked = client.post(path, {})
    form = hidden(next(form for form in asked.all("form") if form.get("action") == "/bevestigen"))
    too_early = client.post("/bevestigen", form)
    assert (too_early.status, too_early.h1) == (422, "Bevestig dat u het bent")
    with client.flask.session_transaction() as cookie:
        tokens = cookie["csrf_token"]
    way = next(link for link in asked.links() if link.startswith(PROVE))
    assert "Sluit dit tabblad" in there_and_back(client, fake, way).text
    with client.flask.session_transaction() as cookie:
        assert cookie["csrf_token"] == tokens
    proved = client.post("/bevestigen", form)
    waiting = hidden(next(form for form in proved.all("form") if form.get("action") == path))
    client.post(path, waiting)
    with database.session(at=NOW) as session:
        assert not session.get_one(User, someone.id).is_active


def test_one_links_what_one_has_and_comes_in_with_it(client, database, fake, sam):
    assert LINK in client.get("/account").links()
    asked = there_and_back(client, fake, LINK)
    assert asked.h1 == "Voortaan inloggen via Gemeente-inlog"
    assert "noor@hengelo.example" in asked.text
    assert identities(database) == []
    fields = hidden(next(form for form in asked.all("form") if form.get("action") == LINK))
    assert "U kunt nu ook inloggen via Gemeente-inlog" in client.post(LINK, fields).text
    assert identities(database) == [(sam.id, "gemeente", "persoon-1")]
    assert [line.actor_id for line in lines(database, "user.identity_linked")] == [sam.id]
    assert [mail.subject.split(" bij ")[0] for mail in mails(database)] == ["Hoe u inlogt"]
    assert LINK not in client.get("/account").links()
    client.sign_out()
    assert there_and_back(client, fake).answer.location == "/"


def test_linking_asks_for_a_proof_and_for_a_sign_in_there(client, fake, sam):
    asked = away(client, LINK)
    assert asked["prompt"] == "login"
    client.sign_in_as(sam, fresh=False)
    assert client.get(LINK, status=302).answer.location.startswith("/bevestigen")


@pytest.mark.parametrize("changed", ["", "onzin", "andere gebruiker", "te laat"])
def test_what_did_not_come_back_for_this_person_is_not_linked(
    client, database, stored, fake, sam, changed, still_clock
):
    page = there_and_back(client, fake, LINK)
    fields = hidden(next(form for form in page.all("form") if form.get("action") == LINK))
    if changed == "andere gebruiker":
        client.sign_in_as(stored.user(Role.COACH))
    elif changed == "te laat":
        still_clock.shift(timedelta(minutes=16))
    else:
        fields["inlog"] = changed
    assert "Begin opnieuw" in client.post(LINK, fields).text
    assert identities(database) == []


def test_an_identity_is_of_one_person_and_a_person_has_one_per_service(client, database, stored, fake, sam):
    stored.identity(stored.user(Role.COACH), "gemeente", "persoon-1")
    assert link(client, fake).status == 403
    fake.person = {"sub": "persoon-5"}
    assert link(client, fake).status == 302
    fake.person = {"sub": "persoon-6"}
    assert link(client, fake).status == 403
    assert [one[2] for one in identities(database)] == ["persoon-1", "persoon-5"]


def link(client, fake):
    page = there_and_back(client, fake, LINK)
    return client.post(
        LINK, hidden(next(form for form in page.all("form") if form.get("action") == LINK)), follow=False
    )


def test_one_takes_it_away_again_unless_nothing_else_is_left(client, database, stored, fake, sam):
    own = stored.identity(sam, "gemeente", "persoon-1")
    client.get("/account")
    assert "Koppel los" in client.get("/account").text
    client.post(f"/account/inlog/{own.id}/weg")
    assert identities(database) == []
    assert [line.actor_id for line in lines(database, "user.identity_unlinked")] == [sam.id]
    client.sign_out()
    assert there_and_back(client, fake).status == 403


def test_who_has_nothing_else_keeps_it(client, database, stored, noor):
    own = stored.session.scalars(select(ExternalIdentity)).one()
    client.sign_in_as(noor)
    assert "nog geen wachtwoord" in client.post(f"/account/inlog/{own.id}/weg").text
    assert len(identities(database)) == 1


def invited(client, stored, kind=LinkKind.INVITATION):
    stored.region()
    user = stored.user(Role.COACH, name="Nieuw Hier", email="nieuw@hengelo.example")
    stored.save()
    return user, link_for(client, user, kind)


def test_who_is_invited_links_instead_of_choosing_a_password(client, database, stored, fake):
    user, path = invited(client, stored)
    way = next(one for one in client.get(path).links() if one.startswith(START))
    page = there_and_back(client, fake, way)
    assert "nieuw@hengelo.example" in page.text
    form = next(form for form in page.all("form") if form.get("action", "").startswith("/welkom/"))
    client.post(form.get("action"), hidden(form), follow=False)
    assert identities(database) == [(user.id, "gemeente", "persoon-1")]
    # Our own second step is set up at once, and the link is used.
    assert client.get("/inloggen/instellen").h1
    client.get(path, status=410)
    client.sign_out()
    assert there_and_back(client, fake).status == 302


def test_a_link_for_a_lost_password_and_one_that_was_used_link_nothing(client, database, stored, fake):
    user, path = invited(client, stored, LinkKind.FORGOTTEN)
    assert not [one for one in client.get(path).links() if one.startswith(START)]
    token = path.rpartition("/")[2]
    assert client.get(f"{START}?uitnodiging={token}", status=302).answer.location == path
    path = link_for(client, user, LinkKind.INVITATION)
    page = there_and_back(client, fake, f"{START}?uitnodiging={path.rpartition('/')[2]}")
    form = next(form for form in page.all("form") if form.get("action", "").startswith("/welkom/"))
    with database.transaction(at=NOW) as session:
        row = session.get_one(User, user.id)
        row.session_version += 1
        record(session, TIMETABLE, "user.changed", row)
    client.post(form.get("action"), hidden(form), follow=False)
    assert identities(database) == []
