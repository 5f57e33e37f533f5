"""What a person is worth to the region: what is lost when this person is used elsewhere, and for which place.

Of all prices that prove an allocation the best, these are the highest for people. In the kernplan they are exactly the
difference between the region with and without somebody. Shown with the place where the loss would be felt, so that the
only person for a scarce place is not spent on another. A price is about a region and a day, never about a person's quality.
Source: matching.md 3.2 (T7).
"""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from matching.core.allocation import Allocation
from matching.core.pairs import SCALE

Longs = NDArray[np.int64]
ENDLESS: Final = np.int64(1) << np.int64(61)


@dataclass(frozen=True, eq=False)
class Scarcity:
    """Per person, in the order of the pairs: `units` of the objective, and the witness as a place's position (-1: none).

    `price` and `value` are the prices behind it, in 1/SCALE units; they prove the allocation too.
    """

    price: Longs
    value: Longs
    units: Longs
    witness: Longs


def scarcity(found: Allocation) -> Scarcity:
    """The highest prices of people that still prove this allocation, and where each is needed."""
    raised, lowered = _room(found)
    price, value = found.price + raised, found.value - lowered
    bonus = np.array(found.bonus, np.int64)[found.shift] * SCALE
    above = np.maximum(price + bonus, 0)
    return Scarcity(price, value, above // SCALE, _witness(found, value, above))


def _room(found: Allocation) -> tuple[Longs, Longs]:
    """How far every price can rise and every value fall together, all inequalities of the proof kept.

    Starts at the outer limits and comes down until nothing moves: the largest solution there is.
    """
    pairs, place, person = found.pairs, found.pairs.place, found.pairs.person
    slack = found.value[place] + found.price[person] - pairs.worth
    inside = found.chosen
    surplus = -slack[inside]
    slack[inside] = ENDLESS
    limit = _limit(found)
    lowered = found.value.copy()
    while True:
        raised = limit.copy()
        np.minimum.at(raised, person[inside], surplus + lowered[place[inside]])
        nearer = np.minimum(lowered, _least(found, slack + raised[person]))
        if np.array_equal(nearer, lowered):
            return raised, lowered
        lowered = nearer


def _limit(found: Allocation) -> Longs:
    """Who has room for another proposal costs no more than its bonus."""
    bonus = np.array(found.bonus, np.int64) * SCALE
    following = bonus[np.minimum(found.shift + found.uses, len(bonus) - 1)]
    return np.where(found.uses < found.room, -following - found.price, ENDLESS)


def _least(found: Allocation, over_pairs: NDArray[Any]) -> Longs:
    """The least per place, endless for a place without pairs."""
    least = np.full(len(found.slots), ENDLESS, np.int64)
    some = np.diff(found.pairs.start) > 0
    if some.any():
        least[some] = np.minimum.reduceat(over_pairs, found.pairs.start[:-1][some])
    return least


def _witness(found: Allocation, value: Longs, above: Longs) -> Longs:
    """Of the places somebody is proposed to, the one that needs this person most; only where there is a price."""
    witness = np.full(len(above), -1, np.int64)
    place, person = found.pairs.place[found.chosen], found.pairs.person[found.chosen]
    order = np.argsort(found.pairs.worth[found.chosen] - value[place], kind="stable")
    witness[person[order]] = place[order]
    witness[above < SCALE] = -1
    return witness
