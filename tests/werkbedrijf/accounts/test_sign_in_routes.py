from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from sqlalchemy import func, select

from tests.conftest import NOW
from werkbedrijf.accounts import passwords
from werkbedrijf.accounts.links import LinkKind, Links
from werkbedrijf.accounts.models import SignInAttempt
from werkbedrijf.foundation.actors import Role, User
from werkbedrijf.foundation.audit import AuditEntry
from werkbedrijf.foundation.outbox import OutboxMessage

GOOD = "drie gele fietsen"
WRONG = "drie rode fietsen"


pytestmark = pytest.mark.usefixtures("still_clock")


@pytest.fixture
def noor(stored):
    stored.region(is_demo=True)
    return stored.user(
        Role.COACH, name="Noor Visser", email="noor@hengelo.example", password_hash=passwords.hashed(GOOD, "test")
    )


def sign_in(client, password=GOOD, email="noor@hengelo.example", **values):
    return client.post("/inloggen", {"email": email, "password": password, **values}, follow=False)


def lines(database, act):
    with database.session(at=NOW) as session:
        return list(session.scalars(select(AuditEntry).where(AuditEntry.act == act)))


def is_in(client):
    return client.flask.get("/account").status_code == 200


def test_who_knows_the_password_comes_in(client, database, noor):
    answer = sign_in(client, email=" Noor@Hengelo.example ").answer
    assert answer.status_code == 302
    assert answer.location == "/"
    assert is_in(client)
    assert [line.subject_reference for line in lines(database, "user.signed_in")] == [noor.reference]


def test_one_goes_on_to_the_page_that_was_asked_for(client, noor):
    assert sign_in(client, verder="/kandidaten?q=sam").answer.location == "/kandidaten?q=sam"


@pytest.mark.parametrize(
    "elsewhere", ["https://elders.example", "//elders.example", "/\\elders.example", "javascript:1"]
)
def test_one_never_goes_on_to_another_site(client, noor, elsewhere):
    assert sign_in(client, verder=elsewhere).answer.location == "/"


def test_an_unknown_address_a_wrong_password_and_no_password_yet_read_the_same(client, stored, noor):
    stored.user(Role.COACH, email="nieuw@hengelo.example")
    stored.user(Role.COACH, email="weg@hengelo.example", password_hash=noor.password_hash).is_active = False
    pages = [
        sign_in(client, WRONG),
        sign_in(client, GOOD, email="niemand@hengelo.example"),
        sign_in(client, GOOD, email="nieuw@hengelo.example"),
        sign_in(client, GOOD, email="weg@hengelo.example"),
    ]
    assert {page.status for page in pages} == {422}
    assert len({page.text for page in pages}) == 1
    assert "horen niet bij elkaar" in pages[0].text


def test_checking_takes_the_same_work_for_a_known_and_an_unknown_address(client, noor, monkeypatch):
    checked = []
    real = passwords._hasher("test").verify
    monkeypatch.setattr(
        passwords.PasswordHasher, "verify", lambda self, kept, typed: checked.append(kept) or real(kept, typed)
    )
    sign_in(client, WRONG)
    sign_in(client, WRONG, email="niemand@hengelo.example")
    assert len(checked) == 2
    assert all(kept.startswith("$argon2id$v=19$m=8,t=1,p=1$") for kept in checked)


def test_a_wrong_password_is_written_down_for_a_known_and_an_unknown_address(client, database, noor):
    sign_in(client, WRONG)
    sign_in(client, WRONG, email="niemand@hengelo.example")
    assert [
        (line.subject_kind, line.actor_id, line.result.value) for line in lines(database, "user.sign_in_failed")
    ] == [
        ("user", None, "geweigerd"),
        ("region", None, "geweigerd"),
    ]


def test_after_five_wrong_passwords_one_waits_a_quarter_of_an_hour(client, noor, still_clock):
    for _ in range(5):
        assert sign_in(client, WRONG).status == 422
    refused = sign_in(client, GOOD)
    assert refused.status == 429
    assert "om 10:15 uur" in refused.text
    assert refused.answer.headers["Retry-After"] == "900"
    still_clock.shift(timedelta(minutes=14))
    refused = sign_in(client, GOOD)
    assert (refused.status, refused.answer.headers["Retry-After"]) == (429, "60")
    still_clock.shift(timedelta(minutes=2))
    assert sign_in(client, GOOD).status == 302


