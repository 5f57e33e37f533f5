"""The arithmetic of the audit chain: one line in one form, and the proof that hangs it on the line before. Pure.

``mac_n = HMAC-SHA-256(key, canonical(line_n) | mac_(n-1))``; before the first line stands ``BEGIN``. The canonical form is a
JSON list in a fixed order, ASCII only, without spaces, moments in UTC with microseconds: the same bytes from every
database. Source of the rule: security.md section 4, BIO2 8.15.05.
"""

import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

BEGIN: Final = "begin"
FORM: Final = "auditregel/1"

# What the proof covers, in this order; the names are columns of ``audit_entry``.
COVERED: Final = (
    "line",
    "at",
    "act",
    "result",
    "actor_id",
    "actor_role",
    "organisation_id",
    "subject_kind",
    "subject_reference",
    "person",
    "purpose",
    "fields",
    "reason",
    "origin",
    "trace_id",
)


@dataclass(frozen=True, slots=True)
class AuditKeys:
    """The keys of the chain by their id, and the id of the one that new lines get. Kept outside the database."""

    keys: Mapping[str, bytes] = field(default_factory=dict)
    current: str = ""

    @classmethod
    def of(cls, secrets: Sequence[str]) -> "AuditKeys":
        """Keys from their texts, the one in use first; the id of a key follows from the key itself.

        >>> AuditKeys.of(["nieuw", "oud"]).current == AuditKeys.of(["nieuw"]).current
        True
        """
        known = {key_id(secret): secret.encode() for secret in secrets if secret}
        return cls(known, next(iter(known), ""))

    def __bool__(self) -> bool:
        return bool(self.current)


def key_id(secret: str) -> str:
    """A name for a key that tells nothing about it.

    >>> len(key_id("geheim"))
    8
    """
    return hashlib.sha256(b"werkbedrijf|logsleutel|" + secret.encode()).hexdigest()[:8]


def canonical(values: Sequence[Any], seq: int, kid: str) -> bytes:
    """The one form of a line. ``values`` holds what ``COVERED`` names, in that order.

    >>> canonical(["a1", datetime(2026, 11, 23, 9, tzinfo=UTC), "x.made", *[None] * 12], 7, "k1")[:60]
    b'["auditregel/1",7,"k1","a1","2026-11-23T09:00:00.000000Z","x'
    """
    return _ENCODE([FORM, seq, kid, values[0], said_moment(values[1]), *values[2:]]).encode("ascii")


_ENCODE = json.JSONEncoder(ensure_ascii=True, separators=(",", ":"), check_circular=False).encode


def said_moment(moment: datetime | str) -> str:
    """A moment as the canonical form has it: UTC, always six decimals. A text is one as SQLite keeps it.

    >>> said_moment("2026-11-23 09:00:00.000000")
    '2026-11-23T09:00:00.000000Z'
    """
    if isinstance(moment, str):
        return f"{moment[:10]}T{moment[11:]}Z"
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def mac_of(key: bytes, line: bytes, before: str) -> str:
    """The proof of one line behind the one before it, 64 hexadecimal signs."""
    return hmac.digest(key, line + b"|" + before.encode("ascii"), "sha256").hex()


def proof_of(key: bytes, *facts: object) -> str:
    """The proof of some facts by themselves: of a line before it is chained, of the head, of an archived month."""
    return mac_of(key, _ENCODE([str(fact) for fact in facts]).encode("ascii"), "los")


def same(one: str, other: str) -> bool:
    """Whether two proofs are the same, in constant time; texts of any kind."""
    return hmac.compare_digest(one.encode(), other.encode())
