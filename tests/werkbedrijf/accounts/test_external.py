"""Signing in through a service of the own organisation: what opens the door, and everything that does not."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc.jwk import RSAKey
from sqlalchemy import select

from tests.conftest import NOW
from tests.reading import ReadingClient
from tests.werkbedrijf.accounts.fake_service import FakeService, forged, settings_for
from tests.werkbedrijf.accounts.test_sign_in_routes import GOOD, is_in, lines, sign_in
from werkbedrijf.accounts import passwords
from werkbedrijf.accounts.external.services import KNOWN
from werkbedrijf.accounts.models import SignInAttempt
from werkbedrijf.foundation.actors import Role

START = "/inloggen/via/gemeente"
BACK = f"{START}/terug"


pytestmark = pytest.mark.usefixtures("still_clock")


@pytest.fixture
def fake(monkeypatch):
    return FakeService().stand_in(monkeypatch)


@pytest.fixture
def noor(stored):
    """Somebody in a demo, where nobody is asked for a second step, whose identity is linked."""
    stored.region(is_demo=True)
    user = stored.user(
        Role.COACH, name="Noor Visser", email="noor@hengelo.example", password_hash=passwords.hashed(GOOD, "test")
    )
    stored.identity(user, "gemeente", "persoon-1")
    return user


@pytest.fixture(autouse=True)
def configured(app):
    configure(app)


def configure(app, **changed):
    """Let the operator have configured the service like this."""
    app.extensions["werkbedrijf.settings"].oidc = {"gemeente": settings_for(**changed)}
    app.extensions.pop(KNOWN, None)


def away(client, path=START):
    """The address the browser is sent to, as what is asked there."""
    answer = client.get(path, status=302).answer
    return {name: values[0] for name, values in parse_qs(urlsplit(answer.location).query).items()}


def there_and_back(client, fake, path=START, **changed):
    """Go to the service, sign in there, and come back."""
    back = urlsplit(fake.sign_in({**away(client, path), **changed}))
    return client.get(f"{back.path}?{back.query}", status=None)


def test_who_signed_in_there_comes_in_here_and_the_trail_says_how(client, database, fake, noor):
    page = there_and_back(client, fake, f"{START}?verder=/kandidaten")
    assert (page.status, page.answer.location, is_in(client)) == (302, "/kandidaten", True)
    assert [line.reason for line in lines(database, "user.signed_in")] == ["via Gemeente-inlog"]
    assert [line.actor_id for line in lines(database, "user.device_added")] == [noor.id]
    with database.session(at=NOW) as session:
        assert session.scalars(select(SignInAttempt)).all() == []


def test_what_is_asked_there_holds_the_secrets_back(client, fake, noor):
    asked = away(client)
    assert (asked["response_type"], asked["scope"], asked["code_challenge_method"]) == ("code", "openid", "S256")
    assert asked["redirect_uri"] == f"http://localhost{BACK}"
    assert min(len(asked[name]) for name in ("state", "nonce", "code_challenge")) >= 32
    assert "client_secret" not in asked
    assert "code_verifier" not in asked


def test_the_page_for_signing_in_has_a_button_only_when_configured(client, app, noor):
    assert START in " ".join(client.get("/inloggen").links())
    app.extensions["werkbedrijf.settings"].oidc = {}
    app.extensions.pop(KNOWN)
    assert "/inloggen/via/" not in client.get("/inloggen").html
    for path in (START, BACK, "/inloggen/via/onbekend"):
        client.get(path, status=404)
    client.sign_in_as(noor)
    assert "Inloggen via uw organisatie" in client.get("/account").text
    for path in ("/account/via/gemeente", "/bevestigen/via/gemeente"):
        client.get(path, status=404)


@pytest.mark.parametrize("changed", [{"client_secret": ""}, {"client_id": ""}, {"issuer": "http://inlog.example"}])
def test_a_service_that_is_not_configured_well_is_not_offered(client, app, noor, changed):
    configure(app, **changed)
    client.get(START, status=404)


@pytest.mark.parametrize("elsewhere", ["https://elders.example", "//elders.example", "/\\elders.example"])
def test_one_never_goes_on_to_another_site(client, fake, noor, elsewhere):
    assert there_and_back(client, fake, f"{START}?verder={elsewhere}").answer.location == "/"


def test_an_identity_nobody_linked_opens_nothing_and_tells_nothing(client, database, fake, stored, noor):
    """Also with the address of somebody who has an account, and also for somebody who was switched off."""
    gone = stored.user(Role.COACH, email="weg@hengelo.example")
    gone.is_active = False
    stored.identity(gone, "gemeente", "persoon-3")
    pages = []
    for subject in ("persoon-2", "persoon-3"):
        fake.person = {"sub": subject, "email": "noor@hengelo.example", "email_verified": True}
        pages.append(there_and_back(client, fake))
    assert [page.status for page in pages] == [403, 403]
    assert pages[0].text == pages[1].text
    assert not is_in(client)
    assert [line.subject_kind for line in lines(database, "user.sign_in_failed")] == ["region", "user"]


def test_the_identity_of_another_service_opens_nothing(client, fake, stored):
    stored.region(is_demo=True)
    stored.identity(stored.user(Role.COACH), "elders", "persoon-1")
    assert there_and_back(client, fake).status == 403


BAD = {
    "for another service": {"aud": "iemand-anders"},
    "for two services, not asked by us": {"aud": ["werkbedrijf", "iemand-anders"], "azp": "iemand-anders"},
    "of another issuer": {"iss": "https://elders.example"},
    "for another try": {"nonce": "een andere"},
    "for no try": {"nonce": None},
    "too old": {"exp": int(NOW.timestamp()) - 61},
    "that never ends": {"exp": None},
    "of tomorrow": {"iat": int(NOW.timestamp()) + 3600},
    "of an unreadable moment": {"auth_time": "nu"},
    "about nobody": {"sub": None},
}


@pytest.mark.parametrize("what", BAD)
def test_a_proof_is_refused(client, database, fake, noor, what):
    fake.claims = BAD[what]
    refused(client, there_and_back(client, fake))
    assert len(lines(database, "user.sign_in_failed")) == 1


def refused(client, page):
    assert (page.status, page.answer.location) == (302, "/inloggen?verder=/")
    assert "niet gelukt" in client.get("/inloggen").text
    assert not is_in(client)


@pytest.mark.parametrize(
    "how",
    [
        *("not signed", "signed with the public key", "signed with our secret", "changed afterwards"),
        *("signed with another key", "signed with an unknown key"),
    ],
)
def test_a_token_the_service_did_not_sign_is_refused(client, fake, noor, how):
    fake.signed = forged(how)
    refused(client, there_and_back(client, fake))


def test_a_key_that_is_new_is_asked_for_once_and_a_wrong_one_not_all_the_time(client, app, fake, noor, still_clock):
    assert there_and_back(client, fake).status == 302
    client.sign_out()
    new = RSAKey.generate_key(2048, {"kid": "sleutel-2", "use": "sig", "alg": "RS256"})
    fake.public, fake.key, fake.header = [new.as_dict(private=False)], new, {"alg": "RS256", "kid": "sleutel-2"}
    still_clock.shift(timedelta(minutes=2))
    assert there_and_back(client, fake).answer.location == "/"
    client.sign_out()
    fake.key = RSAKey.generate_key(2048)
    fake.header = {"alg": "RS256", "kid": "sleutel-3"}
    before = fake.calls.count(f"{fake.issuer}/keys")
    for _ in range(3):
        there_and_back(client, fake)
    assert fake.calls.count(f"{fake.issuer}/keys") == before


def test_another_state_a_second_time_and_another_browser_are_refused(client, app, stored, fake, noor):
    back = urlsplit(fake.sign_in(away(client)))
    stranger = ReadingClient(app, stored)
    lost = [
        client.get(f"{back.path}?{back.query.replace('state=', 'state=x')}", status=302),
        client.get(f"{back.path}?code=iets", status=302),
        stranger.get(f"{back.path}?{back.query}", status=302),
    ]
    assert [page.answer.location for page in lost] == ["/inloggen"] * 3
    with client.flask.session_transaction() as cookie:
        stolen = dict(cookie)
    assert client.get(f"{back.path}?{back.query}", status=302).answer.location == "/"
    fake.codes = {parse_qs(back.query)["code"][0]: fake.codes}
    # Whoever kept the cookie of before and the address finds the try used.
    with stranger.flask.session_transaction() as cookie:
        cookie.update(stolen)
    calls = len(fake.calls)
    again = stranger.get(f"{back.path}?{back.query}", status=302)
    assert again.answer.location.startswith("/inloggen")
    assert "al gebruikt" in stranger.get("/inloggen").text
    assert len(fake.calls) == calls


def test_a_try_does_not_last(client, fake, noor, still_clock):
    back = urlsplit(fake.sign_in(away(client)))
    still_clock.shift(timedelta(minutes=16))
    client.get(f"{back.path}?{back.query}", status=302)
    assert "duurde te lang" in client.get("/inloggen").text


def test_a_code_that_was_stolen_is_worth_nothing_without_the_verifier(client, fake, noor):
    """Somebody puts the code of another browser behind the own state."""
    stolen = parse_qs(urlsplit(fake.sign_in(away(client))).query)["code"][0]
    own = away(client)
    client.get(f"{BACK}?code={stolen}&state={own['state']}", status=302)
    assert not is_in(client)


def test_who_says_no_there_or_answers_for_another_issuer_is_refused(client, fake, noor):
    for more in ("error=access_denied", "code=x&iss=https://elders.example"):
        refused(client, client.get(f"{BACK}?state={away(client)['state']}&{more}", status=None))


@pytest.mark.parametrize(
    "wrong",
    [
        {"issuer": "https://elders.example"},
        {"token_endpoint": "https://elders.example/token"},
        {"jwks_uri": "http://inlog.voorbeeld.example/keys"},
        {"authorization_endpoint": "https://elders.example/authorize"},
        {"jwks_uri": None},
    ],
)
def test_a_service_that_points_elsewhere_is_not_followed(client, fake, noor, wrong):
    fake.discovery = wrong
    assert client.get(START, status=302).answer.location == "/inloggen?verder=/"
    assert "antwoordt nu niet" in client.get("/inloggen").text
    assert {urlsplit(url).hostname for url in fake.calls} == {"inlog.voorbeeld.example"}


def test_when_the_service_is_down_the_page_says_so_and_the_password_works(client, fake, noor, still_clock):
    fake.down = True
    for _ in range(3):
        client.get(START, status=302)
    assert "Gemeente-inlog antwoordt nu niet" in client.get("/inloggen").text
    # A service that is away is not asked again at every click.
    assert len(fake.calls) == 1
    assert sign_in(client).answer.location == "/"
    client.sign_out()
    fake.down = False
    still_clock.shift(timedelta(seconds=21))
    assert there_and_back(client, fake).answer.location == "/"


def test_when_the_service_falls_away_on_the_way_the_page_says_so(client, fake, noor):
    back = urlsplit(fake.sign_in(away(client)))
    fake.down = True
    client.get(f"{back.path}?{back.query}", status=302)
    assert "antwoordt nu niet" in client.get("/inloggen").text


def test_guessing_codes_is_counted_per_place(client, fake, noor):
    for _ in range(29):
        client.get(f"{BACK}?code=raden&state={away(client)['state']}", status=302)
    calls = len(fake.calls)
    client.get(f"{BACK}?code=raden&state={away(client)['state']}", status=302)
    assert "te vaak" in client.get("/inloggen").text
    assert len(fake.calls) == calls


def test_the_operator_says_which_claims_are_the_identity(client, app, stored, fake):
    stored.region(is_demo=True)
    stored.identity(stored.user(Role.COACH), "gemeente", "2:12|3:3ab")
    configure(app, identity="tid,oid")
    fake.claims = {"tid": "12", "oid": "3ab"}
    assert there_and_back(client, fake).answer.location == "/"
    client.sign_out()
    for other in ({"tid": "123", "oid": "ab"}, {"tid": "12|3:3ab", "oid": ""}, {"oid": "3ab"}):
        fake.claims = other
        there_and_back(client, fake)
        assert not is_in(client)
