"""Several functions of one employer together: the best one first, then the best for who is left, and so on.

Each takes its tasks and the people it covers away; what stays of every place stays workable over all functions together.
For one function this is the optimum; for more it is a greedy answer with its coverage told. Source: matching.md 5.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.core.carving import quarters_of
from matching.core.carving_front import Function, Group, Workbench, functions_of, groups_of
from matching.core.kernel import Engine


@dataclass(frozen=True, slots=True)
class Cover:
    """Functions in the order they were chosen; `people` of each counts only who was not covered before."""

    functions: tuple[Function, ...]

    @property
    def people(self) -> int:
        """How many people can do at least one of them."""
        return sum(function.people for function in self.functions)


def cover(bench: Workbench, many: int, engine: Engine | None = None) -> Cover:
    """Choose up to `many` functions: most people (then most hours, fewest places, fewest tasks), remove, repeat."""
    left = np.ones(bench.can.shape[1], np.bool_)
    free = set(range(len(bench.pieces)))
    taken: Counter[str] = Counter()
    chosen: list[Function] = []
    while len(chosen) < many:
        best = _best(bench, free, left, taken, engine)
        if best is None:
            break
        chosen.append(best)
        left &= ~covered(bench, best.tasks)
        free -= set(best.tasks)
        for index in best.tasks:
            taken[bench.pieces[index].source] += bench.pieces[index].effort
    return Cover(tuple(chosen))


def covered(bench: Workbench, tasks: Sequence[int]) -> NDArray[np.bool_]:
    """Who can do all of these tasks and works long enough."""
    asked = quarters_of(sum(bench.pieces[index].effort for index in tasks))
    found: NDArray[np.bool_] = bench.can[list(tasks)].all(axis=0) & (bench.quarters >= asked)
    return found


def _best(
    bench: Workbench, free: set[int], left: NDArray[np.bool_], taken: Counter[str], engine: Engine | None
) -> Function | None:
    found: list[Function] = []
    for whole in groups_of(bench.pieces):
        group = Group(tuple(index for index in whole.tasks if index in free), whole.split)
        if not group.tasks:
            continue
        sets, people, effort, sources = functions_of(bench, group, left=left, taken=taken, engine=engine)
        if not len(sets) or not people.max():
            continue
        sizes = np.bitwise_count(sets)
        row = int(np.lexsort((sets, sizes, sources, -effort, -people))[0])
        tasks = tuple(index for bit, index in enumerate(group.tasks) if int(sets[row]) >> bit & 1)
        found.append(Function(tasks, int(people[row]), int(effort[row]), int(sources[row])))
    return max(found, key=lambda f: (f.people, f.effort, -f.sources, -len(f.tasks)), default=None)
