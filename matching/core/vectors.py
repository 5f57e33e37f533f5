"""The NumPy way of comparing everybody with one place; gives the same integers as the compiled way."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.core.catalogue import HIGHEST
from matching.core.eligibility import minutes_of, reasons_of
from matching.core.order import order_keys
from matching.core.packing import LEVEL_MASK, UNKNOWN_FLAG
from matching.core.question import Question
from matching.core.store import People

Longs = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Scan:
    """What one comparison yields: counts per reason byte, how many are suitable, and the front runners.

    The front runners are everybody whose key is at least the limit-th highest, in no particular order.
    """

    counts: Longs
    suitable: int
    rows: Longs
    keys: Longs
    low: Longs
    high: Longs
    unknown: Longs


def points_of(levels: NDArray[np.uint8], question: Question) -> Longs:
    """S for each column of stored levels (bit 7 ignored)."""
    capped = np.minimum(levels[question.items] & LEVEL_MASK, question.asked[:, np.newaxis])
    found: Longs = question.value.astype(np.int64) @ capped.astype(np.int64)
    return found


def intervals(levels: NDArray[np.uint8], question: Question) -> tuple[Longs, Longs, Longs]:
    """S with unknown levels at 0 and at 4, and which capabilities are unknown (bits), for each column."""
    used = levels[question.items]
    unknown = (used & UNKNOWN_FLAG) != 0
    asked = question.asked[:, np.newaxis]
    value = question.value.astype(np.int64)
    low = value @ np.minimum(np.where(unknown, 0, used), asked).astype(np.int64)
    high = value @ np.minimum(np.where(unknown, HIGHEST, used), asked).astype(np.int64)
    bits = (np.int64(1) << question.items.astype(np.int64)) @ unknown.astype(np.int64)
    return low, high, bits


def scan(
    people: People, question: Question, row: NDArray[np.uint8], exposure: NDArray[np.uint8], needed: int, limit: int
) -> Scan:
    """Filter, fit and select with NumPy."""
    minutes = minutes_of(people, row)
    reasons = reasons_of(people, question, minutes)
    able = np.flatnonzero(reasons == 0)
    points = points_of(people.levels[:, able], question)
    wished = (people.wishes[able] & np.uint16(question.wish)) != 0
    keys = order_keys(points, minutes[able], people.most_minutes[able], wished, exposure[able])
    front = _front(keys, limit)
    return Scan(
        np.bincount(reasons, minlength=128),
        int(np.count_nonzero(points >= needed)),
        able[front].astype(np.int64),
        keys[front],
        *intervals(people.levels[:, able[front]], question),
    )


def _front(keys: Longs, limit: int) -> NDArray[np.intp]:
    if limit == 0:
        return np.empty(0, np.intp)
    if len(keys) <= limit:
        return np.arange(len(keys))
    return np.flatnonzero(keys >= np.partition(keys, -limit)[-limit])
