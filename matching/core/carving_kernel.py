"""How many people can do every task of a set, for all sets of tasks at once.

People are counted per exact set of what they can do; adding each set to all its subsets (the superset-sum or zeta
transform, one task at a time) gives for every set how many people can do at least that. People are taken in from the
longest working week down, and the sets of each length are read off as soon as everybody who works that long is in.
The compiled and the plain way give identical integers. Source: matching.md 5.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.core.kernel import Engine, engine_now

Words = NDArray[np.uint32]
Bytes = NDArray[np.uint8]
Counts = NDArray[np.int32]
Longs = NDArray[np.int64]

MOST_EXACT = 20
"""So many tasks make a table of a million counts: exact and quick. More are split first."""
WORTH_COMPILING = 12
"""Below this many tasks the plain way is as quick."""


def plain_sums(counts: Counts, tasks: int) -> None:
    """Turn counts per exact set into counts per "at least this set", in place.

    >>> counts = np.array([4, 1, 2, 5], np.int32)  # nothing, task 0, task 1, both
    >>> plain_sums(counts, 2)
    >>> counts.tolist()
    [12, 6, 7, 5]
    """
    for task in range(tasks):
        halves = counts.reshape(-1, 2, 1 << task)
        halves[:, 0] += halves[:, 1]


def supports(
    masks: Words, quarters: Bytes, sets: Words, asked: Longs, tasks: int, engine: Engine | None = None
) -> Longs:
    """For each set of tasks, how many people can do all of it and work at least `asked` quarters of an hour a week.

    `masks` holds per person the tasks they can do as bits, `quarters` the most they work.
    """
    sums = _sums(tasks, engine)
    counts = np.zeros(1 << tasks, np.int32)
    found = np.zeros(len(sets), np.int64)
    lengths = np.unique(quarters)[::-1]
    for place, length in enumerate(lengths.tolist()):
        counts += np.bincount(masks[quarters == length], minlength=len(counts)).astype(np.int32)
        shorter = int(lengths[place + 1]) if place + 1 < len(lengths) else -1
        due = np.flatnonzero((asked <= length) & (asked > shorter))
        if len(due):
            whole = counts.copy()
            sums(whole, tasks)
            found[due] = whole[sets[due]]
    return found


def _sums(tasks: int, engine: Engine | None) -> Callable[[Counts, int], None]:
    wanted = tasks >= WORTH_COMPILING and engine_now(engine) == "compiled"
    return (compiled_sums() if wanted else None) or plain_sums


@cache
def compiled_sums() -> Callable[..., Any] | None:
    """`plain_sums` compiled, None where numba is not there."""
    try:
        from matching.core.carving_compiled import superset_sums
    except ImportError:
        return None
    found: Callable[..., Any] = superset_sums
    return found
