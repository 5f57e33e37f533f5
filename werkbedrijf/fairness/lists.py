"""The lists of a run beside everything that was possible, as arrays: what the other measures are counted from. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.core.pairs import Pairs
from werkbedrijf.fairness.measures import Labels

Longs = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Listing:
    """Somebody on a list. ``fixed`` when not the allocation but a promise or a coach put this person there."""

    person: str
    points: int
    fixed: bool = False


@dataclass(frozen=True, eq=False)
class Lists:
    """Lists, pairs and per person (in the order of ``pairs.people``) the rows, earlier proposals and set of labels.

    ``kinds`` are the sets of labels that occur; ``kind`` says per person which. ``listed`` goes by the place's number.
    """

    pairs: Pairs
    listed: Sequence[Sequence[tuple[int, Listing]]]
    rows: Longs
    history: Longs
    kinds: tuple[Labels, ...]
    kind: Longs

    def of_place(self, place: int) -> slice:
        """Where the pairs of a place stand."""
        return slice(int(self.pairs.start[place]), int(self.pairs.start[place + 1]))


def lists_of(
    pairs: Pairs,
    lists: Mapping[str, Sequence[Listing]],
    history: Mapping[str, int],
    labels: Mapping[str, Labels],
    *,
    counted_history: int,
) -> Lists:
    """Put a run together. More earlier proposals than ``counted_history`` make no difference, as in the allocation."""
    number = {person: index for index, person in enumerate(pairs.people)}
    listed = [
        [(number[one.person], one) for one in lists.get(place, ()) if one.person in number] for place in pairs.places
    ]
    rows = np.zeros(len(pairs.people), np.int64)
    for of_place in listed:
        for person, _ in of_place:
            rows[person] += 1
    own = [labels.get(person, frozenset()) for person in pairs.people]
    kinds = tuple(sorted(set(own), key=sorted))
    by_kind = {kind: index for index, kind in enumerate(kinds)}
    before = [min(history.get(person, 0), counted_history) for person in pairs.people]
    return Lists(
        pairs=pairs,
        listed=listed,
        rows=rows,
        history=np.array(before, np.int64),
        kinds=kinds,
        kind=np.array([by_kind[kind] for kind in own], np.int64),
    )
