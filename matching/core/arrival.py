"""One place more, in a region that stands: what changes, exactly, without doing everything again.

The state of the last allocation is kept, with room for places to come. A new place's slots are filled one by one along the
cheapest chain of changes; the outcome is the one a full solve gives. Nobody's number of proposals falls (T5). Proposals that
were sent stay frozen elsewhere: this is for looking ahead. Source: matching.md 3.2 (T5), 3.4.
"""

from dataclasses import replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from matching.core.allocation import Allocation, allocate, kernel, search_room
from matching.core.kernel import Engine, engine_in_use
from matching.core.pairs import SCALE, Pairs

SPARE_PLACES: Final = 64
SPARE_PAIRS: Final = 1 << 16


class Standing:
    """An allocation that takes in places as they come. Not for sharing between threads."""

    def __init__(self, found: Allocation, *, engine: Engine | None = None) -> None:
        """Go on from an allocation."""
        self._found: Allocation | None = found
        self._compiled = engine_in_use(engine) == "compiled" and kernel() is not None
        self._engine = engine
        self._room, self._bonus, self._shift = found.room, found.bonus, found.shift
        self._people, self._places = found.pairs.people, list(found.pairs.places)
        self._scaled = np.array(found.bonus, np.int64) * SCALE
        if self._compiled:
            self._lay_out(found, SPARE_PAIRS)

    def _lay_out(self, found: Allocation, spare: int) -> None:
        """The arrays of the compiled search, with room to spare."""
        pairs, places = found.pairs, len(found.slots)
        self._person, self._worth = _roomy(pairs.person, spare), _roomy(pairs.worth, spare)
        self._points, self._smax = _roomy(pairs.points, spare), _roomy(pairs.smax, SPARE_PLACES)
        self._start = _roomy(pairs.start, SPARE_PLACES)
        self._slots = _roomy(found.slots, SPARE_PLACES)
        self._price, self._value = found.price.copy(), _roomy(found.value, SPARE_PLACES)
        self._filled = _roomy(found.filled.astype(np.int32), SPARE_PLACES)
        self._uses = np.zeros(len(pairs.people), np.int32)
        self._held = np.zeros((len(pairs.people), found.room), np.int64)
        self._held_place = np.zeros((len(pairs.people), found.room), np.int32)
        self._chosen = np.zeros(len(self._person), np.uint8)
        self._chosen[found.chosen] = 1
        for pair, person, place in zip(
            found.chosen.tolist(), pairs.person[found.chosen].tolist(), pairs.place[found.chosen].tolist(), strict=True
        ):
            at = self._uses[person]
            self._held[person, at], self._held_place[person, at] = pair, place
            self._uses[person] += 1
        self._work = search_room(len(pairs.people), places + SPARE_PLACES)

    def arrive(self, place: Pairs, slots: int) -> None:
        """Take in one place, given as the pairs of that place alone with these same people."""
        if place.people != self._people or len(place.places) != 1:
            raise ValueError("Geef de paren van één plek, met dezelfde mensen.")
        if place.places[0] in self._places:
            raise ValueError(f"Plek {place.places[0]} is er al.")
        if not self._compiled:
            self._solve_again(place, slots)
            return
        first, at = len(self._places), int(self._start[len(self._places)])
        if first == len(self._slots) or at + len(place) > len(self._person):
            self._lay_out(self.allocation, max(SPARE_PAIRS, len(place)))
        self._write(first, at, place, slots)
        graph = (self._start[:-1], self._start[1:], self._person, self._worth)
        state = (self._price, self._value, self._filled, self._uses, self._held, self._held_place, self._chosen)
        kernel().fill(first, self._slots[: first + 1], graph, self._scaled, self._shift, self._room, state, self._work)
        self._places.append(place.places[0])
        self._found = None

    def _write(self, first: int, at: int, place: Pairs, slots: int) -> None:
        until = at + len(place)
        self._person[at:until], self._worth[at:until] = place.person, place.worth
        self._points[at:until] = place.points
        self._start[first + 1], self._slots[first], self._smax[first] = until, slots, place.smax[0]

    def _solve_again(self, place: Pairs, slots: int) -> None:
        """Without the compiled search: everything once more, with the same outcome."""
        found = self.allocation
        pairs = _joined(found.pairs, place)
        self._found = allocate(
            pairs, np.append(found.slots, np.int32(slots)), self._room, self._bonus, self._shift, self._engine
        )
        self._places.append(place.places[0])

    @property
    def allocation(self) -> Allocation:
        """The allocation of now, with the places in the order in which they came."""
        if self._found is None:
            places, pairs = len(self._places), int(self._start[len(self._places)])
            self._found = Allocation(
                pairs=Pairs(
                    people=self._people,
                    places=tuple(self._places),
                    start=self._start[: places + 1].copy(),
                    person=self._person[:pairs].copy(),
                    worth=self._worth[:pairs].copy(),
                    points=self._points[:pairs].copy(),
                    smax=self._smax[:places].copy(),
                ),
                slots=self._slots[:places].copy(),
                room=self._room,
                bonus=self._bonus,
                shift=self._shift,
                price=self._price.copy(),
                value=self._value[:places].copy(),
                chosen=np.flatnonzero(self._chosen[:pairs]),
            )
        return self._found


def _roomy(array: NDArray[Any], spare: int) -> NDArray[Any]:
    """The same values with zeroes after them."""
    return np.concatenate([array, np.zeros(spare, array.dtype)])


def _joined(pairs: Pairs, place: Pairs) -> Pairs:
    return replace(
        pairs,
        places=(*pairs.places, *place.places),
        start=np.append(pairs.start, pairs.start[-1] + len(place)),
        person=np.concatenate([pairs.person, place.person]),
        worth=np.concatenate([pairs.worth, place.worth]),
        points=np.concatenate([pairs.points, place.points]),
        smax=np.append(pairs.smax, place.smax),
    )
