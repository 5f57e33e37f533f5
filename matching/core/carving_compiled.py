"""The compiled ways of counting people per set of tasks. Imported only when they are used (`carving_kernel`)."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

Words = NDArray[np.uint32]
Bytes = NDArray[np.uint8]
Longs = NDArray[np.int64]


def compiled(function: Callable[..., Any]) -> Any:
    """Compile once per machine where a cache folder can be written, otherwise once per process."""
    try:
        return njit(cache=True, nogil=True)(function)
    except RuntimeError:
        return njit(nogil=True)(function)


@compiled
def counted_one_by_one(masks: Words, quarters: Bytes, sets: Words, asked: Longs) -> Longs:
    """As `carving_kernel.plain_one_by_one`."""
    found = np.zeros(len(sets), np.int64)
    for at in range(len(sets)):
        if asked[at] > 255:
            continue
        one, least, total = sets[at], np.uint8(max(asked[at], 0)), np.uint32(0)
        for i in range(len(masks)):
            total += np.uint32(((masks[i] & one) == one) & (quarters[i] >= least))
        found[at] = total
    return found


@compiled
def counted_together(masks: Words, quarters: Bytes, sets: Words, asked: Longs, lengths: Longs, tasks: int) -> Longs:
    """As `carving_kernel.plain_supports`; `lengths` are the different quarters, longest first."""
    size = 1 << tasks
    counts, whole = np.zeros(size, np.int32), np.zeros(size, np.int32)
    found = np.zeros(len(sets), np.int64)
    for place in range(len(lengths)):
        length = lengths[place]
        shorter = lengths[place + 1] if place + 1 < len(lengths) else -1
        for i in range(len(masks)):
            if quarters[i] == length:
                counts[masks[i]] += 1
        summed = False
        for at in range(len(sets)):
            if shorter < asked[at] <= length:
                if not summed:
                    _sum(counts, whole, tasks)
                    summed = True
                found[at] = whole[sets[at]]
    return found


@compiled
def _sum(counts: NDArray[np.int32], whole: NDArray[np.int32], tasks: int) -> None:
    """The superset sums of counts, into `whole`."""
    whole[:] = counts
    for task in range(tasks):
        step = 1 << task
        for start in range(0, len(whole), 2 * step):
            low, high = whole[start : start + step], whole[start + step : start + 2 * step]
            for i in range(step):
                low[i] += high[i]
