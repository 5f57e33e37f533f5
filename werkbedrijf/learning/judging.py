"""One attempt to learn, from outcomes to verdict: weights, what they do to unseen employers and to groups, and every rule. Pure.

The weights are learned from four facts and from whether a placement lasted. The groups stand beside them, and only the
audits look there. Source: matching.md 4.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from matching.core.allocation import engine_for, shortlists
from matching.core.learning import LearnedWeights, learned_worth
from matching.core.learning_facts import FactColumns
from matching.core.learning_fit import CalibrationBin, calibration, learned_weights, validated
from matching.core.learning_rules import Evidence
from matching.core.learning_trial import tried
from matching.core.pairs import Pairs
from werkbedrijf.learning import audits

LEAST: Final = 100
"""With fewer outcomes nothing is fitted: it would only be noise to look at."""


@dataclass(frozen=True, eq=False)
class Outcomes:
    """Placements of which is known whether they lasted; groups as columns that only the audits read."""

    facts: FactColumns
    lasted: NDArray[np.bool_]
    employers: NDArray[Any]
    groups: audits.Groups


@dataclass(frozen=True, eq=False)
class Region:
    """Who can do which place now, to see what learned weights would do: facts per pair, groups per person of the pairs."""

    pairs: Pairs
    facts: FactColumns
    positions: Mapping[str, int]
    groups: audits.Groups


@dataclass(frozen=True, eq=False)
class Examined:
    """What came of an attempt. `weights` is None where nothing was fitted; losses are means over unseen employers."""

    evidence: Evidence
    weights: LearnedWeights | None = None
    losses: Mapping[str, float] | None = None
    bins: tuple[CalibrationBin, ...] = ()


def examined(outcomes: Outcomes, region: Region, *, seed: int, hash_key: bytes) -> Examined:
    """Learn and look at everything the rules ask. The same outcomes, region, seed and key give the same answer."""
    lasted = outcomes.lasted
    counted = Evidence(
        outcomes=len(lasted),
        stopped=int((~lasted).sum()),
        lasted=int(lasted.sum()),
        smallest_group=audits.smallest_group(outcomes.groups),
    )
    if len(lasted) < LEAST or not counted.stopped or not counted.lasted:
        return Examined(counted)
    weights = learned_weights(outcomes.facts, lasted)
    unseen = validated(outcomes.facts, lasted, outcomes.employers, seed=seed)
    chance = weights.chance(region.facts)
    on_pairs = {label: members[region.pairs.person] for label, members in region.groups.items()}
    found = Evidence(
        outcomes=counted.outcomes,
        stopped=counted.stopped,
        lasted=counted.lasted,
        smallest_group=counted.smallest_group,
        gain_low=unseen.gain_low if unseen else None,
        slope=unseen.slope if unseen else None,
        trace=audits.trace(chance, region.facts, region.pairs.person, on_pairs, seed=seed),
        shift=audits.shift(region.pairs.place, audits.fixed_order(region.facts), chance, on_pairs, seed=seed),
        deviation=audits.deviation(unseen.chance, lasted, outcomes.groups) if unseen else None,
        coverage=_coverage(region, weights, hash_key),
        trial=tried(weights, seed).gain,
    )
    if unseen is None:
        return Examined(found, weights)
    losses = {"fixed": unseen.fixed_loss, "learned": unseen.learned_loss, "challenger": unseen.challenger_loss}
    return Examined(found, weights, losses, calibration(unseen.chance, lasted))


def _coverage(region: Region, weights: LearnedWeights, hash_key: bytes) -> float | None:
    """The audit after allocating the region with these weights; over the people who can do some place."""
    if not len(region.pairs):
        return None
    learned = learned_worth(region.pairs, region.facts, weights, hash_key)
    uses = shortlists(learned, region.positions, {}, engine=engine_for(learned)).uses
    able = np.bincount(region.pairs.person, minlength=len(region.pairs.people)) > 0
    return audits.coverage(uses[able], {label: members[able] for label, members in region.groups.items()})
