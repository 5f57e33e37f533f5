"""An invented region as the matching sees it: only what an offer and a demand may say crosses this border."""

from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from matching.core.catalogue import CAPABILITY_CODES, CONDITION_CODES
from matching.core.eligibility import minutes_of, reasons_of
from matching.core.language import Ask, ConditionState, Demand, Task
from matching.core.pairs import all_pairs
from matching.core.question import prepare
from matching.core.store import Columns, People
from matching.core.travel import Points, TravelTimes
from matching.core.vectors import points_of
from tests.evaluation import hidden

KEY = b"key of the evaluation"


@dataclass(frozen=True)
class Market:
    """A region ready to be matched. Matrices are people x places, in the order of the world's people."""

    world: object
    people: People
    demands: tuple
    travel: TravelTimes
    pairs: object
    units: np.ndarray
    """The fit in whole ten-thousandths."""
    minutes: np.ndarray
    eligible: np.ndarray
    qualified: np.ndarray
    chance: np.ndarray
    """The hidden truth; for measuring alone."""

    @property
    def seats(self):
        return np.array([place.seats for place in self.world.places])


def market(world, key=KEY, order=None):
    """Make a region ready; `order` hands the people over in another order."""
    order = np.arange(len(world)) if order is None else order
    points = Points([(str(1000 + spot), *map(float, at)) for spot, at in enumerate(world.spots)])
    people = People.from_columns([person_id(i) for i in order], _columns(world, points).taken(order), points)
    demands = tuple(demand_of(place) for place in world.places)
    travel = TravelTimes(points)
    row_of = np.array([people.row(person_id(i)) for i in range(len(world))], int)
    units, minutes, eligible, qualified = (
        np.zeros((len(world), len(demands)), kind) for kind in (int, int, bool, bool)
    )
    for at, demand in enumerate(demands):
        question, way = prepare(demand), minutes_of(people, travel.row(demand.pc4))
        points_here = points_of(people.levels, question)
        able = reasons_of(people, question, way) == 0
        units[:, at] = (10_000 * points_here // question.smax)[row_of]
        minutes[:, at], eligible[:, at] = way[row_of], able[row_of]
        qualified[:, at] = (able & (points_here >= question.suitable_from()))[row_of]
    pairs = all_pairs(people, demands, travel=travel, hash_key=key)
    return Market(world, people, demands, travel, pairs, units, minutes, eligible, qualified, hidden.chances(world))


def person_id(number):
    return f"K-{number:06}"


def number_of(id_):
    return int(id_[2:])


def _columns(world, points):
    """No group and no organisation: there is no column for them."""
    bits = np.uint32(1) << np.arange(len(CONDITION_CODES), dtype=np.uint32)
    many = len(world)
    return Columns(
        levels=world.written,
        need=(world.need @ bits).astype(np.uint32),
        essential=(world.essential @ bits).astype(np.uint32),
        certificates=np.zeros(many, np.uint16),
        veto=np.zeros(many, np.uint16),
        wishes=np.zeros(many, np.uint16),
        times=np.zeros(many, np.uint8),
        hours_max=(world.hours * 4).astype(np.uint8),
        mode=world.mode.astype(np.uint8),
        most_minutes=world.most_minutes.astype(np.uint8),
        exposure=np.zeros(many, np.uint8),
        point=np.array([points.index(str(1000 + home)) for home in world.home], np.uint16),
    )


def demand_of(place):
    impossible = [CONDITION_CODES[at] for at in np.flatnonzero(place.impossible)]
    return Demand(
        id=place.id,
        hours_min=Decimal(place.hours),
        hours_max=Decimal(place.hours + 8),
        tasks=tuple(
            Task(f"taak {n}", Decimal(str(part)), {CAPABILITY_CODES[i]: Ask(*ask) for i, ask in asks.items()})
            for n, (part, asks) in enumerate(place.tasks)
        ),
        positions=place.seats,
        pc4=str(1000 + place.spot),
        conditions=dict.fromkeys(impossible, ConditionState.IMPOSSIBLE),
    )
