"""Secrets of people as they stand in the database: sealed with a key of the ring, or as a digest that needs one.

What is sealed is bound to the row it belongs to: moved to another person it does not open.
"""

import base64
import hashlib
import hmac
import os
from typing import cast

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy.orm import Session

from werkbedrijf.foundation.keys.ring import Key, KeyRing, Kind

NONCE = 12


class NotOurs(Exception):
    """What should open does not: it was changed, belongs elsewhere, or was sealed by another service."""


def ring_of(session: Session) -> KeyRing:
    """The keys that belong to the database of this session."""
    return cast("KeyRing", session.connection().get_execution_options()["keys"])


def seal(ring: KeyRing, text: str, about: str) -> str:
    """The text, sealed; ``about`` says whose it is and must be the same when it is opened."""
    key, nonce = ring.current(Kind.REGION), os.urandom(NONCE)
    closed = _cipher(key).encrypt(nonce, text.encode(), f"{key.kid}|{about}".encode())
    return f"{key.kid}.{base64.urlsafe_b64encode(nonce + closed).decode()}"


def opened(ring: KeyRing, sealed: str, about: str) -> str:
    """What was sealed. Raises NotOurs, or KeyLost when its key is gone."""
    kid, _, coded = sealed.rpartition(".")
    if not kid.startswith(f"{Kind.REGION.value}-"):
        raise NotOurs
    try:
        closed = base64.urlsafe_b64decode(coded)
        return _cipher(ring.get(kid)).decrypt(closed[:NONCE], closed[NONCE:], f"{kid}|{about}".encode()).decode()
    except (InvalidTag, ValueError) as problem:
        raise NotOurs from problem


def digests(ring: KeyRing, text: str, about: str) -> list[str]:
    """What may stand for the text, the newest key first; it cannot be guessed without the key."""
    keys = reversed(ring.all(Kind.PEPPER))
    return [
        f"{key.kid}.{hmac.new(_derived(key), f'{about}|{text}'.encode(), hashlib.sha256).hexdigest()}" for key in keys
    ]


def _cipher(key: Key) -> AESGCM:
    return AESGCM(_derived(key))


def _derived(key: Key) -> bytes:
    # A key of its own for this room, so that what it seals cannot be mixed up with what others seal.
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"werkbedrijf accounts").derive(key.secret)
