"""Other ways to make a region's lists, for comparison only: a general solver, and the best pair first."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.core.allocation import Allocation


def linear_programme(found: Allocation) -> tuple[NDArray[np.float64], Any, Any]:
    """Gains of pairs and bonuses; rows of people (proposals equal bonuses taken) and of places (at most their slots)."""
    from scipy.sparse import coo_array

    pairs, room = found.pairs, found.room
    people, many = len(pairs.people), len(pairs)
    taken = people * room
    bonus = np.array(found.bonus, np.int64)
    each = bonus[found.shift[:, np.newaxis] + np.arange(room)]
    gains = np.concatenate([pairs.units, each.reshape(-1)]).astype(np.float64)
    columns, shape = np.arange(many), (people, many + taken)
    owner = np.repeat(np.arange(people), room)
    signs = np.concatenate([np.ones(many), -np.ones(taken)])
    where = (np.concatenate([pairs.person, owner]), np.arange(many + taken))
    equal = coo_array((signs, where), shape=shape).tocsr()
    most = coo_array((np.ones(many), (pairs.place, columns)), shape=(len(pairs.places), many + taken)).tocsr()
    return gains, equal, most


def highs_objective(found: Allocation) -> int:
    """The optimum of the linear programme by HiGHS dual simplex, rounded to whole units."""
    from scipy.optimize import linprog

    gains, equal, most = linear_programme(found)
    people = len(found.pairs.people)
    oracle = linprog(
        -gains, A_ub=most, b_ub=found.slots, A_eq=equal, b_eq=np.zeros(people), bounds=(0, 1), method="highs-ds"
    )
    if oracle.status != 0:
        raise RuntimeError(f"HiGHS: {oracle.message}")
    return round(-float(oracle.fun))


def greedy_objective(found: Allocation) -> int:
    """Always the pair that adds most now, in one pass over the pairs by worth, as a sorted list would be worked through."""
    pairs, bonus, shift = found.pairs, found.bonus, found.shift.tolist()
    order = np.argsort(-pairs.worth, kind="stable")
    left, uses, total = found.slots.tolist(), [0] * len(pairs.people), 0
    rows = zip(pairs.person[order].tolist(), pairs.place[order].tolist(), pairs.units[order].tolist(), strict=True)
    for person, place, units in rows:
        if left[place] and uses[person] < found.room:
            total += units + bonus[shift[person] + uses[person]]
            left[place] -= 1
            uses[person] += 1
    return total
