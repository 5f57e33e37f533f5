"""What of the figures may be shown, so that no sum or difference of what is shown tells of a few people. Pure.

Groups are sets: someone may come under several, so a table of groups is no table of parts. Whoever reads it can add and
subtract all of it. So every union of people that could be worked out from what is shown must be empty, or large enough:
its size, how many of it got something, and how many did not. What fails is hidden, the smallest group first.
Sizes are shown in tens and shares the coarser, the fewer people (``foundation.told_shares``). Source: security.md 2 (2), 3.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import product
from math import ceil, floor
from typing import Final

import numpy as np
from numpy.typing import NDArray

from werkbedrijf.fairness.measures import Cells, Part, labels_of
from werkbedrijf.foundation.doubt import in_tens, reach_of
from werkbedrijf.foundation.told_shares import coarseness, edge_of, told_share

MOST_GROUPS: Final = 3
"""With more groups than this the ways to subtract outgrow what is checked; the largest are kept."""
REGION: Final = ""
"""The name of everybody together, beside the labels."""


class How(StrEnum):
    """How a figure is shown."""

    TOLD = "gezegd"
    ABOVE = "meer_dan"
    BELOW = "minder_dan"
    HIDDEN = "niet"


@dataclass(frozen=True, slots=True)
class Shown:
    """A share of a group as it may be seen: of ``about`` people (in tens), ``per_hundred`` of every 100.

    ``edge`` is 1 where it is so much or more, -1 where it is so much or less; ``half`` how far the true share may lie from
    a told one by its rounding, in parts of 100.
    """

    how: How
    about: int
    per_hundred: int | None = None
    edge: int = 0
    half: float = 0.0

    @property
    def reach(self) -> tuple[float, float]:
        """Between which shares (0 to 1) the true one lies, by what is told."""
        told = self.per_hundred or 0
        return (
            0.0 if self.edge < 0 else max(0.0, told - self.half) / 100,
            1.0 if self.edge > 0 else min(100.0, told + self.half) / 100,
        )


NOT_SHOWN: Final = Shown(How.HIDDEN, 0)
"""Neither the share nor the size: that a share cannot be told would say something of the size."""


@dataclass(frozen=True, slots=True)
class _Atom:
    """People with exactly these labels."""

    sets: frozenset[str]
    hits: int
    of: int


def shown_shares(cells: Cells, part: Part, *, smallest: int, fewest: int = 0) -> dict[str, Shown]:
    """Per label, and for the region, what may be shown of a share. A label that is absent may not be shown at all.

    Groups of fewer than ``fewest`` people are not shown anyway, and so need not hide another.
    """
    large = [label for label in labels_of(cells) if _size(cells, part, label) >= fewest]
    labels = sorted(large, key=lambda label: (-_size(cells, part, label), label))[:MOST_GROUPS]
    atoms = _atoms(cells, part, labels)
    sizes = _kept([REGION, *labels], atoms, [[atom.of for atom in atoms]], smallest)
    split = [[atom.hits for atom in atoms], [atom.of - atom.hits for atom in atoms]]
    told = _kept(sizes, atoms, split, smallest)
    return {name: _shown(name, atoms, told=name in told, smallest=smallest) for name in sizes}


def _size(cells: Cells, part: Part, label: str) -> int:
    return sum(part(tally)[1] for labels, tally in cells.items() if label in labels)


def _atoms(cells: Cells, part: Part, labels: Sequence[str]) -> list[_Atom]:
    """Who comes under which of these labels. Nobody is no atom: a reader may know that a combination does not occur."""
    found: dict[frozenset[str], tuple[int, int]] = {}
    for own, tally in cells.items():
        sets = own.intersection(labels) | {REGION}
        hits, of = found.get(sets, (0, 0))
        more = part(tally)
        found[sets] = hits + more[0], of + more[1]
    return [_Atom(sets, hits, of) for sets, (hits, of) in found.items() if of]


def _kept(names: Sequence[str], atoms: Sequence[_Atom], values: Iterable[Sequence[int]], smallest: int) -> list[str]:
    """The names whose figures may all be shown together; the smallest that gives something away goes first."""
    tables = [np.array(value, np.int64) for value in values]
    kept = sorted(names, key=lambda name: (-_total(name, atoms), name != REGION, name))
    while kept and (told := _told(kept, atoms, tables, smallest)) is not None:
        kept.remove(_without_which(kept, atoms, told))
    return kept


def _without_which(names: Sequence[str], atoms: Sequence[_Atom], told: NDArray[np.float64]) -> str:
    """The last name without which this cannot be worked out any more; the last of all when there are several roads."""
    for name in reversed(names):
        if not _reachable(_rows([other for other in names if other != name], atoms), told):
            return name
    return names[-1]


def _total(name: str, atoms: Sequence[_Atom]) -> int:
    return sum(atom.of for atom in atoms if name in atom.sets)


def _rows(names: Sequence[str], atoms: Sequence[_Atom]) -> NDArray[np.float64]:
    return np.array([[name in atom.sets for atom in atoms] for name in names], float).reshape(len(names), len(atoms))


def _told(
    names: Sequence[str], atoms: Sequence[_Atom], tables: Sequence[NDArray[np.int64]], smallest: int
) -> NDArray[np.float64] | None:
    """A union of people that can be worked out from these figures and is too small, as ones and zeros over the atoms."""
    rows = _rows(names, atoms)
    for union in product((0.0, 1.0), repeat=len(atoms)):
        some = np.array(union)
        if any(0 < int(some @ table) < smallest for table in tables) and _reachable(rows, some):
            return some
    return None


def _reachable(rows: NDArray[np.float64], union: NDArray[np.float64]) -> bool:
    """Whether adding and subtracting whole rows, any number of times, gives this union."""
    if not len(rows):
        return False
    best = np.linalg.lstsq(rows.T, union, rcond=None)[0]
    return bool(np.allclose(rows.T @ best, union, atol=1e-9))


def _shown(name: str, atoms: Sequence[_Atom], *, told: bool, smallest: int) -> Shown:
    mine = [atom for atom in atoms if name in atom.sets]
    hits, of = sum(atom.hits for atom in mine), sum(atom.of for atom in mine)
    if not of:
        return NOT_SHOWN
    about = in_tens(of)
    if told:
        return _told_of(hits, of, about, smallest)
    few, rest = hits < smallest, of - hits < smallest
    # Both bounds follow from the rounded size: the exact one would come back out of them.
    least = reach_of(of, smallest=smallest).low
    if few and not rest and least > smallest:
        return Shown(How.BELOW, about, ceil(100 * smallest / least))
    if rest and not few and least > smallest:
        return Shown(How.ABOVE, about, floor(100 * (least - smallest) / least))
    return NOT_SHOWN


def _told_of(hits: int, of: int, about: int, smallest: int) -> Shown:
    if hits in {0, of}:
        # All or nobody is no group within the group.
        return Shown(How.TOLD, about, 100 * hits // of)
    coarse = coarseness(about, smallest)
    if coarse is None:
        return NOT_SHOWN
    told = told_share(Fraction(hits, of), coarse)
    return Shown(How.TOLD, about, told, edge_of(told, coarse), coarse.step / 2)
