"""The order of a list as one whole number per person: fit first, then the tie-breaks of matching.md 2.7.

From high to low: S (16 bits), travel against one's own maximum (17 bits, less is better), a wish for this kind of work
(1 bit), fewer earlier proposals (8 bits). What is still equal is settled by a keyed hash, never by row or id.
"""

from collections.abc import Callable
from hashlib import blake2b
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from matching.core.packing import MOST_EXPOSURE
from matching.core.travel import UNKNOWN_MINUTES

TRAVEL_SCALE: Final = 1 << 16
"""Two different fractions minutes/maximum, both at most 240, never round down to the same whole number on this scale."""
TRAVEL_SHIFT: Final = 9
WISH_SHIFT: Final = 8
POINTS_SHIFT: Final = 26
FRACTION_SCALE: Final = 1 << 31
"""The same for two fractions S/Smax: fits of different places can be compared exactly."""


def travel_part(minutes: NDArray[np.uint8], most: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Travel as a part of one's own maximum, 0 to `TRAVEL_SCALE`; unknown counts as all of it."""
    part = minutes.astype(np.int64) * TRAVEL_SCALE // np.maximum(most.astype(np.int64), 1)
    found: NDArray[np.int64] = np.where(minutes == UNKNOWN_MINUTES, TRAVEL_SCALE, np.minimum(part, TRAVEL_SCALE))
    return found


def order_keys(
    points: NDArray[np.int64],
    minutes: NDArray[np.uint8],
    most: NDArray[np.uint8],
    wished: NDArray[np.bool_],
    exposure: NDArray[np.uint8],
) -> NDArray[np.int64]:
    """One number per pair, higher comes first."""
    near = (TRAVEL_SCALE - travel_part(minutes, most)) << TRAVEL_SHIFT
    rested = MOST_EXPOSURE - exposure.astype(np.int64)
    keys: NDArray[np.int64] = points << POINTS_SHIFT | near | wished.astype(np.int64) << WISH_SHIFT | rested
    return keys


def lot(hash_key: bytes, person: str, place: str) -> bytes:
    """The fair lot of a pair under this month's key."""
    return lots_of_place(hash_key, place)(person)


def lots_of_place(hash_key: bytes, place: str) -> Callable[[str], bytes]:
    """The lots of one place, the key and the place digested once for everybody."""
    started = blake2b(f"{place}\0".encode(), key=hash_key, digest_size=16)

    def drawn(person: str) -> bytes:
        mine = started.copy()
        mine.update(person.encode())
        return mine.digest()

    return drawn


def settled(
    keys: NDArray[np.int64], lots: Callable[[], Callable[[int], bytes]], limit: int
) -> NDArray[np.intp] | slice:
    """The first `limit` positions of keys that come highest first; equal keys draw lots, others do not.

    `lots` is only called when there are equal keys, and then gives the lot of a position.

    >>> settled(np.array([9, 5, 5]), lambda: lambda index: b"xba"[index : index + 1], 2)
    array([0, 2])
    """
    ties = np.flatnonzero(keys[1:] == keys[:-1]).tolist()
    if not ties:
        return slice(limit)
    order, lot_of = np.arange(len(keys)), lots()
    start = ties[0]
    for tie, following in pairwise([*ties, len(keys) + 1]):
        if following != tie + 1:
            order[start : tie + 2] = sorted(range(start, tie + 2), key=lot_of)
            start = following
    return order[:limit]
