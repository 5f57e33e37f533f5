"""Who was passed over without a good reason. Pure. Source: matching.md 3.2 (T3), 3.3.

Somebody without a proposal is passed over when a person on the list of a place has two or more, does that work no better,
and was proposed no less often before. The allocation promises that this never happens. Counted from the pairs, not believed.
A run with learned weights promises it by what was learned; then somebody "does that work no better" by those weights.
"""

from dataclasses import dataclass

import numpy as np

from matching.core.pairs import JITTER, SCALE
from werkbedrijf.fairness.lists import Lists


@dataclass(frozen=True, slots=True)
class Envy:
    """People passed over (numbers in the order of the pairs): by anybody, and by somebody under other laws.

    ``by_choice`` were passed by somebody whom a promise or a coach put on a list: not the allocation's doing.
    """

    by_anybody: frozenset[int]
    across: frozenset[int]
    by_choice: frozenset[int]


def passed_over(lists: Lists, *, learned: bool = False) -> Envy:
    """Look at every place with somebody on it who has two proposals or more; ``learned`` tells what the pairs are worth by."""
    merit = lists.pairs.worth // (SCALE * JITTER) if learned else lists.pairs.points
    anybody, across, choice = _nobody(lists), _nobody(lists), _nobody(lists)
    for place, listed in enumerate(lists.listed):
        here = lists.of_place(place)
        people, merits = lists.pairs.person[here], merit[here]
        waiting = lists.rows[people] == 0
        for person, listing in listed:
            if lists.rows[person] < 2 or not waiting.any():
                continue
            equal = lists.history[people] <= lists.history[person]
            own = _learned(merits[people == person]) if learned else listing.points
            passed = people[waiting & equal & (merits >= own)]
            if listing.fixed:
                choice[passed] = True
                continue
            anybody[passed] = True
            across[passed[lists.kind[passed] != lists.kind[person]]] = True
    return Envy(*(frozenset(np.flatnonzero(found).tolist()) for found in (anybody, across, choice)))


def _learned(found: np.ndarray[tuple[int], np.dtype[np.int64]]) -> int:
    """Of somebody on the list; whom a promise put there without being suitable has nothing to show."""
    return int(found[0]) if len(found) else 0


def _nobody(lists: Lists) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    return np.zeros(len(lists.rows), bool)
