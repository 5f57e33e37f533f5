"""Who can do this work, and which places suit this person: filter, fit, and the exact best of a list.

Two ways give identical integers: compiled (numba) and plain NumPy. Compiling takes seconds, so a question is answered in
NumPy until `warm_up` was called, by a service that stays; `engine` or the environment variable MATCHING_ENGINE chooses.
Source: matching.md 2.5-2.7, 6.1, 6.2.
"""

import os
import threading
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from matching.core import vectors
from matching.core.fit import SUITABLE
from matching.core.language import Ask, Demand, Offer, Task, Travel, TravelMode
from matching.core.order import lots_of_place, settled
from matching.core.packing import MOST_EXPOSURE
from matching.core.question import Question, prepare
from matching.core.ranking import Outcome, Ranking
from matching.core.store import People
from matching.core.travel import Points, TravelTimes

Engine = Literal["compiled", "numpy"]
Exposure = Mapping[str, int] | NDArray[np.uint8] | None
ENGINE_VARIABLE = "MATCHING_ENGINE"
_WARM = threading.Event()


@cache
def _compiled() -> tuple[Callable[..., Any], Callable[..., Any]] | None:
    """The compiled comparison and selection, or None where numba is not there."""
    try:
        from matching.core.compiled import compare
        from matching.core.compiled_selection import best
    except ImportError:
        return None
    return compare, best


def compiled_comparison() -> Callable[..., Any] | None:
    """The compiled comparison of everybody with one place, None where numba is not there."""
    found = _compiled()
    return found[0] if found else None


def engine_in_use(wanted: Engine | None = None) -> Engine:
    """Which of the two ways will answer."""
    chosen = wanted or os.environ.get(ENGINE_VARIABLE, "compiled")
    return "numpy" if chosen == "numpy" or _compiled() is None else "compiled"


def engine_now(wanted: Engine | None) -> Engine:
    """As `engine_in_use`, but nobody waits for a compiler: without a wish the compiled way only answers once it is warm."""
    wish = wanted or os.environ.get(ENGINE_VARIABLE)
    return engine_in_use(wanted) if wish or _WARM.is_set() else "numpy"


def engine_worth(work: int, *, plain_until: int) -> Engine | None:
    """Which way for so much work: plain where fetching a compiler takes longer than the work, None to leave it open.

    Once somebody warmed up, or chose with the variable, nothing is won by the plain way.

    >>> engine_worth(10**9, plain_until=10**6) is None
    True
    """
    if work > plain_until or _WARM.is_set() or os.environ.get(ENGINE_VARIABLE):
        return None
    return "numpy"


def warm_up() -> Engine:
    """Compile (or fetch what was compiled before), so that nobody waits for it at a first question: some seconds once."""
    points = Points([("1000", 52.0, 5.0)])
    travel = Travel(TravelMode.CAR, 60)
    offer = Offer("K-0", {"lezen": 2}, Decimal(8), Decimal(16), travel, "1000")
    demand = Demand("P-0", Decimal(8), Decimal(16), (Task("lezen", Decimal(1), {"lezen": Ask(2)}),), pc4="1000")
    engine = engine_in_use()
    people, travels = People.from_offers([offer], points), TravelTimes(points)
    rank(people, demand, limit=1, hash_key=b"", travel=travels, engine=engine)
    _WARM.set()
    return engine


def rank(
    people: People,
    demand: Demand | Question,
    *,
    limit: int,
    hash_key: bytes,
    travel: TravelTimes,
    exposure: Exposure = None,
    tau: Fraction = SUITABLE,
    engine: Engine | None = None,
) -> Ranking:
    """The best `limit` people for one place, exactly, with who is left out and why.

    Ties go by travel against one's own maximum, a wish for this kind of work, fewer earlier proposals, and then a lot
    that `hash_key` (bytes of the month, at most 64) draws from the two ids. `exposure` replaces the stored history:
    counts by id, or one byte per row. `travel` must stand on the people's own points.
    """
    if travel.points is not people.points:
        raise ValueError("De reistijden horen bij andere postcodes dan de mensen.")
    question = demand if isinstance(demand, Question) else prepare(demand)
    counted = people.exposure if exposure is None else _exposure(people, exposure)
    needed = question.suitable_from(tau)
    row = travel.row(question.pc4)
    way = _scan_compiled if engine_now(engine) == "compiled" else vectors.scan
    outcome = way(people, question, row, counted, needed, limit)
    return _settled(outcome, people.ids, hash_key, question.id, limit)


def _exposure(people: People, exposure: Mapping[str, int] | NDArray[np.uint8]) -> NDArray[np.uint8]:
    if isinstance(exposure, np.ndarray):
        if exposure.shape != people.exposure.shape:
            raise ValueError("Geef de eerdere voordrachten voor iedereen, in de volgorde van de mensen.")
        return np.ascontiguousarray(exposure, np.uint8)
    found = np.zeros(len(people), np.uint8)
    for id_, count in exposure.items():
        row = people.row(id_)
        if row is not None:
            found[row] = min(count, MOST_EXPOSURE)
    return found


def _scan_compiled(
    people: People, question: Question, row: NDArray[np.uint8], exposure: NDArray[np.uint8], needed: int, limit: int
) -> Outcome:
    compiled = _compiled()
    if compiled is None:
        raise ImportError("numba")
    compare, best = compiled
    counts, *able = compare(people.to_compare, people.runs.packed, row, question.to_compare, needed)
    person = (people.levels, people.most_minutes, people.wishes, exposure)
    return Outcome(counts, best(tuple(able), person, question.to_select, question.smax, needed, limit))


def _settled(outcome: Outcome, ids: NDArray[np.object_], hash_key: bytes, place: str, limit: int) -> Ranking:
    """Draw lots where keys are equal and cut the list at its limit."""
    rows = outcome.table[0]
    order = settled(outcome.table[1], lambda: _lots(ids[rows], hash_key, place), limit)
    table = outcome.table[:, order]
    return Ranking(tuple(ids[table[0]].tolist()), table, tuple(outcome.counts.tolist()), len(ids))


def _lots(ids: NDArray[np.object_], hash_key: bytes, place: str) -> Callable[[int], bytes]:
    drawn = lots_of_place(hash_key, place)
    named = ids.tolist()
    return lambda index: drawn(named[index])
