"""Everything measured of one run, in plain values: how it is written down, and read again. Pure."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from math import sqrt
from typing import Any, Final, Self

from werkbedrijf.fairness.margins import TWO_SIDED_95
from werkbedrijf.fairness.measures import Cells, Tally
from werkbedrijf.fairness.priority import PriorityTest
from werkbedrijf.fairness.spread import Spread

BANDS: Final = {"tot_1": 30, "tot_3": 91, "tot_6": 182, "tot_12": 365}
"""Days since the last voordracht, or since somebody registered; longer is ``langer``."""
LONGER: Final = "langer"


def band_of(days: int) -> str:
    """The band of a waiting time.

    >>> band_of(29), band_of(30), band_of(400)
    ('tot_1', 'tot_3', 'langer')
    """
    return next((band for band, end in BANDS.items() if days < end), LONGER)


@dataclass(frozen=True, slots=True)
class Unknown:
    """Levels that nobody filled in, at one organisation: of ``people``, the sum of their parts (0 to 1) and of the squares."""

    organisation: int
    people: int
    parts: float
    squares: float

    @property
    def share(self) -> float:
        """The part of the levels that is unknown, of an average person."""
        return self.parts / self.people if self.people else 0.0

    @property
    def margin(self) -> float:
        """So far the share may lie off either way (95 %), by how much people differ."""
        if self.people < 2:
            return 1.0
        spread = max(0.0, self.squares / self.people - self.share**2) * self.people / (self.people - 1)
        return TWO_SIDED_95 * sqrt(spread / self.people)


@dataclass(frozen=True, slots=True)
class Passed:
    """How many people were passed over without a good reason, and by whom: see ``envy``."""

    by_anybody: int
    across: int
    by_choice: int


@dataclass(frozen=True, eq=False)
class Measures:
    """One run measured. ``came_out_again``: computed anew from what went in, the lists were the stored ones.

    ``squares`` see ``shares.Rows``; ``period`` is the number of days over which decisions about lists were counted; ``waiting`` counts people per band.
    """

    cells: Cells
    squares: float
    spread: Spread
    passed: Passed
    priority: PriorityTest
    came_out_again: bool
    places: int
    period: int
    waiting: Mapping[str, int]
    unknown: tuple[Unknown, ...]

    def to_dict(self) -> dict[str, Any]:
        """As it is stored."""
        return {
            "cells": [
                {"labels": sorted(labels), **tally.to_dict()}
                for labels, tally in sorted(self.cells.items(), key=lambda cell: sorted(cell[0]))
            ],
            "squares": self.squares,
            "spread": asdict(self.spread),
            "passed": asdict(self.passed),
            "priority": asdict(self.priority),
            "came_out_again": self.came_out_again,
            "places": self.places,
            "period": self.period,
            "waiting": dict(self.waiting),
            "unknown": [asdict(one) for one in self.unknown],
        }

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> Self:
        """The other way round."""
        test = stored["priority"]
        return cls(
            cells={frozenset(cell["labels"]): _tally(cell) for cell in stored["cells"]},
            squares=stored["squares"],
            spread=Spread(**stored["spread"]),
            passed=Passed(**stored["passed"]),
            priority=PriorityTest(test["times"], test["changes"], tuple(test["found"])),
            came_out_again=stored["came_out_again"],
            places=stored["places"],
            period=stored["period"],
            waiting=stored["waiting"],
            unknown=tuple(Unknown(**one) for one in stored["unknown"]),
        )


def _tally(cell: Mapping[str, Any]) -> Tally:
    return Tally(**{name: value for name, value in cell.items() if name != "labels"})