def test_an_unknown_address_waits_as_long_as_a_known_one(client, noor):
    pages = {}
    for email in ("noor@hengelo.example", "niemand@hengelo.example"):
        for _ in range(5):
            sign_in(client, WRONG, email=email)
        pages[email] = sign_in(client, WRONG, email=email).text
    assert len(set(pages.values())) == 1


def test_others_are_not_kept_out_by_one_who_guesses(client, stored, noor):
    stored.user(Role.COACH, email="an@hengelo.example", password_hash=noor.password_hash)
    for _ in range(6):
        sign_in(client, WRONG)
    assert sign_in(client, GOOD, email="an@hengelo.example").status == 302


def test_from_one_place_the_thirtieth_wrong_password_waits(client, noor):
    for number in range(29):
        assert sign_in(client, WRONG, email=f"gok{number}@hengelo.example").status == 422
    assert sign_in(client, WRONG, email="gok30@hengelo.example").status == 429


def test_coming_in_forgets_the_wrong_tries(client, database, noor):
    for _ in range(4):
        sign_in(client, WRONG)
    assert sign_in(client, GOOD).status == 302
    with database.session(at=NOW) as session:
        assert session.scalar(select(func.count()).select_from(SignInAttempt)) == 0


def test_a_password_kept_with_older_settings_is_kept_anew(client, database, stored, noor):
    noor.password_hash = passwords.PasswordHasher(time_cost=2, memory_cost=8, parallelism=1).hash(GOOD)
    assert sign_in(client).status == 302
    with database.session(at=NOW) as session:
        kept = session.get_one(User, noor.id).password_hash
    assert not passwords.is_outdated(kept, "test")
    assert passwords.matches(kept, GOOD, "test")


def test_going_out_ends_the_session(client, database, noor):
    sign_in(client)
    assert client.post("/uitloggen").h1 == "Inloggen"
    assert not is_in(client)
    assert len(lines(database, "user.signed_out")) == 1
    assert client.post("/uitloggen").status == 200


def link_for(client, user, kind=LinkKind.INVITATION, at=NOW):
    client.stored.save()
    address = Links.of(client.app.extensions["werkbedrijf.settings"]).choose_password(user, kind, at)
    return urlsplit(address).path


def test_by_the_link_one_chooses_a_password_and_is_in(client, stored):
    stored.region(is_demo=True)
    user = stored.user(Role.COACH, email="nieuw@hengelo.example")
    path = link_for(client, user)
    assert client.get(path).h1 == "Welkom"
    assert client.post(path, {"password": GOOD, "again": GOOD}, follow=False).status == 302
    assert is_in(client)
    client.sign_out()
    assert sign_in(client, GOOD, email="nieuw@hengelo.example").status == 302


def test_a_link_works_once(client, stored):
    user = stored.user(Role.COACH)
    path = link_for(client, user)
    client.post(path, {"password": GOOD, "again": GOOD}, follow=False)
    assert client.get(path, status=410).h1 == "Deze link werkt niet meer"
    assert client.post(path, {"password": "een heel ander woord", "again": "een heel ander woord"}).status == 410


@pytest.mark.parametrize(
    ("kind", "lasts"), [(LinkKind.INVITATION, timedelta(days=7)), (LinkKind.FORGOTTEN, timedelta(hours=2))]
)
def test_a_link_that_is_too_old_says_how_to_get_a_new_one(client, stored, still_clock, kind, lasts):
    path = link_for(client, stored.user(Role.COACH), kind)
    still_clock.shift(lasts)
    assert client.get(path).status == 200
    still_clock.shift(timedelta(seconds=1))
    page = client.get(path, status=410)
    assert "/wachtwoord-vergeten" in page.links()


