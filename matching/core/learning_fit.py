"""How weights are learned from what lasted, and how good they are on employers they have not seen.

A logistic with no weight below zero on the four facts; beside it the fixed fit with one calibrated weight, which is what it
must beat, and a boosted challenger that is only measured. Every split keeps an employer whole, and every doubt is drawn
over employers: two people at one firm are not two pieces of news. Source: matching.md 4.1, 4.2.
"""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from matching.core.learning import LearnedWeights
from matching.core.learning_facts import FACTS, FactColumns, only_facts

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

PENALTY: Final = 1.0
"""L2, on the weights and not on the start."""
FOLDS: Final = 5
DRAWS: Final = 2000
SURE: Final = 5
"""The percentile of the drawn gains that must lie above nothing."""
_SIGNS: Final = np.array([1.0, 1.0, 1.0, -1.0])
_LEAST: Final = 1e-9


def learned_weights(facts: FactColumns, lasted: Bools) -> LearnedWeights:
    """The weights that explain best which placements lasted; none below zero."""
    start, weights = logistic(only_facts(facts).parts * _SIGNS, lasted)
    return LearnedWeights(round(start, 6), **dict(zip(FACTS, (round(float(w), 6) for w in weights), strict=True)))


def fixed_weights(facts: FactColumns, lasted: Bools) -> LearnedWeights:
    """The fixed fit, calibrated: one weight for the fit and nothing for the rest. This is what learning must beat."""
    start, weights = logistic(only_facts(facts).parts[:, :1], lasted)
    return LearnedWeights(round(start, 6), round(float(weights[0]), 6), 0.0, 0.0, 0.0)


