"""How quick and how good a regional allocation is, beside HiGHS simplex and beside taking the best pair first.

All ways get the same invented region and the same pairs; the objective of HiGHS must be ours to the unit.
Goals: matching.md 7.
"""

from typing import Any

import numpy as np

from matching.core.allocation import kernplan, shortlists
from matching.core.allocation_rivals import greedy_objective, highs_objective
from matching.core.benchmark_shape import report, timed
from matching.core.certificate import certified
from matching.core.kernel import engine_in_use
from matching.core.pairs import Draw, all_pairs
from matching.core.synthetic import synthetic_demands, synthetic_people
from matching.core.travel import TravelTimes

KEY = b"benchmark"


def bench_allocate(candidates: int, places: int, seed: int = 1) -> dict[str, Any]:
    """Measure the exact lists of one invented region; `ours` are the lists that are sent, from pairs to lists."""
    people = synthetic_people(candidates, seed)
    travel = TravelTimes(people.points)
    demands = synthetic_demands(places, people.points, seed)
    history = dict(zip(people.ids.tolist(), people.exposure.tolist(), strict=True))
    positions = {demand.id: demand.positions for demand in demands}
    draw = Draw.of(people, KEY)
    paired, pairs = timed(lambda: all_pairs(people, demands, travel=travel, hash_key=KEY, draw=draw))
    ours, lists = timed(lambda: shortlists(pairs, positions, history))
    planned, plan = timed(lambda: kernplan(pairs, positions))
    proved, proof = timed(lambda: certified(lists))
    highs_times, highs = timed(lambda: highs_objective(lists), 1, warm=False)
    greedy_times, greedy = timed(lambda: greedy_objective(lists), 1)
    return report(
        candidates=candidates,
        places=places,
        engine=engine_in_use(),
        ways={
            "ours": ours,
            "highs_simplex": highs_times,
            "greedy": greedy_times,
            "kernplan": planned,
            "pairs": paired,
            "certificate": proved,
        },
        pairs=len(pairs),
        proposals=len(lists.chosen),
        people_proposed=int(np.count_nonzero(lists.uses)),
        objective={"ours": lists.objective, "highs_simplex": highs, "greedy": greedy},
        greedy_part=greedy / lists.objective if lists.objective else 1.0,
        same_objective=highs == lists.objective,
        valid=proof.valid and certified(plan).valid,
    )
