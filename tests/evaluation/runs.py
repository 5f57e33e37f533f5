"""One run of one region: everything that is measured of it, as plain numbers to put in tables."""

from dataclasses import replace

import numpy as np

from matching.core.allocation_rivals import highs_objective
from matching.core.certificate import certified
from tests.evaluation import hiring, makers, measures, rankings
from tests.evaluation.generator import world
from tests.evaluation.market import market

SEEDS = (11, 12, 13, 14, 15)


def nobody(one):
    """Nobody was proposed before."""
    return np.zeros(len(one.world), int)


def first_lists(one, name, seed=1):
    """The lists of the first round by one maker."""
    return makers.MAKERS[name](one, one.qualified, one.seats, nobody(one), np.random.default_rng(seed))


def measured(seed, variant, places, names=tuple(makers.MAKERS)):
    """A region: rankings, and per maker spread and hiring beside the clairvoyant bound."""
    one = market(world(seed, variant, places))
    bound = hiring.clairvoyant(one)
    found = {}
    for name in names:
        spread = measures.spread(one, first_lists(one, name))
        hired = hiring.hired(one, makers.MAKERS[name], seed)
        found[name] = {
            "distinct": spread.distinct,
            "overlap": spread.overlap,
            "most": spread.most,
            "gini": spread.gini,
            "never": spread.never,
            "selection": spread.selection,
            "sr": min(spread.selection),
            "envy": spread.envy,
            "fit": spread.fit,
            "fill1": hired.filled[0],
            "fill3": hired.filled[-1],
            "last1": hired.lasting[0] / bound,
            "last3": hired.lasting[-1] / bound,
            "interviews": hired.interviews_per_hire,
        }
    return {"rankings": rankings.judged(one, seed), "makers": found, "proof": proved(one), "able": _able(one)}


def _able(one):
    able = one.qualified.any(axis=1)
    return [int((able & (one.world.group == g)).sum()) for g in range(3)]


def proved(one):
    """Whether the certificate of these lists is valid."""
    return certified(makers.allocation(one, one.qualified, one.seats, nobody(one))).valid


def beside_highs(seed, places=14):
    """The objective of the product and of HiGHS on a small region, in whole units."""
    one = market(world(seed, "scarce", places))
    found = makers.allocation(one, one.qualified, one.seats, nobody(one))
    return found.objective, highs_objective(found), certified(found).valid


def relabelled(seed, places=40, times=20):
    """How many lists change when everybody's group and organisation are dealt anew, so many times."""
    before = world(seed, "base", places)
    lists = first_lists(market(before), makers.OURS)
    rng, changed = np.random.default_rng(seed), 0
    for _ in range(times):
        dealt = rng.permutation(len(before))
        after = replace(before, group=before.group[dealt], organisation=before.organisation[dealt])
        changed += sum(a != b for a, b in zip(lists, first_lists(market(after), makers.OURS), strict=True))
    return changed
