"""How many people can do every task of a set, for all sets of tasks at once.

People are counted per exact set of what they can do; adding each set to all its subsets (the superset-sum or zeta
transform, one task at a time) gives for every set how many people can do at least that. People are taken in from the
longest working week down, and the sets of each length are read off as soon as everybody who works that long is in.
Where few sets are asked of many tasks, each is counted by itself, which is then the shorter way. All ways give identical
integers. Source: matching.md 5.
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
"""So many tasks at most are looked at together: exact and quick. More are split first."""
WORTH_COMPILING = 12
"""Below this many tasks nobody should wait for a compiler."""


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
    lengths = np.unique(quarters)[::-1]
    one_by_one = len(sets) * len(masks) < len(lengths) * tasks << tasks
    compiled = _compiled() if _compiles(tasks, engine) else None
    if compiled is not None:
        by_one, by_sums = compiled
        found: Longs = (
            by_one(masks, quarters, sets, asked)
            if one_by_one
            else by_sums(masks, quarters, sets, asked, lengths.astype(np.int64), tasks)
        )
        return found
    if one_by_one:
        return plain_one_by_one(masks, quarters, sets, asked)
    return plain_supports(masks, quarters, sets, asked, tasks)


def plain_one_by_one(masks: Words, quarters: Bytes, sets: Words, asked: Longs) -> Longs:
    """As `supports`, each set by itself."""
    rows = zip(sets, asked.tolist(), strict=True)
    return np.array([np.count_nonzero(((masks & one) == one) & (quarters >= least)) for one, least in rows], np.int64)


def plain_supports(masks: Words, quarters: Bytes, sets: Words, asked: Longs, tasks: int) -> Longs:
    """As `supports`, all sets at once."""
    counts = np.zeros(1 << tasks, np.int32)
    found = np.zeros(len(sets), np.int64)
    lengths = np.unique(quarters)[::-1].tolist()
    for length, shorter in zip(lengths, [*lengths[1:], -1], strict=False):
        counts += np.bincount(masks[quarters == length], minlength=len(counts)).astype(np.int32)
        due = np.flatnonzero((asked <= length) & (asked > shorter))
        if len(due):
            whole = counts.copy()
            plain_sums(whole, tasks)
            found[due] = whole[sets[due]]
    return found


def _compiles(tasks: int, engine: Engine | None) -> bool:
    return engine == "compiled" or (tasks >= WORTH_COMPILING and engine_now(engine) == "compiled")


@cache
def _compiled() -> tuple[Callable[..., Any], Callable[..., Any]] | None:
    """Counting one by one and all at once, compiled; None where numba is not there."""
    try:
        from matching.core.carving_compiled import counted_one_by_one, counted_together
    except ImportError:
        return None
    return counted_one_by_one, counted_together
