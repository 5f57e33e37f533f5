"""At the door: the key of a request, the digest of what it asks, and the answer that is given again.

The answer may hold names, so it is sealed with a key that is made from the secret of the service and never stored.
"""

import hashlib
import hmac
import json
import re
import secrets
import zlib
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from flask import Flask, current_app, flash, g, redirect, request
from flask import session as cookie
from markupsafe import Markup
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from werkbedrijf.foundation import based_on
from werkbedrijf.foundation.db import begin_writing
from werkbedrijf.foundation.errors import DomainError, StaleVersion
from werkbedrijf.foundation.idempotency import Asked, DoneMeanwhile, answer_of, claim, keep, take_turn

FIELD = "idempotency_key"
HEADER = "Idempotency-Key"
# Of the page, not of what somebody asks with it.
NOT_ASKED = frozenset({FIELD, based_on.FIELD, "csrf_token"})
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
# PostgreSQL gave one of two transactions up; doing it again is all that is asked.
TRY_AGAIN = frozenset({"40001", "40P01"})
ATTEMPTS = 3
WORKABLE = re.compile(r"[\x21-\x7e]{1,200}")
LARGEST_ANSWER = 1024 * 1024


class OddKey(DomainError):
    """A key that cannot be one."""

    status = 400
    code = "sleutel_onleesbaar"

    def __init__(self) -> None:
        super().__init__(
            f"Een sleutel ({HEADER}) heeft 1 tot en met 200 letters, cijfers en leestekens, zonder spaties."
        )


def register(app: Flask) -> None:
    """Give every template ``form_tokens()``: the hidden fields of a form that changes something.

    A form that was sent before and waited brings the key it had.
    """

    @app.template_global()
    def form_tokens(waited: str = "") -> Markup:
        from flask_wtf.csrf import generate_csrf

        token, key = generate_csrf(), waited or secrets.token_urlsafe(18)
        hidden = Markup('<input type="hidden" name="{}" value="{}">')
        told = based_on.told_in_form()
        version = hidden.format(based_on.FIELD, told) if told else Markup("")
        return hidden.format("csrf_token", token) + hidden.format(FIELD, key) + version

    @app.after_request
    def _say_version(response: AnyResponse) -> AnyResponse:
        if request.method in SAFE_METHODS and response.status_code == 200 and (etag := based_on.etag()):
            response.headers["ETag"] = etag
        return response


def done_once(session: Session, user_id: int | None, who: str, view: Callable[[], Any]) -> Any:
    """Run a view that changes something once per key, and answer a repeat with what was answered before.

    ``who`` is what this person is now (role and organisation): with other rights the same key is another question.
    A request without a key runs as it is. What two transactions cost each other is tried again, three times in all.
    """
    if request.method in SAFE_METHODS:
        return view()
    asked = g.asked = _asked(user_id, who)
    for attempt in range(1, ATTEMPTS + 1):
        before = list(cookie.get("_flashes", ()))
        try:
            return view() if asked is None else _once(session, asked, view)
        except DBAPIError as problem:
            if attempt == ATTEMPTS or request.files or getattr(problem.orig, "sqlstate", None) not in TRY_AGAIN:
                raise
            session.rollback()
            begin_writing(session)
            cookie["_flashes"] = before
    raise AssertionError("unreachable")  # pragma: no cover


def claim_key(session: Session) -> bool:
    """Claim the key of this request, where it has one; the commit is then left to ``done_once``."""
    asked: Asked | None = g.get("asked")
    if asked is None:
        return False
    claim(session, asked)
    return True


def _once(session: Session, asked: Asked, view: Callable[[], Any]) -> AnyResponse:
    take_turn(session, asked)
    known = answer_of(session, asked)
    if known is not None:
        return _again(asked, known)
    told = len(cookie.get("_flashes", ()))
    try:
        answer = current_app.make_response(view())
    except DoneMeanwhile as problem:
        begin_writing(session)
        known = answer_of(session, asked)
        if known is None:
            raise StaleVersion from problem
        return _again(asked, known)
    if asked.is_claimed(session):
        keep(session, asked, _sealed(asked, answer, cookie.get("_flashes", [])[told:]))
        session.commit()
    for act in g.pop("afterwards", ()):
        act()
    return answer


def afterwards(act: Callable[[], Any]) -> None:
    """Do work of transactions of its own once what this request saved is saved: before that it would wait for itself."""
    if g.get("asked") is None:
        act()
    else:
        g.setdefault("afterwards", []).append(act)


def _asked(user_id: int | None, who: str) -> Asked | None:
    key = request.headers.get(HEADER) or request.form.get(FIELD) or ""
    if not key or user_id is None:
        return None
    if not WORKABLE.fullmatch(key):
        raise OddKey
    digest = hmac.new(_secret(b"digest"), digestmod=hashlib.sha256)
    for part in _parts(who):
        digest.update(len(part).to_bytes(8, "big") + part)
    return Asked(user_id, key, digest.hexdigest())


def _parts(who: str) -> Iterator[bytes]:
    yield from (who.encode(), request.method.encode(), request.full_path.encode())
    if request.mimetype not in {"application/x-www-form-urlencoded", "multipart/form-data"}:
        yield request.get_data(cache=True)
    for name, value in sorted(request.form.items(multi=True)):
        if name not in NOT_ASKED:
            yield from (name.encode(errors="replace"), value.encode(errors="replace"))
    for name, file in request.files.items(multi=True):
        yield from (name.encode(), (file.filename or "").encode(), hashlib.sha256(file.stream.read()).digest())
        file.stream.seek(0)


def _secret(purpose: bytes) -> bytes:
    settings: Any = current_app.extensions["werkbedrijf.settings"]
    return hmac.new(str(settings.secret_key).encode(), b"idempotency:" + purpose, hashlib.sha256).digest()


def _bound_to(asked: Asked) -> bytes:
    return f"{asked.user_id}|{asked.key}|{asked.digest}".encode()


def _sealed(asked: Asked, answer: AnyResponse, told: list[Any]) -> bytes:
    body = b"" if answer.direct_passthrough else answer.get_data()
    kept = {
        "status": answer.status_code,
        "location": answer.headers.get("Location"),
        "type": answer.headers.get("Content-Type"),
        "etag": answer.headers.get("ETag"),
        "told": told,
        "body": b64encode(body if len(body) <= LARGEST_ANSWER else b"").decode(),
    }
    nonce = secrets.token_bytes(12)
    packed = zlib.compress(json.dumps(kept).encode())
    return nonce + AESGCM(_secret(b"answer")).encrypt(nonce, packed, _bound_to(asked))


def _again(asked: Asked, sealed: bytes) -> AnyResponse:
    try:
        opened = AESGCM(_secret(b"answer")).decrypt(sealed[:12], sealed[12:], _bound_to(asked))
    except (InvalidTag, ValueError):
        # The secret of the service was changed meanwhile; what was done stays done.
        flash("Dit was al opgeslagen. Het is niet nog een keer gedaan.")
        return redirect("/", 303)
    kept = json.loads(zlib.decompress(opened))
    if kept["told"]:
        cookie["_flashes"] = [*cookie.get("_flashes", ()), *(tuple(one) for one in kept["told"])]
    answer = current_app.response_class(b64decode(kept["body"]), kept["status"])
    for header, value in (("Content-Type", kept["type"]), ("Location", kept["location"]), ("ETag", kept["etag"])):
        if value is not None:
            answer.headers[header] = value
    return answer
