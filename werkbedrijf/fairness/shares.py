"""Which part of the rows on lists goes to which people, beside what they can do and beside fit alone. Pure.

Exposure (matching.md 3.3) is a diagnosis and nothing to steer by: it rises above 1 for people who have few options each.
The share audit (matching.md 4.3) compares the lists with the best by fit alone, on the same pairs; among equals by fit the
rows are divided evenly, because fit alone has no other ground to choose.
"""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from werkbedrijf.fairness.lists import Lists
from werkbedrijf.fairness.measures import Cells, Labels, Tally, everybody, group, labels_of

Parts = NDArray[np.float64]


def rows_by_kind(lists: Lists, slots: Mapping[str, int]) -> dict[Labels, Tally]:
    """Per set of labels: rows as they are and as people's abilities would divide them, and the two of the share audit."""
    size = len(lists.kinds)
    expected, listed, by_fit, by_list = (np.zeros(size) for _ in range(4))
    for place, name in enumerate(lists.pairs.places):
        here = lists.of_place(place)
        kinds = lists.kind[lists.pairs.person[here]]
        if not len(kinds):
            continue
        # A place cannot have more rows than people who can do it.
        expected += np.bincount(kinds, minlength=size) * (min(slots[name], len(kinds)) / len(kinds))
        able = set(lists.pairs.person[here].tolist())
        rows = [person for person, _ in lists.listed[place]]
        own = [person for person in rows if person in able]
        listed += _per_kind(lists, rows)
        by_list += _per_kind(lists, own)
        by_fit += np.bincount(kinds, weights=_best(lists.pairs.points[here], len(own)), minlength=size)
    return {
        kind: Tally(
            expected=float(expected[k]), listed=float(listed[k]), by_fit=float(by_fit[k]), by_list=float(by_list[k])
        )
        for k, kind in enumerate(lists.kinds)
    }


def _per_kind(lists: Lists, people: Sequence[int]) -> NDArray[np.int64]:
    return np.bincount(lists.kind[np.array(people, np.intp)], minlength=len(lists.kinds))


def _best(points: NDArray[np.uint16], rows: int) -> Parts:
    """What part of a row each person has when only fit decides: 1 above the cut, an even part on it, 0 below."""
    if not rows:
        return np.zeros(len(points))
    cut = np.sort(points)[::-1][rows - 1]
    above, on = points > cut, points == cut
    found: Parts = above + on * ((rows - above.sum()) / on.sum())
    return found


def exposure(cells: Cells) -> dict[str, float | None]:
    """GER per group: its share of the rows against the share its people's abilities would give. A diagnosis only."""
    return _against(cells, lambda t: t.listed, lambda t: t.expected)


def shift(cells: Cells) -> dict[str, float | None]:
    """The share audit: how far a group's share of the rows lies from its share by fit alone; 0.05 is five percent more."""
    return {
        label: None if found is None else found - 1
        for label, found in _against(cells, lambda t: t.by_list, lambda t: t.by_fit).items()
    }


def _against(cells: Cells, one: Callable[[Tally], float], other: Callable[[Tally], float]) -> dict[str, float | None]:
    total = everybody(cells)
    found: dict[str, float | None] = {}
    for label in labels_of(cells):
        own = group(cells, label)
        usable = one(total) and other(total) and other(own)
        found[label] = (one(own) / one(total)) / (other(own) / other(total)) if usable else None
    return found
