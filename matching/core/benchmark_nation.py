"""The whole country exactly: every region one after the other, from people to proved lists, in one process.

A region is made, asked and let go before the next, so memory is that of one region. What a region yields is digested, so
that the same work done elsewhere (other hosts, another order) can be compared to the bit. Goals: matching.md 7.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from time import perf_counter, process_time
from typing import Any

from matching.core.allocation import Allocation, kernplan, shortlists
from matching.core.allocation_rivals import greedy_objective, highs_objective
from matching.core.benchmark_shape import Timed, peak_memory, report, timed
from matching.core.certificate import certified
from matching.core.kernel import engine_in_use
from matching.core.pairs import all_pairs
from matching.core.synthetic import synthetic_demands, synthetic_people
from matching.core.travel import TravelTimes

KEY = b"benchmark"
ROUNDS = 3
NOTE = (
    "Verzonnen regio's, elk met één kern. one_region is de eerste regio apart, met HiGHS en greedy op die regio, omgerekend "
    "naar alle; with_making telt ook het verzinnen van de mensen en plekken mee."
)


@dataclass(frozen=True, slots=True)
class RegionTask:
    """One invented region to be done; small, so that it travels easily."""

    number: int
    candidates: int
    places: int


@dataclass(frozen=True, slots=True)
class RegionDone:
    """What came of it. `digest` is of the kernplan and the lists, person by person; both seconds without inventing."""

    number: int
    pairs: int
    planned: int
    proposals: int
    people_proposed: int
    objective: int
    valid: bool
    digest: str
    seconds: float
    cpu_seconds: float
    """Of this process: what a busy machine makes of it left out."""


Run = Callable[[Sequence[RegionTask]], Iterable[RegionDone]]
"""Does regions somewhere and gives them back in any order."""


def tasks_of(regions: int, candidates: int, places: int) -> list[RegionTask]:
    """The country's people divided evenly over its regions, so many places in each.

    >>> [task.candidates for task in tasks_of(3, 100, 5)]
    [34, 33, 33]
    """
    each, left = divmod(candidates, regions)
    return [RegionTask(number, each + (number < left), places) for number in range(regions)]


def solve_region(task: RegionTask) -> RegionDone:
    """Pairs, kernplan, lists and both proofs of one invented region, on one core."""
    solve = _asked(task)
    started, at = perf_counter(), process_time()
    plan, lists, valid = solve()
    seconds, cpu_seconds = perf_counter() - started, process_time() - at
    return RegionDone(
        number=task.number,
        pairs=len(lists.pairs),
        planned=len(plan.chosen),
        proposals=len(lists.chosen),
        people_proposed=int((lists.uses > 0).sum()),
        objective=lists.objective,
        valid=valid,
        digest=_digest(json.dumps([plan.lists, lists.lists], sort_keys=True)),
        seconds=seconds,
        cpu_seconds=cpu_seconds,
    )


def _asked(task: RegionTask) -> Callable[[], tuple[Allocation, Allocation, bool]]:
    """Invent a region; gives what solves it."""
    seed = task.number + 1
    people = synthetic_people(task.candidates, seed)
    demands = synthetic_demands(task.places, people.points, seed)
    positions = {demand.id: demand.positions for demand in demands}
    history = dict(zip(people.ids.tolist(), people.exposure.tolist(), strict=True))

    def solve() -> tuple[Allocation, Allocation, bool]:
        travel = TravelTimes(people.points)
        pairs = all_pairs(people, demands, travel=travel, hash_key=KEY, threads=1)
        plan, lists = kernplan(pairs, positions), shortlists(pairs, positions, history)
        return plan, lists, certified(plan).valid and certified(lists).valid

    return solve


def country_digest(done: Iterable[RegionDone]) -> str:
    """One digest of all lists of all regions, whatever the order in which they were done."""
    return _digest("".join(region.digest for region in sorted(done, key=lambda region: region.number)))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def bench_nation(regions: int, candidates: int, places: int, elsewhere: Run | None = None) -> dict[str, Any]:
    """Do a whole invented country here, region by region, and beside it what `elsewhere` does with the same regions."""
    tasks = tasks_of(regions, candidates, places)
    one, (_, lists, _) = timed(_asked(tasks[0]), ROUNDS)
    started = perf_counter()
    done = [solve_region(task) for task in tasks]
    with_making = Timed([perf_counter() - started])
    memory = peak_memory()
    ours = Timed([sum(region.seconds for region in done)])
    highs_times, highs = timed(lambda: highs_objective(lists), 1, warm=False)
    greedy_times, greedy = timed(lambda: greedy_objective(lists), 1)
    ways = {
        "ours": ours,
        "with_making": with_making,
        "one_region": one,
        "highs_simplex": Timed(highs_times.seconds, 1 / regions),
        "greedy": Timed(greedy_times.seconds, 1 / regions),
    }
    more: dict[str, Any] = {}
    if elsewhere:
        started = perf_counter()
        there = list(elsewhere(tasks))
        ways["elsewhere"] = Timed([perf_counter() - started])
        more["elsewhere_same"] = country_digest(there) == country_digest(done)
    return report(
        candidates=candidates,
        places=places,
        engine=engine_in_use(),
        ways=ways,
        memory=memory,
        note=NOTE,
        regions=regions,
        regions_in_one_regions_time=ours.median / one.median,
        cpu_seconds=sum(region.cpu_seconds for region in done),
        slowest_region_seconds=max(region.seconds for region in done),
        pairs=sum(region.pairs for region in done),
        planned=sum(region.planned for region in done),
        proposals=sum(region.proposals for region in done),
        people_proposed=sum(region.people_proposed for region in done),
        valid=all(region.valid for region in done),
        same_objective=highs == lists.objective,
        greedy_part=greedy / lists.objective if lists.objective else 1.0,
        digest=country_digest(done),
        **more,
    )
