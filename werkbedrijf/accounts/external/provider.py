"""One sign-in service as this process knows it: where its doors are, and with which keys it signs.

Both are kept for an hour; a key that is not known is asked for once more. Before a browser is sent there, the service showed in
the last minute that it is there: whoever is sent to one that is away reads the words of a browser, and not ours. A service that
is away is left alone for a moment, so that nobody can make this service knock on other doors all day.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from threading import Lock
from typing import Any
from urllib.parse import urlencode

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.base_client.sync_openid import OpenIDMixin
from joserfc.errors import JoseError

from werkbedrijf.accounts.external.calls import Caller, check_address
from werkbedrijf.accounts.external.errors import NotAccepted, ServiceAway, plain
from werkbedrijf.accounts.external.signing import own_proof
from werkbedrijf.foundation import clock
from werkbedrijf.foundation.sign_in_services import SignInService

KEPT = timedelta(hours=1)
LEFT_ALONE = timedelta(seconds=20)
KEYS_AGAIN = THERE = timedelta(minutes=1)
# Only what a public key verifies: a token is never "signed" with nothing, or with a key that everybody may read.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
# Clocks of two machines may differ by this much, in seconds.
LEEWAY = 60
DOORS = ("authorization_endpoint", "token_endpoint", "jwks_uri")


class Provider(OpenIDMixin):
    """What is asked of one service. Safe to share between threads."""

    def __init__(self, name: str, service: SignInService):
        self.name = name
        self.service = service
        self.client_id = service.client_id
        self._lock = Lock()
        self._known: dict[str, tuple[datetime, dict[str, Any]]] = {}
        self._away_until: datetime | None = None

    @property
    def title(self) -> str:
        """What people call it."""
        return self.service.title or self.name.capitalize()

    def address(self, redirect_uri: str, *, state: str, nonce: str, verifier: str, again: bool = False) -> str:
        """Where the browser goes to sign in. ``again`` asks for a new proof, also of who is signed in there. Raises ServiceAway."""
        caller = self._caller(redirect_uri=redirect_uri)
        wanted: dict[str, Any] = {"prompt": "login", "max_age": 0} if again else {}
        if self.service.levels:
            wanted["acr_values"] = " ".join(self.service.levels.replace(",", " ").split())
        door = self._doors(kept=THERE)["authorization_endpoint"]
        url, _state = caller.create_authorization_url(door, state=state, code_verifier=verifier, nonce=nonce, **wanted)
        return str(url)

    def way_out(self) -> str:
        """Where one signs out there, as far as the service tells; asks nothing."""
        try:
            door = check_address(self._doors().get("end_session_endpoint"), self.service.own_hosts)
        except ServiceAway:
            return ""
        return f"{door}{'&' if '?' in door else '?'}{urlencode({'client_id': self.client_id})}"

    def claims(self, code: str, redirect_uri: str, *, nonce: str, verifier: str) -> Mapping[str, Any]:
        """What the service says about who signed in, checked. Raises ServiceAway or NotAccepted."""
        doors = self._doors()
        caller = self._caller(redirect_uri=redirect_uri, **self._who_we_are(doors))
        try:
            token = caller.fetch_token(
                doors["token_endpoint"], grant_type="authorization_code", code=code, code_verifier=verifier
            )
            told = self.parse_id_token(
                token,
                nonce,
                claims_options={
                    "iss": {"essential": True, "value": self.service.issuer},
                    "aud": {"essential": True, "value": self.client_id},
                },
                leeway=LEEWAY,
            )
        except requests.HTTPError as problem:
            raise ServiceAway("the token was not given") from problem
        except (AuthlibBaseError, JoseError, ValueError, TypeError, KeyError, AttributeError) as problem:
            raise NotAccepted(_kind_of(problem)) from problem
        if told is None:
            raise NotAccepted("no id_token")
        return dict(told)

    def load_server_metadata(self) -> dict[str, Any]:
        """What may be believed about the service: the issuer of the settings, and algorithms of our own list."""
        offered = self._doors().get("id_token_signing_alg_values_supported") or ALGORITHMS
        return {
            "issuer": self.service.issuer,
            "id_token_signing_alg_values_supported": [name for name in ALGORITHMS if name in offered],
        }

    def fetch_jwk_set(self, force: bool = False) -> dict[str, Any]:
        """The public keys of the service; ``force`` asks anew, once a minute at most."""
        return self._asked(self._doors()["jwks_uri"], kept=KEYS_AGAIN if force else KEPT)

    def _who_we_are(self, doors: Mapping[str, Any]) -> dict[str, Any]:
        if self.service.key():
            return {"own_proof": own_proof(self.service, doors)}
        ways = doors.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        return {
            "token_endpoint_auth_method": "client_secret_basic"
            if "client_secret_basic" in ways
            else "client_secret_post"
        }

    def _doors(self, kept: timedelta = KEPT) -> dict[str, Any]:
        issuer = self.service.issuer
        told = self._asked(f"{issuer.rstrip('/')}/.well-known/openid-configuration", kept=kept)
        if told.get("issuer") != issuer:
            raise ServiceAway("another issuer")
        for door in DOORS:
            check_address(told.get(door), self.service.own_hosts)
        return told

    def _asked(self, url: str, *, kept: timedelta) -> dict[str, Any]:
        at = clock.now()
        with self._lock:
            known = self._known.get(url)
            if known is not None and at - known[0] < kept:
                return known[1]
            if self._away_until is not None and at < self._away_until:
                raise ServiceAway("away a moment ago")
            try:
                told = self._caller().ask(url)
            except ServiceAway:
                self._away_until = at + LEFT_ALONE
                raise
            self._known[url] = (at, told)
            return told

    def _caller(self, **rest: Any) -> Caller:
        return Caller(self.service, **rest)


def _kind_of(problem: Exception) -> str:
    """What was wrong, for the log: the kind of problem, with the claim or the error it names."""
    named = (getattr(problem, "claim", None), getattr(problem, "error", None))
    return " ".join([type(problem).__name__, *filter(None, map(plain, named))])
