"""The compiled way of adding each set of tasks to all its subsets. Imported only when it is used (`carving_kernel`)."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray


def compiled(function: Callable[..., Any]) -> Any:
    """Compile once per machine where a cache folder can be written, otherwise once per process."""
    try:
        return njit(cache=True, nogil=True)(function)
    except RuntimeError:
        return njit(nogil=True)(function)


@compiled
def superset_sums(counts: NDArray[np.int32], tasks: int) -> None:
    """As `carving_kernel.plain_sums`, in place."""
    size = counts.shape[0]
    for task in range(tasks):
        step = 1 << task
        for start in range(0, size, 2 * step):
            low, high = counts[start : start + step], counts[start + step : start + 2 * step]
            for i in range(step):
                low[i] += high[i]
