"""The allocation, compiled: one place's slot at a time, along the cheapest chain of changes, with prices kept up.

A slot takes a person; that person may leave another place, which then takes somebody else, until somebody with room is
reached or a slot stays empty. Prices make every step cost zero or more, so the cheapest chain is found by searching
outwards (Dijkstra) over places in a binary heap. A place's pairs stand most valuable first, so a search stops early.
Same integers as `allocation_plain`, tested. Source: matching.md 3.1, T5.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

Longs = NDArray[np.int64]
Ints = NDArray[np.int32]
Bytes = NDArray[np.uint8]
Graph = tuple[Longs, Longs, Ints, Longs]
"""start and stop of each place, person and worth of each pair"""
State = tuple[Longs, Longs, Ints, Ints, Longs, Ints, Bytes]
"""price per person, value per place, filled per place, uses per person, held pair and its place per person, chosen"""
Work = tuple[Longs, Longs, Longs, Ints, Longs, Ints, Ints, Ints, Ints]
"""distance per person and place, pair a person is reached by, its place, via per place, heap, position, and who was
touched (people, places)"""

FAR = np.int64(1) << np.int64(62)
BEST, END_PERSON, END_PLACE, PEOPLE, PLACES, SIZE = range(6)
"""What a search tells: its cost, where the chain ends (a person or a place, the other -1), how many it touched, heap."""


def compiled(function: Callable[..., Any]) -> Any:
    """Compile once per machine where a cache folder can be written, otherwise once per process."""
    try:
        return njit(cache=True, nogil=True)(function)
    except RuntimeError:
        return njit(nogil=True)(function)


@compiled
def _raised(heap: Ints, position: Ints, distance: Longs, size: int, place: int) -> int:
    """Put a place in the heap, or move it up; returns the size."""
    at = position[place]
    if at < 0:
        at = size
        size += 1
    while at > 0 and distance[heap[(at - 1) // 2]] > distance[place]:
        heap[at] = heap[(at - 1) // 2]
        position[heap[at]] = at
        at = (at - 1) // 2
    heap[at] = place
    position[place] = at
    return size


@compiled
def _lowered(heap: Ints, position: Ints, distance: Longs, size: int) -> int:
    """Take the first off the heap; returns the size."""
    position[heap[0]] = -1
    size -= 1
    if size == 0:
        return size
    place = heap[size]
    at = 0
    while 2 * at + 1 < size:
        child = 2 * at + 1
        if child + 1 < size and distance[heap[child + 1]] < distance[heap[child]]:
            child += 1
        if distance[heap[child]] >= distance[place]:
            break
        heap[at] = heap[child]
        position[heap[at]] = at
        at = child
    heap[at] = place
    position[place] = at
    return size


@compiled
def _opened(place: int, graph: Graph, price: Longs, most: int) -> Any:
    """The value at which a new place wants nobody more than it costs."""
    start, stop, person, worth = graph
    found = np.int64(0)
    for e in range(start[place], stop[place]):
        if worth[e] + most <= found:
            break
        found = max(found, worth[e] - price[person[e]])
    return found


@compiled
def _take_along(i: int, room: int, graph: Graph, state: State, work: Work, end: Longs) -> None:
    """From a person on to the places that would lose this person: there the chain may end with an empty slot."""
    worth, price, value, held, held_place = graph[3], state[0], state[1], state[4], state[5]
    far_place, via, heap, position, saw_places = work[1], work[4], work[5], work[6], work[8]
    for t in range(state[3][i]):
        left = held_place[i, t]
        further = work[0][i] + worth[held[i, t]] - price[i] - value[left]
        if further >= far_place[left] or further >= end[BEST]:
            continue
        if far_place[left] == FAR:
            saw_places[end[PLACES]] = left
            end[PLACES] += 1
        far_place[left], via[left] = further, i * room + t
        end[SIZE] = _raised(heap, position, far_place, end[SIZE], left)
        if further + value[left] < end[BEST]:
            end[BEST], end[END_PERSON], end[END_PLACE] = further + value[left], -1, left


@compiled
def _reach(
    place: int, graph: Graph, bonus: Longs, shift: Ints, room: int, state: State, work: Work, end: Longs
) -> None:
    """From a place to the people it could take: there the chain ends when somebody has room."""
    start, stop, person, worth = graph
    price, uses, chosen = state[0], state[3], state[6]
    far_person, by_pair, by_place, saw_people = work[0], work[2], work[3], work[7]
    base = work[1][place] + state[1][place]
    for e in range(start[place], stop[place]):
        if base - worth[e] - bonus[0] >= end[BEST]:
            break
        i = person[e]
        cost = base + price[i] - worth[e]
        if chosen[e] or cost >= end[BEST] or cost >= far_person[i]:
            continue
        if far_person[i] == FAR:
            saw_people[end[PEOPLE]] = i
            end[PEOPLE] += 1
        far_person[i], by_pair[i], by_place[i] = cost, e, place
        if uses[i] < room:
            total = cost - bonus[shift[i] + uses[i]] - price[i]
            if total < end[BEST]:
                end[BEST], end[END_PERSON], end[END_PLACE] = total, i, -1
        _take_along(i, room, graph, state, work, end)


@compiled
def _search(
    root: int, graph: Graph, bonus: Longs, shift: Ints, room: int, state: State, work: Work, end: Longs
) -> None:
    """Find the cheapest end of a chain from this place; `end` tells it."""
    far_place, heap, position = work[1], work[5], work[6]
    end[BEST], end[END_PERSON], end[END_PLACE] = state[1][root], -1, root
    end[PEOPLE], end[PLACES] = 0, 1
    work[8][0], far_place[root] = root, 0
    end[SIZE] = _raised(heap, position, far_place, 0, root)
    while end[SIZE] > 0 and far_place[heap[0]] < end[BEST]:
        place = heap[0]
        end[SIZE] = _lowered(heap, position, far_place, end[SIZE])
        _reach(place, graph, bonus, shift, room, state, work, end)
    for at in range(end[SIZE]):
        position[heap[at]] = -1


@compiled
def _settle(state: State, work: Work, end: Longs) -> None:
    """Bring the prices up to date for whoever was nearer than the end, and forget the search."""
    price, value = state[0], state[1]
    far_person, far_place, saw_people, saw_places = work[0], work[1], work[7], work[8]
    for at in range(end[PEOPLE]):
        i = saw_people[at]
        if far_person[i] < end[BEST]:
            price[i] += end[BEST] - far_person[i]
        far_person[i] = FAR
    for at in range(end[PLACES]):
        p = saw_places[at]
        if far_place[p] < end[BEST]:
            value[p] -= end[BEST] - far_place[p]
        far_place[p] = FAR


@compiled
def _change(root: int, room: int, state: State, work: Work, end: Longs) -> None:
    """Carry the chain out, from its end back to the slot it began with."""
    filled, uses, held, held_place, chosen = state[2], state[3], state[4], state[5], state[6]
    by_pair, by_place, via = work[2], work[3], work[4]
    place = end[END_PLACE]
    if end[END_PERSON] >= 0:
        i = end[END_PERSON]
        held[i, uses[i]], held_place[i, uses[i]] = by_pair[i], by_place[i]
        chosen[by_pair[i]] = 1
        uses[i] += 1
        place = np.int64(by_place[i])
    else:
        filled[place] -= 1
    while place != root:
        i, t = via[place] // room, via[place] % room
        chosen[held[i, t]] = 0
        held[i, t], held_place[i, t] = by_pair[i], by_place[i]
        chosen[by_pair[i]] = 1
        place = np.int64(by_place[i])
    filled[root] += 1


@compiled
def fill(first: int, slots: Ints, graph: Graph, bonus: Longs, shift: Ints, room: int, state: State, work: Work) -> None:
    """Fill the slots of the places from `first` on; what stands already stays exact. Changes `state`."""
    end = np.zeros(6, np.int64)
    for place in range(first, len(slots)):
        state[1][place] = _opened(place, graph, state[0], bonus[0])
        for _ in range(slots[place]):
            if state[1][place] == 0:
                break
            _search(place, graph, bonus, shift, room, state, work, end)
            _settle(state, work, end)
            if end[END_PLACE] != place:
                _change(place, room, state, work, end)
