"""Which records can be taken back, given what was used since. Pure."""

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from enum import StrEnum

import numpy as np

Places = Mapping[int, Collection[int]]
"""Per record (its number in the file) the places of the rows it touched."""


class Stays(StrEnum):
    """Why a record stays as it was saved."""

    CHANGED = "gewijzigd"
    USED = "gebruikt"
    NUMBER = "nummer"
    LINKED = "samenhang"
    GONE = "onbekend"

    @property
    def words(self) -> str:
        """The reason in a full line, with what to do where something can be done."""
        return {
            Stays.CHANGED: "Iemand heeft dit daarna gewijzigd.",
            Stays.USED: "Dit is daarna gebruikt: er is later iets aan toegevoegd.",
            Stays.NUMBER: "Het burgerservicenummer is vervangen. Zet het oude nummer zelf terug bij de kandidaat.",
            Stays.GONE: "Wat hiervoor nodig is, is al weg: iemand uit dit bestand is gewist.",
            Stays.LINKED: "Dit hoort bij een andere rij die blijft staan.",
        }[self]


def together(records: Places, leans: Mapping[int, Collection[int]]) -> Iterator[list[int]]:
    """Records in groups that have nothing to do with each other, those last in the file first.

    Two belong together when they touched one row, or when a row of one points at a row of the other (``leans``).

    >>> list(together({1: [0], 2: [1], 3: [2]}, {2: [0]}))
    [[1, 3], [2]]
    """
    # Taken in here: a start of the service stays light.
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    numbers = list(records)
    first: dict[int, int] = {}
    pairs = [(at, first.setdefault(place, at)) for at, number in enumerate(numbers) for place in records[number]]
    pairs += [
        (first[place], first[other])
        for place, others in leans.items()
        for other in others
        if place in first and other in first
    ]
    size = len(numbers)
    ends = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    graph = coo_matrix((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=(size, size))
    _, marks = connected_components(graph, directed=False)
    groups: dict[int, list[int]] = defaultdict(list)
    for number, mark in zip(numbers, marks.tolist(), strict=True):
        groups[mark].append(number)
    yield from sorted((sorted(group) for group in groups.values()), key=lambda group: -group[-1])


def what_stays(records: Places, leans: Mapping[int, Collection[int]], stuck: Mapping[int, Stays]) -> dict[int, Stays]:
    """The records that stay, with why: their row is stuck, or they hold up a row of one that stays.

    ``stuck`` are the places of rows that were used or changed. A record with a row that a staying record touched too, or
    that a row of a staying record points at, stays as well.

    >>> what_stays({1: [0], 2: [1], 3: [2]}, {1: [0]}, {1: Stays.USED})
    {2: <Stays.USED: 'gebruikt'>, 1: <Stays.LINKED: 'samenhang'>}
    """
    at: dict[int, list[int]] = defaultdict(list)
    for number, places in records.items():
        for place in places:
            at[place].append(number)
    found: dict[int, Stays] = {}
    waiting = deque((number, why) for place, why in sorted(stuck.items()) for number in at[place])
    while waiting:
        number, why = waiting.popleft()
        if number in found:
            continue
        found[number] = why
        for place in records[number]:
            linked: Iterable[int] = (*at[place], *(one for other in leans.get(place, ()) for one in at[other]))
            waiting.extend((one, Stays.LINKED) for one in linked if one not in found)
    return found
