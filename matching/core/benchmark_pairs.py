"""How quick all pairs of a region are compared, beside the float32 matrix product a linear score would take.

The question: for every place, how many people can be put forward and do enough of the work, with exact integers. The
product is that of the same shape and gives the same fits: people by the bits [level >= l] that any place asks, times the
points of each bit. It knows no filter, so it does less. Putting the pairs in order for the allocation is told apart.
Goals: matching.md 7.
"""

from collections.abc import Callable, Sequence
from time import perf_counter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.core.benchmark_rivals import Rival, pandas_rival, sqlite_rival
from matching.core.benchmark_shape import MOST_SECONDS, Timed, report, timed
from matching.core.kernel import engine_in_use
from matching.core.packing import LEVEL_MASK
from matching.core.pairs import Draw, all_pairs, qualified_counts
from matching.core.pairs_compiled import threads_in_use
from matching.core.question import Question, prepare
from matching.core.store import People
from matching.core.synthetic import synthetic_demands, synthetic_people
from matching.core.travel import TravelTimes
from matching.core.vectors import points_of

KEY = b"benchmark"
Floats = NDArray[np.float32]
NOTE = (
    "Verzonnen mensen en plekken. pandas en SQL kregen een deel van de plekken; hun tijd is omgerekend naar alle plekken. "
    "float32_product rekent dezelfde punten uit zonder te zeven; float32_product_32 is alleen even groot als de 32 kenmerken."
)


def bench_pairs(candidates: int, places: int, seed: int = 1) -> dict[str, Any]:
    """Measure all pairs of an invented region, reduced to how many are qualified per place, and in order for dividing."""
    people = synthetic_people(candidates, seed)
    travel = TravelTimes(people.points)
    questions = [prepare(demand) for demand in synthetic_demands(places, people.points, seed)]
    draw = Draw.of(people, KEY)
    ours, counts = timed(lambda: qualified_counts(people, questions, travel=travel))
    plain, same = timed(lambda: qualified_counts(people, questions, travel=travel, engine="numpy"), 1, warm=False)
    sorted_, pairs = timed(lambda: all_pairs(people, questions, travel=travel, hash_key=KEY, draw=draw))
    bits, values = thermometer(people, questions)
    product, points = _product(bits, values)
    items, _ = _product(np.ones((candidates, 32), np.float32), np.ones((32, places), np.float32))
    rivals = {name: _counted(make(people, travel, questions), questions) for name, make in _RIVALS.items()}
    return report(
        candidates=candidates,
        places=places,
        engine=engine_in_use(),
        ways={
            "ours": ours,
            "ours_in_order": sorted_,
            "float32_product": product,
            "float32_product_32": items,
            "numpy": plain,
            **{name: times for name, (times, _) in rivals.items()},
        },
        note=NOTE,
        threads=threads_in_use(),
        compared=candidates * places,
        compared_per_second=candidates * places / ours.median,
        product_bits=bits.shape[1],
        pairs=len(pairs),
        asked_places={name: len(found) for name, (_, found) in rivals.items()},
        same_counts=bool((counts == same).all())
        and all(counts[: len(found)].tolist() == found for _, found in rivals.values())
        and int(counts.sum()) == len(pairs),
        same_points=_same_points(points, people, questions),
    )


_RIVALS: dict[str, Callable[[People, TravelTimes, Sequence[Question]], Rival]] = {
    "pandas": pandas_rival,
    "sqlite": sqlite_rival,
}


def thermometer(people: People, questions: Sequence[Question]) -> tuple[Floats, Floats]:
    """People by the bits [level >= l] that any place asks, and the points of each bit per place (matching.md 2.6)."""
    asked = np.zeros((32, 5), bool)
    for question in questions:
        for item, most in zip(question.items, question.asked, strict=True):
            asked[item, 1 : most + 1] = True
    where = np.argwhere(asked)
    level = people.levels & LEVEL_MASK
    bits = np.stack([level[item] >= step for item, step in where], axis=1).astype(np.float32)
    values = np.zeros((len(where), len(questions)), np.float32)
    row = {(item, step): number for number, (item, step) in enumerate(where.tolist())}
    for place, question in enumerate(questions):
        for item, most, value in zip(question.items, question.asked, question.value, strict=True):
            values[[row[int(item), step] for step in range(1, int(most) + 1)], place] = value
    return bits, values


def _product(people: Floats, places: Floats) -> tuple[Timed, Floats]:
    out = np.empty((len(people), places.shape[1]), np.float32)
    return timed(lambda: np.matmul(people, places, out=out))


def _same_points(points: Floats, people: People, questions: Sequence[Question]) -> bool:
    """Whether the product gives our fits, for the places of a sample."""
    some = range(0, len(questions), max(len(questions) // 20, 1))
    return all((points[:, place] == points_of(people.levels, questions[place])).all() for place in some)


def _counted(rival: Rival, questions: Sequence[Question]) -> tuple[Timed, list[int]]:
    """One round over as many places as time allows."""
    try:
        rival.count(questions[0], 1)
        started, found = perf_counter(), []
        for question in questions:
            found.append(rival.count(question, question.suitable_from()))
            if perf_counter() - started > MOST_SECONDS / 3:
                break
        return Timed([perf_counter() - started], len(found) / len(questions)), found
    finally:
        rival.close()
