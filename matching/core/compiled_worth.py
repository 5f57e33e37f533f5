"""What qualified pairs are worth, compiled, and each place's pairs most valuable first.

Order is a counting sort in buckets of worth, with a short sort inside: few pairs share a bucket. Same integers as
`pairs.worth_of` and a sort in NumPy, tested. Compiled code is kept per file, so nothing here calls compiled code of
another file (see `compiled`). Source: matching.md 2.7, 3.1.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

Halves = NDArray[np.uint16]
Longs = NDArray[np.int64]
Ints = NDArray[np.int32]
Found = tuple[Ints, Longs, Halves]
"""person, worth and S of each pair"""

MOST_BUCKETS = 1 << 12
FIT_UNITS, JITTER, SCALE, LOT_SHIFT = 10_000, 20, np.int64(1 << 38), np.uint64(64 - 22)
"""As in `pairs`; a test compares the two ways."""


def compiled(function: Callable[..., Any]) -> Any:
    """Compile once per machine where a cache folder can be written, otherwise once per process."""
    try:
        return njit(cache=True, nogil=True)(function)
    except RuntimeError:
        return njit(nogil=True)(function)


@compiled
def _mixed(one: np.uint64, other: np.uint64) -> np.uint64:
    """As `pairs.mixed`."""
    found = one ^ (other * np.uint64(0x9E3779B97F4A7C15) + np.uint64(0x632BE59BD9B4E019))
    found = (found ^ (found >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    found = (found ^ (found >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return found ^ (found >> np.uint64(31))


@compiled
def _weigh(rows: Ints, reached: Halves, place: Longs, own: np.uint64, digest: Any, spare: Any) -> int:
    """Worth of each pair, and its bucket counted from the most valuable down; returns how many buckets there are."""
    value, bucket = spare[1], spare[2]
    least, smax = place
    span = JITTER * max(FIT_UNITS - FIT_UNITS * least // smax + 1, 1) if smax else JITTER
    step = 1
    while span // step > MOST_BUCKETS:
        step *= 2
    top = (FIT_UNITS * JITTER + JITTER - 1) // step
    for e in range(len(rows)):
        hashed = _mixed(digest[np.uint64(rows[e])], own)
        fit = np.int64(np.uint32(FIT_UNITS * np.int64(reached[e])) // np.uint32(smax)) if smax else FIT_UNITS
        units = fit * JITTER + np.int64(hashed % np.uint64(JITTER))
        value[e] = units * SCALE + np.int64(hashed >> LOT_SHIFT)
        bucket[e] = top - units // step
    return span // step + 3


@compiled
def _sorted(found: Found, first: int, last: int) -> None:
    """Most valuable first, then lowest person (Shell's method; most stretches hold a handful)."""
    person, worth, points = found
    gap = 1
    while gap < (last - first) // 3:
        gap = 3 * gap + 1
    while gap > 0:
        step, low = np.uint64(gap), np.uint64(first + gap)
        for i in range(low, np.uint64(last)):
            at: Any = i
            who, value, reached = person[i], worth[i], points[i]
            while at >= low and (worth[at - step] < value or (worth[at - step] == value and person[at - step] > who)):
                person[at], worth[at], points[at] = person[at - step], worth[at - step], points[at - step]
                at -= step
            person[at], worth[at], points[at] = who, value, reached
        gap //= 3


@compiled
def _place(rows: Ints, reached: Halves, stand: Ints, found: Found, at: int, buckets: int, spare: Any) -> None:
    """Write one weighed place's pairs from `at` on, in order."""
    person, worth, points = found
    ends, value, bucket = spare
    last = np.uint64(buckets)
    ends[:buckets] = 0
    for e in range(len(rows)):
        ends[np.uint64(bucket[e] + 1)] += 1
    for b in range(np.uint64(1), last):
        ends[b] += ends[b - np.uint64(1)]
    for e in range(len(rows)):
        mine = np.uint64(bucket[e])
        to = np.uint64(at + ends[mine])
        ends[mine] += 1
        person[to], worth[to], points[to] = stand[np.uint64(rows[e])], value[e], reached[e]
    first = at
    for b in range(last):
        if at + ends[b] - first > 1:
            _sorted(found, first, at + ends[b])
        first = at + ends[b]


@compiled
def weighed(start: Longs, rows: Ints, reached: Halves, places: Longs, own: Any, stand: Ints, digest: Any) -> Found:
    """Person, worth and S of the pairs of many places, place by place from `start` on, most valuable first.

    `places` holds the least S and Smax of each, `own` its digest; `stand` and `digest` are those of each row.
    """
    most, pairs = 1, len(rows)
    for p in range(len(own)):
        most = max(most, start[p + 1] - start[p])
    spare = (np.empty(MOST_BUCKETS + 3, np.int64), np.empty(most, np.int64), np.empty(most, np.int32))
    found = (np.empty(pairs, np.int32), np.empty(pairs, np.int64), np.empty(pairs, np.uint16))
    for p in range(len(own)):
        at, until = start[p], start[p + 1]
        buckets = _weigh(rows[at:until], reached[at:until], places[p], own[p], digest, spare)
        _place(rows[at:until], reached[at:until], stand, found, at, buckets, spare)
    return found
