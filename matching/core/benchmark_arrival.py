"""How quick one new place is taken in, exactly, beside dividing the whole region again.

Many places arrive one after the other; each time both ways are asked and their lists compared. Both begin with the new
place itself: ours with its own pairs, the other with the pairs of the region anew. Goals: matching.md 7.
"""

from time import perf_counter
from typing import Any

from matching.core.allocation import Allocation, Rules, shortlists
from matching.core.allocation_rivals import greedy_objective
from matching.core.arrival import Standing
from matching.core.benchmark_shape import Timed, report
from matching.core.certificate import certified
from matching.core.kernel import engine_in_use
from matching.core.pairs import Draw, Pairs, all_pairs
from matching.core.question import Question, prepare
from matching.core.synthetic import synthetic_demands, synthetic_people
from matching.core.travel import TravelTimes

KEY = b"benchmark"
ARRIVALS = 40


class _Region:
    """A region in which places arrive, both ways."""

    def __init__(self, candidates: int, places: int, arrivals: int, seed: int) -> None:
        self.people = synthetic_people(candidates, seed)
        self.travel = TravelTimes(self.people.points)
        demands = synthetic_demands(places + arrivals, self.people.points, seed)
        self.questions = [prepare(demand) for demand in demands]
        self.positions = {demand.id: demand.positions for demand in demands}
        self.history = dict(zip(self.people.ids.tolist(), self.people.exposure.tolist(), strict=True))
        self.draw = Draw.of(self.people, KEY)

    def pairs(self, questions: list[Question]) -> Pairs:
        return all_pairs(self.people, questions, travel=self.travel, hash_key=KEY, draw=self.draw)

    def lists(self, pairs: Pairs) -> Allocation:
        return shortlists(pairs, self.positions, self.history)


def bench_arrive(candidates: int, places: int, arrivals: int = ARRIVALS, seed: int = 1) -> dict[str, Any]:
    """Let places arrive in an invented region; every arrival is compared with a full solve. Seconds of one arrival."""
    region, slots = _Region(candidates, places, arrivals, seed), Rules().k
    _arrived(Standing(region.lists(region.pairs(region.questions[:places]))), region, places, slots)
    standing = Standing(region.lists(region.pairs(region.questions[:places])))
    seconds: dict[str, list[float]] = {"ours": [], "search_only": [], "full_solve": [], "solve_only": [], "greedy": []}
    equal, displaced, valid = 0, 0, True
    for there in range(places, places + arrivals):
        before = standing.allocation.uses
        own, search = _arrived(standing, region, there, slots)
        after = standing.allocation
        started = perf_counter()
        pairs = region.pairs(region.questions[: there + 1])
        found = perf_counter()
        whole = region.lists(pairs)
        solved = perf_counter()
        greedy_objective(whole)
        times = (own, search, solved - started, solved - found, perf_counter() - solved)
        for name, second in zip(seconds, times, strict=True):
            seconds[name].append(second)
        equal += _same_lists(after, whole)
        displaced += int((after.uses < before).sum())
        valid = valid and certified(after).valid
    return report(
        candidates=candidates,
        places=places,
        engine=engine_in_use(),
        ways={name: Timed(found) for name, found in seconds.items()},
        arrivals=arrivals,
        equal_to_full_solve=equal,
        people_with_fewer_proposals=displaced,
        valid=valid,
        note="Verzonnen mensen en plekken. search_only en solve_only rekenen de paren niet mee; greedy is niet de beste.",
    )


def _arrived(standing: Standing, region: _Region, there: int, slots: int) -> tuple[float, float]:
    """Take in one place: seconds with its pairs, and of the search alone."""
    started = perf_counter()
    alone = region.pairs([region.questions[there]])
    found = perf_counter()
    standing.arrive(alone, slots)
    done = perf_counter()
    return done - started, done - found


def _same_lists(one: Allocation, other: Allocation) -> bool:
    """Whether both give the same people to the same places, and the same objective."""
    return one.objective == other.objective and _chosen(one) == _chosen(other)


def _chosen(found: Allocation) -> set[tuple[int, str]]:
    """Row of the person and id of the place; both solves know the people in one order."""
    rows = zip(found.pairs.person[found.chosen].tolist(), found.pairs.place[found.chosen].tolist(), strict=True)
    return {(person, found.pairs.places[place]) for person, place in rows}
