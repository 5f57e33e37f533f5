"""The same questions answered in other ways: every set counted one by one, and the best functions as a MILP for HiGHS."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.core.carving import LEAST_HOURS, MOST_HOURS, MOST_SOURCES, MOST_TASKS, PER_HOUR, PER_QUARTER, allowance
from matching.core.carving_front import Group, Workbench

Longs = NDArray[np.int64]


def counted_one_by_one(bench: Workbench, group: Group, sets: NDArray[np.uint32], effort: Longs) -> Longs:
    """People for each set, as one would plainly count them with NumPy."""
    masks = np.zeros(bench.can.shape[1], np.uint32)
    for bit, index in enumerate(group.tasks):
        masks |= bench.can[index].astype(np.uint32) << np.uint32(bit)
    quarters = bench.quarters.astype(np.int64)
    asked = -(-effort // PER_QUARTER)
    rows = zip(sets, asked, strict=True)
    return np.array([np.count_nonzero(((masks & one) == one) & (quarters >= hours)) for one, hours in rows], np.int64)


def most_people_by_highs(bench: Workbench, group: Group, many: int) -> int:
    """How many people `many` functions out of one group can cover together at most, by SciPy's MILP (HiGHS)."""
    from scipy.optimize import LinearConstraint, milp

    kinds, weights = _kinds(bench, group)
    if not len(kinds):
        return 0
    model = _Model(bench, group, kinds, many)
    lowest, highest, rows = model.constraints()
    value = np.zeros(model.size)
    value[model.covered :] = -weights
    found = milp(
        value, constraints=LinearConstraint(rows, lowest, highest), integrality=np.ones(model.size), bounds=(0, 1)
    )
    return 0 if found.x is None else round(-found.fun)


def _kinds(bench: Workbench, group: Group) -> tuple[Longs, Longs]:
    """People who can do the same and work as long, as one row with their number."""
    table = np.vstack([bench.can[list(group.tasks)].astype(np.int64), bench.quarters.astype(np.int64)]).T
    kinds, weights = np.unique(table[table[:, :-1].any(axis=1)], axis=0, return_counts=True)
    return kinds, weights


class _Model:
    """Yes or no per function: used, each task, each place, each kind of people; and per kind covered at all."""

    def __init__(self, bench: Workbench, group: Group, kinds: Longs, many: int) -> None:
        self.pieces = [bench.pieces[index] for index in group.tasks]
        self.places = list(dict.fromkeys(piece.source for piece in self.pieces))
        self.kinds, self.many = kinds, many
        self.block = 1 + len(self.pieces) + len(self.places) + len(kinds)
        self.covered = many * self.block
        self.size = self.covered + len(kinds)
        self.rows: list[tuple[dict[int, float], float, float]] = []

    def constraints(self) -> tuple[Longs, Longs, Any]:
        """Bounds and rows."""
        from scipy.sparse import coo_array

        for function in range(self.many):
            self._shape(function * self.block)
            self._people(function * self.block)
        self._together()
        filled = [(at, column, part) for at, (parts, _, _) in enumerate(self.rows) for column, part in parts.items()]
        row, column, part = zip(*filled, strict=True)
        table = coo_array((part, (row, column)), shape=(len(self.rows), self.size)).tocsr()
        return np.array([low for _, low, _ in self.rows]), np.array([high for _, _, high in self.rows]), table

    def _task(self, start: int, task: int) -> int:
        return start + 1 + task

    def _place(self, start: int, place: int) -> int:
        return start + 1 + len(self.pieces) + place

    def _kind(self, start: int, kind: int) -> int:
        return start + 1 + len(self.pieces) + len(self.places) + kind

    def _hours(self, start: int) -> dict[int, float]:
        return {self._task(start, task): piece.effort / PER_HOUR for task, piece in enumerate(self.pieces)}

    def _shape(self, start: int) -> None:
        """Hours, number of tasks and number of places of one function."""
        self.rows.append((self._hours(start) | {start: -float(LEAST_HOURS)}, 0, np.inf))
        self.rows.append((self._hours(start) | {start: -float(MOST_HOURS)}, -np.inf, 0))
        tasks = {self._task(start, task): 1.0 for task in range(len(self.pieces))}
        self.rows.append((tasks, 0, MOST_TASKS))
        self.rows.append(({self._place(start, place): 1.0 for place in range(len(self.places))}, 0, MOST_SOURCES))
        for task, piece in enumerate(self.pieces):
            place = self._place(start, self.places.index(piece.source))
            self.rows.append(({self._task(start, task): 1.0, place: -1.0}, -np.inf, 0))

    def _people(self, start: int) -> None:
        """People count when the function is used, they can do all of its tasks, and they work long enough."""
        for kind, (*can, quarters) in enumerate(self.kinds.tolist()):
            own = self._kind(start, kind)
            self.rows.append(({own: 1.0, start: -1.0}, -np.inf, 0))
            for task, able in enumerate(can):
                if not able:
                    self.rows.append(({own: 1.0, self._task(start, task): 1.0}, -np.inf, 1))
            self.rows.append((self._hours(start) | {own: float(MOST_HOURS)}, -np.inf, quarters / 4 + MOST_HOURS))

    def _together(self) -> None:
        """A task goes once, enough stays of every place, and people are covered by a function that counts them."""
        starts = [function * self.block for function in range(self.many)]
        for task in range(len(self.pieces)):
            self.rows.append(({self._task(start, task): 1.0 for start in starts}, 0, 1))
        for source in self.places:
            own = [task for task, piece in enumerate(self.pieces) if piece.source == source]
            most = allowance(self.pieces[own[0]].whole) / PER_HOUR
            parts = {self._task(s, task): self.pieces[task].effort / PER_HOUR for s in starts for task in own}
            self.rows.append((parts, 0, most))
        for kind in range(len(self.kinds)):
            parts = {self._kind(start, kind): -1.0 for start in starts} | {self.covered + kind: 1.0}
            self.rows.append((parts, -np.inf, 0))
