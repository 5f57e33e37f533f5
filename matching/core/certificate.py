"""The proof that an allocation is the best there is, checked apart from whoever made it.

A price per person and a value per place such that no pair outside the lists is worth more than both, and every pair inside
at least both, bound what any allocation can reach; the allocation reaches that bound to the last integer. The bound is the
optimum of the linear programme, so nothing is lost by giving whole people to places. Source: matching.md 3.1.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.core.allocation import Allocation
from matching.core.pairs import SCALE

Longs = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Certificate:
    """What the check found. `objective` and `bound` in units; `gap` in 1/SCALE units, 0 when it is the best."""

    feasible: bool
    potentials: bool
    """All residual reduced costs are zero or more."""
    objective: int
    bound: int
    gap: int

    @property
    def valid(self) -> bool:
        """Whether this allocation is proved to be the best."""
        return self.feasible and self.potentials and self.gap == 0 and self.objective == self.bound


def certified(found: Allocation) -> Certificate:
    """Check an allocation from its pairs, its slots and its prices alone."""
    bonus = np.array(found.bonus, np.int64) * SCALE
    reached, bound = _reached(found, bonus), _bound(found, bonus)
    return Certificate(
        feasible=_feasible(found),
        potentials=_pairs_hold(found) and _people_hold(found, bonus) and _places_hold(found),
        objective=found.objective,
        bound=bound // SCALE,
        gap=bound - reached,
    )


def _feasible(found: Allocation) -> bool:
    """No pair twice, no place over its slots, nobody over m."""
    once = len(np.unique(found.chosen)) == len(found.chosen)
    return once and bool((found.filled <= found.slots).all() and (found.uses <= found.room).all())


def _surplus(found: Allocation) -> Longs:
    """What each pair is worth above the price of the person and the value of the place."""
    surplus: Longs = found.pairs.worth - found.price[found.pairs.person] - found.value[found.pairs.place]
    return surplus


def _pairs_hold(found: Allocation) -> bool:
    surplus = _surplus(found)
    inside = surplus[found.chosen]
    surplus[found.chosen] = 0
    return bool((inside >= 0).all() and (surplus <= 0).all())


def _people_hold(found: Allocation, bonus: Longs) -> bool:
    """The price lies between minus the bonus of the last proposal and minus that of the next one."""
    last = bonus[np.maximum(found.shift + found.uses - 1, 0)]
    following = bonus[np.minimum(found.shift + found.uses, len(bonus) - 1)]
    has, may = found.uses > 0, found.uses < found.room
    return bool((found.price >= -last)[has].all() and (found.price <= -following)[may].all())


def _places_hold(found: Allocation) -> bool:
    """No value below zero, and none where a slot stays empty."""
    return bool((found.value >= 0).all() and (found.value[found.filled < found.slots] == 0).all())


def _reached(found: Allocation, bonus: Longs) -> int:
    """The total in 1/SCALE units, in whole numbers of any size."""
    return _whole(found.pairs.worth[found.chosen]) + found.bonuses * SCALE


def _bound(found: Allocation, bonus: Longs) -> int:
    """What the prices allow at most: values of all slots, surplus of all pairs, and what people bring above their price."""
    surplus = _surplus(found)
    wanted = zip(found.value.tolist(), found.slots.tolist(), strict=True)
    slots: int = sum(value * many for value, many in wanted)
    pairs = _whole(surplus[surplus > 0])
    each = (bonus[found.shift + t] + found.price for t in range(found.room))
    people = sum(_whole(brought[brought > 0]) for brought in each)
    return slots + pairs + people


def _whole(parts: Longs) -> int:
    """Their sum in whole numbers of any size: 64 bits would overflow."""
    total = 0
    for part in parts.tolist():
        total += part
    return total
