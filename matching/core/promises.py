"""Proposals that were sent, and pairs a coach added: the rest is allocated around them, exactly.

A promised pair is worth so much more that no best allocation leaves it out: putting one in displaces at most one pair of its
person and one of its place. So one and the same solver finds the best of all lists that keep every promise.
Source: matching.md 3.4.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from matching.core.allocation import Allocation
from matching.core.pairs import MOST_WORTH, SCALE, Pairs, digests, mixed, without, worth_of

PROMISE: Final = MOST_WORTH >> 1
"""In units: more than two full fits and the highest bonus together."""


def promised(pairs: Pairs, kept: Mapping[tuple[str, str], int], hash_key: bytes) -> Pairs:
    """The pairs with these promises in them: by person and place the points (S), also where the pair is not in `pairs`.

    More promises than a place has slots or a person may have (m) cannot all be kept; `broken` tells which were not.
    """
    rest = without(pairs, kept.keys())
    people = {id_: index for index, id_ in enumerate(pairs.people)}
    places = {id_: index for index, id_ in enumerate(pairs.places)}
    person = np.array([people[who] for who, _ in kept], np.int32)
    place = np.array([places[where] for _, where in kept], np.int32)
    points = np.array(list(kept.values()), np.int64)
    worth = np.array(
        [_worth(pairs, places[where], who, where, kept[who, where], hash_key) for who, where in kept], np.int64
    )
    return _together(rest, person, place, worth + PROMISE * SCALE, points)


def _worth(pairs: Pairs, place: int, who: str, where: str, points: int, hash_key: bytes) -> int:
    hashed = mixed(digests(hash_key, b"mens", [who]), digests(hash_key, b"plek", [where])[0])
    return int(worth_of(np.array([points], np.int64), int(pairs.smax[place]), hashed)[0])


def _together(
    rest: Pairs,
    person: NDArray[np.int32],
    place: NDArray[np.int32],
    worth: NDArray[np.int64],
    points: NDArray[np.int64],
) -> Pairs:
    all_person, all_worth = np.concatenate([rest.person, person]), np.concatenate([rest.worth, worth])
    all_place = np.concatenate([rest.place, place])
    all_points = np.concatenate([rest.points, points.astype(np.uint16)])
    order = np.lexsort((all_person, -all_worth, all_place))
    many = np.bincount(all_place, minlength=len(rest.places))
    return replace(
        rest,
        start=np.concatenate([[0], np.cumsum(many)]).astype(np.int64),
        person=all_person[order],
        worth=all_worth[order],
        points=all_points[order],
    )


def broken(found: Allocation, kept: Mapping[tuple[str, str], int]) -> set[tuple[str, str]]:
    """The promises that are not in these lists."""
    listed = {(person, place) for place, people in found.lists.items() for person in people}
    return set(kept) - listed


def objective_without_promises(found: Allocation, kept: Mapping[tuple[str, str], int]) -> int:
    """The total in ordinary units, what a promise weighs left away."""
    return found.objective - PROMISE * (len(kept) - len(broken(found, kept)))
