"""The exact best of a list while it streams by: a heap of the highest keys, and everybody who may still belong to it.

Source: matching.md 6.2; the order of keys is that of `order`.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from matching.core.order import POINTS_SHIFT, TRAVEL_SCALE, TRAVEL_SHIFT, WISH_SHIFT
from matching.core.packing import MOST_EXPOSURE

Bytes = NDArray[np.uint8]
Longs = NDArray[np.int64]
Front = tuple[Longs, Longs, Longs]
"""Heap of the highest keys (least on top); row, key and minutes of who was put forward; how many of each."""

CHUNK = 64
UNKNOWN = 255
FLAG = np.uint8(0x80)


def compiled(function: Callable[..., Any]) -> Any:
    """Compile once per machine where a cache folder can be written, otherwise once per process."""
    try:
        return njit(cache=True, nogil=True)(function)
    except RuntimeError:
        return njit(nogil=True)(function)


@compiled
def _key(points: int, minutes: int, most: int, wished: bool, exposure: int) -> int:
    part = TRAVEL_SCALE
    if minutes != UNKNOWN:
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
def _highest(points: NDArray[np.uint16]) -> np.uint16:
    best = np.uint16(0)
    for i in range(len(points)):
        best = max(best, points[i])
    return best


@compiled
def _least(heap: Longs, size: int) -> int:
    """The key from which one belongs to the best; 0 while there is room."""
    return int(heap[0]) if 0 < len(heap) == size else 0


@compiled
def select(
    front: Front,
    points: NDArray[np.uint16],
    minutes: Bytes,
    start: int,
    n: int,
    tied: tuple[Bytes, NDArray[np.uint16], Bytes],
    wish: np.uint16,
) -> None:
    """Put forward who can still be among the highest; a chunk without such a person is skipped whole.

    `points` carry S + 1, or 0 for who cannot be put forward.
    """
    heap, forward, state = front
    most, wishes, exposure = tied
    least = _least(heap, state[0])
    for chunk in range(0, n if len(heap) else 0, CHUNK):
        stop = min(chunk + CHUNK, n)
        bar = np.uint16((least >> POINTS_SHIFT) + 1)
        if _highest(points[chunk:stop]) < bar:
            continue
        for i in range(chunk, stop):
            if points[i] < bar:
                continue
            wished = (wishes[i] & wish) != 0
            key = _key(np.int64(points[i]) - 1, np.int64(minutes[i]), np.int64(most[i]), wished, np.int64(exposure[i]))
            if key < least:
                continue
            forward[0, state[1]], forward[1, state[1]], forward[2, state[1]] = start + i, key, minutes[i]
            state[1] += 1
            if state[0] < len(heap) or key > least:
                state[0] = _offered(heap, state[0], key)
                least = _least(heap, state[0])


@compiled
def _in_order(forward: Longs, found: int, least: int) -> Longs:
    """Positions of who belongs to the best, highest key first (Shell's method: short, and quick for so few)."""
    order = np.empty(found, np.int64)
    kept = 0
    for i in range(found):
        if forward[1, i] >= least:
            order[kept] = i
            kept += 1
    gap = 1
    while gap < kept // 3:
        gap = 3 * gap + 1
    while gap > 0:
        for i in range(gap, kept):
            moving, at = order[i], i
            while at >= gap and forward[1, order[at - gap]] < forward[1, moving]:
                order[at] = order[at - gap]
                at -= gap
            order[at] = moving
        gap //= 3
    return order[:kept]


@compiled
def finished(front: Front, levels: Bytes, place: Any, smax: int, needed: int) -> Longs:
    """The table of `ranking.Outcome`."""
    heap, forward, state = front
    order = _in_order(forward, state[1], _least(heap, state[0]))
    items, asked, value = place[0], place[1], place[2]
    outcome = np.zeros((9, len(order)), np.int64)
    for i in range(len(order)):
        row = forward[0, order[i]]
        outcome[0, i], outcome[1, i], outcome[2, i] = row, forward[1, order[i]], forward[2, order[i]]
        outcome[6, i], outcome[7, i], outcome[8, i] = outcome[1, i] >> POINTS_SHIFT, smax, needed
        for d in range(len(items)):
            level = levels[items[d], row]
            worth, enough = np.int64(value[d]), np.int64(asked[d])
            if level & FLAG:
                outcome[5, i] |= np.int64(1) << np.int64(items[d])
                outcome[4, i] += worth * enough
            else:
                got = worth * min(np.int64(level), enough)
                outcome[3, i] += got
                outcome[4, i] += got
    return outcome
