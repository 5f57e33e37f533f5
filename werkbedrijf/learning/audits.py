"""Does what was learned treat a group otherwise? Four audits, of which each must be passed. Pure.

Groups come in as yes-or-no columns under a label that means nothing here; somebody may be in several. What is audited never
sees them, and nothing goes back into it: an audit that fails stops learning, it corrects no one. Source: matching.md 4.3.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from matching.core.learning_facts import WHOLE, FactColumns

Floats = NDArray[np.float64]
Longs = NDArray[np.int64]
Bools = NDArray[np.bool_]
Groups = Mapping[str, Bools]

FOLDS: Final = 5
LIST: Final = 10
STEPS: Final = 24
"""Into so many equally full steps a remainder or a chance is cut."""
MOST_PAIRS: Final = 8_000
"""More pairs make the audit slower and no sharper."""


def smallest_group(groups: Groups) -> int | None:
    """How many there are in the smallest group that occurs; None where no group does."""
    return min((int(members.sum()) for members in groups.values() if members.any()), default=None)


def trace(chance: Floats, facts: FactColumns, persons: NDArray[Any], groups: Groups, *, seed: int = 1) -> float | None:
    """How well a group can be told from what the four facts leave unexplained of a chance (AUC; .5 is guessing).

    Both steps are cross-fitted, whole persons together. The facts that explain are exactly the four: explaining with a
    suspect feature as well would hide its leak. The worst group counts; None where there are too few people.
    """
    rows = np.random.default_rng(seed).permutation(len(chance))[:MOST_PAIRS]
    fold = _folds(persons[rows], seed)
    if fold is None:
        return None
    remainder = _remainder(chance[rows], facts.taken(rows).parts, fold)
    steps = _steps(remainder)
    found = [_told(steps, members[rows], fold) for members in groups.values()]
    return max((auc for auc in found if auc is not None), default=None)


def _folds(persons: NDArray[Any], seed: int) -> Longs | None:
    known, own = np.unique(persons, return_inverse=True)
    if len(known) < 4 * FOLDS:
        return None
    drawn: Longs = np.random.default_rng(seed).permutation(len(known)) % FOLDS
    return drawn[own]


def _remainder(chance: Floats, facts: Floats, fold: Longs) -> Floats:
    from sklearn.ensemble import HistGradientBoostingRegressor
    from threadpoolctl import threadpool_limits

    left = np.zeros(len(chance))
    for one in range(FOLDS):
        model = HistGradientBoostingRegressor(
            max_iter=60, learning_rate=0.2, max_leaf_nodes=31, min_samples_leaf=10, early_stopping=False
        )
        # Threads that wait for each other cost more than they do, beside web requests.
        with threadpool_limits(1):
            model.fit(facts[fold != one], chance[fold != one])
            left[fold == one] = chance[fold == one] - model.predict(facts[fold == one])
    return left


def _steps(values: Floats) -> Longs:
    """Which of the equally full steps each value is on."""
    edges = np.unique(np.quantile(values, np.linspace(0, 1, STEPS + 1)[1:-1]))
    found: Longs = np.searchsorted(edges, values, side="right").astype(np.int64)
    return found


def _told(steps: Longs, members: Bools, fold: Longs) -> float | None:
    from sklearn.metrics import roc_auc_score

    found = []
    for one in range(FOLDS):
        seen, unseen = fold != one, fold == one
        if len(np.unique(members[unseen])) < 2 or len(np.unique(members[seen])) < 2:
            return None
        many = np.bincount(steps[seen], minlength=STEPS + 1)
        hits = np.bincount(steps[seen], members[seen].astype(float), minlength=STEPS + 1)
        rate = (hits + members[seen].mean()) / (many + 1)
        found.append(roc_auc_score(members[unseen], rate[steps[unseen]]))
    return float(np.mean(found))


def fixed_order(facts: FactColumns) -> Longs:
    """The order of a ranking as one number, higher first: the fit, and among equals the shorter way."""
    found: Longs = facts.fit * (WHOLE + 1) + WHOLE - facts.travel
    return found


def shift(
    place: NDArray[Any], fixed: NDArray[Any], learned: NDArray[Any], groups: Groups, *, top: int = LIST, seed: int = 1
) -> float | None:
    """The largest relative change of a group's part of all lists, learned beside fixed, over the same pairs.

    Equals are put in order by lot, never by row.
    """
    if not len(place):
        return None
    lot = np.random.default_rng(seed).permutation(len(place))
    before, after = (_first(place, order, lot, top) for order in (fixed, learned))
    found = [
        _moved(float(members[before].mean()), float(members[after].mean()))
        for members in groups.values()
        if members.any()
    ]
    return max(found, default=None)


def _first(place: NDArray[Any], order: NDArray[Any], lot: Longs, top: int) -> NDArray[np.intp]:
    """The first of each place, as positions."""
    rows = np.lexsort((lot, -order, place))
    start = np.flatnonzero(np.diff(place[rows], prepend=place[rows][:1] - 1))
    rank = np.arange(len(rows)) - np.repeat(start, np.diff(np.append(start, len(rows))))
    return rows[rank < top]


def _moved(before: float, after: float) -> float:
    return abs(after / before - 1) if before else float(after > 0)


def deviation(chance: Floats, lasted: Bools, groups: Groups) -> float | None:
    """The largest gap, in standard errors, between what came for a group and what came for all others at equal chance.

    It finds both a chance that is wrong for a group and outcomes in which a group was not treated alike.
    """
    steps = _steps(chance)
    found = [gap for members in groups.values() for gap in _gap(steps, lasted, members)]
    return max(found, default=None)


def _gap(steps: Longs, lasted: Bools, members: Bools) -> Iterator[float]:
    came, variance = 0.0, 0.0
    for step in np.unique(steps):
        here = steps == step
        own, others = lasted[here & members], lasted[here & ~members]
        if not len(own) or not len(others):
            continue
        rate = lasted[here].mean()
        came += len(own) * (own.mean() - rate)
        # As in a table of two by two with its margins given (Mantel and Haenszel).
        variance += rate * (1 - rate) * len(own) * len(others) / max(here.sum() - 1, 1)
    if variance > 0:
        yield float(abs(came) / np.sqrt(variance))


def coverage(proposals: NDArray[Any], groups: Groups) -> float | None:
    """Of everybody who can do some place: the part of a group that got a voordracht, least over most of the groups.

    `proposals` counts per person. None with fewer than two groups.
    """
    rates = [float((proposals[members] > 0).mean()) for members in groups.values() if members.any()]
    if len(rates) < 2 or not max(rates):
        return None
    return min(rates) / max(rates)