def test_a_link_that_was_tampered_with_does_not_work(client, stored):
    first, second = stored.user(Role.COACH), stored.user(Role.ADMINISTRATOR)
    path = link_for(client, first)
    other = link_for(client, second)
    mixed = "/welkom/" + other.removeprefix("/welkom/").partition(".")[0] + "." + path.partition(".")[2]
    assert client.get(mixed, status=410)
    assert client.get("/welkom/onzin", status=410)


def test_a_weak_password_is_refused_at_its_field(client, stored):
    path = link_for(client, stored.user(Role.COACH, name="Noor Visser"))
    for weak in ("kort", "Welkom-2026-welkom", "visser en nog wat", "aaaaaaaaaaaaaa"):
        page = client.post(path, {"password": weak, "again": weak})
        assert page.status == 422
        assert page.all("p")
    assert client.post(path, {"password": GOOD, "again": WRONG}).status == 422


def test_asking_a_link_answers_the_same_for_everyone_and_mails_only_who_is_known(client, database, noor):
    pages = [
        client.post("/wachtwoord-vergeten", {"email": email})
        for email in ("noor@hengelo.example", "niemand@hengelo.example", "noor@hengelo.example")
    ]
    assert {page.status for page in pages} == {200}
    assert len({page.text for page in pages}) == 1
    with database.session(at=NOW) as session:
        mails = session.scalars(select(OutboxMessage)).all()
    assert [mail.to_address for mail in mails] == ["noor@hengelo.example"]
    path = urlsplit(next(word for word in mails[0].body.split() if word.startswith("http"))).path
    assert client.get(path).h1 == "Kies een nieuw wachtwoord"


def test_asking_a_link_ends_nobodys_session(client, noor):
    sign_in(client)
    client.post("/wachtwoord-vergeten", {"email": "noor@hengelo.example"})
    assert is_in(client)


def test_another_password_needs_the_present_one_and_ends_other_devices(client, app, stored, noor):
    elsewhere = type(client)(app, stored).sign_in_as(noor)
    sign_in(client)
    new = "vier paarse vogels"
    refused = client.post("/account/wachtwoord", {"current": WRONG, "password": new, "again": new})
    assert refused.status == 422
    assert "niet uw wachtwoord van nu" in refused.text
    done = client.post("/account/wachtwoord", {"current": GOOD, "password": new, "again": new})
    assert done.h1 == "Uw account"
    assert is_in(client)
    assert not is_in(elsewhere)


def test_signing_out_everywhere_ends_every_session(client, app, stored, noor):
    elsewhere = type(client)(app, stored).sign_in_as(noor)
    sign_in(client)
    client.post("/account/overal-uitloggen")
    assert not is_in(client)
    assert not is_in(elsewhere)


def test_a_demo_region_offers_one_sign_in_per_role(client, app, stored):
    from werkbedrijf.accounts.demo_sign_in import DEMO_PASSWORD

    stored.region(is_demo=True)
    kept = passwords.hashed(DEMO_PASSWORD, "test")
    for role in (Role.COACH, Role.ALDERMAN):
        for number in (1, 2):
            stored.user(role, email=f"{role.value}{number}@demo.werkbedrijf.example", password_hash=kept)
    page = client.get("/inloggen")
    posted = [form for form in page.all("form") if "/inloggen" in (form.get("action") or "")]
    values = [{node.get("name"): node.get("value") for node in form.iter() if node.get("name")} for form in posted]
    values = [value for value in values if "email" in value]
    assert [value["email"] for value in values] == [
        "jobcoach1@demo.werkbedrijf.example",
        "wethouder1@demo.werkbedrijf.example",
    ]
    assert (
        client.post("/inloggen", {k: v for k, v in values[0].items() if k != "csrf_token"}, follow=False).status == 302
    )


def test_an_ordinary_region_offers_no_demo_sign_ins(client, stored):
    stored.region()
    stored.user(Role.COACH, email="coach@demo.werkbedrijf.example")
    assert "demo.werkbedrijf.example" not in client.get("/inloggen").html


def test_every_page_leads_to_ones_own_account(client, noor):
    client.sign_in_as(noor)
    assert "/account" in client.get("/account").links()
