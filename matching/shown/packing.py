"""What was shown, as plain values: made small for keeping, and read again. Pure.

The shape is numbered, so that what was kept by an older version stays readable.
"""

import hashlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

SHAPE: Final = b"\x01"
# Helps short texts to become small. Part of shape 1: it can never change, only be followed by another shape.
_COMMON: Final = (
    b'{"arrange":[],"ask":0,"can":["grows":["interval":"","minutes":null,"score":100,"figures":[,"low":,"high":'
    b'"tasks":[["kan dit"],["kan dit grotendeels"],["groeit hierin"],["nog vragen"]]'
    b'"travel":"met de fiets"," minuten met het openbaar vervoer"," minuten met de auto"," minuten lopend"}'
)


@dataclass(frozen=True, slots=True)
class Line:
    """One row: this person at this place. ``number`` counts from 1 over all pages; ``apart`` stood above the list.

    ``told`` is what the page said of the pair and is kept with other lists too; ``beside`` are sentences that belong to
    this list, such as a place on the list of the allocation.
    """

    candidate_id: int
    vacancy_id: int
    number: int
    told: Mapping[str, Any]
    beside: tuple[str, ...] = ()
    apart: bool = False

    @property
    def digest(self) -> str:
        """Of person, place and what was told."""
        return digest_of([self.candidate_id, self.vacancy_id, self.told])


@dataclass(frozen=True, slots=True)
class Picture:
    """A page of a list, to be kept. ``facts`` are counts and sentences around the rows, ``settings`` what it was made with."""

    kind: str
    vacancy_id: int | None
    candidate_id: int | None
    lines: tuple[Line, ...]
    facts: Mapping[str, Any]
    settings: Mapping[str, Any]
    code_version: str
    pool_revision: int = 0
    others: Mapping[str, Any] = field(default_factory=dict)
    """What else stood on the page and has no row."""

    @property
    def digest(self) -> str:
        """Of everything but the moment, the person who looked and the number of the pool."""
        rows = [[line.digest, line.number, line.apart, list(line.beside)] for line in self.lines]
        about = [self.kind, self.vacancy_id, self.candidate_id, self.code_version]
        return digest_of([*about, rows, self.facts, self.settings, self.others])


def written(value: Any) -> bytes:
    """Always the same bytes for the same value.

    >>> written({"b": 1, "a": "é"}).decode()
    '{"a":"é","b":1}'
    """
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def digest_of(value: Any) -> str:
    """The first half of the SHA-256 of a value, in hexadecimal."""
    return hashlib.sha256(written(value)).hexdigest()[:32]


def packed(value: Any) -> bytes:
    """A value made small. ``unpacked(packed(value)) == value``."""
    small = zlib.compressobj(9, zlib.DEFLATED, -15, 9, zlib.Z_DEFAULT_STRATEGY, _COMMON)
    return SHAPE + small.compress(written(value)) + small.flush()


def unpacked(kept: bytes) -> Any:
    """The value that was kept; None for what was emptied. Raises ValueError for a shape that is not known."""
    if not kept:
        return None
    if kept[:1] != SHAPE:
        raise ValueError(f"onbekende vorm {kept[0]}")
    return json.loads(zlib.decompressobj(-15, _COMMON).decompress(kept[1:]))
