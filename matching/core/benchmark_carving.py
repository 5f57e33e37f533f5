"""How quick the counting behind jobcarving is, beside counting every set one by one and beside a MILP for HiGHS.

One invented region: a quarter of the people waits, employers have two places or more. All ways get the same yes or no per
person and task, and must give the same numbers. Source: matching.md 5, goals: 7.
"""

import gc
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from statistics import median
from time import perf_counter
from typing import Any, TypeVar

import numpy as np

from matching.core.carving import Source
from matching.core.carving_cover import cover
from matching.core.carving_front import Group, Workbench, front, functions_of, groups_of, workbench
from matching.core.carving_kernel import MOST_EXACT
from matching.core.carving_rivals import counted_one_by_one, most_people_by_highs
from matching.core.catalogue import CAPABILITY_CODES
from matching.core.kernel import Engine, warm_up
from matching.core.language import Ask, Task
from matching.core.store import People
from matching.core.synthetic import synthetic_demand, synthetic_people
from matching.core.travel import Points, TravelTimes

T = TypeVar("T")

WAITING = 4
"""One in so many people waits."""
SHARES = ((40, 30, 20, 10), (50, 20, 20, 10), (60, 40), (35, 25, 20, 20), (70, 15, 15))
PLACES = (2, 2, 2, 3, 3, 4, 6)
MOST_HIGHS_TASKS = 10


def bench_carve(candidates: int, employers: int, sample: int = 12, seed: int = 1) -> dict[str, Any]:
    """Measure jobcarving for an invented region. Seconds, bytes; ratios are how many times slower than ours."""
    engine = warm_up()
    everybody = synthetic_people(candidates, seed)
    people = everybody.updated(remove=[id_ for row, id_ in enumerate(everybody.ids.tolist()) if row % WAITING])
    travel = TravelTimes(people.points)
    firms = _firms(employers, people.points, seed)
    _one(people, firms[0], travel)
    tracemalloc.start()
    gc.collect()
    for firm in firms:
        _one(people, firm, travel)
    memory = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    region_seconds, region = _timed(lambda: [_one(people, firm, travel) for firm in firms])
    benches = [bench for bench, _ in region]
    groups = [(bench, group) for bench in benches for group in groups_of(bench.pieces)]
    counting = _counting(groups, engine)
    return {
        "candidates": candidates,
        "waiting": len(people),
        "employers": employers,
        "places": sum(len(firm) for firm in firms),
        "tasks_most": max(len(group.tasks) for _, group in groups),
        "engine": engine,
        "goal_seconds": 2.0,
        "seconds": {"region": region_seconds, "per_employer": region_seconds / employers, **counting["seconds"]},
        "times_slower": counting["times_slower"],
        "functions_counted": counting["sets"],
        "same_counts": counting["same"],
        "on_the_front": sum(len(found) for _, found in region),
        "biggest": _biggest(people, engine),
        "highs": _highs(groups, sample),
        "peak_bytes": memory,
        "note": "Verzonnen mensen, werkgevers en taken.",
    }


def _one(people: People, sources: list[Source], travel: TravelTimes) -> tuple[Workbench, Any]:
    """The whole question of one employer: who can do which task, and the front."""
    bench = workbench(people, sources, travel=travel)
    return bench, front(bench)


def _firms(employers: int, points: Points, seed: int) -> list[list[Source]]:
    rng = np.random.default_rng(seed + 2000)
    return [_firm(rng, number, points) for number in range(employers)]


def _firm(rng: np.random.Generator, number: int, points: Points) -> list[Source]:
    """Two places or more at one address, of one or two kinds of work."""
    first = synthetic_demand(rng, "P", points)
    many = int(rng.choice(PLACES))
    return [
        Source(replace(place, pc4=first.pc4, tasks=_tasks(rng)), f"plek {index}", "A")
        for index in range(many)
        for place in [synthetic_demand(rng, f"P-{number:04}-{index}", points)]
    ]


