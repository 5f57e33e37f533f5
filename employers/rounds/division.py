"""Divide employers among colleagues. Pure, exact and the same every time, in whatever order the employers come."""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Item:
    """An employer to call: its id, whose employer it is (None for nobody), and the place it is in."""

    id: int
    face: int | None = None
    place: str = ""


def divide(items: Sequence[Item], callers: Sequence[int]) -> dict[int, list[int]]:
    """Per caller the ids to call, in the order to call them. Raises ValueError without callers.

    Who is the face of an employer gets it. The rest is spread so that the lists differ as little as they can: a list that
    got any of the rest is at most one longer than any other. The rest stays together per place: at most one place is cut
    at each border between two colleagues.

    >>> firms = [Item(1, 7), Item(2, None, "Almelo"), Item(3, None, "Borne"), Item(4, None, "Almelo"), Item(5, 99, "Borne")]
    >>> divide(firms, [7, 8])
    {7: [1, 2, 4], 8: [3, 5]}
    """
    order = sorted(set(callers))
    if not order:
        raise ValueError("somebody must call")
    lists: dict[int, list[Item]] = {caller: [] for caller in order}
    rest: list[Item] = []
    for item in sorted(items, key=_by_place):
        lists.get(item.face or 0, rest).append(item)
    shares = spread([len(lists[caller]) for caller in order], len(rest))
    start = 0
    # Whoever gets most of the rest begins, so that large places are cut least.
    for caller, share in sorted(zip(order, shares, strict=True), key=lambda pair: (-pair[1], pair[0])):
        lists[caller] += rest[start : start + share]
        start += share
    return {caller: [item.id for item in sorted(lists[caller], key=_by_place)] for caller in order}


def spread(have: Sequence[int], more: int) -> list[int]:
    """How many of ``more`` each gets, so that what each then has differs as little as it can. The first goes first.

    >>> spread([5, 0, 1], 4)
    [0, 3, 1]
    >>> spread([0, 0, 0], 5)
    [2, 2, 1]
    """
    heap = [(number, index) for index, number in enumerate(have)]
    heapq.heapify(heap)
    shares = [0] * len(have)
    for _ in range(more):
        number, index = heap[0]
        shares[index] += 1
        heapq.heapreplace(heap, (number + 1, index))
    return shares


def _by_place(item: Item) -> tuple[str, int]:
    return item.place.casefold(), item.id
