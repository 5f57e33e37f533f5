"""From how many outcomes on learning helps, and from how many on it may; and whether planted leaks are caught."""

from dataclasses import dataclass

import numpy as np

from matching.core.learning import learned_units
from matching.core.learning_facts import FactColumns, facts_among
from matching.core.learning_fit import challenger, fixed_weights, learned_weights, logistic
from matching.core.learning_rules import judged
from tests.evaluation import hidden
from tests.evaluation.market import KEY, number_of
from tests.evaluation.measures import ndcg
from werkbedrijf.learning import audits
from werkbedrijf.learning.judging import Outcomes, Region, examined

SIZES = (100, 200, 400, 800, 1600, 6400)
LEAKED_FROM = 3200


@dataclass(frozen=True)
class Known:
    """The facts of everybody at every place: columns in the order people x places, flat."""

    market: object
    facts: FactColumns

    def at(self, people, places):
        return self.facts.taken(people * len(self.market.demands) + places)


def known(market):
    row_of = np.array([market.people.row(f"K-{i:06}") for i in range(len(market.world))])
    columns = [
        facts_among(demand, market.people.levels[:, row_of], market.minutes[:, at], market.world.most_minutes)
        for at, demand in enumerate(market.demands)
    ]
    joined = {
        name: np.stack([getattr(one, name) for one in columns], axis=1).reshape(-1)
        for name in ("fit", "geo", "worst", "travel")
    }
    return Known(market, FactColumns(**joined))


def placements(market, many, seed):
    """Pairs that came to work: seven of ten could do the work, three of ten somewhat less."""
    rng = np.random.default_rng([seed, 9])
    sound = np.argwhere(market.qualified)
    less = np.argwhere(market.eligible & ~market.qualified & (market.units >= 5_000))
    best = round(0.7 * many)
    drawn = [one[rng.choice(len(one), size, replace=False)] for one, size in ((sound, best), (less, many - best))]
    return np.concatenate(drawn).T


def outcomes(seen, many, seed):
    people, places = placements(seen.market, many, seed)
    world = seen.market.world
    employers = np.array([place.employer for place in world.places])[places]
    groups = {str(g): world.group[people] == g for g in range(3)}
    return Outcomes(seen.at(people, places), hidden.labelled(world, people, places, seed), employers, groups)


def region(seen):
    """The region as the audits see it, in the order of the pairs."""
    market, pairs = seen.market, seen.market.pairs
    at = {place.id: number for number, place in enumerate(market.world.places)}
    people = np.array([number_of(id_) for id_ in pairs.people])
    places = np.array([at[id_] for id_ in pairs.places])
    groups = {str(g): market.world.group[people] == g for g in range(3)}
    positions = {place.id: place.seats for place in market.world.places}
    return Region(pairs, seen.at(people[pairs.person], places[pairs.place]), positions, groups)


def quality(seen, worth):
    """nDCG@10 over all places, and each group's part of the first tens, by a worth per person and place."""
    market, found, firsts = seen.market, [], []
    worth = worth.reshape(market.chance.shape)
    lot = np.random.default_rng(1).permutation(len(market.world))
    for j in range(len(market.demands)):
        able = np.flatnonzero(market.eligible[:, j])
        order = able[np.lexsort((lot[able], -worth[able, j]))]
        found.append(ndcg(market.chance[:, j], order, able))
        firsts += order[:10].tolist()
    group = market.world.group[firsts]
    return float(np.mean(found)), tuple(float((group == g).mean()) for g in range(3))


def row(seen, many, seed):
    """One attempt to learn from so many outcomes: verdict, losses, and how good the lists would be."""
    data = outcomes(seen, many, seed)
    found = examined(data, region(seen), seed=seed, hash_key=KEY)
    rules = judged(found.evidence)
    return {
        "accepted": all(rule.holds for rule in rules),
        "failed": [rule.code for rule in rules if not rule.holds],
        "ndcg": quality(seen, learned_units(found.weights, seen.facts))[0],
        "boosted": quality(seen, challenger(data.facts, data.lasted).predict_proba(seen.facts.parts)[:, 1])[0],
        "losses": found.losses,
    }


