"""Ways to order the people for one place: the product's and six others, over exactly the same eligible people."""

import numpy as np

from matching.core.kernel import rank
from tests.evaluation.market import KEY, number_of
from tests.evaluation.measures import ndcg

TOP = 10


def fit_by_travel(market, j, able, rng):
    """The ranking of the product itself."""
    found = rank(market.people, market.demands[j], limit=TOP, hash_key=KEY, travel=market.travel)
    return np.array([number_of(id_) for id_ in found.ids], int)


def fit_by_lot(market, j, able, rng):
    return _highest(able, market.units[able, j], rng)


def count_met(market, j, able, rng):
    asks = _asks(market, j)
    met = sum((_written(market)[able, item] >= level).astype(int) for item, level in asks.items())
    return _highest(able, met, rng)


def minus_per_condition(market, j, able, rng):
    """Three points of a hundred off for every condition that somebody needs."""
    return _highest(able, market.units[able, j] - 300 * market.world.need[able].sum(axis=1), rng)


def strongest_first(market, j, able, rng):
    return _highest(able, _written(market)[able].sum(axis=1), rng)


def cosine(market, j, able, rng):
    asks = _asks(market, j)
    wanted = np.zeros(market.world.written.shape[1])
    wanted[list(asks)] = list(asks.values())
    levels = _written(market)[able].astype(float)
    return _highest(able, levels @ wanted / np.maximum(np.linalg.norm(levels, axis=1), 1e-9), rng)


def at_random(market, j, able, rng):
    return _highest(able, np.zeros(len(able)), rng)


def _asks(market, j):
    """The highest level asked of each item."""
    asked = {}
    for _, asks in market.world.places[j].tasks:
        for item, (level, _) in asks.items():
            asked[item] = max(asked.get(item, 0), level)
    return asked


def _written(market):
    """Levels as written; an unknown one as what most have."""
    return np.where(market.world.written == 255, 2, market.world.written)


def _highest(able, worth, rng):
    return able[np.lexsort((rng.permutation(len(able)), -worth))][:TOP]


RANKINGS = {
    "fit, ties by travel": fit_by_travel,
    "fit, ties by lot": fit_by_lot,
    "count of met requirements": count_met,
    "fit minus 3 % per condition": minus_per_condition,
    "sum of all levels": strongest_first,
    "cosine": cosine,
    "random": at_random,
}
OURS = "fit, ties by travel"


def judged(market, seed):
    """Per way of ordering: mean nDCG@10 over the places, and each group's part of the first tens."""
    rng, found = np.random.default_rng([seed, 5]), {}
    lists = {j: np.flatnonzero(market.eligible[:, j]) for j in range(len(market.demands))}
    for name, order in RANKINGS.items():
        firsts = {j: order(market, j, able, rng) for j, able in lists.items() if len(able) > TOP}
        quality = [ndcg(market.chance[:, j], first, lists[j]) for j, first in firsts.items()]
        group = market.world.group[np.concatenate(list(firsts.values()))]
        found[name] = (float(np.mean(quality)), tuple(float((group == g).mean()) for g in range(3)))
    return found
