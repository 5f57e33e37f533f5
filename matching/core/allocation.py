"""Proposals for a whole region at once: no place takes somebody whom another place needs more, and nobody gets it all.

Each place gets at most k people and each person at most m places; a first proposal of a person is worth a bonus, a second
a smaller one. The best total is found exactly, and the prices that come with it prove it (`certificate`). Two uses:
the kernplan (as many people as positions, one place each, no bonus) and the shortlists that are sent.
No regeling, no group and no quota occurs here. Source: matching.md 3.1, 3.2.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property
from itertools import pairwise
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from matching.core.allocation_plain import Board
from matching.core.kernel import Engine, engine_in_use, engine_worth
from matching.core.pairs import FIT_UNITS, JITTER, MOST_SLOTS, MOST_WORTH, SCALE, Pairs

Longs = NDArray[np.int64]
Ints = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Rules:
    """How many people a place gets (k), how many places a person (m), and the bonus table B in parts of a full fit.

    The table is as long as m plus the most earlier proposals that count. Where it falls at every step nobody without a
    proposal is passed by an equal with two (T3); where it stays level that promise is not made.
    """

    k: int = 5
    m: int = 2
    bonus: tuple[Decimal, ...] = tuple(map(Decimal, ("0.10", "0.05", "0.025", "0.012", "0")))

    def __post_init__(self) -> None:
        if self.k < 1 or self.m < 1:
            raise ValueError("k en m zijn ten minste 1.")
        if len(self.bonus) < self.m:
            raise ValueError(f"De reeks B heeft ten minste m = {self.m} getallen nodig, niet {len(self.bonus)}.")
        if any(later > earlier for earlier, later in pairwise(self.bonus)):
            raise ValueError("De reeks B mag nergens stijgen; anders gaat een tweede voordracht voor een eerste.")
        if not all(0 <= part <= 1 for part in self.bonus):
            raise ValueError("De getallen van B liggen tussen 0 en 1.")
        if any(part * FIT_UNITS % 1 for part in self.bonus):
            raise ValueError("De getallen van B hebben ten hoogste vier cijfers achter de komma.")

    @property
    def bonus_units(self) -> tuple[int, ...]:
        """B in units of the objective."""
        return tuple(int(part * FIT_UNITS) * JITTER for part in self.bonus)

    @property
    def counted_history(self) -> int:
        """H: more earlier proposals than this make no difference."""
        return len(self.bonus) - self.m


@dataclass(frozen=True, eq=False)
class Allocation:
    """The best allocation of some pairs, with its prices. Arrays stand in the order of `pairs`; prices in 1/SCALE units."""

    pairs: Pairs
    slots: Ints
    room: int
    bonus: tuple[int, ...]
    """In units; `bonus[shift + t]` is what proposal t + 1 of a person adds."""
    shift: Ints
    price: Longs
    """What a place pays for a person, in worth: minus the bonus for who has no proposal."""
    value: Longs
    """What one more slot at a place would be worth."""
    chosen: NDArray[np.intp]
    """The chosen pairs, as positions in `pairs`."""

    @cached_property
    def uses(self) -> Longs:
        """Proposals per person."""
        return np.bincount(self.pairs.person[self.chosen], minlength=len(self.pairs.people))

    @cached_property
    def filled(self) -> Longs:
        """Proposals per place."""
        return np.bincount(self.pairs.place[self.chosen], minlength=len(self.pairs.places))

    @property
    def objective(self) -> int:
        """The total in units: worth of the chosen pairs and bonuses."""
        return int(self.pairs.units[self.chosen].sum()) + self.bonuses

    @property
    def bonuses(self) -> int:
        """The bonuses in units."""
        counted = ((int(self.shift[i]), int(self.uses[i])) for i in np.flatnonzero(self.uses))
        return sum(sum(self.bonus[shift : shift + uses]) for shift, uses in counted)

    @property
    def lists(self) -> dict[str, list[str]]:
        """Per place the chosen people, most valuable first."""
        found: dict[str, list[str]] = {place: [] for place in self.pairs.places}
        places, people = self.pairs.place[self.chosen].tolist(), self.pairs.person[self.chosen].tolist()
        for place, person in zip(places, people, strict=True):
            found[self.pairs.places[place]].append(self.pairs.people[person])
        return found


def kernplan(pairs: Pairs, positions: Mapping[str, int], *, engine: Engine | None = None) -> Allocation:
    """The best simultaneous placement: as many people as positions, one place each, no bonus."""
    slots = np.array([positions[place] for place in pairs.places], np.int32)
    return allocate(pairs, slots, 1, (0,), np.zeros(len(pairs.people), np.int32), engine)


def shortlists(
    pairs: Pairs,
    positions: Mapping[str, int],
    history: Mapping[str, int],
    rules: Rules | None = None,
    *,
    engine: Engine | None = None,
) -> Allocation:
    """The lists that are sent: k people per place (never fewer than its positions), m places per person at most.

    `history` counts earlier proposals by person; who is not in it had none. Who was proposed before yields a little.
    """
    rules = rules or Rules()
    slots = np.array([max(rules.k, positions[place]) for place in pairs.places], np.int32)
    shift = np.array([min(history.get(person, 0), rules.counted_history) for person in pairs.people], np.int32)
    return allocate(pairs, slots, rules.m, rules.bonus_units, shift, engine)


def allocate(
    pairs: Pairs, slots: Ints, room: int, bonus: tuple[int, ...], shift: Ints, engine: Engine | None = None
) -> Allocation:
    """The best allocation: slots per place, `room` places per person, bonus in units from `shift` on per person."""
    if int(slots.sum()) > MOST_SLOTS:
        raise ValueError(f"Een regio heeft ten hoogste {MOST_SLOTS} voordrachten, niet {int(slots.sum())}.")
    if (len(pairs) and int(pairs.units.max())) + bonus[0] >= MOST_WORTH:
        raise AssertionError("worth and bonus must stay below MOST_WORTH: the kernel's sums need the room")
    way = _compiled if engine_in_use(engine) == "compiled" and kernel() is not None else _plain
    price, value, chosen = way(pairs, slots, room, np.array(bonus, np.int64) * SCALE, shift)
    return Allocation(pairs, slots, room, bonus, shift, price, value, chosen)


def engine_for(pairs: Pairs) -> Engine | None:
    """The way for a caller that did not warm up and will ask once: plain for a small region (`kernel.engine_worth`)."""
    return engine_worth(len(pairs), plain_until=PLAIN_PAIRS)


@cache
def kernel() -> Any:
    """The compiled allocation, None where numba is not there."""
    try:
        from matching.core import allocation_kernel
    except ImportError:
        return None
    return allocation_kernel


_Found = tuple[Longs, Longs, NDArray[np.intp]]
FAR: Final = 1 << 62
# So many pairs are divided in about a tenth of a second without a compiler.
PLAIN_PAIRS: Final = 20_000


def _compiled(pairs: Pairs, slots: Ints, room: int, bonus: Longs, shift: Ints) -> _Found:
    people, places = len(pairs.people), len(slots)
    price = -bonus[shift] if people else np.empty(0, np.int64)
    value, filled, uses = np.zeros(places, np.int64), np.zeros(places, np.int32), np.zeros(people, np.int32)
    held, held_place = np.zeros((people, room), np.int64), np.zeros((people, room), np.int32)
    chosen = np.zeros(len(pairs), np.uint8)
    state = (price, value, filled, uses, held, held_place, chosen)
    graph = (pairs.start[:-1], pairs.start[1:], pairs.person, pairs.worth)
    kernel().fill(0, slots, graph, bonus, shift, room, state, search_room(people, places))
    return price, value, np.flatnonzero(chosen)


def search_room(people: int, places: int) -> tuple[NDArray[Any], ...]:
    """Room for a search, as `allocation_kernel.Work`."""
    return (
        np.full(people, FAR, np.int64),
        np.full(places, FAR, np.int64),
        np.zeros(people, np.int64),
        np.zeros(people, np.int32),
        np.zeros(places, np.int64),
        np.zeros(places + 1, np.int32),
        np.full(places, -1, np.int32),
        np.zeros(people + 1, np.int32),
        np.zeros(places + 1, np.int32),
    )


def _plain(pairs: Pairs, slots: Ints, room: int, bonus: Longs, shift: Ints) -> _Found:
    people, places = len(pairs.people), len(slots)
    board = Board(
        pairs=[range(start, stop) for start, stop in pairwise(pairs.start.tolist())],
        person=pairs.person.tolist(),
        worth=pairs.worth.tolist(),
        bonus=bonus.tolist(),
        shift=shift.tolist(),
        room=room,
        price=[-int(bonus[s]) for s in shift],
        value=[0] * places,
        filled=[0] * places,
        held=[{} for _ in range(people)],
    )
    board.fill(0, slots.tolist())
    chosen = sorted(pair for held in board.held for pair in held.values())
    return np.array(board.price, np.int64), np.array(board.value, np.int64), np.array(chosen, np.intp)