# ------------------------------------------------------------------------------------------------------- planted leaks


def leaks(seen, seed, many=LEAKED_FROM):
    """Six models on outcomes with prejudice; of each what it does and which audit catches it."""
    people, places = placements(seen.market, many, seed)
    lasted = hidden.labelled(seen.market.world, people, places, seed)
    flat = people * len(seen.market.demands) + places
    chances = {name: model(seen, flat, lasted) for name, model in MODELS.items()}
    here = region(seen)
    spots = _flat_of_pairs(seen)
    on_pairs = {label: members[here.pairs.person] for label, members in here.groups.items()}
    fixed = audits.fixed_order(here.facts)
    found = {}
    for name, chance in chances.items():
        trace = audits.trace(chance[spots], here.facts, here.pairs.person, on_pairs, seed=seed)
        order = fixed if name == "fixed weights" else chance[spots]
        worth = audits.fixed_order(seen.facts) if name == "fixed weights" else chance
        shift = audits.shift(here.pairs.place, fixed, order, on_pairs, seed=seed)
        found[name] = (*quality(seen, worth), trace, shift)
    return found


def _flat_of_pairs(seen):
    pairs = seen.market.pairs
    at = {place.id: number for number, place in enumerate(seen.market.world.places)}
    people = np.array([number_of(id_) for id_ in pairs.people])[pairs.person]
    return people * len(at) + np.array([at[id_] for id_ in pairs.places])[pairs.place]


def _four(seen, flat, lasted):
    return learned_weights(seen.facts.taken(flat), lasted).chance(seen.facts)


def _fixed(seen, flat, lasted):
    return fixed_weights(seen.facts.taken(flat), lasted).chance(seen.facts)


def _boosted(seen, flat, lasted):
    return challenger(seen.facts.taken(flat), lasted).predict_proba(seen.facts.parts)[:, 1]


def _present(seen):
    """The innocent feature: which part of what somebody needs is already there. It is 1 for who needs nothing."""
    world = seen.market.world
    needs = np.maximum(world.need.sum(axis=1), 1)
    there = np.stack([(world.need & place.present).sum(axis=1) / needs for place in world.places], axis=1)
    there[world.need.sum(axis=1) == 0] = 1
    return there.reshape(-1, 1)


def _four_and_present(seen, flat, lasted):
    columns = np.hstack([seen.facts.parts * np.array([1, 1, 1, -1]), _present(seen)])
    start, weights = logistic(columns[flat], lasted)
    return 1 / (1 + np.exp(-start - columns @ weights))


def _tree(columns, flat, lasted, **how):
    from sklearn.ensemble import HistGradientBoostingClassifier
    from threadpoolctl import threadpool_limits

    with threadpool_limits(1):
        model = HistGradientBoostingClassifier(max_iter=80, learning_rate=0.05, early_stopping=False, **how)
        return model.fit(columns[flat], lasted).predict_proba(columns)[:, 1]


def _boosted_and_present(seen, flat, lasted):
    columns = np.hstack([seen.facts.parts, _present(seen)])
    return _tree(columns, flat, lasted, max_leaf_nodes=8, monotonic_cst=[1, 1, 1, -1, 1])


def _free(seen, flat, lasted):
    world, many = seen.market.world, len(seen.market.demands)
    own = np.stack([world.need.sum(axis=1), world.need[:, 0], world.hours, world.organisation], axis=1)
    return _tree(np.hstack([seen.facts.parts, np.repeat(own, many, axis=0)]), flat, lasted)


MODELS = {
    "fixed weights": _fixed,
    "four facts, no weight below zero": _four,
    "four facts, boosted": _boosted,
    "four facts + part of conditions present": _four_and_present,
    "boosted + part of conditions present": _boosted_and_present,
    "free boosted + needs, jobcoach, hours, organisation": _free,
}