def challenger(facts: FactColumns, lasted: Bools) -> Any:
    """A boosted model that may only rise with what somebody can do and fall with travel; measured, never used."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    model = HistGradientBoostingClassifier(
        monotonic_cst=[1, 1, 1, -1], max_iter=80, learning_rate=0.05, max_leaf_nodes=8, early_stopping=False
    )
    return model.fit(only_facts(facts).parts, lasted)


def logistic(columns: Floats, lasted: Bools) -> tuple[float, Floats]:
    """Start and weights (zero or more) of a penalised logistic; the caller turns the signs."""
    from scipy.optimize import minimize

    signs = np.where(lasted, 1.0, -1.0)

    def loss(theta: Floats) -> tuple[float, Floats]:
        margin = signs * (theta[0] + columns @ theta[1:])
        pull = -signs / (1.0 + np.exp(np.clip(margin, -500, 500)))
        down = np.concatenate([[pull.sum()], columns.T @ pull + PENALTY * theta[1:]])
        return float(np.logaddexp(0, -margin).sum() + PENALTY * (theta[1:] ** 2).sum() / 2), down

    many = columns.shape[1]
    bounds = [(None, None), *[(0.0, None)] * many]
    found = minimize(loss, np.zeros(1 + many), jac=True, method="L-BFGS-B", bounds=bounds)
    return float(found.x[0]), found.x[1:]


def losses(chance: Floats, lasted: Bools) -> Floats:
    """The log-loss of each outcome."""
    sure = np.clip(chance, _LEAST, 1 - _LEAST)
    found: Floats = -np.where(lasted, np.log(sure), np.log(1 - sure))
    return found


@dataclass(frozen=True, eq=False)
class Validation:
    """What came out on unseen employers. Losses are means; `gain_low` is the 5th percentile of the gain over the fixed fit."""

    fixed_loss: float
    learned_loss: float
    challenger_loss: float
    gain_low: float
    slope: float
    chance: Floats
    """Of each outcome, by weights that never saw its employer."""


def validated(facts: FactColumns, lasted: Bools, employers: NDArray[Any], *, seed: int = 1) -> Validation | None:
    """Learn on four fifths of the employers and look at the rest, five times. None where there is too little to divide."""
    from threadpoolctl import threadpool_limits

    folds = _folds(lasted, employers)
    if folds is None:
        return None
    with threadpool_limits(1):
        chances = _unseen(facts, lasted, folds)
    if chances is None:
        return None
    fixed, learned, boosted = (losses(row, lasted) for row in chances)
    return Validation(
        fixed_loss=float(fixed.mean()),
        learned_loss=float(learned.mean()),
        challenger_loss=float(boosted.mean()),
        gain_low=gain_low(fixed - learned, employers, seed=seed),
        slope=slope_of(chances[1], lasted),
        chance=chances[1],
    )


def _unseen(facts: FactColumns, lasted: Bools, folds: NDArray[np.int64]) -> Floats | None:
    """The chance of each outcome by the fixed fit, the learned weights and the challenger, none of which saw its fold."""
    chances = np.zeros((3, len(lasted)))
    for fold in range(FOLDS):
        seen, unseen = folds != fold, folds == fold
        if len(np.unique(lasted[seen])) < 2:
            return None
        known, asked = facts.taken(seen), facts.taken(unseen)
        chances[0, unseen] = fixed_weights(known, lasted[seen]).chance(asked)
        chances[1, unseen] = learned_weights(known, lasted[seen]).chance(asked)
        chances[2, unseen] = challenger(known, lasted[seen]).predict_proba(asked.parts)[:, 1]
    return chances


def _folds(lasted: Bools, employers: NDArray[Any]) -> NDArray[np.int64] | None:
    """A fold per outcome, whole employers together, about equally many outcomes in each."""
    if len(np.unique(employers)) < FOLDS or len(np.unique(lasted)) < 2:
        return None
    from sklearn.model_selection import GroupKFold

    folds = np.zeros(len(lasted), np.int64)
    for fold, (_, unseen) in enumerate(GroupKFold(FOLDS).split(lasted, groups=employers)):
        folds[unseen] = fold
    return folds


def gain_low(gain: Floats, employers: NDArray[Any], *, seed: int = 1) -> float:
    """The 5th percentile of the mean gain when employers are drawn again and again, with putting back."""
    _, firm = np.unique(employers, return_inverse=True)
    many, total = np.bincount(firm), np.bincount(firm, gain)
    drawn = np.random.default_rng(seed).multinomial(len(many), np.full(len(many), 1 / len(many)), DRAWS)
    return float(np.percentile((drawn @ total) / (drawn @ many), SURE))


def slope_of(chance: Floats, lasted: Bools) -> float:
    """The calibration slope: 1 is right, below 1 the chances are too bold, above 1 too timid."""
    from scipy.optimize import minimize

    sure = np.clip(chance, _LEAST, 1 - _LEAST)
    odds, signs = np.log(sure / (1 - sure)), np.where(lasted, 1.0, -1.0)

    def loss(theta: Floats) -> tuple[float, Floats]:
        margin = signs * (theta[0] + theta[1] * odds)
        pull = -signs / (1.0 + np.exp(np.clip(margin, -500, 500)))
        return float(np.logaddexp(0, -margin).sum()), np.array([pull.sum(), odds @ pull])

    return float(minimize(loss, np.array([0.0, 1.0]), jac=True, method="BFGS").x[1])


@dataclass(frozen=True, slots=True)
class CalibrationBin:
    """Outcomes with about the same chance: what was expected and what came, as parts of `many`."""

    low: float
    high: float
    many: int
    expected: float
    came: float


def calibration(chance: Floats, lasted: Bools, *, most: int = 8, least: int = 40) -> tuple[CalibrationBin, ...]:
    """Expected beside observed, in groups of about equal size and at least `least` outcomes."""
    bins = min(most, len(chance) // least)
    if bins < 1:
        return ()
    parts = np.array_split(np.argsort(chance, kind="stable"), bins)
    return tuple(
        CalibrationBin(
            low=float(chance[rows[0]]),
            high=float(chance[rows[-1]]),
            many=len(rows),
            expected=float(chance[rows].mean()),
            came=float(lasted[rows].mean()),
        )
        for rows in parts
    )
