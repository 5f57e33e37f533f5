"""Who was passed over without a good reason. Pure. Source: matching.md 3.2 (T3), 3.3.

Somebody without a proposal is passed over when a person on the list of a place has two or more, does that work no better,
and was proposed no less often before. The allocation promises that this never happens. Counted from the pairs, not believed.
"""

from dataclasses import dataclass

import numpy as np

from werkbedrijf.fairness.lists import Lists


@dataclass(frozen=True, slots=True)
class Envy:
    """People passed over (numbers in the order of the pairs): by anybody, and by somebody under other laws.

    ``by_choice`` were passed by somebody whom a promise or a coach put on a list: not the allocation's doing.
    """

    by_anybody: frozenset[int]
    across: frozenset[int]
    by_choice: frozenset[int]


def passed_over(lists: Lists) -> Envy:
    """Look at every place with somebody on it who has two proposals or more."""
    anybody, across, choice = _nobody(lists), _nobody(lists), _nobody(lists)
    for place, listed in enumerate(lists.listed):
        here = lists.of_place(place)
        people, points = lists.pairs.person[here], lists.pairs.points[here]
        waiting = lists.rows[people] == 0
        for person, listing in listed:
            if lists.rows[person] < 2 or not waiting.any():
                continue
            equal = lists.history[people] <= lists.history[person]
            passed = people[waiting & equal & (points >= listing.points)]
            if listing.fixed:
                choice[passed] = True
                continue
            anybody[passed] = True
            across[passed[lists.kind[passed] != lists.kind[person]]] = True
    return Envy(*(frozenset(np.flatnonzero(found).tolist()) for found in (anybody, across, choice)))


def _nobody(lists: Lists) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    return np.zeros(len(lists.rows), bool)
