"""The compiled way of comparing everybody with one place: blocks that stay in cache, plain loops that become vectors.

Imported only when it is used (`kernel`), for importing numba takes a while. Same integers as `vectors`, tested. Compiled
code is kept per file, so nothing here calls compiled code of another file: a change there would go unnoticed.
People stand by means of travel and postcode, so whole stretches out of reach are counted without touching a level.
Loops run over slices, from 0, with narrow types: that is what the compiler turns into vector instructions.
Source: matching.md 6.1, 6.2.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from matching.core.packing import CERTIFICATE_MASK, FAMILY_MASK, TIME_MASK

Bytes = NDArray[np.uint8]
Halves = NDArray[np.uint16]
Words = NDArray[np.uint32]
Longs = NDArray[np.int64]
Person = tuple[Bytes, Words, Words, Bytes, Bytes]
"""levels, essential, obstacles, hours_max, most_minutes"""
Place = tuple[Bytes, Bytes, Halves, np.uint8, np.uint32, np.uint32, Bytes, Bytes]
"""items, asked, value, hours, word, impossible, hard items, hard levels"""
Buffers = tuple[Bytes, Bytes, Halves, Bytes, Longs]
"""minutes, reason, points, flag, tallies"""
Able = tuple[Longs, Halves, Bytes]
"""row, S and minutes of who can be put forward"""

BLOCK = 2032
"""A multiple of 16, and small enough for `_ones` to add up in bytes."""
BRIDGE = 256
"""People out of reach that are cheaper to compare than to pass over."""
TIMES, CERTIFICATES, FAMILIES = np.uint32(TIME_MASK), np.uint32(CERTIFICATE_MASK), np.uint32(FAMILY_MASK)
UNKNOWN = np.uint8(255)
LEVEL = np.uint8(7)
TRAVEL_ONLY, SEVERAL, SUITABLE = 2, 8, 9
"""Positions in the counts: 0 eligible, 1-7 a single reason, 8 several, 9 suitable."""


def compiled(function: Callable[..., Any]) -> Any:
    """Compile once per machine where a cache folder can be written, otherwise once per process."""
    try:
        return njit(cache=True, nogil=True)(function)
    except RuntimeError:
        return njit(nogil=True)(function)


@compiled
def _ones(flag: Bytes, n: int) -> np.int64:
    """How many of the first n flags are 1; eight at a time, at most 255 words, so no byte overflows."""
    words = flag.view(np.uint64)
    full = n // 8
    lanes = np.uint64(0)
    for i in range(full):
        lanes += words[i]
    total = np.int64(0)
    for _ in range(8):
        total += np.int64(lanes & np.uint64(255))
        lanes >>= np.uint64(8)
    for i in range(full * 8, n):
        total += flag[i]
    return total


@compiled
def _fill_minutes(minutes: Bytes, start: int, stop: int, run: int, run_start: Longs, run_minutes: Bytes) -> None:
    """Minutes of the people in [start, stop); `run` is the run that `start` is in."""
    at = start
    while at < stop:
        end = min(run_start[run + 1], stop)
        minutes[at - start : end - start] = run_minutes[run]
        at = end
        run += 1


@compiled
def _fill_reasons(reason: Bytes, minutes: Bytes, start: int, n: int, person: Person, place: Place) -> None:
    """Reason bits as in `eligibility.Reason`."""
    hours, word, impossible, hard_items, hard_levels = place[3], place[4], place[5], place[6], place[7]
    obstacles, hours_max, most = (
        person[2][start : start + n],
        person[3][start : start + n],
        person[4][start : start + n],
    )
    for i in range(n):
        blocked = obstacles[i] & word
        found = np.uint8(hours_max[i] < hours)
        found |= np.uint8(2) * np.uint8((minutes[i] > most[i]) & (minutes[i] != UNKNOWN))
        found |= np.uint8(4) * np.uint8((blocked & TIMES) != 0)
        found |= np.uint8(16) * np.uint8((blocked & CERTIFICATES) != 0)
        found |= np.uint8(64) * np.uint8((blocked & FAMILIES) != 0)
        reason[i] = found
    if impossible != 0:
        essential = person[1][start : start + n]
        for i in range(n):
            reason[i] |= np.uint8(32) * np.uint8((essential[i] & impossible) != 0)
    for h in range(len(hard_items)):
        column = person[0][hard_items[h], start : start + n]
        least = hard_levels[h]
        for i in range(n):
            reason[i] |= np.uint8(8) * np.uint8((column[i] & LEVEL) < least)


@compiled
def _fill_points(points: Halves, reason: Bytes, start: int, n: int, levels: Bytes, place: Place) -> None:
    """S + 1 for who can be put forward, 0 for who cannot: one number to filter and to compare by."""
    items, asked, value = place[0], place[1], place[2]
    for i in range(n):
        points[i] = 1
    for d in range(len(items)):
        column = levels[items[d], start : start + n]
        most = asked[d]
        worth = value[d]
        for i in range(n):
            points[i] += np.uint16(worth * np.uint16(min(np.uint8(column[i] & LEVEL), most)))
    for i in range(n):
        points[i] = points[i] if reason[i] == 0 else np.uint16(0)


@compiled
def _tally(tallies: Longs, reason: Bytes, n: int) -> None:
    """Count reason bytes in four tables, so that equal neighbours do not wait for each other."""
    full = n - n % 4
    for i in range(0, full, 4):
        tallies[0, reason[i]] += 1
        tallies[1, reason[i + 1]] += 1
        tallies[2, reason[i + 2]] += 1
        tallies[3, reason[i + 3]] += 1
    for i in range(full, n):
        tallies[0, reason[i]] += 1


@compiled
def _tallied(counts: Longs, tallies: Longs) -> None:
    """Add the tables to the counts: 0 eligible, 1-7 a single reason, 8 several."""
    for bits in range(128):
        found = tallies[0, bits] + tallies[1, bits] + tallies[2, bits] + tallies[3, bits]
        kind = 0 if bits == 0 else SEVERAL
        for reason in range(7):
            if bits == 1 << reason:
                kind = reason + 1
        counts[kind] += found


@compiled
def _count_suitable(counts: Longs, points: Halves, flag: Bytes, n: int, needed: int) -> None:
    least = np.uint16(min(needed + 1, 65535))
    for i in range(n):
        flag[i] = np.uint8(points[i] >= least)
    counts[SUITABLE] += _ones(flag, n)


@compiled
def _count_far(counts: Longs, start: int, n: int, flag: Bytes, person: Person, place: Place) -> None:
    """People out of reach: only whether something else stands in the way too."""
    hours, word, impossible, hard_items, hard_levels = place[3], place[4], place[5], place[6], place[7]
    obstacles, hours_max = person[2][start : start + n], person[3][start : start + n]
    for i in range(n):
        flag[i] = np.uint8((hours_max[i] >= hours) & ((obstacles[i] & word) == 0))
    if impossible != 0:
        essential = person[1][start : start + n]
        for i in range(n):
            flag[i] &= np.uint8((essential[i] & impossible) == 0)
    for h in range(len(hard_items)):
        column = person[0][hard_items[h], start : start + n]
        least = hard_levels[h]
        for i in range(n):
            flag[i] &= np.uint8((column[i] & LEVEL) >= least)
    only = _ones(flag, n)
    counts[TRAVEL_ONLY] += only
    counts[SEVERAL] += n - only


@compiled
def _keep(able: Able, kept: int, points: Halves, minutes: Bytes, start: int, n: int) -> int:
    """Write down who can be put forward, side by side; returns how many there are now."""
    rows, all_points, all_minutes = able
    for i in range(n):
        # Written always and counted when it holds: no branch to guess wrong. The last write needs one place more.
        rows[kept], all_points[kept], all_minutes[kept] = start + i, points[i] - np.uint16(1), minutes[i]
        kept += int(points[i] != 0)
    return kept


@compiled
def _compare(
    counts: Longs,
    able: Able,
    kept: int,
    buffers: Buffers,
    start: int,
    n: int,
    person: Person,
    place: Place,
    needed: int,
) -> int:
    """Filter and fit one block whose minutes are filled in."""
    minutes, reason, points, flag, tallies = buffers
    _fill_reasons(reason, minutes, start, n, person, place)
    _tally(tallies, reason, n)
    _fill_points(points, reason, start, n, person[0], place)
    _count_suitable(counts, points, flag, n, needed)
    return int(_keep(able, kept, points, minutes, start, n))


@compiled
def _run_minutes(row: Bytes, code: Longs, furthest: Bytes) -> tuple[Bytes, Bytes]:
    """Minutes of each run, and whether anybody in it can come (unknown minutes: everybody)."""
    minutes, near = np.empty(len(code), np.uint8), np.empty(len(code), np.uint8)
    flat = row.reshape(-1)
    for run in range(len(code)):
        minutes[run] = flat[code[run]]
    for run in range(len(code)):
        near[run] = np.uint8((minutes[run] <= furthest[run]) | (minutes[run] == UNKNOWN))
    return minutes, near


@compiled
def _bridged(near: Bytes, run_start: Longs) -> None:
    """Take a short stretch out of reach along with its neighbours: one long stretch costs less than three short ones."""
    run = 0
    while run < len(near):
        first = run
        while run < len(near) and near[run] == near[first]:
            run += 1
        if not near[first] and run_start[run] - run_start[first] < BRIDGE:
            near[first:run] = 1


@compiled
def compare(person: Person, runs: tuple[Longs, Longs, Bytes], row: Bytes, place: Place, needed: int) -> Any:
    """Filter and fit everybody; returns the counts of `ranking.Outcome`, and row, S and minutes of who is eligible."""
    run_start, code, furthest = runs
    run_minutes, near = _run_minutes(row, code, furthest)
    _bridged(near, run_start)
    counts, tallies = np.zeros(10, np.int64), np.zeros((4, 128), np.int64)
    minutes, reason = np.empty(BLOCK, np.uint8), np.empty(BLOCK, np.uint8)
    points, flag = np.empty(BLOCK, np.uint16), np.empty(BLOCK, np.uint8)
    buffers = (minutes, reason, points, flag, tallies)
    room = run_start[-1] + 1
    able = (np.empty(room, np.int64), np.empty(room, np.uint16), np.empty(room, np.uint8))
    run, last, kept = 0, len(code), 0
    while run < last:
        first = run
        while run < last and near[run] == near[first]:
            run += 1
        at, inside = run_start[first], first
        while at < run_start[run]:
            n = min(BLOCK, run_start[run] - at)
            if near[first]:
                while run_start[inside + 1] <= at:
                    inside += 1
                _fill_minutes(minutes, at, at + n, inside, run_start, run_minutes)
                kept = _compare(counts, able, kept, buffers, at, n, person, place, needed)
            else:
                _count_far(counts, at, n, flag, person, place)
            at += n
    _tallied(counts, tallies)
    return counts, able[0][:kept], able[1][:kept], able[2][:kept]
