"""Passkeys (WebAuthn): a device signs a challenge of ours after it has checked finger, face or code itself.

A passkey is both steps at once, and cannot be used on another site. The question travels sealed in the form; its challenge
is written down when it was answered, so that no answer counts twice. What reads the signatures (`authenticators`) takes long to
load and comes in where it is used: no start waits for it.
"""

import base64
import hashlib
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address
from urllib.parse import urlsplit

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

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
    from werkbedrijf.accounts import authenticators

    options, challenge = authenticators.sign_in_options(site.host)
    return _question(session, options, challenge, SIGN_IN)


def ask_new(session: Session, user: User, site: Site) -> Question:
    """Ask the device of this person to make a passkey."""
    from werkbedrijf.accounts import authenticators

    known = session.scalars(select(Passkey.credential_id).where(Passkey.user_id == user.id))
    options, challenge = authenticators.new_options(
        site.host,
        site.name,
        user_name=user.email,
        display_name=user.name,
        # A name that tells nothing outside this service.
        user_id=hashlib.sha256(f"{site.host}|{user.id}".encode()).digest(),
        known=list(known),
    )
    return _question(session, options, challenge, _about(user))


def add_passkey(
    session: Session, actor: Actor, user: User, site: Site, *, sealed: str, answer: str, name: str
) -> Passkey:
    """Keep a passkey that the device made. Raises NoPasskey."""
    from werkbedrijf.accounts import authenticators

    challenge = _challenge(session, sealed, _about(user))
    made = authenticators.verified_new(answer, challenge, site.host, site.origin)
    if made is None:
        raise NoPasskey
    _use_up(session, challenge)
    number = len(session.scalars(select(Passkey.id).where(Passkey.user_id == user.id)).all())
    if number >= MOST:
        raise NoPasskey
    row = Passkey(
        user_id=user.id,
        credential_id=made.credential,
        public_key=made.public_key,
        sign_count=made.sign_count,
        name=" ".join(name.split())[:60] or f"Passkey {number + 1}",
        added_at=session.info["at"],
    )
    session.add(row)
    record(session, actor, "user.passkey_added", user)
    return row


def credential_in(answer: str) -> str:
    """Which passkey an answer says to be of, for counting tries; empty when it says nothing we can read."""
    from werkbedrijf.accounts import authenticators

    return authenticators.credential_in(answer)


def user_of(session: Session, site: Site, *, sealed: str, answer: str) -> User:
    """Whose passkey answered our question, just now and for the first time. Raises NoPasskey."""
    from werkbedrijf.accounts import authenticators

    challenge = _challenge(session, sealed, SIGN_IN)
    credential = credential_in(answer)
    row = session.scalars(select(Passkey).where(Passkey.credential_id == credential)).first() if credential else None
    if row is None:
        raise NoPasskey
    count = authenticators.verified_count(
        answer, challenge, site.host, site.origin, public_key=row.public_key, counted=row.sign_count
    )
    if count is None:
        raise NoPasskey
    user = session.get_one(User, row.user_id)
    if not user.is_active:
        raise NoPasskey
    _use_up(session, challenge)
    session.execute(
        update(Passkey)
        .where(Passkey.id == row.id)
        .values(sign_count=count, last_used_at=session.info["at"])
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
    kept = json.dumps([_text_of(challenge), session.info["at"].timestamp()])
    return Question(options, seal(ring_of(session), kept, f"passkey|{about}"))


def _challenge(session: Session, sealed: str, about: str) -> bytes:
    """The challenge of a question of ours that is not too old."""
    try:
        written, asked_at = json.loads(opened(ring_of(session), sealed, f"passkey|{about}"))
    except NotOurs as problem:
        raise NoPasskey from problem
    if not timedelta(0) <= session.info["at"] - datetime.fromtimestamp(asked_at, session.info["at"].tzinfo) <= LASTS:
        raise NoPasskey
    return base64.urlsafe_b64decode(written + "=" * (-len(written) % 4))


def _use_up(session: Session, challenge: bytes) -> None:
    """Write the challenge down; of two answers to one question the database takes one."""
    digest = base64.urlsafe_b64encode(hashlib.sha256(challenge).digest()).decode()
    try:
        with session.begin_nested():
            session.add(UsedChallenge(digest=digest, at=session.info["at"]))
    except IntegrityError as problem:
        raise NoPasskey from problem


def _text_of(challenge: bytes) -> str:
    return base64.urlsafe_b64encode(challenge).decode().rstrip("=")


def _about(user: User) -> str:
    return f"nieuw|{user.id}|{user.session_version}"


def _is_here(host: str) -> bool:
    if host in {"", "localhost"}:
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
