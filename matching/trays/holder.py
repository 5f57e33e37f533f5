"""Whoever holds a link: nobody we know. And what a link is made of, and kept as."""

import hmac
import secrets
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Final

# Without what looks alike in print or on the telephone.
LETTERS: Final = "ABCDEFGHKLMNPRSTWXZ"
DIGITS: Final = "2345679"


class LinkRole(StrEnum):
    """How the trail calls who came in by a link."""

    HOLDER = "iemand met de link"


@dataclass(frozen=True, slots=True)
class LinkHolder:
    """The actor behind what happens through a link, as far as the trail may know."""

    id: int | None = None
    role: StrEnum = LinkRole.HOLDER
    organisation_id: int | None = None


HOLDER: Final = LinkHolder()


def new_token() -> str:
    """The secret part of a link: 256 bits by lot, as 43 characters of an address."""
    return secrets.token_urlsafe(32)


def digest_of(token: str) -> str:
    """What is kept of a token. It is drawn from so many that a digest without a key cannot be tried out.

    >>> digest_of("a") == digest_of("a"), len(digest_of("a"))
    (True, 64)
    """
    return sha256(token.encode()).hexdigest()


def is_of(token: str, digest: str) -> bool:
    """Whether a token belongs to a digest, in the same time for every wrong one."""
    return hmac.compare_digest(digest_of(token), digest)


def origin_digest(secret: str, origin: str) -> str:
    """An address as it is counted: under the key of this service, so that no address is kept."""
    return hmac.new(secret.encode(), f"kaartenmapje|{origin}".encode(), sha256).hexdigest()[:32]


def new_code() -> str:
    """How an employer calls a card, such as ``KR 47``; by lot, so that it says nothing and matches no other place.

    >>> import re
    >>> bool(re.fullmatch("[A-Z]{2} [0-9]{2}", new_code()))
    True
    """
    letters = "".join(secrets.choice(LETTERS) for _ in range(2))
    return f"{letters} {''.join(secrets.choice(DIGITS) for _ in range(2))}"
