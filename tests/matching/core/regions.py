"""Small regions for properties of the allocation: pairs made by hand, with many ties, and what a list is worth in plain words."""

from itertools import combinations

import numpy as np
from hypothesis import strategies as st

from matching.core.allocation import Rules
from matching.core.pairs import SCALE, Pairs, digests, mixed, worth_of

KEY = b"key of the month"
SMAX = 20
"""Few different fits, so that there are many ties."""


def region(fits, people=None, places=None, key=KEY, fair_lots=True):
    """Pairs from {(person, place): points of 20}; people and places in the order given, or of their digests."""
    people = sorted({person for person, _ in fits}) if people is None else people
    places = sorted({place for _, place in fits}) if places is None else places
    own = dict(zip(people, digests(key, b"mens", people), strict=True))
    start, person, worth, points = [0], [], [], []
    for place in places:
        digest = digests(key, b"plek", [place])[0]
        mine = [p for p in people if (p, place) in fits]
        found = np.array([fits[p, place] for p in mine], np.int64)
        hashed = mixed(np.array([own[p] for p in mine], np.uint64), digest)
        values = worth_of(found, SMAX, hashed if fair_lots else np.zeros_like(hashed))
        order = np.argsort(-values, kind="stable")
        person += [people.index(mine[index]) for index in order]
        worth += values[order].tolist()
        points += found[order].tolist()
        start.append(len(person))
    return Pairs(
        tuple(people),
        tuple(places),
        np.array(start, np.int64),
        np.array(person, np.int32),
        np.array(worth, np.int64),
        np.array(points, np.uint16),
        np.full(len(places), SMAX, np.int64),
    )


@st.composite
def fits(draw, people=5, places=4):
    """Who is qualified for what, 16 to 20 points of 20."""
    who = st.tuples(st.integers(1, people), st.integers(1, places))
    drawn = draw(st.dictionaries(who, st.integers(16, 20), min_size=1))
    return {(f"K-{person}", f"P-{place}"): points for (person, place), points in drawn.items()}


@st.composite
def markets(draw, people=5, places=4):
    """A region with positions, earlier proposals and rules."""
    found = draw(fits(people, places))
    positions = {place: draw(st.integers(1, 2)) for place in sorted({place for _, place in found})}
    history = draw(st.dictionaries(st.sampled_from(sorted({p for p, _ in found})), st.integers(0, 5)))
    return found, positions, history, Rules(k=draw(st.integers(1, 3)), m=draw(st.integers(1, 3)))


def total(pairs, chosen, slots, room, bonus, shift):
    """What a set of pairs is worth in 1/SCALE units, None when it is not allowed."""
    uses, filled = [0] * len(pairs.people), [0] * len(pairs.places)
    place, worth = pairs.place, 0
    for pair in chosen:
        uses[pairs.person[pair]] += 1
        filled[place[pair]] += 1
        worth += int(pairs.worth[pair])
    if any(n > room for n in uses) or any(n > k for n, k in zip(filled, slots, strict=True)):
        return None
    return worth + SCALE * sum(sum(bonus[h : h + n]) for h, n in zip(shift, uses, strict=True))


def best_by_hand(pairs, slots, room, bonus, shift):
    """The best set of all sets there are."""
    every = (chosen for many in range(len(pairs) + 1) for chosen in combinations(range(len(pairs)), many))
    worth = {chosen: total(pairs, chosen, slots, room, bonus, shift) for chosen in every}
    return max((value, chosen) for chosen, value in worth.items() if value is not None)
