"""Shares of groups of people, told so coarsely that nobody works back how many people are behind them. Pure.

A whole percent of about thirty people is one number of people, and often one of the others too. So a share is told in larger
steps, and at its ends as so much or more, so much or less: the coarser, the fewer people. How coarse follows from the rounded
number of people alone, so that the choice itself tells nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import cache
from itertools import product
from typing import Final, NamedTuple

LEAST_DOUBT: Final = 5
"""So many numbers must stay possible, of those of whom it is so and of the others."""


class Coarse(NamedTuple):
    """How a share is told: in steps of so much percent, between the lowest and the highest that is told."""

    step: int
    lowest: int
    highest: int


LADDER: Final = (
    Coarse(1, 1, 99),
    Coarse(2, 2, 98),
    Coarse(2, 4, 96),
    Coarse(2, 6, 94),
    Coarse(2, 10, 90),
    Coarse(5, 5, 95),
    Coarse(5, 10, 90),
    Coarse(5, 15, 85),
    Coarse(5, 20, 80),
    Coarse(5, 25, 75),
    Coarse(5, 30, 70),
    Coarse(10, 30, 70),
    Coarse(5, 40, 60),
    Coarse(10, 40, 60),
    Coarse(25, 25, 75),
)
"""How coarsely a share may be told, finest first."""
EDGES: Final = {-1: " of minder", 0: "", 1: " of meer"}
"""What is said behind a told share, by ``edge_of``."""


def told_share(share: Fraction, coarse: Coarse) -> int:
    """A share in whole percent as coarsely as that.

    >>> told_share(Fraction(9, 10), Coarse(25, 25, 75)), told_share(Fraction(9, 10), Coarse(5, 5, 95))
    (75, 90)
    """
    return _told(share.numerator, share.denominator, coarse)


def _told(hits: int, of: int, coarse: Coarse) -> int:
    # Whole numbers, because every possible group is tried.
    rounded = (200 * hits + coarse.step * of) // (2 * coarse.step * of) * coarse.step
    return min(max(rounded, coarse.lowest), coarse.highest)


def edge_of(told: int, coarse: Coarse) -> int:
    """1 where a told share is so much or more, -1 where it is so much or less, 0 where it is about so much."""
    return (told == coarse.highest) - (told == coarse.lowest)


def finest(ladder: Sequence[Coarse], groups: Iterable[tuple[int, int]]) -> Coarse | None:
    """The first of the ladder, finest first, that leaves enough doubt about each told share; None where not one does.

    ``groups`` are all numbers a reader holds possible beforehand: of how many it is so, and of how many it is not.

    >>> ladder = (Coarse(1, 1, 99), Coarse(25, 25, 75))
    >>> finest(ladder, [(hits, 30 - hits) for hits in range(31)])
    Coarse(step=25, lowest=25, highest=75)
    """
    known = list(groups)
    return next((coarse for coarse in ladder if known and _hides(coarse, known)), None)


@cache
def hides_between(coarse: Coarse, about: int, smallest: int) -> bool:
    """Whether two shares of the same people, about so many, told one after the other as coarsely as that, leave open how
    many stopped in between. At least ``smallest`` of them still had it at the end.

    >>> hides_between(Coarse(5, 10, 90), 60, 5), hides_between(Coarse(5, 10, 90), 130, 5)
    (False, True)
    """
    fits: defaultdict[tuple[int, int], set[int]] = defaultdict(set)
    for persons in range(max(smallest, about - 5), about + 5):
        stopped: defaultdict[int, list[int]] = defaultdict(list)
        for stayed in range(smallest, persons + 1):
            stopped[_told(stayed, persons, coarse)].append(persons - stayed)
        for (before, first), (after, last) in product(stopped.items(), repeat=2):
            if after <= before:
                fits[before, after].update(range(max(0, min(last) - max(first)), max(last) - min(first) + 1))
    return all(len(numbers) >= LEAST_DOUBT for numbers in fits.values())


@cache
def coarseness(
    about: int, smallest: int, *, least: int | None = None, ladder: Sequence[Coarse] = LADDER
) -> Coarse | None:
    """How coarsely a share of about so many is told, when at least ``smallest`` of them are shown at all.

    At least ``least`` have it and as many do not; without it that is ``smallest`` too.

    >>> coarseness(20, 10)[:], coarseness(60, 10)[:], coarseness(1000, 10)[:]
    ((25, 25, 75), (5, 20, 80), (1, 1, 99))
    >>> coarseness(60, 10, least=0)[:]
    (5, 10, 90)
    """
    known = smallest if least is None else least
    sizes = range(max(smallest, about - 5), about + 5)
    return finest(ladder, ((hits, of - hits) for of in sizes for hits in range(known, of - known + 1)))


def _hides(coarse: Coarse, groups: Sequence[tuple[int, int]]) -> bool:
    fits: dict[int, set[tuple[int, int]]] = defaultdict(set)
    for hits, others in groups:
        fits[_told(hits, hits + others, coarse)].add((hits, others))
    return all(len(set(numbers)) >= LEAST_DOUBT for some in fits.values() for numbers in zip(*some, strict=True))
