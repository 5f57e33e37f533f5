"""How quick the counting behind jobcarving is, beside counting every set one by one and beside a MILP for HiGHS.

One invented region: a quarter of the people waits, employers have two places or more. All ways get the same yes or no per
person and task, and must give the same numbers. Source: matching.md 5, goals: 7.
"""

from dataclasses import replace
from decimal import Decimal
from functools import partial
from statistics import median
from typing import Any

import numpy as np

from matching.core.benchmark_shape import peak_memory, report, timed
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

WAITING = 4
"""One in so many people waits."""
SHARES = ((40, 30, 20, 10), (50, 20, 20, 10), (60, 40), (35, 25, 20, 20), (70, 15, 15))
PLACES = (2, 2, 2, 3, 3, 4, 6)
MOST_HIGHS_TASKS = 10
GOAL = 2.0


def bench_carve(candidates: int, employers: int, sample: int = 12, seed: int = 1) -> dict[str, Any]:
    """Measure jobcarving for an invented region. Seconds are for all employers together.

    `ours` and `numpy_one_by_one` count the same sets of tasks; `whole_question` also asks everybody every task and finds
    the functions that no other beats.
    """
    engine = warm_up()
    everybody = synthetic_people(candidates, seed)
    people = everybody.updated(remove=[id_ for row, id_ in enumerate(everybody.ids.tolist()) if row % WAITING])
    travel = TravelTimes(people.points)
    firms = _firms(employers, people.points, seed)
    whole, region = timed(lambda: [_one(people, firm, travel) for firm in firms], 3)
    groups = [(bench, group) for bench, _ in region for group in groups_of(bench.pieces)]
    ours, counted = timed(lambda: [functions_of(bench, group, engine=engine) for bench, group in groups])
    memory = peak_memory()
    pairs = [(*group, found[0], found[2]) for group, found in zip(groups, counted, strict=True)]
    plain, told = timed(lambda: [counted_one_by_one(*pair) for pair in pairs], 2, warm=False)
    return report(
        candidates=candidates,
        places=sum(len(firm) for firm in firms),
        engine=engine,
        ways={"ours": ours, "whole_question": whole, "numpy_one_by_one": plain},
        memory=memory,
        waiting=len(people),
        employers=employers,
        goal_seconds=GOAL,
        tasks_most=max(len(group.tasks) for _, group in groups),
        functions_counted=sum(len(found[0]) for found in counted),
        on_the_front=sum(len(found) for _, found in region),
        same_counts=all(np.array_equal(mine[1], other) for mine, other in zip(counted, told, strict=True)),
        biggest=_biggest(people, engine),
        best_functions=_best_functions(groups, sample),
        note="Verzonnen mensen, werkgevers en taken; een kwart van de mensen wacht.",
    )


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
    ours, (sets, counts, effort, _) = timed(lambda: functions_of(bench, group, engine=engine))
    plain, other = timed(lambda: counted_one_by_one(bench, group, sets, effort))
    return {
        "tasks": len(group.tasks),
        "sets": len(sets),
        "seconds": {"ours": ours.median, "numpy_one_by_one": plain.median},
        "times_slower": round(plain.median / ours.median, 1),
        "same_counts": bool(np.array_equal(counts, other)),
    }


def _best_functions(groups: list[tuple[Workbench, Group]], sample: int) -> dict[str, Any]:
    """The best function, and the best two, of some employers: ours beside a MILP by HiGHS."""
    fits = [(b, g) for b, g in groups if 2 <= len(g.tasks) <= MOST_HIGHS_TASKS and len(groups_of(b.pieces)) == 1]
    ours: list[float] = []
    highs: list[float] = []
    people: dict[int, list[tuple[int, int]]] = {1: [], 2: []}
    for bench, group in fits[:sample]:
        for many, found in people.items():
            own, mine = timed(partial(cover, bench, many), 1)
            other, best = timed(partial(most_people_by_highs, bench, group, many), 1, warm=False)
            found.append((mine.people, best))
            ours += own.seconds
            highs += other.seconds
    two = sum(best for _, best in people[2])
    return {
        "employers": len(people[1]),
        "same_optimum_one_function": all(mine == best for mine, best in people[1]),
        "greedy_part_two_functions": sum(mine for mine, _ in people[2]) / two if two else 1.0,
        "seconds": {"ours": median(ours), "highs_milp": median(highs)},
        "times_slower": round(median(highs) / median(ours), 1),
    }
