"""A trial of learned weights in invented regions, before anybody meets them.

Nobody chooses the regions: the seed is drawn from a key. In each, people last by a rule of another form than the weights
(what is covered counts per task and by the hours, with a bend and a wall that differ per region), and the question is how
many of the first ten of every list would last. Source: matching.md 4.2.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from matching.core.catalogue import CAPABILITY_CODES
from matching.core.eligibility import minutes_of
from matching.core.fit import shares
from matching.core.language import Demand
from matching.core.learning import LearnedWeights
from matching.core.learning_facts import WHOLE, FactColumns, facts_among, travel_parts
from matching.core.packing import LEVEL_MASK
from matching.core.store import People
from matching.core.synthetic import synthetic_demands, synthetic_people
from matching.core.travel import TravelTimes

Floats = NDArray[np.float64]

REGIONS: Final = 10
PEOPLE: Final = 300
PLACES: Final = 25
LIST: Final = 10


@dataclass(frozen=True, slots=True)
class Trial:
    """Of the people on the lists, the part that would last: by the fixed order and by the learned one, over all regions."""

    fixed: float
    learned: float

    @property
    def gain(self) -> float:
        """What the learned lists add."""
        return self.learned - self.fixed


def tried(weights: LearnedWeights, seed: int) -> Trial:
    """Make the lists of the invented regions both ways."""
    found = [_in_region(weights, seed * REGIONS + region) for region in range(REGIONS)]
    fixed, learned = np.concatenate(found).mean(axis=0).tolist()
    return Trial(fixed, learned)


def _in_region(weights: LearnedWeights, seed: int) -> Floats:
    rng = np.random.default_rng(seed)
    bend, wall, way = rng.uniform(1, 3), rng.uniform(0, 0.6), rng.uniform(0.05, 0.4)
    people = synthetic_people(PEOPLE, seed)
    travel, rows = TravelTimes(people.points), []
    for demand in synthetic_demands(PLACES, people.points, seed):
        minutes = minutes_of(people, travel.row(demand.pc4))
        near = np.flatnonzero(minutes <= people.most_minutes)
        if len(near) <= LIST:
            continue
        facts = facts_among(demand, people.levels[:, near], minutes[near], people.most_minutes[near])
        way_off = travel_parts(minutes[near], people.most_minutes[near]) / WHOLE
        lasts = _covered(demand, people, near) ** bend * (1 - wall * (1 - facts.worst / WHOLE)) * (1 - way * way_off**2)
        rows.append([lasts[order[:LIST]].mean() for order in _orders(weights, facts)])
    return np.array(rows, np.float64).reshape(-1, 2)


def _covered(demand: Demand, people: People, rows: NDArray[np.intp]) -> Floats:
    """The part of each task that can be done, by the hours."""
    total = np.zeros(len(rows))
    for task, share in zip(demand.tasks, shares(demand), strict=True):
        items = [CAPABILITY_CODES.index(code) for code in task.demands]
        asked = np.array([[ask.level] for ask in task.demands.values()], np.float64)
        levels = people.levels[items][:, rows] & LEVEL_MASK
        total += float(share) * (np.minimum(levels, asked) / asked).mean(axis=0)
    return total


def _orders(weights: LearnedWeights, facts: FactColumns) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Best first: by fit and then the shorter way, and by the learned chance."""
    learned = np.argsort(-weights.chance(facts), kind="stable")
    return np.lexsort((facts.travel, -facts.fit)), learned
