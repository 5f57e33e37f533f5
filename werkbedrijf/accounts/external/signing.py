"""Showing a service who we are with a key of our own instead of a shared secret (``private_key_jwt``, RFC 7523 section 2.2).

Each proof is made for one request, is of use for one minute, and names the address it is meant for.
"""

from base64 import urlsafe_b64encode
from collections.abc import Mapping
from typing import Any

from authlib.oauth2.rfc7523 import PrivateKeyJWT
from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, RSAKey

from werkbedrijf.accounts.external.errors import ServiceAway
from werkbedrijf.foundation import clock
from werkbedrijf.foundation.sign_in_services import SignInService

WAY = "private_key_jwt"
# Seconds that one proof is of use.
LASTS = 60
OF_CURVES = {"P-256": "ES256", "P-384": "ES384", "P-521": "ES512"}


class KeyUnusable(Exception):
    """The key or the certificate of the settings cannot be used; says in Dutch why."""


class OwnProof(PrivateKeyJWT):
    """What is sent along instead of a secret."""

    def __init__(self, service: SignInService, door: str, offered: list[str] | None):
        self._key = read_key(service)
        header = header_of(service, self._key, offered)
        super().__init__(door, headers=header, alg=header["alg"])

    def sign(self, auth: Any, token_endpoint: str) -> str:
        """The proof for one request; the library would let it live for an hour."""
        auth.client_secret = self._key
        at = int(clock.now().timestamp())
        self.claims = {"iat": at, "exp": at + LASTS}
        return str(super().sign(auth, token_endpoint))


def own_proof(service: SignInService, doors: Mapping[str, Any]) -> OwnProof:
    """The proof for the token door of a service. Raises ServiceAway when our own key cannot be used."""
    try:
        return OwnProof(service, doors["token_endpoint"], doors.get("token_endpoint_auth_signing_alg_values_supported"))
    except KeyUnusable as problem:
        raise ServiceAway(str(problem)) from problem


def read_key(service: SignInService) -> RSAKey | ECKey:
    """The key of the settings. Raises KeyUnusable."""
    for kind in (RSAKey, ECKey):
        try:
            key = kind.import_key(service.key())
        except (JoseError, ValueError, TypeError):
            continue
        if key.is_private:
            return key
    raise KeyUnusable("Het bestand van CLIENT_KEY_FILE is geen privésleutel in PEM (RSA of een kromme van NIST).")


def header_of(service: SignInService, key: RSAKey | ECKey, offered: list[str] | None) -> dict[str, str]:
    """How the service finds the key we sign with, and the way of signing.

    Entra ID knows a key by the thumbprint of its certificate and wants PS256 with it; others know it by the name they gave
    it. Of what a service offers the strongest is taken. Raises KeyUnusable.
    """
    header = {"kid": service.client_key_id} if service.client_key_id else {}
    if service.client_certificate_file is not None:
        header["x5t#S256"] = thumbprint(service, key)
    if isinstance(key, ECKey):
        ways = [OF_CURVES.get(str(key.curve_name), "")]
    else:
        ways = ["PS256", "RS256"] if offered or "x5t#S256" in header else ["RS256"]
    fitting = [way for way in ways if way and (not offered or way in offered)]
    if not fitting:
        raise KeyUnusable("De inlogdienst neemt geen handtekening aan die met deze sleutel kan.")
    return header | {"alg": fitting[0]}


def thumbprint(service: SignInService, key: RSAKey | ECKey) -> str:
    """The SHA-256 thumbprint of the certificate of the settings (RFC 7515 section 4.1.8). Raises KeyUnusable."""
    try:
        certificate = x509.load_pem_x509_certificate(service.certificate().encode())
    except ValueError as problem:
        raise KeyUnusable("Het bestand van CLIENT_CERTIFICATE_FILE is geen certificaat in PEM.") from problem
    theirs = certificate.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    if theirs.strip() != key.as_pem(private=False).strip():
        raise KeyUnusable("Het certificaat van CLIENT_CERTIFICATE_FILE hoort niet bij de sleutel.")
    return urlsafe_b64encode(certificate.fingerprint(SHA256())).rstrip(b"=").decode()


def problem_of(service: SignInService) -> str | None:
    """What is wrong with our own key for a service, in Dutch; nothing when it can be used."""
    try:
        header_of(service, read_key(service), None)
    except KeyUnusable as problem:
        return str(problem)
    return None


def has_authorities(service: SignInService) -> bool:
    """Whether the file with who vouches for a service holds certificates."""
    try:
        return bool(x509.load_pem_x509_certificates(service.authorities().encode()))
    except ValueError:
        return False
