"""Small regions told in a few lines, for tests of fairness."""

import numpy as np

from matching.core.pairs import Pairs
from werkbedrijf.fairness.lists import Listing, lists_of
from werkbedrijf.fairness.measures import Tally

PW, WAJONG, WSW = "participatiewet", "wajong", "wsw"


def pairs(fits, people):
    """``{place: {person: points}}``, of the best first, on a scale of 100."""
    number = {person: index for index, person in enumerate(people)}
    rows = [sorted(able.items(), key=lambda one: (-one[1], one[0])) for able in fits.values()]
    flat = [one for row in rows for one in row]
    return Pairs(
        people=tuple(people),
        places=tuple(fits),
        start=np.cumsum([0, *map(len, rows)]),
        person=np.array([number[person] for person, _ in flat], np.int32),
        worth=np.array([points for _, points in flat], np.int64),
        points=np.array([points for _, points in flat], np.uint16),
        smax=np.full(len(rows), 100),
    )


def lists(fits, listed, labels, *, history=None, fixed=(), counted_history=3):
    """Lists as ``{place: [person]}``; ``fixed`` are (place, person) that a promise or a coach put there."""
    people = sorted({*labels, *(person for able in fits.values() for person in able)})
    rows = {
        place: [Listing(one, fits[place].get(one, 0), (place, one) in fixed) for one in own]
        for place, own in listed.items()
    }
    own = {person: frozenset(sets) for person, sets in labels.items()}
    return lists_of(pairs(fits, people), rows, history or {}, own, counted_history=counted_history)


def cells(*rows):
    """``(labels, able, reached)`` per set of labels; everybody able is registered."""
    return {
        frozenset(labels): Tally(registered=able, pool=able, able=able, reached=reached, reached_any=reached)
        for labels, able, reached in rows
    }
