"""All pairs of a region by the compiled way: places side by side in flat arrays, stretches of places over threads.

The outcome does not depend on how many threads there are: each takes a stretch of places, and stretches are put one after
the other. Compiled code lets go of the interpreter, so two threads are two cores. Source: matching.md 6.2.
"""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from functools import cache
from itertools import chain, pairwise
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from matching.core.question import Question
from matching.core.store import People
from matching.core.travel import TravelTimes

Longs = NDArray[np.int64]
Ints = NDArray[np.int32]
Halves = NDArray[np.uint16]

PLACES_PER_STRETCH: Final = 64
"""So few places are not worth a second thread."""
THREADS_VARIABLE: Final = "MATCHING_THREADS"


@cache
def compiled_pairs() -> tuple[Any, Any] | None:
    """The compiled search and weighing, or None where numba is not there."""
    try:
        from matching.core import compiled_pairs as search
        from matching.core import compiled_worth as weighing
    except ImportError:
        return None
    return search, weighing


def threads_in_use(wanted: int | None = None) -> int:
    """How many threads share the work: as asked, as MATCHING_THREADS says, or one per processor this process may use.

    >>> threads_in_use(3)
    3
    """
    if wanted:
        return wanted
    if given := os.environ.get(THREADS_VARIABLE):
        return max(int(given), 1)
    may_use = getattr(os, "sched_getaffinity", None)
    return len(may_use(0)) if may_use else os.cpu_count() or 1


def packed(questions: Sequence[Question], travel: TravelTimes, tau: Fraction) -> tuple[NDArray[Any], ...]:
    """The places as `compiled_pairs.Places`."""
    asked = {question.pc4: travel.points.index(question.pc4) for question in questions}
    line = {index: number for number, index in enumerate(dict.fromkeys(asked.values()))}
    rows = {asked[question.pc4]: travel.row(question.pc4).reshape(-1) for question in questions}
    numbers = [(q.suitable_from(tau), q.smax, q.word, q.impossible, q.hours, line[asked[q.pc4]]) for q in questions]
    return (
        _starts(len(q.items) for q in questions),
        _side_by_side((q.items for q in questions), np.uint8),
        _side_by_side((q.asked for q in questions), np.uint8),
        _side_by_side((q.value for q in questions), np.uint16),
        _starts(len(q.hard_items) for q in questions),
        _side_by_side((q.hard_items for q in questions), np.uint8),
        _side_by_side((q.hard_levels for q in questions), np.uint8),
        np.array(numbers, np.int64).reshape(len(questions), 6),
        np.stack([rows[index] for index in line]),
    )


def _starts(sizes: Any) -> Longs:
    return np.cumsum([0, *sizes], dtype=np.int64)


def _side_by_side(parts: Any, kind: type[Any]) -> NDArray[Any]:
    return np.concatenate([np.empty(0, kind), *parts])


def counted(
    people: People, questions: Sequence[Question], travel: TravelTimes, tau: Fraction, threads: int | None = None
) -> Longs:
    """How many people are qualified for each place; every pair is compared, none is kept."""
    places = packed(questions, travel, tau)
    search = _modules()[0]

    def stretch(first: int, last: int) -> Longs:
        found: Longs = search.count_pairs(people.to_compare, people.runs.packed, places, first, last)
        return found

    return np.concatenate([np.empty(0, np.int64), *_over(stretch, len(questions), threads)])


def found_pairs(
    people: People,
    questions: Sequence[Question],
    travel: TravelTimes,
    tau: Fraction,
    own: NDArray[np.uint64],
    draw: tuple[Ints, NDArray[np.uint64]],
    threads: int | None = None,
) -> tuple[Longs, Ints, Longs, Halves]:
    """Where each place's pairs start, and person, worth and S of each pair, most valuable first.

    `own` holds the digests of the places, `draw` where each row of the people stands and its digest.
    """
    places = packed(questions, travel, tau)
    search, weighing = _modules()

    def stretch(first: int, last: int) -> tuple[Longs, Any]:
        start, rows, reached = search.find_pairs(people.to_compare, people.runs.packed, places, first, last)
        numbers = np.ascontiguousarray(places[7][first:last, :2])
        return np.diff(start), weighing.weighed(start, rows, reached, numbers, own[first:last], *draw)

    parts = _over(stretch, len(questions), threads)
    counts = _starts(chain.from_iterable(many.tolist() for many, _ in parts))
    if len(parts) == 1:
        return counts, *parts[0][1]
    person, worth, points = (np.concatenate(columns) for columns in zip(*(found for _, found in parts), strict=True))
    return counts, person, worth, points


def _modules() -> tuple[Any, Any]:
    found = compiled_pairs()
    if found is None:
        raise ImportError("numba")
    return found


def _over(stretch: Callable[[int, int], Any], places: int, threads: int | None) -> list[Any]:
    """The stretches' outcomes in order, made by as many threads as there is work for."""
    workers = min(threads_in_use(threads), places // PLACES_PER_STRETCH)
    if workers <= 1:
        return [stretch(0, places)]
    # Some stretches hold more work than others: four per thread, and whoever is done takes the next.
    edges = np.linspace(0, places, 4 * workers + 1, dtype=int).tolist()
    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(lambda edge: stretch(*edge), pairwise(edges)))
