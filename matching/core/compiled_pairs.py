"""Who is qualified for each of many places, compiled: filter and fit in blocks, and nothing written but the qualified.

Stretches of people out of reach of a place are passed over whole; within reach a block of people is read column by
column, in the narrowest types. Same integers as `pairs` in NumPy, tested. What a pair is worth: `compiled_worth`.
Compiled code is kept per file, so nothing here calls compiled code of another file (see `compiled`).
Source: matching.md 2.5, 2.6, 6.2.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]
Halves = NDArray[np.uint16]
Words = NDArray[np.uint32]
Longs = NDArray[np.int64]
Ints = NDArray[np.int32]
Person = tuple[Bytes, Words, Words, Bytes, Bytes]
"""levels, essential, obstacles, hours_max, most_minutes"""
Places = tuple[Longs, Bytes, Bytes, Halves, Longs, Bytes, Bytes, Longs, Bytes]
"""where each place's items start, items, asked, value; where its hard items start, hard items, hard levels; a row of
numbers per place (`LEAST` to `HOURS`); the travel times of the postcodes asked, a row each (`TRAVEL` says which)"""
Found = tuple[Ints, Halves]
"""row and S of each pair"""

BLOCK = 1024
SPARE = 8
"""Places to spare, see `_keep`."""
BRIDGE = 64
"""People out of reach that are cheaper to compare than to pass over."""
UNKNOWN = np.uint8(255)
LEVEL = np.uint8(7)
LEAST, _SMAX, WORD, IMPOSSIBLE, HOURS, TRAVEL = range(6)


def compiled(function: Callable[..., Any]) -> Any:
    """Compile once per machine where a cache folder can be written, otherwise once per process."""
    try:
        return njit(cache=True, nogil=True)(function)
    except RuntimeError:
        return njit(nogil=True)(function)


@compiled
def _near(row: Bytes, position: Longs, furthest: Bytes, run_minutes: Bytes, stretch: Longs, run_start: Longs) -> int:
    """Minutes of each run, and the first and last run of each stretch within reach; returns how many stretches."""
    found, gap = 0, BRIDGE
    for run in range(len(position)):
        minutes = row[position[run]]
        run_minutes[run] = minutes
        size = run_start[run + 1] - run_start[run]
        if minutes > furthest[run] and minutes != UNKNOWN:
            gap += size
            continue
        if gap < BRIDGE and found > 0:
            stretch[2 * found - 1] = run + 1
        else:
            stretch[2 * found], stretch[2 * found + 1] = run, run + 1
            found += 1
        gap = 0
    return found


@compiled
def _fill_minutes(minutes: Bytes, start: int, stop: int, run: int, run_start: Longs, run_minutes: Bytes) -> int:
    """Minutes of the people in [start, stop); `run` is the run that `start` is in; returns the run of `stop`."""
    at = start
    while at < stop:
        while run_start[run + 1] <= at:
            run += 1
        end = min(run_start[run + 1], stop)
        minutes[at - start : end - start] = run_minutes[run]
        at = end
    return run


@compiled
def _filter(able: Bytes, minutes: Bytes, start: int, n: int, person: Person, place: Any) -> None:
    """1 for who can be put forward, 0 for who cannot; what the place does not ask is not read."""
    word, impossible, hours = np.uint32(place[WORD]), np.uint32(place[IMPOSSIBLE]), np.uint8(place[HOURS])
    obstacles, hours_max, most = (
        person[2][start : start + n],
        person[3][start : start + n],
        person[4][start : start + n],
    )
    for i in range(n):
        able[i] = np.uint8((minutes[i] <= most[i]) | (minutes[i] == UNKNOWN)) & np.uint8(hours_max[i] >= hours)
    for i in range(n):
        able[i] &= np.uint8((obstacles[i] & word) == 0)
    if impossible != 0:
        essential = person[1][start : start + n]
        for i in range(n):
            able[i] &= np.uint8((essential[i] & impossible) == 0)


@compiled
def _fit(points: Halves, able: Bytes, start: int, n: int, levels: Bytes, p: int, places: Any) -> None:
    """S of everybody in the block, and nobody able below a hard level."""
    item_start, items, asked, value, hard_start, hard_items, hard_levels = places[:7]
    for h in range(hard_start[p], hard_start[p + 1]):
        column = levels[hard_items[h], start : start + n]
        least = hard_levels[h]
        for i in range(n):
            able[i] &= np.uint8((column[i] & LEVEL) >= least)
    points[:n] = 0
    for d in range(item_start[p], item_start[p + 1]):
        column = levels[items[d], start : start + n]
        most, worth = asked[d], value[d]
        for i in range(n):
            points[i] += np.uint16(worth * np.uint16(min(np.uint8(column[i] & LEVEL), most)))


@compiled
def _flag(able: Bytes, points: Halves, n: int, least: int) -> None:
    bar = np.uint16(min(least, 65535))
    for i in range(n):
        able[i] &= np.uint8(points[i] >= bar)


@compiled
def _keep(found: Found, kept: int, able: Bytes, points: Halves, start: int, n: int) -> Any:
    """Write down who is qualified, looking at eight flags at a time; returns how many there are now."""
    rows, reached = found
    words, at = able.view(np.uint64), np.uint64(kept)
    for w in range((n + 7) // 8):
        if words[w] == 0:
            continue
        # Written always and counted when it holds: no branch to guess wrong. Hence eight places to spare.
        for i in range(8 * w, 8 * w + 8):
            rows[at], reached[at] = np.int32(start + i), points[i]
            at += np.uint64(able[i])
    return np.int64(at)


@compiled
def _ones(able: Bytes, n: int) -> int:
    total = np.int64(0)
    for i in range(n):
        total += np.int64(able[i])
    return int(total)


@compiled
def _qualified(
    p: int, person: Person, runs: Any, places: Places, buffers: Any, found: Found, kept: int, count: bool
) -> int:
    """Write down who is qualified for place `p`, or only count them; returns how many there are now."""
    run_start, position, furthest = runs
    minutes, able, points, run_minutes, stretch = buffers
    place = places[7][p]
    for s in range(_near(places[8][place[TRAVEL]], position, furthest, run_minutes, stretch, run_start)):
        run = stretch[2 * s]
        at, stop = run_start[run], run_start[stretch[2 * s + 1]]
        while at < stop:
            n = min(BLOCK, stop - at)
            run = _fill_minutes(minutes, at, at + n, run, run_start, run_minutes)
            able[:] = 0
            _filter(able, minutes, at, n, person, place)
            _fit(points, able, at, n, person[0], p, places)
            _flag(able, points, n, place[LEAST])
            if count:
                kept += _ones(able, n)
            else:
                kept = _keep(found, kept, able, points, at, n)
            at += n
    return kept


@compiled
def _buffers(runs: Any) -> Any:
    last = len(runs[1])
    return (
        np.empty(BLOCK, np.uint8),
        np.empty(BLOCK, np.uint8),
        np.empty(BLOCK, np.uint16),
        np.empty(last, np.uint8),
        np.empty(2 * last + 2, np.int64),
    )


@compiled
def count_pairs(person: Person, runs: Any, places: Places, first: int, last: int) -> Longs:
    """How many people are qualified for each place from `first` up to `last`."""
    nothing, buffers = (np.empty(1, np.int32), np.empty(1, np.uint16)), _buffers(runs)
    found = np.zeros(last - first, np.int64)
    for p in range(first, last):
        found[p - first] = _qualified(p, person, runs, places, buffers, nothing, 0, True)
    return found


@compiled
def _with_room(found: Found, kept: int, room: int) -> Found:
    """The same with room for so many more."""
    if kept + room <= len(found[0]):
        return found
    size = kept + kept // 2 + room
    more = (np.empty(size, np.int32), np.empty(size, np.uint16))
    more[0][:kept], more[1][:kept] = found[0][:kept], found[1][:kept]
    return more


@compiled
def find_pairs(person: Person, runs: Any, places: Places, first: int, last: int) -> Any:
    """The qualified for the places from `first` up to `last`: where each place's start, then row and S of all."""
    everybody, buffers = runs[0][-1] + SPARE, _buffers(runs)
    start, kept = np.zeros(last - first + 1, np.int64), 0
    found = (np.empty(2 * everybody, np.int32), np.empty(2 * everybody, np.uint16))
    for p in range(first, last):
        found = _with_room(found, kept, everybody)
        kept = _qualified(p, person, runs, places, buffers, found, kept, False)
        start[p - first + 1] = kept
    return start, found[0][:kept], found[1][:kept]
