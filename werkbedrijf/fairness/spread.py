"""How proposals are spread over people, whoever they are. Pure. Source: matching.md 3.3."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spread:
    """``able`` people, ``distinct`` of them on a list, ``proposals`` rows, ``most`` rows for one person.

    ``gini`` is 0 when everybody who can do a place has as many rows, and nears 1 when one person has them all.
    """

    able: int
    distinct: int
    proposals: int
    most: int
    gini: float

    @property
    def overlap(self) -> float:
        """Rows per person who is on a list; 1 is nobody twice."""
        return self.proposals / self.distinct if self.distinct else 0.0


def spread_of(rows: Sequence[int]) -> Spread:
    """From the rows of each person who can do a place.

    >>> spread_of([1, 1, 2, 0])
    Spread(able=4, distinct=3, proposals=4, most=2, gini=0.375)
    >>> spread_of([1, 1]).gini, spread_of([]).gini
    (0.0, 0.0)
    """
    total = sum(rows)
    return Spread(len(rows), sum(n > 0 for n in rows), total, max(rows, default=0), _gini(sorted(rows), total))


def _gini(rising: Sequence[int], total: int) -> float:
    if not total:
        return 0.0
    size = len(rising)
    return sum((2 * place - size - 1) * n for place, n in enumerate(rising, 1)) / (size * total)
