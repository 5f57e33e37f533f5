"""The NumPy way of comparing everybody with one place; gives the same integers as the compiled way."""

import numpy as np
from numpy.typing import NDArray

from matching.core.catalogue import HIGHEST
from matching.core.eligibility import REASONS, minutes_of, reasons_of
from matching.core.order import order_keys
from matching.core.packing import LEVEL_MASK, UNKNOWN_FLAG
from matching.core.question import Question
from matching.core.ranking import Outcome
from matching.core.store import People

Longs = NDArray[np.int64]


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
) -> Outcome:
    """Filter, fit and select with NumPy."""
    minutes = minutes_of(people, row)
    reasons = reasons_of(people, question, minutes)
    able = np.flatnonzero(reasons == 0)
    points = points_of(people.levels[:, able], question)
    wished = (people.wishes[able] & np.uint16(question.wish)) != 0
    keys = order_keys(points, minutes[able], people.most_minutes[able], wished, exposure[able])
    front = front_of(keys, limit)
    rows = able[front]
    low, high, unknown = intervals(people.levels[:, rows], question)
    same = [np.full(len(rows), fixed) for fixed in (question.smax, needed)]
    table = np.stack([rows, keys[front], minutes[rows], low, high, unknown, points[front], *same]).astype(np.int64)
    return Outcome(counted(reasons, int(np.count_nonzero(points >= needed))), table)


def counted(reasons: NDArray[np.uint8], suitable: int) -> Longs:
    """The counts of `ranking.Outcome` from the reason bytes of everybody."""
    per_byte = np.bincount(reasons, minlength=128)
    single = per_byte[[int(reason) for reason in REASONS]]
    several = len(reasons) - per_byte[0] - single.sum()
    return np.array([per_byte[0], *single, several, suitable], np.int64)


def front_of(keys: Longs, limit: int) -> NDArray[np.intp]:
    """Positions of every key that is at least the limit-th highest, highest first."""
    if limit == 0:
        return np.empty(0, np.intp)
    front = np.arange(len(keys))
    if len(keys) > limit:
        front = np.flatnonzero(keys >= np.partition(keys, -limit)[-limit])
    return front[np.argsort(-keys[front], kind="stable")]
