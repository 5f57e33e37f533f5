"""Locking one value: AES-256-GCM with a nonce of its own, bound to the place where the value stands.

The place (table, column, row and key) is authenticated with the value: a cell that was put elsewhere, or changed by one bit,
does not open. Nothing here knows a database.
"""

import os
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from werkbedrijf.foundation.errors import DomainError

FORM: Final = b"\x01"
"""The first byte of every cell: which way of locking it is."""
NONCE: Final = 12
TAG: Final = 16


class CellRefused(DomainError):
    """A stored value does not open: it was changed, moved, or belongs to another key. Nothing of it is shown."""

    status = 500

    def __init__(self, place: str):
        self.place = place
        super().__init__(
            f"Een opgeslagen gegeven ({place}) klopt niet met zijn slot en wordt niet getoond. Meld dit bij de beheerder."
        )


@dataclass(frozen=True, slots=True)
class Lock:
    """A key that is ready to use, with its id."""

    kid: str
    cipher: AESGCM = field(repr=False)

    @classmethod
    def of(cls, kid: str, secret: bytes) -> "Lock":
        """The lock of 32 secret bytes."""
        if len(secret) != 32:
            raise ValueError("a key has 32 bytes")
        return cls(kid, AESGCM(secret))

    def close(self, value: bytes, table: str, column: str, row: str) -> bytes:
        """The value as it may be stored at this place."""
        nonce = os.urandom(NONCE)
        return FORM + nonce + self.cipher.encrypt(nonce, value, self._place(table, column, row))

    def open(self, cell: bytes, table: str, column: str, row: str) -> bytes:
        """The value that was stored at this place; raises CellRefused when it is not exactly that."""
        if cell[:1] != FORM or len(cell) < 1 + NONCE + TAG:
            raise CellRefused(f"{table}.{column}")
        nonce, locked = cell[1 : 1 + NONCE], cell[1 + NONCE :]
        try:
            return self.cipher.decrypt(nonce, locked, self._place(table, column, row))
        except InvalidTag:
            raise CellRefused(f"{table}.{column}") from None

    def _place(self, table: str, column: str, row: str) -> bytes:
        return f"{table}|{column}|{row}|{self.kid}".encode()


@lru_cache(maxsize=256)
def lock_of_organisation(kid: str, wrapped: bytes, organisation_id: int, region_kid: str, secret: bytes) -> Lock:
    """The lock of one partner, unwrapped with the key of the region; partners are few, so it is kept at hand."""
    opened = Lock.of(region_kid, secret).open(wrapped, "organisation_key", "wrapped", f"{organisation_id}/{kid}")
    return Lock.of(kid, opened)
