"""What comes out of asking everybody: an ordered list with its figures, and who is not in it and why."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.core.catalogue import CAPABILITY_CODES
from matching.core.eligibility import left_out
from matching.core.fit import display
from matching.core.travel import UNKNOWN_MINUTES

Longs = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Ranked:
    """One row of a list. Scores are whole percents, cut off; `low` and `high` with every unknown level at 0 and at 4."""

    id: str
    points: int
    smax: int
    low: int
    high: int
    minutes: int | None
    """One way; None when the postcode is unknown ("reistijd onbekend")."""
    unknown: tuple[str, ...]
    """Capabilities that are asked and not known: to ask."""
    suitable: bool

    @property
    def score(self) -> int:
        """0 to 100, for this pair only."""
        return display(self.points, self.smax)

    @property
    def low_score(self) -> int:
        """The score if every unknown level were 0."""
        return display(self.low, self.smax)

    @property
    def high_score(self) -> int:
        """The score if every unknown level were 4."""
        return display(self.high, self.smax)


@dataclass(frozen=True, eq=False, slots=True)
class Outcome:
    """What one comparison yields, before ties are settled.

    `counts`: 0 eligible, 1-7 left out for that one reason (in order of `Reason`), 8 for several, 9 suitable.
    `table` has a column per front runner (everybody whose key is at least the limit-th highest), highest first, and
    from top to bottom: 0 row, 1 key, 2 minutes, 3 S with unknown levels at 0, 4 S with unknown at 4, 5 unknown
    capabilities as bits, 6 S, 7 Smax, 8 the least S that is suitable.
    """

    counts: Longs
    table: Longs


@dataclass(frozen=True, eq=False, slots=True)
class Ranking:
    """The highest of a list, in order, in columns; iterate for rows.

    `eligible + sum(left_out.values()) == considered`, and `suitable` counts the eligible from tau up.
    """

    ids: tuple[str, ...]
    table: Longs
    """As in `Outcome`, in the final order."""
    counts: tuple[int, ...]
    considered: int

    @property
    def eligible(self) -> int:
        """How many can be put forward."""
        return self.counts[0]

    @property
    def suitable(self) -> int:
        """How many of those can do at least the asked part of the work."""
        return self.counts[9]

    @property
    def left_out(self) -> dict[str, int]:
        """How many cannot, by code of the reason, each counted once."""
        return left_out(self.counts[1:9])

    @property
    def rows(self) -> Longs:
        """Positions in the version of people (or places) that was asked."""
        found: Longs = self.table[0]
        return found

    @property
    def points(self) -> Longs:
        """S of each."""
        found: Longs = self.table[6]
        return found

    @property
    def minutes(self) -> Longs:
        """Minutes one way, `UNKNOWN_MINUTES` where unknown."""
        found: Longs = self.table[2]
        return found

    def __len__(self) -> int:
        return len(self.ids)

    def __getitem__(self, place: int) -> Ranked:
        """The row on this place of the list, from 0."""
        _, _, minutes, low, high, unknown, points, smax, suitable_from = self.table[:, place].tolist()
        return Ranked(
            id=self.ids[place],
            points=points,
            smax=smax,
            low=low,
            high=high,
            minutes=None if minutes == UNKNOWN_MINUTES else minutes,
            unknown=tuple(code for index, code in enumerate(CAPABILITY_CODES) if unknown >> index & 1),
            suitable=points >= suitable_from,
        )

    def __iter__(self) -> Iterator[Ranked]:
        return (self[place] for place in range(len(self)))