def _tasks(rng: np.random.Generator) -> tuple[Task, ...]:
    shares = SHARES[int(rng.integers(len(SHARES)))]
    return tuple(
        Task(f"taak {place}", Decimal(share) / 100, _asks(rng), separable=bool(rng.random() < 0.9))
        for place, share in enumerate(shares)
    )


def _asks(rng: np.random.Generator) -> dict[str, Ask]:
    chosen = rng.choice(len(CAPABILITY_CODES), int(rng.integers(2, 5)), replace=False)
    return {CAPABILITY_CODES[int(index)]: Ask(int(rng.integers(1, 4)), int(rng.integers(1, 4))) for index in chosen}


def _timed(make: Callable[[], T]) -> tuple[float, T]:
    started = perf_counter()
    found = make()
    return perf_counter() - started, found


def _counting(groups: list[tuple[Workbench, Group]], engine: Engine) -> dict[str, Any]:
    """Only the counting of all allowed sets, ours and one by one."""
    functions_of(*groups[0], engine=engine)
    ours, ours_found = _timed(lambda: [functions_of(bench, group, engine=engine) for bench, group in groups])
    plain, plain_found = _timed(
        lambda: [
            counted_one_by_one(bench, group, sets, effort)
            for (bench, group), (sets, _, effort, _) in zip(groups, ours_found, strict=True)
        ]
    )
    same = all(np.array_equal(mine[1], other) for mine, other in zip(ours_found, plain_found, strict=True))
    return {
        "seconds": {"counting": ours, "numpy_one_by_one": plain},
        "times_slower": {"numpy_one_by_one": round(plain / ours, 1)},
        "sets": sum(len(found[0]) for found in ours_found),
        "same": same,
    }


def _biggest(people: People, engine: Engine) -> dict[str, Any]:
    """The largest group that is still counted exactly, with random answers: one question, ours and one by one."""
    rng = np.random.default_rng(5)
    can = rng.random((MOST_EXACT, len(people))) < 0.6
    tasks = tuple(Task(f"t{n}", Decimal(share) / 100) for n, share in enumerate((60, 20, 20)))
    base = [replace(synthetic_demand(rng, f"P-{n}", people.points), tasks=tasks) for n in range(MOST_EXACT // 2)]
    bench = workbench(people, [Source(one, one.id, "A") for one in base], travel=TravelTimes(people.points))
    (group,) = groups_of(bench.pieces)
    for row, index in enumerate(group.tasks):
        bench.can[index] = can[row]
    functions_of(bench, group, engine=engine)
    ours, (sets, counts, effort, _) = _timed(lambda: functions_of(bench, group, engine=engine))
    plain, other = _timed(lambda: counted_one_by_one(bench, group, sets, effort))
    return {
        "tasks": len(group.tasks),
        "sets": len(sets),
        "seconds": ours,
        "numpy_one_by_one": plain,
        "times_slower": round(plain / ours, 1),
        "same_counts": bool(np.array_equal(counts, other)),
    }


def _highs(groups: list[tuple[Workbench, Group]], sample: int) -> dict[str, Any]:
    """The best one and the best two functions by MILP, for some employers."""
    chosen = [(b, g) for b, g in groups if 2 <= len(g.tasks) <= MOST_HIGHS_TASKS and len(groups_of(b.pieces)) == 1][
        :sample
    ]
    ours, theirs, one, two, best_two = [], [], [], 0, 0
    for bench, group in chosen:
        for many in (1, 2):
            seconds, found = _timed(lambda bench=bench, many=many: cover(bench, many).people)  # type: ignore[misc]
            ours.append(seconds)
            seconds, best = _timed(lambda b=bench, g=group, many=many: most_people_by_highs(b, g, many))  # type: ignore[misc]
            theirs.append(seconds)
            if many == 1:
                one.append(found == best)
            else:
                two, best_two = two + found, best_two + best
    return {
        "employers": len(chosen),
        "same_optimum_one_function": all(one),
        "greedy_part_two_functions": two / best_two if best_two else 1.0,
        "seconds": median(theirs) if theirs else 0.0,
        "ours_seconds": median(ours) if ours else 0.0,
        "times_slower": round(median(theirs) / median(ours), 1) if theirs else 0.0,
    }
