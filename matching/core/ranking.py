"""What comes out of asking everybody: an ordered list with its figures, and who is not in it and why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.core.catalogue import CAPABILITY_CODES
from matching.core.fit import display

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


@dataclass(frozen=True, eq=False)
class Ranking:
    """The highest of a list, in order, in columns; iterate for rows.

    `eligible + sum(left_out.values()) == considered`; `suitable` counts the eligible from tau up. `rows` are positions
    in the version of people (or places) that was asked.
    """

    ids: tuple[str, ...]
    rows: Longs
    points: Longs
    smax: Longs
    low: Longs
    high: Longs
    minutes: Longs
    unknown: Longs
    suitable_from: Longs
    considered: int
    eligible: int
    suitable: int
    left_out: Mapping[str, int]

    def __len__(self) -> int:
        return len(self.ids)

    def __getitem__(self, place: int) -> Ranked:
        """The row on this place of the list, from 0."""
        minutes, unknown = int(self.minutes[place]), int(self.unknown[place])
        return Ranked(
            id=self.ids[place],
            points=int(self.points[place]),
            smax=int(self.smax[place]),
            low=int(self.low[place]),
            high=int(self.high[place]),
            minutes=None if minutes < 0 else minutes,
            unknown=tuple(code for index, code in enumerate(CAPABILITY_CODES) if unknown >> index & 1),
            suitable=bool(self.points[place] >= self.suitable_from[place]),
        )

    def __iter__(self) -> Iterator[Ranked]:
        return (self[place] for place in range(len(self)))
