"""Ways to make the lists of a region: the present one and five that people use or would think of.

Each takes the market, who may still be proposed where (people x places), seats left and earlier proposals, and gives a list of
people per place, first choice first. `K` people per place, never fewer than its seats.
"""

from dataclasses import replace
from heapq import heapify, heappop, heappush

import numpy as np

from matching.core.allocation import Rules, shortlists
from tests.evaluation.market import number_of, person_id

K = 5


def _sizes(seats):
    return [max(K, int(many)) if many else 0 for many in seats]


def _best(order, open_to, size):
    """The first `size` of those who may, by an order in which lower comes first."""
    able = np.flatnonzero(open_to)
    return able[np.argsort(order[able], kind="stable")][:size].tolist()


def alone_by_row(market, open_, seats, history, rng):
    """Each place by itself; who stands higher in the file goes first among equals."""
    return [_best(-market.units[:, j], open_[:, j], size) for j, size in enumerate(_sizes(seats))]


def alone_by_lot(market, open_, seats, history, rng):
    """Each place by itself, with fair lots among equals."""
    lots = [rng.permutation(len(market.world)) for _ in seats]
    return [
        _best(np.argsort(np.lexsort((lots[j], -market.units[:, j]))), open_[:, j], size)
        for j, size in enumerate(_sizes(seats))
    ]


def three_counters(market, open_, seats, history, rng):
    """Each group its own best two, as if each had a counter of its own."""
    group, found = market.world.group, []
    for j, size in enumerate(_sizes(seats)):
        lots = np.argsort(np.lexsort((rng.permutation(len(group)), -market.units[:, j])))
        own = [_best(lots, open_[:, j] & (group == g), 2) for g in range(3)] if size else []
        found.append([person for rank in range(2) for one in own for person in one[rank : rank + 1]])
    return found


def priority(market, open_, seats, history, rng):
    """Wajong and Wsw first, the others after them."""
    after = market.world.group == 0
    lots = [rng.permutation(len(after)) for _ in seats]
    return [
        _best(np.argsort(np.lexsort((lots[j], -market.units[:, j], after))), open_[:, j], size)
        for j, size in enumerate(_sizes(seats))
    ]


def greedy(market, open_, seats, history, rng):
    """Always the pair that adds most now, bonus and limits as in the exact way."""
    pairs, rules = _open_pairs(market, open_), Rules()
    bonus, shift = rules.bonus_units, _shift(pairs, history, rules)
    left, found, uses = _sizes(seats), [[] for _ in seats], np.zeros(len(pairs.people), int)
    place_of = {place.id: at for at, place in enumerate(market.world.places)}
    person, place, units = pairs.person.tolist(), pairs.place.tolist(), pairs.units.tolist()
    heap = [(-units[pair] - bonus[shift[person[pair]]], pair) for pair in range(len(pairs))]
    heapify(heap)
    while heap:
        gain, pair = heappop(heap)
        i, j = person[pair], place_of[pairs.places[place[pair]]]
        if uses[i] == rules.m or len(found[j]) == left[j]:
            continue
        now = -units[pair] - bonus[shift[i] + uses[i]]
        if now > gain:
            heappush(heap, (now, pair))
            continue
        found[j].append(number_of(pairs.people[i]))
        uses[i] += 1
    return found


def exact(market, open_, seats, history, rng):
    """The region at once, exactly, with the bonus for a first proposal: what the product does."""
    return lists_of(market, allocation(market, open_, seats, history))


def exact_fit_only(market, open_, seats, history, rng):
    """The region at once, exactly, without the bonus."""
    return lists_of(market, allocation(market, open_, seats, history, Rules(bonus=(0, 0))))


def allocation(market, open_, seats, history, rules=None, pairs=None):
    """The allocation behind the exact lists, with its prices."""
    places = {place.id: int(many) for place, many in zip(market.world.places, seats, strict=True)}
    earlier = {person_id(i): int(many) for i, many in enumerate(history) if many}
    return shortlists(_open_pairs(market, open_, pairs), places, earlier, rules or Rules())


def lists_of(market, found):
    return [[number_of(id_) for id_ in found.lists[place.id]] for place in market.world.places]


def _shift(pairs, history, rules):
    return np.minimum([history[number_of(id_)] for id_ in pairs.people], rules.counted_history).astype(int)


def _open_pairs(market, open_, pairs=None):
    pairs = pairs or market.pairs
    people = np.array([number_of(id_) for id_ in pairs.people], int)
    at = {place.id: number for number, place in enumerate(market.world.places)}
    places = np.array([at[id_] for id_ in pairs.places], int)
    stays = open_[people[pairs.person], places[pairs.place]]
    many = np.bincount(pairs.place[stays], minlength=len(places))
    return replace(
        pairs,
        start=np.concatenate([[0], np.cumsum(many)]).astype(np.int64),
        person=pairs.person[stays],
        worth=pairs.worth[stays],
        points=pairs.points[stays],
    )


MAKERS = {
    "each place alone, ties by row": alone_by_row,
    "each place alone, fair lots": alone_by_lot,
    "three counters": three_counters,
    "priority Wajong and Wsw": priority,
    "greedy, best pair first": greedy,
    "exact, fit only": exact_fit_only,
    "exact with coverage": exact,
}
OURS = "exact with coverage"
