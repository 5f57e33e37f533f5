"""What was learned from placements that lasted: four weights, and what a pair is worth by them.

A learned worth is a whole number like the fixed one, and who is qualified stays with the fit alone. Learned weights are off
unless somebody passes them on. Source: matching.md 4.1.
"""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from matching.core.learning_facts import FACTS, WHOLE, FactColumns, only_facts
from matching.core.pairs import FIT_UNITS, Pairs, digests, mixed, worth_in_lots

Longs = NDArray[np.int64]
Floats = NDArray[np.float64]

PARTS_OF_A_WEIGHT: Final = 1_000_000
_ROUNDED: Final = 6


@dataclass(frozen=True, slots=True)
class LearnedWeights:
    """`chance = sigma(alpha + fit * s + geo * g + worst * w - travel * t)` with no weight below zero.

    So nothing that somebody can do more, and no shorter way to work, ever lowers a chance. Weights are kept in millionths.
    """

    alpha: float
    fit: float
    geo: float
    worst: float
    travel: float

    def __post_init__(self) -> None:
        for name in FACTS:
            if not 0 <= getattr(self, name) < 1000:
                raise ValueError(f"Een gewicht is nul of meer, niet {getattr(self, name)} voor {name}.")
        if not -1000 < self.alpha < 1000:
            raise ValueError(f"Het begingetal {self.alpha} kan niet.")

    def chance(self, facts: FactColumns) -> Floats:
        """How likely each pair is to last, from 0 to 1. For groups of pairs and for lists; never shown with a person."""
        found: Floats = 1.0 / (1.0 + np.exp(-self._exponent(only_facts(facts))))
        return found

    def _exponent(self, facts: FactColumns) -> Floats:
        """Exact in whole numbers up to the last division."""
        parts = {name: round(getattr(self, name) * PARTS_OF_A_WEIGHT) for name in ("alpha", *FACTS)}
        total = parts["fit"] * facts.fit + parts["geo"] * facts.geo + parts["worst"] * facts.worst
        whole = parts["alpha"] * WHOLE + total - parts["travel"] * facts.travel
        found: Floats = whole.astype(np.float64) / (PARTS_OF_A_WEIGHT * WHOLE)
        return found


def learned_units(weights: LearnedWeights, facts: FactColumns) -> Longs:
    """What pairs are worth by what was learned, in the units of the fit: whole ten-thousandths."""
    return np.floor(np.round(weights.chance(facts) * FIT_UNITS, _ROUNDED)).astype(np.int64)


def learned_worth(pairs: Pairs, facts: FactColumns, weights: LearnedWeights | None, hash_key: bytes) -> Pairs:
    """The same qualified pairs, worth what was learned; with None exactly the pairs that came in.

    Who is qualified does not change: that rests on the fit alone. `facts` stand in the order of the pairs.
    """
    if weights is None:
        return pairs
    if len(only_facts(facts)) != len(pairs):
        raise ValueError("Geef de feiten van precies deze paren.")
    people, places = digests(hash_key, b"mens", pairs.people), digests(hash_key, b"plek", pairs.places)
    hashed = np.concatenate(
        [np.empty(0, np.uint64)]
        + [mixed(people[pairs.person[here]], places[at]) for at, here in enumerate(_stretches(pairs))]
    )
    worth = worth_in_lots(learned_units(weights, facts), hashed)
    order = np.lexsort((pairs.person, -worth, pairs.place))
    return replace(pairs, person=pairs.person[order], worth=worth[order], points=pairs.points[order])


def _stretches(pairs: Pairs) -> list[slice]:
    return [slice(int(start), int(stop)) for start, stop in zip(pairs.start[:-1], pairs.start[1:], strict=True)]
