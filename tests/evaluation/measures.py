"""What is measured of lists: spread, groups, envy, and how good the first ten of a ranking are. Definitions: matching.md 3.3."""

from dataclasses import dataclass

import numpy as np

GROUPS = range(3)


@dataclass(frozen=True)
class Spread:
    """How the proposals of one round lie over people. Rates are over people who can do some place."""

    proposals: int
    distinct: int
    most: int
    gini: float
    never: tuple
    selection: tuple
    """SR per group: covered part over that of the most covered group."""
    envy: int
    fit: float

    @property
    def overlap(self):
        return self.proposals / max(self.distinct, 1)


def spread(market, lists):
    """The measures of one round of lists."""
    people = np.array([i for one in lists for i in one], int)
    places = np.array([j for j, one in enumerate(lists) for _ in one], int)
    uses = np.bincount(people, minlength=len(market.world))
    able = market.qualified.any(axis=1)
    covered = [_rate(uses > 0, able & (market.world.group == g)) for g in GROUPS]
    return Spread(
        proposals=len(people),
        distinct=int((uses > 0).sum()),
        most=int(uses.max(initial=0)),
        gini=gini(uses[able]),
        never=tuple(1 - rate for rate in covered),
        selection=tuple(rate / max(*covered, 1e-9) for rate in covered),
        envy=envy(market, lists, uses),
        fit=float(market.units[people, places].mean() / 10_000) if len(people) else 0.0,
    )


def _rate(hits, among):
    return float(hits[among].mean()) if among.any() else 0.0


def gini(counts):
    """0 when everybody has as many, near 1 when one has all."""
    ordered, many = np.sort(counts).astype(float), len(counts)
    if not ordered.sum():
        return 0.0
    return float(2 * (np.arange(1, many + 1) * ordered).sum() / (many * ordered.sum()) - (many + 1) / many)


def envy(market, lists, uses):
    """People without a proposal who are passed by somebody of another group with two or more and no better fit."""
    envious = np.zeros(len(uses), bool)
    group = market.world.group
    for j, chosen in enumerate(lists):
        twice = [i for i in chosen if uses[i] >= 2]
        waiting = np.flatnonzero(market.qualified[:, j] & (uses == 0))
        for g in {int(group[i]) for i in twice}:
            least = min(market.units[i, j] for i in twice if group[i] == g)
            envious[waiting[(group[waiting] != g) & (market.units[waiting, j] >= least)]] = True
    return int(envious.sum())


def ndcg(chance, order, able, top=10):
    """How good the first ten of a list are beside the best ten there were, by the hidden chance of lasting."""
    weights = 1 / np.log2(np.arange(2, top + 2))
    best = np.sort(chance[able])[::-1][:top]
    first = chance[order[:top]]
    ideal = (best * weights[: len(best)]).sum()
    return float((first * weights[: len(first)]).sum() / ideal) if ideal else 1.0


def interval(values):
    """Mean and half the width of the 95 % interval over regions (Student's t)."""
    from scipy.stats import t

    found = np.asarray(values, float)
    if len(found) < 2:
        return float(found.mean()), float("nan")
    return float(found.mean()), float(t.ppf(0.975, len(found) - 1) * found.std(ddof=1) / np.sqrt(len(found)))
