"""A sign-in service to test with: a small OpenID provider that really signs, inside the test or on a port of this machine."""

import base64
import hashlib
import hmac
import json
import secrets
import time
from io import BytesIO
from urllib.parse import urlencode, urlsplit

import requests
from flask import Flask, redirect, request
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import RSAKey
from requests.adapters import BaseAdapter

from werkbedrijf.foundation.sign_in_services import SignInService

ISSUER = "https://inlog.voorbeeld.example"
SECRET = "geheim van ons samen"
KEY = RSAKey.generate_key(2048, {"kid": "sleutel-1", "use": "sig", "alg": "RS256"})


def settings_for(issuer=ISSUER, **changed):
    """How the operator would configure it."""
    facts = {"issuer": issuer, "client_id": "werkbedrijf", "client_secret": SECRET, "title": "Gemeente-inlog"}
    return SignInService(**{**facts, **changed})


class FakeService:
    """Who signs in is ``person``; what a bad service would do differently is set on it."""

    def __init__(self, issuer=ISSUER):
        self.issuer = issuer
        self.person = {"sub": "persoon-1", "email": "noor@hengelo.example"}
        self.claims = {}
        self.key = KEY
        self.public = [KEY.as_dict(private=False)]
        self.header = {"alg": "RS256", "kid": "sleutel-1"}
        self.token = None
        self.discovery = {}
        self.down = False
        self.calls = []
        self.codes = {}
        # Our public key as the service has it: then only a proof signed with it is taken, once.
        self.client_key = None
        self.client_ways = ["PS256", "RS256", "ES256"]
        self.proofs = []
        self.app = self._app()

    def _app(self):
        app = Flask("inlogdienst")

        @app.get("/.well-known/openid-configuration")
        def discovery():
            told = {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/keys",
                "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
            }
            return {**told, **self.discovery}

        @app.get("/keys")
        def keys():
            return {"keys": self.public}

        @app.get("/authorize")
        def authorize():
            return redirect(self.sign_in(request.args))

        @app.post("/token")
        def token():
            return self._token()

        return app

    def sign_in(self, asked):
        """Somebody signs in there; returns where the browser goes next."""
        code = secrets.token_urlsafe(16)
        self.codes[code] = {**asked, **({"auth_time": int(time.time())} if asked.get("max_age") else {})}
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def _token(self):
        asked = self.codes.pop(request.form.get("code"), None)
        digest = hashlib.sha256(request.form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if (
            asked is None
            or not self._is_us()
            or asked["code_challenge_method"] != "S256"
            or asked["code_challenge"] != challenge
            or asked["redirect_uri"] != request.form.get("redirect_uri")
        ):
            return {"error": "invalid_grant"}, 400
        return {"access_token": "x", "token_type": "Bearer", "id_token": self.token or self.signed(asked)}

    def _is_us(self):
        if self.client_key is None:
            whose = base64.b64encode(f"werkbedrijf:{SECRET}".encode()).decode()
            return request.headers.get("Authorization") == f"Basic {whose}"
        if "Authorization" in request.headers or "client_secret" in request.form:
            return False
        try:
            proof = jwt.decode(request.form["client_assertion"], self.client_key, algorithms=self.client_ways)
        except (JoseError, KeyError):
            return False
        told, again = proof.claims, proof.claims["jti"] in [one.claims["jti"] for one in self.proofs]
        self.proofs.append(proof)
        return (
            not again
            and request.form["client_assertion_type"] == "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
            and (told["iss"], told["sub"], told["aud"]) == ("werkbedrijf", "werkbedrijf", f"{self.issuer}/token")
            and 0 < told["exp"] - time.time() <= 60
        )

    def signed(self, asked):
        """The proof of who signed in."""
        at = int(time.time())
        claims = {"iss": self.issuer, "aud": "werkbedrijf", "iat": at, "exp": at + 300, "nonce": asked["nonce"]}
        claims |= self.person | {name: asked[name] for name in ("auth_time",) if name in asked} | self.claims
        return jwt.encode(self.header, {k: v for k, v in claims.items() if v is not None}, self.key)

    def stand_in(self, monkeypatch):
        """Every call of the service to others ends here; nothing leaves this process."""
        fake = self

        class Inside(BaseAdapter):
            def send(self, prepared, **_how):
                return fake._answered(prepared)

            def close(self):
                pass

        monkeypatch.setattr(requests.Session, "get_adapter", lambda _self, url: Inside())
        return self

    def _answered(self, prepared):
        self.calls.append(prepared.url)
        if self.down:
            raise requests.ConnectionError
        parts = urlsplit(prepared.url)
        told = self.app.test_client().open(
            parts.path, method=prepared.method, data=prepared.body, headers=list(prepared.headers.items())
        )
        answer = requests.Response()
        answer.status_code, answer.raw, answer.url = told.status_code, BytesIO(told.data), prepared.url
        answer.headers.update(dict(told.headers))
        return answer


def forged(how):
    """A token about the right person that the service did not sign."""
    at = int(time.time())

    def made(asked):
        claims = {
            "iss": ISSUER,
            "aud": "werkbedrijf",
            "sub": "persoon-1",
            "nonce": asked["nonce"],
            "iat": at,
            "exp": at + 300,
        }
        if how == "not signed":
            return unsigned(claims)
        if how == "signed with the public key":
            return sealed_with(KEY.as_pem(private=False), claims)
        if how == "signed with our secret":
            return sealed_with(SECRET.encode(), claims)
        if how == "changed afterwards":
            head, _, tail = jwt.encode({"alg": "RS256", "kid": "sleutel-1"}, claims, KEY).split(".")
            return f"{head}.{unsigned(claims | {'sub': 'persoon-2'}).split('.')[1]}.{tail}"
        kid = "sleutel-1" if how == "signed with another key" else "sleutel-9"
        return jwt.encode({"alg": "RS256", "kid": kid}, claims, RSAKey.generate_key(2048))

    return made


def unsigned(claims):
    """A token that says it needs no signature."""
    return f"{_written({'alg': 'none'})}.{_written(claims)}."


def sealed_with(secret, claims):
    """A token with a signature that needs a secret, of which the "secret" may be what everybody can read."""
    body = f"{_written({'alg': 'HS256', 'kid': 'sleutel-1'})}.{_written(claims)}"
    return f"{body}.{_coded(hmac.digest(secret, body.encode(), 'sha256'))}"


def _written(told):
    return _coded(json.dumps(told).encode())


def _coded(raw):
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
