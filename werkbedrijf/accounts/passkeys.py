"""Passkeys (WebAuthn): a device signs a challenge of ours after it has checked finger, face or code itself.

A passkey is both steps at once, and cannot be used on another site. The question travels sealed in the form; its challenge
is written down when it was answered, so that no answer counts twice.
"""

import base64
import hashlib
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address
from urllib.parse import urlsplit

import webauthn
from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url, parse_authentication_credential_json
from webauthn.helpers.exceptions import InvalidJSONStructure, WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from werkbedrijf.accounts.models import Passkey, UsedChallenge
from werkbedrijf.accounts.sealing import NotOurs, opened, ring_of, seal
from werkbedrijf.foundation.actors import Actor, User
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.rows import rows_reached

LASTS = timedelta(minutes=30)
SIGN_IN = "inloggen"
MOST = 10


@dataclass(frozen=True, slots=True)
class Site:
    """Which site a passkey belongs to: its name for people, its host, and the whole address a browser says it is at."""

    name: str
    host: str
    origin: str

    @classmethod
    def of(cls, name: str, base_url: str, asked: str) -> "Site":
        """The site of the settings; on one's own machine the one that was asked for, because no other is known."""
        address = urlsplit(base_url)
        if _is_here(address.hostname or ""):
            address = urlsplit(asked)
        return cls(name, address.hostname or "localhost", f"{address.scheme}://{address.netloc}")


@dataclass(frozen=True, slots=True)
class Question:
    """What the browser is asked, and the same sealed, for us to know it again."""

    options: str
    sealed: str


class NoPasskey(Exception):
    """The answer is not of a passkey that we know, not to our question, or came before."""


def ask_sign_in(session: Session, site: Site) -> Question:
    """Ask for any passkey of this site; nobody has to say who it is first, so nothing can be learned by asking."""
    asked = webauthn.generate_authentication_options(
        rp_id=site.host, user_verification=UserVerificationRequirement.REQUIRED
    )
    return _question(session, webauthn.options_to_json(asked), asked.challenge, SIGN_IN)


def ask_new(session: Session, user: User, site: Site) -> Question:
    """Ask the device of this person to make a passkey."""
    known = session.scalars(select(Passkey.credential_id).where(Passkey.user_id == user.id))
    asked = webauthn.generate_registration_options(
        rp_id=site.host,
        rp_name=site.name,
        user_name=user.email,
        user_display_name=user.name,
        # A name that tells nothing outside this service.
        user_id=hashlib.sha256(f"{site.host}|{user.id}".encode()).digest(),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(id=base64url_to_bytes(one)) for one in known],
    )
    return _question(session, webauthn.options_to_json(asked), asked.challenge, _about(user))


def add_passkey(
    session: Session, actor: Actor, user: User, site: Site, *, sealed: str, answer: str, name: str
) -> Passkey:
    """Keep a passkey that the device made. Raises NoPasskey."""
    challenge = _challenge(session, sealed, _about(user))
    try:
        made = webauthn.verify_registration_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError) as problem:
        raise NoPasskey from problem
    _use_up(session, challenge)
    number = len(session.scalars(select(Passkey.id).where(Passkey.user_id == user.id)).all())
    if number >= MOST:
        raise NoPasskey
    row = Passkey(
        user_id=user.id,
        credential_id=bytes_to_base64url(made.credential_id),
        public_key=made.credential_public_key,
        sign_count=made.sign_count,
        name=" ".join(name.split())[:60] or f"Passkey {number + 1}",
        added_at=session.info["at"],
    )
    session.add(row)
    record(session, actor, "user.passkey_added", user)
    return row


def credential_in(answer: str) -> str:
    """Which passkey an answer says to be of, for counting tries; empty when it says nothing we can read."""
    try:
        return bytes_to_base64url(parse_authentication_credential_json(answer).raw_id)[:200]
    except (InvalidJSONStructure, WebAuthnException, ValueError, KeyError, TypeError):
        return ""


def user_of(session: Session, site: Site, *, sealed: str, answer: str) -> User:
    """Whose passkey answered our question, just now and for the first time. Raises NoPasskey."""
    challenge = _challenge(session, sealed, SIGN_IN)
    credential = credential_in(answer)
    row = session.scalars(select(Passkey).where(Passkey.credential_id == credential)).first() if credential else None
    if row is None:
        raise NoPasskey
    try:
        right = webauthn.verify_authentication_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            credential_public_key=row.public_key,
            credential_current_sign_count=row.sign_count,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError) as problem:
        raise NoPasskey from problem
    user = session.get_one(User, row.user_id)
    if not user.is_active:
        raise NoPasskey
    _use_up(session, challenge)
    session.execute(
        update(Passkey)
        .where(Passkey.id == row.id)
        .values(sign_count=right.new_sign_count, last_used_at=session.info["at"])
        .execution_options(synchronize_session=False)
    )
    return user


def find_passkey(session: Session, actor: Actor, reference: str) -> Passkey | None:
    """One of the actor's own passkeys by its number."""
    if not (reference.isascii() and reference.isdigit() and len(reference) < 10):
        return None
    return session.scalars(select(Passkey).where(Passkey.id == int(reference), Passkey.user_id == actor.id)).first()


def remove_passkey(session: Session, actor: Actor, user: User, row: Passkey) -> None:
    """This passkey opens nothing any more."""
    session.execute(delete(Passkey).where(Passkey.id == row.id))
    record(session, actor, "user.passkey_removed", user)


def forget_used(session: Session, *, at: datetime) -> int:
    """Throw away challenges that are too old to come back; returns how many."""
    return rows_reached(session, delete(UsedChallenge).where(UsedChallenge.at < at - timedelta(days=1)))


def _question(session: Session, options: str, challenge: bytes, about: str) -> Question:
    kept = json.dumps([bytes_to_base64url(challenge), session.info["at"].timestamp()])
    return Question(options, seal(ring_of(session), kept, f"passkey|{about}"))


def _challenge(session: Session, sealed: str, about: str) -> bytes:
    """The challenge of a question of ours that is not too old."""
    try:
        written, asked_at = json.loads(opened(ring_of(session), sealed, f"passkey|{about}"))
    except NotOurs as problem:
        raise NoPasskey from problem
    if not timedelta(0) <= session.info["at"] - datetime.fromtimestamp(asked_at, session.info["at"].tzinfo) <= LASTS:
        raise NoPasskey
    return base64url_to_bytes(written)


def _use_up(session: Session, challenge: bytes) -> None:
    """Write the challenge down; of two answers to one question the database takes one."""
    digest = base64.urlsafe_b64encode(hashlib.sha256(challenge).digest()).decode()
    try:
        with session.begin_nested():
            session.add(UsedChallenge(digest=digest, at=session.info["at"]))
    except IntegrityError as problem:
        raise NoPasskey from problem


def _about(user: User) -> str:
    return f"nieuw|{user.id}|{user.session_version}"


def _is_here(host: str) -> bool:
    if host in {"", "localhost"}:
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
