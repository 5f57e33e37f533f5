"""Showing a sign-in service who we are with a key of our own (RFC 7523), and what goes wrong with such a key."""

from datetime import timedelta

import pytest
import time_machine
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from joserfc.jwk import ECKey, OKPKey, RSAKey

from tests.conftest import NOW
from tests.werkbedrijf.accounts.fake_service import FakeService, settings_for
from werkbedrijf.accounts.external.errors import NotAccepted, ServiceAway
from werkbedrijf.accounts.external.provider import Provider
from werkbedrijf.accounts.external.signing import problem_of

OURS, CURVE = RSAKey.generate_key(2048), ECKey.generate_key("P-256")
# Of the verifier below.
CHALLENGE = "4A01DUGx7AT8ouWhbPhYzuvyoNDA2r8CzlD81Yz8KbQ"
BACK = "https://werk.example/terug"


@pytest.fixture(autouse=True)
def still_clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def fake(monkeypatch):
    return FakeService().stand_in(monkeypatch)


@pytest.fixture
def configured(tmp_path):
    """The settings with a key, and perhaps the certificate of one, in files."""

    def made(key, certified=None, **rest):
        told = {"client_secret": "", "client_key_file": tmp_path / "sleutel.pem", **rest}
        told["client_key_file"].write_bytes(key if isinstance(key, bytes) else key.as_pem(private=True))
        if certified is not None:
            told["client_certificate_file"] = tmp_path / "certificaat.pem"
            told["client_certificate_file"].write_bytes(certified)
        return settings_for(**told)

    return made


def certificate(key):
    """A certificate of a key, signed by itself."""
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "werkbedrijf")])
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key).serial_number(1)
    made = made.not_valid_before(NOW).not_valid_after(NOW + timedelta(days=365))
    return made.sign(key.private_key, hashes.SHA256())


def signed_in(service, fake):
    """Who signed in, after going to the service and coming back."""
    provider = Provider("gemeente", service)
    provider.address(BACK, state="s" * 32, nonce="n" * 32, verifier="v" * 48)
    asked = {"redirect_uri": BACK, "state": "s", "nonce": "n" * 32, "code_challenge_method": "S256"}
    asked["code_challenge"] = CHALLENGE
    code = fake.sign_in(asked).split("code=")[1].split("&")[0]
    return provider.claims(code, BACK, nonce="n" * 32, verifier="v" * 48)["sub"]


@pytest.mark.parametrize(
    ("key", "algorithms", "alg"),
    [
        (OURS, None, "RS256"),
        (OURS, ["RS256", "PS256"], "PS256"),
        (OURS, ["RS256"], "RS256"),
        (CURVE, None, "ES256"),
        (CURVE, ["RS256", "ES256"], "ES256"),
    ],
)
def test_a_key_of_our_own_opens_the_door_and_no_secret_is_sent(fake, configured, key, algorithms, alg):
    fake.client_key = key
    if algorithms:
        fake.discovery = {"token_endpoint_auth_signing_alg_values_supported": algorithms}
    service = configured(key, client_key_id="onze-sleutel")
    assert [signed_in(service, fake), signed_in(service, fake)] == ["persoon-1", "persoon-1"]
    assert [one.header["alg"] for one in fake.proofs] == [alg, alg]
    assert {one.header["kid"] for one in fake.proofs} == {"onze-sleutel"}


def test_a_service_that_knows_the_certificate_finds_the_key_by_its_thumbprint(fake, configured):
    """As Entra ID: PS256, with the SHA-256 thumbprint in the head."""
    fake.client_key, proof = OURS, certificate(OURS)
    assert signed_in(configured(OURS, proof.public_bytes(Encoding.PEM)), fake) == "persoon-1"
    header = fake.proofs[0].header
    assert (header["alg"], len(header["x5t#S256"])) == ("PS256", 43)


def test_a_key_the_service_does_not_have_opens_nothing(fake, configured):
    fake.client_key = RSAKey.generate_key(2048)
    with pytest.raises(NotAccepted):
        signed_in(configured(OURS), fake)


def test_a_service_that_takes_no_signature_of_this_key_is_not_asked(fake, configured):
    fake.discovery = {"token_endpoint_auth_signing_alg_values_supported": ["ES256"]}
    with pytest.raises(ServiceAway):
        signed_in(configured(OURS), fake)
    assert f"{fake.issuer}/token" not in fake.calls


@pytest.mark.parametrize(
    ("key", "certified", "told"),
    [
        (OURS, None, None),
        (OURS, certificate(OURS).public_bytes(Encoding.PEM), None),
        (OURS.as_pem(private=False), None, "geen privésleutel"),
        (b"geen sleutel", None, "geen privésleutel"),
        (OKPKey.generate_key("Ed25519"), None, "geen privésleutel"),
        (OURS, certificate(CURVE).public_bytes(Encoding.PEM), "hoort niet bij de sleutel"),
        (OURS, b"geen certificaat", "geen certificaat"),
    ],
)
def test_a_key_that_cannot_be_used_is_named(configured, key, certified, told):
    problem = problem_of(configured(key, certified))
    assert (problem is None) if told is None else told in problem
