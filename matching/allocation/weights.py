"""Learned weights in a run: handed down as plain values by who knows that they are in force, and kept with its settings.

This room cannot ask whether a region switched learning on; without values handed down the fixed weights hold. Learned
weights change what a qualified pair is worth and never who is qualified, and promises stand above any worth.
Source: matching.md 4.1 (b).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Self

from sqlalchemy.orm import Session

from matching.core.language import Demand
from matching.core.learning import PARTS_OF_A_WEIGHT, LearnedWeights, learned_worth
from matching.core.learning_facts import facts_of_pairs
from matching.core.pairs import Pairs
from matching.core.store import People
from matching.core.travel import TravelTimes


@dataclass(frozen=True, slots=True)
class RunWeights:
    """What was learned, in whole millionths, and where it comes from.

    ``outcomes`` is how many placements it was learned from, ``learned_on`` the day of that attempt, ``since`` the day the
    region switched it on, ``until`` the first day on which the acceptance no longer holds.
    """

    alpha: int
    fit: int
    geo: int
    worst: int
    travel: int
    outcomes: int
    learned_on: date
    since: date
    until: date

    @classmethod
    def of(cls, weights: LearnedWeights, *, outcomes: int, learned_on: date, since: date, until: date) -> Self:
        """From what an attempt learned."""
        whole = {part.name: round(getattr(weights, part.name) * PARTS_OF_A_WEIGHT) for part in fields(weights)}
        return cls(**whole, outcomes=outcomes, learned_on=learned_on, since=since, until=until)

    @property
    def learned(self) -> LearnedWeights:
        """As the arithmetic takes them: it counts with these same millionths."""
        return LearnedWeights(
            **{one.name: getattr(self, one.name) / PARTS_OF_A_WEIGHT for one in fields(LearnedWeights)}
        )

    def to_dict(self) -> dict[str, Any]:
        """As a run stores them: whole numbers, and days as text."""
        told = {part.name: getattr(self, part.name) for part in fields(self)}
        return {name: value.isoformat() if isinstance(value, date) else value for name, value in told.items()}

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> Self:
        """The other way round."""
        days = {name: date.fromisoformat(stored[name]) for name in ("learned_on", "since", "until")}
        return cls(**{**stored, **days})


WeightsOn = Callable[[Session, date], RunWeights | None]
"""Which learned weights are in force on a day; None for the fixed ones."""


def fixed_weights(_session: Session, _on: date) -> None:
    """Nothing was learned, or nobody switched it on."""


def weighed(
    pairs: Pairs,
    weights: RunWeights | None,
    people: People,
    demands: Mapping[str, Demand],
    travel: TravelTimes,
    key: bytes,
) -> Pairs:
    """These pairs by the weights of a run; with None exactly the pairs that came in."""
    if weights is None:
        return pairs
    return learned_worth(pairs, facts_of_pairs(people, pairs, demands, travel), weights.learned, key)
