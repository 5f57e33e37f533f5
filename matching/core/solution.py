"""A region solved from beginning to end: people and places in, rows of plain values out. Shapes: FILES.md.

Rows stand in the order of ids, so equal input in another order gives equal files.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from matching.core.allocation import Allocation, kernplan, shortlists
from matching.core.catalogue import CAPABILITY_CODES, CONDITION_CODES
from matching.core.certificate import Certificate, certified
from matching.core.changes import Change, smallest_change
from matching.core.eligibility import REASONS, Reason
from matching.core.files import Journey, Settings
from matching.core.fit import level_or, requirements, task_values
from matching.core.kernel import Engine
from matching.core.language import ConditionState, Demand, Offer
from matching.core.names import Names
from matching.core.nearest import Nearest, nearest_places
from matching.core.order import lot
from matching.core.pairs import FIT_UNITS, JITTER, SCALE, Pairs, all_pairs
from matching.core.prices import Scarcity, scarcity
from matching.core.question import prepare
from matching.core.store import People
from matching.core.travel import MODES, Bytes, Points, TravelTimes

Row = dict[str, Any]


class KnownJourneys(TravelTimes):
    """Travel times from a table; what is not in it is estimated from the postcodes."""

    def __init__(self, points: Points, journeys: Iterable[Journey]) -> None:
        super().__init__(points)
        self._known: dict[int, list[Journey]] = {}
        for journey in journeys:
            self._known.setdefault(points.index(journey.work), []).append(journey)

    def _computed(self, index: int) -> Bytes:
        row = super()._computed(index).copy()
        for journey in self._known.get(index, []):
            row[MODES.index(journey.mode), self.points.index(journey.home)] = min(journey.minutes, 254)
        row.setflags(write=False)
        return row


def points_with(known: Mapping[str, tuple[float, float]], journeys: Iterable[Journey]) -> Points:
    """The known postcodes, and those that only the table of journeys knows, without a point."""
    nowhere = (float("nan"), float("nan"))
    named = {pc4: nowhere for journey in journeys for pc4 in (journey.home, journey.work)}
    return Points((pc4, *point) for pc4, point in {**named, **known}.items())


@dataclass(frozen=True, eq=False)
class Solution:
    """Everything about one solved region."""

    offers: Mapping[str, Offer]
    demands: Mapping[str, Demand]
    names: Names
    settings: Settings
    people: People
    travel: TravelTimes
    pairs: Pairs
    plan: Allocation
    lists: Allocation
    plan_certificate: Certificate
    lists_certificate: Certificate
    prices: Scarcity

    @property
    def hash_key(self) -> bytes:
        """The key of the lots."""
        return self.settings.key.encode()


def solve(
    offers: Sequence[Offer],
    demands: Sequence[Demand],
    names: Names,
    travel: TravelTimes,
    settings: Settings,
    engine: Engine | None = None,
) -> Solution:
    """Pairs, kernplan, shortlists, prices and both proofs."""
    people = People.from_offers(offers, travel.points)
    pairs = all_pairs(people, demands, travel=travel, hash_key=settings.key.encode(), tau=settings.tau, engine=engine)
    positions = {demand.id: demand.positions for demand in demands}
    history = {offer.id: offer.history for offer in offers}
    plan = kernplan(pairs, positions, engine=engine)
    lists = shortlists(pairs, positions, history, settings.rules, engine=engine)
    return Solution(
        offers={offer.id: offer for offer in offers},
        demands={demand.id: demand for demand in demands},
        names=names,
        settings=settings,
        people=people,
        travel=travel,
        pairs=pairs,
        plan=plan,
        lists=lists,
        plan_certificate=certified(plan),
        lists_certificate=certified(lists),
        prices=scarcity(plan),
    )


def list_rows(solved: Solution) -> Iterator[Row]:
    """The shortlists, with the points of every task, what to arrange and what to ask."""
    return _rows(solved, solved.lists)


def plan_rows(solved: Solution) -> Iterator[Row]:
    """The kernplan, in the same shape."""
    return _rows(solved, solved.plan)


def _rows(solved: Solution, found: Allocation) -> Iterator[Row]:
    neutral = solved.people.neutral.tolist()
    for place, chosen in sorted(found.lists.items()):
        demand = solved.demands[place]
        numbers = requirements(demand)
        values = task_values(demand, numbers)
        rows = [_row(demand, solved.offers[person], numbers.smax, values, neutral) for person in chosen]
        rows.sort(key=lambda row: _order(solved, demand, row))
        for rank, row in enumerate(rows, 1):
            yield {**row, "rank": rank}


def _row(
    demand: Demand, offer: Offer, smax: int, values: Sequence[Mapping[str, Sequence[int]]], neutral: Sequence[int]
) -> Row:
    points: dict[str, int] = {}
    for task, steps_by_code in zip(demand.tasks, values, strict=True):
        own = sum(
            sum(steps[: level_or(offer, CAPABILITY_CODES.index(code), neutral)])
            for code, steps in steps_by_code.items()
        )
        points[task.name] = points.get(task.name, 0) + own
    asked = {code for task in demand.tasks for code in task.demands}
    return {
        "place": demand.id,
        "person": offer.id,
        "score": sum(points.values()),
        "smax": smax,
        "points": points,
        "arrange": [c for c in CONDITION_CODES if c in offer.need and demand.state(c) is ConditionState.TO_ARRANGE],
        "unknown": [code for code in CAPABILITY_CODES if code in asked and offer.level(code) is None],
    }


def _order(solved: Solution, demand: Demand, row: Row) -> tuple[Any, ...]:
    """Within a list as in every ranking."""
    offer = solved.offers[row["person"]]
    return listed_order(demand, offer, row["score"], _minutes(solved, demand, offer), solved.hash_key)


def listed_order(demand: Demand, offer: Offer, points: int, minutes: int | None, hash_key: bytes) -> tuple[Any, ...]:
    """What rows of one list are sorted by: fit, travel, wish, fewer earlier proposals, lot (matching.md 2.7)."""
    most = max(offer.travel.max_minutes, 1)
    way = Fraction(1) if minutes is None else min(Fraction(minutes, most), Fraction(1))
    return (-points, way, demand.family not in offer.wishes, offer.history, lot(hash_key, offer.id, demand.id))


def _minutes(solved: Solution, demand: Demand, offer: Offer) -> int | None:
    return solved.travel.minutes(offer.pc4, demand.pc4, offer.travel.mode)


def price_rows(solved: Solution) -> Iterator[Row]:
    """Per person with a suitable place: what the region loses without, and at which place of the kernplan."""
    people, places = solved.pairs.people, solved.pairs.places
    for index in sorted(np.unique(solved.pairs.person).tolist(), key=lambda i: people[i]):
        witness = int(solved.prices.witness[index])
        yield {
            "person": people[index],
            "price": int(solved.prices.units[index]),
            "witness": places[witness] if witness >= 0 else None,
        }


def left_out_rows(solved: Solution) -> Iterator[Row]:
    """Per person without a proposal: the best place, every reason, and the smallest change that would open it."""
    without = {person for person, uses in zip(solved.pairs.people, solved.lists.uses.tolist(), strict=True) if not uses}
    best = _best_pair(solved)
    nearest = _nearest(solved, without - best.keys())
    for person in sorted(without):
        if person in best:
            yield {"person": person, "place": best[person], "suitable": True, "reasons": [], "change": []}
        elif person in nearest:
            yield _nearest_row(solved, person, nearest[person])
        else:
            yield {"person": person, "place": None, "suitable": False, "reasons": [], "change": None}


def _best_pair(solved: Solution) -> dict[str, str]:
    """By person the suitable place that is worth most."""
    pairs = solved.pairs
    order = np.argsort(pairs.worth, kind="stable")
    return {
        pairs.people[i]: pairs.places[j]
        for i, j in zip(pairs.person[order].tolist(), pairs.place[order].tolist(), strict=True)
    }


def _nearest(solved: Solution, ids: set[str]) -> Mapping[str, Nearest]:
    rows = np.array([row for row, id_ in enumerate(solved.people.ids) if id_ in ids], np.intp)
    return nearest_places(
        solved.people,
        (prepare(solved.demands[place]) for place in solved.pairs.places),
        rows=rows,
        travel=solved.travel,
        tau=solved.settings.tau,
        hash_key=solved.hash_key,
    )


def _nearest_row(solved: Solution, person: str, near: Nearest) -> Row:
    demand, offer = solved.demands[near.place], solved.offers[person]
    minutes = _minutes(solved, demand, offer)
    change = smallest_change(demand, offer, minutes, solved.people.neutral.tolist(), solved.settings.tau)
    return {
        "person": person,
        "place": near.place,
        "suitable": False,
        "reasons": [reason.code for reason in REASONS if reason in Reason(near.reasons)],
        "change": None if change is None else [_told(part, solved.names) for part in change],
    }


def _told(change: Change, names: Names) -> Row:
    told = change.to_dict()
    if change.what == "certificaat":
        told["to"] = names.certificate(change.to)
    if change.what == "uren":
        told["to"] = float(change.to)
    return told


def certificate_row(solved: Solution) -> Row:
    """Both proofs: totals in whole units, whether all prices hold, that the bound is reached, and the prices themselves."""
    return {
        "units_per_full_fit": FIT_UNITS * JITTER,
        "lots_per_unit": SCALE,
        "shortlists": proof(solved.lists, solved.lists_certificate),
        "kernplan": proof(solved.plan, solved.plan_certificate),
    }


def proof(solved: Allocation, found: Certificate) -> Row:
    """One proof as it is written down: what the check found, and the prices it was checked from."""
    pairs = solved.pairs
    people = sorted((pairs.people[i], int(solved.price[i])) for i in np.unique(pairs.person).tolist())
    return {
        "objective": found.objective,
        "lp_bound": found.bound,
        "equal": found.objective == found.bound and found.gap == 0,
        "potentials_hold": found.potentials,
        "feasible": found.feasible,
        "valid": found.valid,
        "proposals": len(solved.chosen),
        "price_of_person": dict(people),
        "value_of_place": dict(sorted(zip(pairs.places, solved.value.tolist(), strict=True))),
    }
