"""What both allocations of a run stand on: who is suitable where, and which promises must be kept."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.allocation.inputs import Inputs, Pair
from matching.allocation.settings import RunSettings
from matching.allocation.weights import weighed
from matching.core.eligibility import reasons
from matching.core.language import Demand, Offer
from matching.core.pairs import Pairs, all_pairs, engine_for, keeping, without
from matching.core.promises import promised
from matching.core.question import Question, prepare
from matching.core.store import People
from matching.core.travel import TravelTimes
from matching.core.vectors import points_of


@dataclass(frozen=True, eq=False)
class Ground:
    """What both allocations stand on: the people packed, the places as questions, and who is suitable where."""

    inputs: Inputs
    people: People
    offers: Mapping[str, Offer]
    demands: Mapping[str, Demand]
    questions: Mapping[str, Question]
    travel: TravelTimes
    pairs: Pairs
    """Everybody suitable and free in time, also whom a coach took off."""

    @property
    def positions(self) -> dict[str, int]:
        """Free seats by place."""
        return {id_: demand.positions for id_, demand in self.demands.items()}

    @property
    def free(self) -> Pairs:
        """The pairs that may be chosen: without whom a coach took off."""
        return without(self.pairs, self.inputs.removed)


@dataclass(frozen=True, eq=False)
class Promised:
    """The promises, with their points (S). ``beyond`` are those of people who have more than m: they stay as they are."""

    kept: Mapping[Pair, int]
    beyond: Mapping[Pair, int]
    added: frozenset[Pair]

    @property
    def all(self) -> dict[Pair, int]:
        """Every one."""
        return {**self.kept, **self.beyond}


def ground_of(inputs: Inputs, settings: RunSettings, key: bytes, travel: TravelTimes) -> Ground:
    """Who is suitable where, and what each pair is worth by the weights of these settings."""
    people = People.from_offers(inputs.offers, travel.points, inputs.neutral)
    questions = {demand.id: prepare(demand) for demand in inputs.demands}
    demands = {demand.id: demand for demand in inputs.demands}
    engine = engine_for(people, questions)
    found = all_pairs(people, questions.values(), travel=travel, hash_key=key, tau=settings.tau, engine=engine)
    pairs = in_time(found, inputs)
    return Ground(
        inputs=inputs,
        people=people,
        offers={offer.id: offer for offer in inputs.offers},
        demands=demands,
        questions=questions,
        travel=travel,
        pairs=weighed(pairs, settings.weights, people, demands, travel, key),
    )


def in_time(pairs: Pairs, inputs: Inputs) -> Pairs:
    """Without those who come free only after the place begins."""
    if not inputs.available:
        return pairs
    today = inputs.day.toordinal()
    free = _days(pairs.people, inputs.available, today)
    begins = _days(pairs.places, inputs.starts, today)
    return keeping(pairs, free[pairs.person] <= begins[pairs.place])


def _days(ids: Iterable[str], days: Mapping[str, Any], today: int) -> NDArray[np.int64]:
    return np.array([max(days[id_].toordinal(), today) if id_ in days else today for id_ in ids], np.int64)


def promises_of(ground: Ground, most: int) -> Promised:
    """What must stay: every sent voordracht, and whom coaches added as far as nothing rules it out and m leaves room.

    Somebody may have more sent voordrachten than m; then all of them stay, and nothing is added to them.
    """
    here = _known(ground, ground.inputs.sent)
    sent = {pair: points_in(ground, pair) for pair in here}
    many = Counter(person for person, _ in here)
    beyond = {pair: points for pair, points in sent.items() if many[pair[0]] > most}
    kept = {pair: points for pair, points in sent.items() if pair not in beyond}
    added: set[Pair] = set()
    for pair in _known(ground, ground.inputs.added - ground.inputs.sent):
        if many[pair[0]] < most and is_possible(ground, pair):
            kept[pair] = points_in(ground, pair)
            many[pair[0]] += 1
            added.add(pair)
    return Promised(kept, beyond, frozenset(added))


def _known(ground: Ground, pairs: Iterable[Pair]) -> list[Pair]:
    """In an order of their own, only between people and places of this run."""
    return sorted((p, q) for p, q in pairs if p in ground.offers and q in ground.questions)


def points_in(ground: Ground, pair: Pair) -> int:
    """S of a pair of this run, suitable or not."""
    row, question = ground.people.row(pair[0]) or 0, ground.questions[pair[1]]
    return int(points_of(ground.people.levels[:, row : row + 1], question)[0])


def is_possible(ground: Ground, pair: Pair) -> bool:
    """Whether no filter rules this pair out, and the person is free in time."""
    inputs, (person, place) = ground.inputs, pair
    if inputs.available.get(person, inputs.day) > max(inputs.starts.get(place, inputs.day), inputs.day):
        return False
    demand, offer = ground.demands[place], ground.offers[person]
    minutes = ground.travel.minutes(offer.pc4, demand.pc4, offer.travel.mode)
    return not reasons(demand, offer, minutes, inputs.neutral)


def problem_of(
    ground: Ground, free: Pairs, promises: Promised, settings: RunSettings, key: bytes
) -> tuple[Pairs, NDArray[np.int32], NDArray[np.int32]]:
    """The pairs, slots and earlier proposals of which the lists are the best allocation.

    Who has more promises than m stands outside: neither their places nor they have that room left.
    """
    rules, outside = settings.rules, {person for person, _ in promises.beyond}
    rest = keeping(free, ~np.isin(free.person, [i for i, id_ in enumerate(free.people) if id_ in outside]))
    lengths = list_lengths(ground.positions, promises, rules.k)
    taken = Counter(place for _, place in promises.beyond)
    slots = np.array([lengths[place] - taken[place] for place in free.places], np.int32)
    shift = [min(ground.offers[person].history, rules.counted_history) for person in free.people]
    pairs = promised(rest, promises.kept, key) if promises.kept else rest
    return pairs, slots, np.array(shift, np.int32)


def list_lengths(positions: Mapping[str, int], promises: Promised, most: int) -> dict[str, int]:
    """How long the list of each place may be: k, and never shorter than its positions or its promises."""
    many = Counter(place for _, place in promises.all)
    return {place: max(most, free, many[place]) for place, free in positions.items()}
