"""One shape for every measurement: seconds per way, how many times slower than ours, memory, and the machine's own pace.

Other ways answer the same question in the same run and their answers are compared, so that a quick wrong answer does not
count and a busy machine is busy for all. Goals: matching.md 7.
"""

import gc
import importlib
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median, quantiles
from time import perf_counter
from typing import Any, TypeVar

import numpy as np

T = TypeVar("T")

ROUNDS = 5
MOST_SECONDS = 6.0
"""Per way; whoever is slower is asked less often."""
READ_BYTES = 1 << 28
INVENTED = "Verzonnen mensen en plekken."


@dataclass(frozen=True)
class Timed:
    """Seconds of every time a way was asked. `share` is the part of the question it answered; seconds are for all of it."""

    seconds: list[float]
    share: float = 1.0

    @property
    def median(self) -> float:
        """The middle of its times, scaled to the whole question."""
        return median(self.seconds) / self.share

    def summary(self) -> dict[str, float]:
        """Median, 95th percentile and how often it was asked."""
        seconds = self.seconds
        high = quantiles(seconds, n=20, method="inclusive")[-1] if len(seconds) > 1 else seconds[0]
        return {"median": self.median, "p95": high / self.share, "questions": len(seconds)}


def timed(make: Callable[[], T], rounds: int = ROUNDS, *, warm: bool = True) -> tuple[Timed, T]:
    """Make something some times over, after a first time that compiles and fills caches; gives the last outcome too."""
    seconds: list[float] = []
    if warm:
        make()
    gc.collect()
    gc.disable()
    try:
        while len(seconds) < rounds and sum(seconds) < MOST_SECONDS:
            started = perf_counter()
            found = make()
            seconds.append(perf_counter() - started)
    finally:
        gc.enable()
    return Timed(seconds), found


def report(
    *,
    candidates: int,
    places: int,
    engine: str,
    ways: dict[str, Timed],
    note: str = INVENTED,
    memory: int | None = None,
    **more: Any,
) -> dict[str, Any]:
    """The outcome of a measurement; `ways` holds `ours` and the others, `more` what only this measurement tells.

    `memory` is the peak before the other ways came; without it that of the whole measurement.
    """
    memory = memory or peak_memory()
    ours = ways["ours"].median
    return {
        "candidates": candidates,
        "places": places,
        "engine": engine,
        "seconds": {name: found.summary() for name, found in ways.items()},
        "times_slower": {name: _rounded(found.median / ours) for name, found in ways.items() if name != "ours"},
        **more,
        "peak_memory_bytes": memory,
        "memory_read_gb_per_second": memory_rate(),
        "note": note,
    }


def _rounded(ratio: float) -> float:
    """Three figures that count."""
    return float(f"{ratio:.3g}")


def peak_memory() -> int | None:
    """The most memory this process has held, in bytes; None where the system does not tell."""
    try:
        resource = importlib.import_module("resource")
    except ImportError:
        return None
    kilobytes: int = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return kilobytes * 1024


def memory_rate(size: int | None = None) -> float:
    """How fast one thread reads memory from one end to the other, in GB/s: the pace nothing here can go beyond."""
    words = np.ones((size or READ_BYTES) // 8, np.uint64)
    seconds = min(timed(words.max, 3)[0].seconds)
    return round(words.nbytes / seconds / 1e9, 1)
