"""The compiled way of comparing everybody with one place: blocks that stay in cache, plain loops that become vectors.

Imported only when it is used (`kernel`), for importing numba takes a while. Same integers as `vectors`, tested.
People stand by postcode, so whole stretches out of reach are counted without touching a level. Source: matching.md 6.1, 6.2.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from matching.core.order import POINTS_SHIFT, TRAVEL_SCALE, TRAVEL_SHIFT, WISH_SHIFT
from matching.core.packing import CERTIFICATE_MASK, FAMILY_MASK, MOST_EXPOSURE, TIME_MASK

Bytes = NDArray[np.uint8]
Halves = NDArray[np.uint16]
Words = NDArray[np.uint32]
Longs = NDArray[np.int64]
Person = tuple[Bytes, Words, Words, Bytes, Bytes, Bytes, Halves, Bytes]
"""levels, essential, obstacles, hours_max, most_minutes, mode, wishes, exposure"""
Routes = tuple[Longs, Longs, NDArray[np.int16], Bytes]
"""start and point of each run, the furthest each mode goes, minutes by mode and point"""
Place = tuple[Bytes, Bytes, Halves, np.uint8, np.uint32, np.uint32, Bytes, Bytes, np.uint16]
"""items, asked, value, hours, word, impossible, hard items, hard levels, wish"""

BLOCK = 2048
CHUNK = 64
TIMES, CERTIFICATES, FAMILIES = np.uint32(TIME_MASK), np.uint32(CERTIFICATE_MASK), np.uint32(FAMILY_MASK)
UNKNOWN = np.uint8(255)
LEVEL, FLAG = np.uint8(7), np.uint8(0x80)


def compiled(function: Callable[..., Any]) -> Any:
    """Compile once per machine where a cache folder can be written, otherwise once per process."""
    try:
        return njit(cache=True, nogil=True)(function)
    except RuntimeError:
        return njit(nogil=True)(function)


@compiled
def _fill_minutes(minutes: Bytes, start: int, stop: int, run: int, mode: Bytes, routes: Routes) -> None:
    """Minutes of the people in [start, stop); `run` is the run that `start` is in."""
    run_start, run_point, _, row = routes
    at = start
    while at < stop:
        end = min(run_start[run + 1], stop)
        point = run_point[run]
        walk, bicycle, transit, car = row[0, point], row[1, point], row[2, point], row[3, point]
        for j in range(at, end):
            slow = bicycle if mode[j] == 1 else walk
            fast = car if mode[j] == 3 else transit
            minutes[j - start] = fast if mode[j] >= 2 else slow
        at = end
        run += 1


@compiled
def _fill_reasons(reason: Bytes, minutes: Bytes, start: int, n: int, person: Person, place: Place) -> None:
    levels, essential, obstacles, hours_max, most, _, _, _ = person
    _, _, _, hours, word, impossible, hard_items, hard_levels, _ = place
    for i in range(n):
        blocked = obstacles[start + i] & word
        found = np.uint8(hours_max[start + i] < hours)
        found |= np.uint8(2) * np.uint8((minutes[i] > most[start + i]) & (minutes[i] != UNKNOWN))
        found |= np.uint8(4) * np.uint8((blocked & TIMES) != 0)
        found |= np.uint8(16) * np.uint8((blocked & CERTIFICATES) != 0)
        found |= np.uint8(64) * np.uint8((blocked & FAMILIES) != 0)
        reason[i] = found
    if impossible != 0:
        for i in range(n):
            reason[i] |= np.uint8(32) * np.uint8((essential[start + i] & impossible) != 0)
    for h in range(len(hard_items)):
        column = levels[hard_items[h]]
        least = hard_levels[h]
        for i in range(n):
            reason[i] |= np.uint8(8) * np.uint8((column[start + i] & LEVEL) < least)


@compiled
def _fill_points(points: Halves, reason: Bytes, start: int, n: int, levels: Bytes, place: Place) -> None:
    """S + 1 for who can be put forward, 0 for who cannot."""
    items, asked, value = place[0], place[1], place[2]
    for i in range(n):
        points[i] = 1
    for d in range(len(items)):
        column = levels[items[d]]
        most = asked[d]
        worth = value[d]
        for i in range(n):
            points[i] += np.uint16(worth * np.uint16(min(np.uint8(column[start + i] & LEVEL), most)))
    for i in range(n):
        points[i] = points[i] if reason[i] == 0 else np.uint16(0)


@compiled
def _count(counts: Longs, reason: Bytes, n: int) -> None:
    """Add up who stands where; four tables, so that equal neighbours do not wait for each other."""
    tables = np.zeros((4, 128), np.int64)
    full = n - n % 4
    for i in range(0, full, 4):
        tables[0, reason[i]] += 1
        tables[1, reason[i + 1]] += 1
        tables[2, reason[i + 2]] += 1
        tables[3, reason[i + 3]] += 1
    for i in range(full, n):
        tables[0, reason[i]] += 1
    for bits in range(128):
        counts[bits] += tables[0, bits] + tables[1, bits] + tables[2, bits] + tables[3, bits]


@compiled
def _count_far(counts: Longs, start: int, stop: int, person: Person, place: Place) -> None:
    """People out of reach: only whether something else stands in the way too."""
    levels, essential, obstacles, hours_max, _, _, _, _ = person
    _, _, _, hours, word, impossible, hard_items, hard_levels, _ = place
    only = 0
    if impossible == 0 and len(hard_items) == 0:
        for j in range(start, stop):
            only += int((hours_max[j] >= hours) & ((obstacles[j] & word) == 0))
    else:
        for j in range(start, stop):
            free = (hours_max[j] >= hours) & ((obstacles[j] & word) == 0) & ((essential[j] & impossible) == 0)
            for h in range(len(hard_items)):
                free = free & ((levels[hard_items[h], j] & LEVEL) >= hard_levels[h])
            only += int(free)
    counts[2] += only
    counts[3] += stop - start - only


@compiled
def _key(points: int, minutes: int, most: int, wished: bool, exposure: int) -> int:
    part = TRAVEL_SCALE
    if minutes != UNKNOWN:
        part = min(minutes * TRAVEL_SCALE // max(most, 1), TRAVEL_SCALE)
    rested = MOST_EXPOSURE - exposure
    return points << POINTS_SHIFT | (TRAVEL_SCALE - part) << TRAVEL_SHIFT | wished << WISH_SHIFT | rested


@compiled
def _offered(heap: Longs, size: int, key: int) -> int:
    """Keep the highest keys in a heap with the least on top; the new size."""
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
def _select(
    front: tuple[Longs, Longs, Longs, Longs],
    points: Halves,
    minutes: Bytes,
    start: int,
    n: int,
    person: Person,
    wish: np.uint16,
) -> None:
    """Put forward who can still be among the highest; chunks without such a person are skipped whole."""
    heap, rows, keys, state = front
    most, wishes, exposure = person[4], person[6], person[7]
    size, found = state[0], state[1]
    for chunk in range(0, n, CHUNK):
        stop = min(chunk + CHUNK, n)
        best = np.uint16(0)
        for i in range(chunk, stop):
            best = max(best, points[i])
        least = heap[0] if size == len(heap) else np.int64(0)
        if best == 0 or best - 1 < least >> POINTS_SHIFT:
            continue
        for i in range(chunk, stop):
            if points[i] == 0 or points[i] - 1 < least >> POINTS_SHIFT:
                continue
            j = start + i
            key = _key(
                np.int64(points[i]) - 1,
                np.int64(minutes[i]),
                np.int64(most[j]),
                (wishes[j] & wish) != 0,
                np.int64(exposure[j]),
            )
            if key < least:
                continue
            rows[found] = j
            keys[found] = key
            found += 1
            if size < len(heap) or key > least:
                size = _offered(heap, size, key)
                least = heap[0] if size == len(heap) else np.int64(0)
    state[0], state[1] = size, found


@compiled
def _is_near(run: int, most_of_run: NDArray[np.int16], run_point: Longs, row: Bytes) -> bool:
    for mode in range(4):
        minutes = row[mode, run_point[run]]
        furthest = most_of_run[run, mode]
        if furthest >= 0 and (minutes == UNKNOWN or minutes <= furthest):
            return True
    return False


@compiled
def _suitable(points: Halves, n: int, needed: int) -> int:
    total = 0
    least = np.uint16(min(needed + 1, 65535))
    for i in range(n):
        total += int(points[i] >= least)
    return total


@compiled
def _intervals(rows: Longs, levels: Bytes, place: Place) -> tuple[Longs, Longs, Longs]:
    items, asked, value = place[0], place[1], place[2]
    low, high = np.zeros(len(rows), np.int64), np.zeros(len(rows), np.int64)
    unknown = np.zeros(len(rows), np.int64)
    for i in range(len(rows)):
        for d in range(len(items)):
            level = levels[items[d], rows[i]]
            worth, most = np.int64(value[d]), np.int64(asked[d])
            if level & FLAG:
                unknown[i] |= np.int64(1) << np.int64(items[d])
                high[i] += worth * most
            else:
                points = worth * min(np.int64(level), most)
                low[i] += points
                high[i] += points
    return low, high, unknown


@compiled
def scan(person: Person, routes: Routes, place: Place, needed: int, limit: int) -> Any:
    """Filter, fit and select; see `vectors.Scan` for what comes back."""
    run_start, run_point, furthest, row = routes
    counts = np.zeros(128, np.int64)
    minutes, reason, points = np.empty(BLOCK, np.uint8), np.empty(BLOCK, np.uint8), np.empty(BLOCK, np.uint16)
    total = run_start[-1]
    front = (np.zeros(limit, np.int64), np.empty(total, np.int64), np.empty(total, np.int64), np.zeros(2, np.int64))
    suitable = 0
    run = 0
    last = len(run_point)
    while run < last:
        first = run
        near = _is_near(run, furthest, run_point, row)
        while run < last and _is_near(run, furthest, run_point, row) == near:
            run += 1
        if not near:
            _count_far(counts, run_start[first], run_start[run], person, place)
            continue
        at, inside = run_start[first], first
        while at < run_start[run]:
            n = min(BLOCK, run_start[run] - at)
            while run_start[inside + 1] <= at:
                inside += 1
            _fill_minutes(minutes, at, at + n, inside, person[5], routes)
            _fill_reasons(reason, minutes, at, n, person, place)
            _count(counts, reason, n)
            _fill_points(points, reason, at, n, person[0], place)
            suitable += _suitable(points, n, needed)
            if limit > 0:
                _select(front, points, minutes, at, n, person, place[8])
            at += n
    heap, rows, keys, state = front
    least = heap[0] if limit > 0 and state[0] == limit else np.int64(0)
    kept = np.flatnonzero(keys[: state[1]] >= least)
    rows, keys = rows[kept], keys[kept]
    order = np.argsort(-keys)
    rows, keys = rows[order], keys[order]
    low, high, unknown = _intervals(rows, person[0], place)
    return counts, suitable, rows, keys, low, high, unknown
