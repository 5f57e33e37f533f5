"""A sign-in service as its operator sees it: who vouches for it, whether it is there, and what was wrong when it is not."""

import ssl
import threading
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from werkzeug.serving import make_server

from tests.conftest import NOW
from tests.werkbedrijf.accounts.fake_service import FakeService, settings_for
from tests.werkbedrijf.accounts.test_external import START, away, configure, there_and_back
from tests.werkbedrijf.accounts.test_second_step import SECRET, code, take
from werkbedrijf.accounts import totp
from werkbedrijf.accounts.external.errors import ServiceAway
from werkbedrijf.accounts.external.provider import Provider
from werkbedrijf.foundation.actors import Role

FROM, UNTIL = datetime(2020, 1, 1, tzinfo=UTC), datetime(2120, 1, 1, tzinfo=UTC)


@pytest.fixture
def still_clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def fake(app, monkeypatch, still_clock):
    configure(app)
    return FakeService().stand_in(monkeypatch)


@pytest.fixture
def noor(stored):
    """Somebody whose identity is linked, in a demo, where nobody is asked for a second step."""
    stored.region(is_demo=True)
    stored.identity(stored.user(Role.COACH), "gemeente", "persoon-1")


@pytest.fixture
def own_authority(tmp_path):
    """An authority of an organisation itself: its certificate, and a certificate with key for a service on this machine."""
    vouching, serving = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    root = certificate("Eigen autoriteit", vouching.public_key(), "Eigen autoriteit", vouching, authority=True)
    leaf = certificate("localhost", serving.public_key(), "Eigen autoriteit", vouching, authority=False)
    (tmp_path / "autoriteit.pem").write_bytes(root)
    key = serving.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (tmp_path / "dienst.pem").write_bytes(key + leaf)
    return tmp_path / "autoriteit.pem", tmp_path / "dienst.pem"


def certificate(name, public, by, key, *, authority):
    """A certificate in PEM."""
    named, issued = (x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, one)]) for one in (name, by))
    made = x509.CertificateBuilder().subject_name(named).issuer_name(issued).public_key(public)
    made = made.serial_number(x509.random_serial_number()).not_valid_before(FROM).not_valid_after(UNTIL)
    made = made.add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
    made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
    return made.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM)


@pytest.fixture
def over_tls(own_authority):
    """A service on a port of this machine, with a certificate that no list of the world holds."""
    service, context = FakeService(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(own_authority[1])
    server = make_server("127.0.0.1", 0, service.app, threaded=True, ssl_context=context)
    service.issuer = f"https://localhost:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield service
    server.shutdown()
    thread.join()
    server.server_close()


def address(service, **changed):
    told = settings_for(service.issuer, **changed)
    return Provider("gemeente", told).address("https://werk.example/terug", state="s", nonce="n", verifier="v" * 43)


def test_who_vouches_for_a_service_is_in_the_settings(over_tls, own_authority):
    assert address(over_tls, ca_file=own_authority[0]).startswith(f"{over_tls.issuer}/authorize?")


def test_a_service_nobody_vouches_for_is_away(over_tls, own_authority, tmp_path):
    (tmp_path / "leeg.pem").write_text("")
    for changed in (
        {},
        {"ca_file": own_authority[1]},
        {"ca_file": tmp_path / "leeg.pem"},
        {"ca_file": tmp_path / "weg"},
    ):
        with pytest.raises(ServiceAway):
            address(over_tls, **changed)


def test_nobody_is_sent_to_a_service_that_fell_away_since(client, fake, noor, still_clock):
    """The browser would say so in words of its own; who is on the way back is helped all the same."""
    back = urlsplit(fake.sign_in(away(client)))
    fake.down = True
    still_clock.shift(timedelta(seconds=59))
    assert client.get(START, status=302).answer.location.startswith(f"{fake.issuer}/authorize")
    still_clock.shift(timedelta(seconds=2))
    assert client.get(START, status=302).answer.location == "/inloggen?verder=/"
    assert "Gemeente-inlog antwoordt nu niet" in client.get("/inloggen").text
    fake.down = False
    still_clock.shift(timedelta(seconds=21))
    assert client.get(f"{back.path}?{back.query}", status=302).answer.location == "/"


@pytest.mark.parametrize(
    ("claims", "told"),
    [
        ({"aud": "iemand-anders"}, "InvalidClaimError aud"),
        ({"exp": 1}, "ExpiredTokenError exp"),
        ({"sub": None}, "MissingClaimError sub"),
    ],
)
def test_the_log_says_what_was_wrong_with_a_proof_and_nothing_of_the_person(client, fake, noor, caplog, claims, told):
    fake.claims = claims
    there_and_back(client, fake)
    (line,) = [one.getMessage() for one in caplog.records if one.name == "werkbedrijf.inlogdienst"]
    assert line.startswith(f"inlogdienst gemeente: {told}")
    assert "noor" not in line


def test_the_log_says_what_a_service_refused_and_why_it_was_away(client, fake, noor, caplog):
    for more in ("error=invalid_scope", "error=Noor+Visser"):
        client.get(f"{START}/terug?state={away(client)['state']}&{more}", status=302)
    back = urlsplit(fake.sign_in(away(client)))
    fake.codes.clear()
    client.get(f"{back.path}?{back.query}", status=302)
    back = urlsplit(fake.sign_in(away(client)))
    fake.down = True
    client.get(f"{back.path}?{back.query}", status=302)
    lines = [one.getMessage() for one in caplog.records if one.name == "werkbedrijf.inlogdienst"]
    assert [line.removeprefix("inlogdienst gemeente: ").strip() for line in lines] == [
        "refused there invalid_scope",
        "refused there",
        "OAuthError invalid_grant",
        "ConnectionError",
    ]


def left(client):
    """What the page for signing in says of the service after going out, and the way out there."""
    client.get("/account")
    page = client.post("/uitloggen")
    return "Bij Gemeente-inlog bent u misschien nog ingelogd" in page.text, [
        link for link in page.links() if link.startswith("https:")
    ]


def test_who_goes_out_hears_that_the_service_may_still_know_who_it_is(client, fake, noor):
    fake.discovery = {"end_session_endpoint": f"{fake.issuer}/weg?taal=nl"}
    there_and_back(client, fake)
    assert left(client) == (True, [f"{fake.issuer}/weg?taal=nl&client_id=werkbedrijf"])
    # Once is enough.
    assert "misschien nog ingelogd" not in client.get("/inloggen").text


@pytest.mark.parametrize("told", [{}, {"end_session_endpoint": "https://elders.example/weg"}])
def test_a_way_out_that_is_not_of_the_service_is_not_offered(client, fake, noor, told):
    fake.discovery = told
    there_and_back(client, fake)
    assert left(client) == (True, [])


def test_who_came_with_a_password_hears_nothing_of_a_service(client, fake, stored):
    client.sign_in_as(stored.user(Role.COACH))
    assert left(client) == (False, [])


def test_our_own_second_step_in_between_changes_nothing_of_that(client, fake, stored):
    stored.region()
    user = stored.user(Role.COACH)
    totp.enrol_totp(stored.session, user, secret=SECRET)
    stored.identity(user, "gemeente", "persoon-1")
    there_and_back(client, fake)
    take(client, code())
    assert left(client) == (True, [])
