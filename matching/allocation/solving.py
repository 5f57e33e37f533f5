"""The best lists for a whole region: from inputs to an outcome, with the proof. Pure of the session and of any clock.

Promises are kept: every voordracht that waits for an answer stays on its list, and so does whom a coach put there; whom a
coach took off is left out. Around that the rest is divided exactly. Nothing is read but ``Inputs``, settings and the key of
the month, so no regeling, group or name can have any influence. Source: matching.md 2.10, 3.1, 3.4.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from matching.allocation.ground import Ground, Promised, ground_of, list_lengths, points_in, problem_of, promises_of
from matching.allocation.inputs import Inputs
from matching.allocation.reading import inputs_of
from matching.allocation.settings import RunSettings
from matching.core.allocation import Allocation, allocate, engine_for, kernplan
from matching.core.certificate import certified
from matching.core.pairs import SCALE, Pairs
from matching.core.prices import Scarcity, scarcity
from matching.core.solution import listed_order, proof
from matching.core.travel import TravelTimes
from matching.proposals.shortlist import travel_times
from matching.runs.outcome import Listed, Outcome, PersonOutcome, PlaceOutcome

__all__ = ["Solved", "Told", "inputs_of", "solve_region", "solved"]

Told = Callable[[int, str], None]
"""How far it is, in percent, and what is being done, in words."""


def _quiet(_progress: int, _step: str) -> None:
    """Nobody listens."""


@dataclass(frozen=True, eq=False)
class Solved:
    """A solved region, with everything that is needed to go on from it."""

    ground: Ground
    settings: RunSettings
    key: bytes
    promises: Promised
    plan: Allocation
    lists: Allocation
    prices: Scarcity

    @property
    def outcome(self) -> Outcome:
        """In plain values, as a run keeps it."""
        return _outcome(self)


def solve_region(
    inputs: Inputs,
    settings: RunSettings,
    key: bytes,
    *,
    travel: TravelTimes | None = None,
    told: Told = _quiet,
) -> Outcome:
    """The best lists and the kernplan of a region, with prices and proof. ``key`` is ``month_key`` of the day."""
    return solved(inputs, settings, key, travel=travel, told=told).outcome


def solved(
    inputs: Inputs,
    settings: RunSettings,
    key: bytes,
    *,
    travel: TravelTimes | None = None,
    told: Told = _quiet,
) -> Solved:
    """As ``solve_region``, with what it was made from."""
    told(20, "Bekijken wie welk werk kan")
    ground = ground_of(inputs, settings, key, travel or travel_times())
    free = ground.free
    told(50, "De beste plaatsing van iedereen tegelijk zoeken")
    plan = kernplan(free, ground.positions, engine=engine_for(free))
    prices = scarcity(plan)
    told(70, "De lijsten verdelen")
    promises = promises_of(ground, settings.rules.m)
    lists = shortlists_of(ground, free, promises, settings, key)
    told(90, "De verdeling controleren")
    return Solved(ground, settings, key, promises, plan, lists, prices)


def shortlists_of(ground: Ground, free: Pairs, promises: Promised, settings: RunSettings, key: bytes) -> Allocation:
    rules = settings.rules
    pairs, slots, shift = problem_of(ground, free, promises, settings, key)
    return allocate(pairs, slots, rules.m, rules.bonus_units, shift, engine_for(pairs))


def _outcome(found: Solved) -> Outcome:
    ground, pairs = found.ground, found.ground.pairs
    lists = {place: list(people) for place, people in found.lists.lists.items()}
    for person, place in found.promises.beyond:
        lists[place].append(person)
    many = Counter(person for people in lists.values() for person in people)
    suitable = np.bincount(pairs.person, minlength=len(pairs.people)).tolist()
    qualified = np.diff(pairs.start).tolist()
    units, witness = found.prices.units.tolist(), found.prices.witness.tolist()
    values = dict(zip(found.lists.pairs.places, (found.lists.value // SCALE).tolist(), strict=True))
    positions = ground.positions
    slots = list_lengths(positions, found.promises, found.settings.rules.k)
    return Outcome(
        places={
            place: PlaceOutcome(positions[place], slots[place], qualified[index], values[place])
            for index, place in enumerate(pairs.places)
        },
        lists=_listed(found, lists),
        kernplan=_listed(found, found.plan.lists, marked=False),
        people={
            person: PersonOutcome(
                qualified=suitable[index],
                proposals=many[person],
                history=ground.offers[person].history,
                price_units=units[index],
                witness=pairs.places[witness[index]] if witness[index] >= 0 else None,
            )
            for index, person in enumerate(pairs.people)
        },
        certificate={
            "choices": _choices(found),
            "shortlists": proof(found.lists, certified(found.lists)),
            "kernplan": proof(found.plan, certified(found.plan)),
        },
    )


def _choices(found: Solved) -> dict[str, list[list[str]]]:
    """What coaches decided: who came on a list, who could not, and who was left out."""
    inputs, added = found.ground.inputs, found.promises.added
    return {
        "added": sorted(map(list, added)),
        "not_added": sorted(map(list, inputs.added - added - inputs.sent)),
        "removed": sorted(map(list, inputs.removed - inputs.sent)),
    }


def _listed(found: Solved, lists: Mapping[str, Iterable[str]], *, marked: bool = True) -> dict[str, tuple[Listed, ...]]:
    """The lists in order, with points and marks."""
    ground = found.ground
    rows = {}
    for place, people in lists.items():
        question, demand = ground.questions[place], ground.demands[place]
        order = []
        for person in people:
            offer, points = ground.offers[person], points_in(ground, (person, place))
            minutes = ground.travel.minutes(offer.pc4, demand.pc4, offer.travel.mode)
            order.append((listed_order(demand, offer, points, minutes, found.key), person, points))
        rows[place] = tuple(
            Listed(
                person=person,
                points=points,
                smax=question.smax,
                rank=rank,
                frozen=marked and (person, place) in ground.inputs.sent,
                added=marked and (person, place) in found.promises.added,
            )
            for rank, (_, person, points) in enumerate(sorted(order), 1)
        )
    return rows
