"""The exact best of everybody who can be put forward, compiled: counting first, then keys for the few that matter.

Fits are counted in bins from the top until the list is full; only who is in those bins gets a key (`order`), and a heap
finds the least key that still belongs. Same integers as `vectors`, tested. Source: matching.md 6.2.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from matching.core.order import POINTS_SHIFT, TRAVEL_SCALE, TRAVEL_SHIFT, WISH_SHIFT
from matching.core.packing import MOST_EXPOSURE, UNKNOWN_FLAG
from matching.core.travel import UNKNOWN_MINUTES

Bytes = NDArray[np.uint8]
Halves = NDArray[np.uint16]
Longs = NDArray[np.int64]
Able = tuple[Longs, Halves, Bytes]
"""row, S and minutes of who can be put forward"""
Person = tuple[Bytes, Bytes, Halves, Bytes]
"""levels, most_minutes, wishes, exposure"""

MOST_BINS = 512


def compiled(function: Callable[..., Any]) -> Any:
    """Compile once per machine where a cache folder can be written, otherwise once per process."""
    try:
        return njit(cache=True, nogil=True)(function)
    except RuntimeError:
        return njit(nogil=True)(function)


@compiled
def _points_that_matter(points: Halves, smax: int, limit: int) -> int:
    """An S that at least `limit` people reach and few more, or 0 where there are not that many people."""
    shift = 0
    while smax >> shift >= MOST_BINS:
        shift += 1
    bins = np.zeros(MOST_BINS, np.int64)
    for i in range(len(points)):
        bins[points[i] >> shift] += 1
    reached, bin_ = 0, MOST_BINS
    while bin_ > 0 and reached < limit:
        bin_ -= 1
        reached += bins[bin_]
    return bin_ << shift


@compiled
def _key(points: int, minutes: int, most: int, wished: bool, exposure: int) -> int:
    part = TRAVEL_SCALE
    if minutes != UNKNOWN_MINUTES:
        part = min(minutes * TRAVEL_SCALE // max(most, 1), TRAVEL_SCALE)
    near = (TRAVEL_SCALE - part) << TRAVEL_SHIFT
    return points << POINTS_SHIFT | near | wished << WISH_SHIFT | (MOST_EXPOSURE - exposure)


@compiled
def _offered(heap: Longs, size: int, key: int) -> int:
    """Keep the highest keys, the least on top; returns the new size."""
    if size < len(heap):
        at = size
        while at > 0 and heap[(at - 1) // 2] > key:
            heap[at] = heap[(at - 1) // 2]
            at = (at - 1) // 2
        heap[at] = key
        return size + 1
    at = 0
    while 2 * at + 1 < size:
        child = 2 * at + 1
        if child + 1 < size and heap[child + 1] < heap[child]:
            child += 1
        if heap[child] >= key:
            break
        heap[at] = heap[child]
        at = child
    heap[at] = key
    return size


@compiled
def _forward(able: Able, bar: int, person: Person, wish: np.uint16, limit: int) -> Longs:
    """Row, key and minutes of everybody whose key is at least the limit-th highest."""
    rows, points, minutes = able
    _, most, wishes, exposure = person
    heap, size, found = np.zeros(limit, np.int64), 0, 0
    forward = np.empty((3, len(rows)), np.int64)
    for i in range(len(rows)):
        if points[i] < bar:
            continue
        row = rows[i]
        wished = (wishes[row] & wish) != 0
        key = _key(np.int64(points[i]), np.int64(minutes[i]), np.int64(most[row]), wished, np.int64(exposure[row]))
        if size < limit or key > heap[0]:
            size = _offered(heap, size, key)
        elif key < heap[0]:
            continue
        forward[0, found], forward[1, found], forward[2, found] = row, key, minutes[i]
        found += 1
    least = heap[0] if size == limit else np.int64(0)
    return forward[:, :found][:, forward[1, :found] >= least]


@compiled
def _in_order(keys: Longs) -> Longs:
    """Positions, highest key first (Shell's method: short, and quick for so few)."""
    order = np.arange(len(keys))
    gap = 1
    while gap < len(keys) // 3:
        gap = 3 * gap + 1
    while gap > 0:
        for i in range(gap, len(keys)):
            moving, at = order[i], i
            while at >= gap and keys[order[at - gap]] < keys[moving]:
                order[at] = order[at - gap]
                at -= gap
            order[at] = moving
        gap //= 3
    return order


@compiled
def best(able: Able, person: Person, place: Any, smax: int, needed: int, limit: int) -> Longs:
    """The table of `ranking.Outcome`; `place` is (items, asked, value, wish)."""
    if limit == 0 or len(able[0]) == 0:
        return np.zeros((9, 0), np.int64)
    items, asked, value, wish = place
    bar = _points_that_matter(able[1], smax, limit)
    forward = _forward(able, bar, person, wish, limit)
    order = _in_order(forward[1])
    table = np.zeros((9, len(order)), np.int64)
    for i in range(len(order)):
        row = forward[0, order[i]]
        table[0, i], table[1, i], table[2, i] = row, forward[1, order[i]], forward[2, order[i]]
        table[6, i], table[7, i], table[8, i] = table[1, i] >> POINTS_SHIFT, smax, needed
        for d in range(len(items)):
            level = person[0][items[d], row]
            worth, enough = np.int64(value[d]), np.int64(asked[d])
            if level & UNKNOWN_FLAG:
                table[5, i] |= np.int64(1) << np.int64(items[d])
                table[4, i] += worth * enough
            else:
                got = worth * min(np.int64(level), enough)
                table[3, i] += got
                table[4, i] += got
    return table
