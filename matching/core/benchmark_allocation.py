"""How quick and how good a regional allocation is, beside HiGHS simplex and beside taking the best pair first.

All ways get the same invented region and the same pairs; the objective of HiGHS must be ours to the unit. The last part
lets places arrive one by one and compares with solving everything again. Goals: matching.md 7.
"""

import time
from statistics import median
from typing import Any

import numpy as np

from matching.core.allocation import Allocation, Rules, kernplan, shortlists
from matching.core.allocation_rivals import greedy_objective, highs_objective
from matching.core.arrival import Standing
from matching.core.certificate import certified
from matching.core.kernel import engine_in_use
from matching.core.pairs import Draw, Pairs, all_pairs
from matching.core.synthetic import synthetic_demands, synthetic_people
from matching.core.travel import TravelTimes

KEY = b"benchmark"
ROUNDS = 5
ARRIVALS = 20


def bench_allocate(candidates: int, places: int, seed: int = 1) -> dict[str, Any]:
    """Measure the exact lists of one invented region. Seconds; ratios are how many times slower than ours."""
    people = synthetic_people(candidates, seed)
    travel = TravelTimes(people.points)
    demands = synthetic_demands(places + ARRIVALS, people.points, seed)
    history = dict(zip(people.ids.tolist(), people.exposure.tolist(), strict=True))
    positions = {demand.id: demand.positions for demand in demands}
    draw = Draw.of(people, KEY)
    all_pairs(people, demands, travel=travel, hash_key=KEY, draw=draw)
    started = time.perf_counter()
    pairs = all_pairs(people, demands[:places], travel=travel, hash_key=KEY, draw=draw)
    pairs_seconds = time.perf_counter() - started
    coming = [all_pairs(people, [demand], travel=travel, hash_key=KEY, draw=draw) for demand in demands[places:]]
    ours, lists = _timed(lambda: shortlists(pairs, positions, history))
    plan_seconds, plan = _timed(lambda: kernplan(pairs, positions))
    proof_seconds, proof = _timed(lambda: certified(lists))
    started = time.perf_counter()
    highs = highs_objective(lists)
    highs_seconds = time.perf_counter() - started
    started = time.perf_counter()
    greedy = greedy_objective(lists)
    greedy_seconds = time.perf_counter() - started
    arrival_seconds, equal = _arrivals(lists, coming, positions, history)
    seconds = {"ours": ours, "highs_simplex": highs_seconds, "greedy": greedy_seconds, "arrival": arrival_seconds}
    return {
        "candidates": candidates,
        "places": places,
        "pairs": len(pairs),
        "proposals": len(lists.chosen),
        "people_proposed": int(np.count_nonzero(lists.uses)),
        "engine": engine_in_use(),
        "seconds": {**seconds, "kernplan": plan_seconds, "pairs": pairs_seconds, "certificate": proof_seconds},
        "times_slower": {name: value / ours for name, value in seconds.items()},
        "objective": {"ours": lists.objective, "highs_simplex": highs, "greedy": greedy},
        "greedy_part": greedy / lists.objective if lists.objective else 1.0,
        "same_objective": highs == lists.objective,
        "valid": proof.valid and certified(plan).valid,
        "arrivals": ARRIVALS,
        "arrivals_equal_full_solve": equal,
        "note": "Verzonnen mensen en plekken.",
    }


def _timed(make: Any) -> tuple[float, Any]:
    """The median of some rounds after a first one that compiles."""
    found = make()
    seconds = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        found = make()
        seconds.append(time.perf_counter() - started)
    return median(seconds), found


def _arrivals(
    lists: Allocation, coming: list[Pairs], positions: dict[str, int], history: dict[str, int]
) -> tuple[float, bool]:
    """Seconds of one arrival, and whether all of them together equal a full solve."""
    standing, slots = Standing(lists), Rules().k
    seconds = []
    for place in coming:
        started = time.perf_counter()
        standing.arrive(place, slots)
        seconds.append(time.perf_counter() - started)
    after = standing.allocation
    whole = shortlists(after.pairs, positions, history)
    return median(seconds[1:] or seconds), bool(np.array_equal(after.chosen, whole.chosen))
