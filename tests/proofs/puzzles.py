"""Unknown whole numbers with sums over them, solved for the least and the most each can be."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from math import ceil, floor
from typing import Any

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array

from werkbedrijf.foundation.doubt import FAR, Reach

Name = tuple[Any, ...]


class Puzzle:
    """Unknown numbers, between bounds, with sums over them."""

    def __init__(self) -> None:
        self.at: dict[Name, int] = {}
        self.bounds: list[Reach] = []
        self.equal: list[dict[int, float]] = []
        self.most: list[dict[int, float]] = []
        self._limits: dict[str, Any] = {}

    def number(self, name: Name, reach: Reach) -> None:
        """An unknown number; named again it is the same one, within both bounds."""
        self._limits = {}
        if name in self.at:
            self.bounds[self.at[name]] = self.bounds[self.at[name]].meet(*reach)
        else:
            self.at[name] = len(self.bounds)
            self.bounds.append(reach)

    def add_up(self, whole: Name, parts: Iterable[Name]) -> None:
        """The parts together are the whole."""
        row = defaultdict[int, float](float, {self.at[whole]: -1.0})
        for part in parts:
            row[self.at[part]] += 1.0
        self.equal.append(dict(row))
        self._limits = {}

    def at_most(self, parts: Mapping[Name, float]) -> None:
        """This sum is no more than nothing."""
        self._limits = {}
        self.most.append({self.at[name]: factor for name, factor in parts.items()})

    def possible(self, name: Name) -> Reach:
        """The least and the most it can be, for who solves everything together."""
        limits = self._known()
        aim = np.zeros(len(self.bounds))
        aim[self.at[name]] = 1
        ends = []
        for way in (1, -1):
            found = linprog(way * aim, method="highs", **limits)
            if found.status == 2:
                raise ValueError("what was published cannot all be true")
            ends.append(way * found.fun if found.status == 0 else float(FAR))
        return Reach(ceil(ends[0] - 1e-6), floor(ends[1] + 1e-6))

    def _known(self) -> dict[str, Any]:
        """Everything that is known, as the solver reads it; made once, for who asks after the last was told."""
        if not self._limits:
            self._limits = {"bounds": [(one.low, None if one.high >= FAR else one.high) for one in self.bounds]}
            if self.equal:
                self._limits |= {"A_eq": self._rows(self.equal), "b_eq": np.zeros(len(self.equal))}
            if self.most:
                self._limits |= {"A_ub": self._rows(self.most), "b_ub": np.zeros(len(self.most))}
        return self._limits

    def _rows(self, rows: list[dict[int, float]]) -> Any:
        cells = [(factor, at, column) for at, row in enumerate(rows) for column, factor in row.items()]
        factors, down, along = zip(*cells, strict=True)
        return csr_array((factors, (down, along)), shape=(len(rows), len(self.bounds)))
