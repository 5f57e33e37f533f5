"""Which part of the rows on lists goes to which people, beside what they can do and beside fit alone. Pure.

Exposure (matching.md 3.3) is a diagnosis and nothing to steer by: it rises above 1 for people who have few options each.
The share audit (matching.md 4.3) compares the lists with the best by fit alone, on the same pairs; among equals by fit the
rows are divided evenly, because fit alone has no other ground to choose. By fit alone a few people have many rows, so a
group's part swings by who happens to be in it; what chance makes of that is the spread of a sum drawn without putting back
(Cochran, Sampling Techniques, 1977, ch. 2).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from werkbedrijf.fairness.lists import Lists
from werkbedrijf.fairness.margins import TWO_SIDED_95
from werkbedrijf.fairness.measures import Cells, Labels, Tally, everybody, group, labels_of

Parts = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Rows:
    """Rows on lists per person, in the order of the pairs: by what people can do, as they are, and the two of the audit."""

    expected: Parts
    listed: Parts
    by_fit: Parts
    by_list: Parts

    @property
    def squares(self) -> float:
        """How unevenly the two of the audit differ over people: the sum of squares of each person's difference in part."""
        if not self.by_fit.sum() or not self.by_list.sum():
            return 0.0
        return float(((self.by_list / self.by_list.sum() - self.by_fit / self.by_fit.sum()) ** 2).sum())


def rows_of(lists: Lists, slots: Mapping[str, int]) -> Rows:
    """Count the rows of everybody. ``slots`` is the most rows each place may have."""
    expected, listed, by_fit, by_list = (np.zeros(len(lists.rows)) for _ in range(4))
    for place, name in enumerate(lists.pairs.places):
        people = lists.pairs.person[lists.of_place(place)]
        here = np.array([person for person, _ in lists.listed[place]], np.intp)
        able = here[np.isin(here, people)]
        listed[here] += 1
        by_list[able] += 1
        if len(people):
            # A place cannot have more rows than people who can do it.
            expected[people] += min(slots[name], len(people)) / len(people)
            by_fit[people] += _best(lists.pairs.points[lists.of_place(place)], len(able))
    return Rows(expected, listed, by_fit, by_list)


def rows_by_kind(lists: Lists, rows: Rows) -> dict[Labels, Tally]:
    """The rows added up per set of labels."""

    def of(part: Parts) -> list[float]:
        found: list[float] = np.bincount(lists.kind, weights=part, minlength=len(lists.kinds)).tolist()
        return found

    columns = zip(of(rows.expected), of(rows.listed), of(rows.by_fit), of(rows.by_list), strict=True)
    return {
        kind: Tally(expected=expected, listed=listed, by_fit=by_fit, by_list=by_list)
        for kind, (expected, listed, by_fit, by_list) in zip(lists.kinds, columns, strict=True)
    }


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


@dataclass(frozen=True, slots=True)
class Shift:
    """How far a group's part of the rows lies from its part by fit alone: 0.05 is five percent more.

    ``chance`` whether it is no more than another draw of as many people would give, 19 times out of 20.
    """

    part: float
    chance: bool


def shifts(cells: Cells, squares: float) -> dict[str, Shift | None]:
    """The share audit, per group; None where there is nothing to compare. ``squares`` is that of ``Rows``."""
    found = _against(cells, lambda t: t.by_list, lambda t: t.by_fit)
    total = everybody(cells)
    return {
        label: None if part is None else Shift(part - 1, _swings(group(cells, label), total, squares))
        for label, part in found.items()
    }


def _swings(own: Tally, total: Tally, squares: float) -> bool:
    """Whether chance alone moves the part of so many people as far as this."""
    if total.able < 2:
        return True
    moved = abs(own.by_list / total.by_list - own.by_fit / total.by_fit)
    spread = own.able * (total.able - own.able) / (total.able * (total.able - 1)) * squares
    return moved < TWO_SIDED_95 * sqrt(spread)


def _against(cells: Cells, one: Callable[[Tally], float], other: Callable[[Tally], float]) -> dict[str, float | None]:
    total = everybody(cells)
    found: dict[str, float | None] = {}
    for label in labels_of(cells):
        own = group(cells, label)
        usable = one(total) and other(total) and other(own)
        found[label] = (one(own) / one(total)) / (other(own) / other(total)) if usable else None
    return found
