"""The allocation in plain Python: the same method as `allocation_kernel`, written to be read, with the same integers.

It is the reference in the tests, and what answers where numba is not there. Source: matching.md 3.1.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush

Held = dict[int, int]
"""Of one person: the pair held at each place."""


@dataclass
class Board:
    """A region in plain lists: pairs of each place (most valuable first), and how things stand."""

    pairs: Sequence[range]
    person: Sequence[int]
    worth: Sequence[int]
    bonus: Sequence[int]
    shift: Sequence[int]
    room: int
    price: list[int]
    value: list[int]
    filled: list[int]
    held: list[Held]

    def next_bonus(self, i: int) -> int:
        """What one more proposal for this person adds."""
        return self.bonus[self.shift[i] + len(self.held[i])]

    def fill(self, first: int, slots: Sequence[int]) -> None:
        """Fill the slots of the places from `first` on; what stands already stays exact."""
        for place in range(first, len(slots)):
            gains = (self.worth[e] - self.price[self.person[e]] for e in self.pairs[place])
            self.value[place] = max([0, *gains])
            for _ in range(slots[place]):
                self._fill_slot(place)

    def _fill_slot(self, root: int) -> None:
        search = _Search(self, root)
        search.run()
        for i, near in search.people.items():
            self.price[i] += max(search.best - near, 0)
        for place, near in search.places.items():
            self.value[place] -= max(search.best - near, 0)
        self._change(search)

    def _change(self, search: "_Search") -> None:
        if search.end_person is None:
            place = search.end_place
            self.filled[place] -= 1
        else:
            pair, place = search.reached[search.end_person]
            self.held[search.end_person][place] = pair
        while place != search.root:
            i = search.via[place]
            pair, taker = search.reached[i]
            del self.held[i][place]
            self.held[i][taker] = pair
            place = taker
        self.filled[search.root] += 1


@dataclass
class _Search:
    """The cheapest chain of changes from one slot: Dijkstra over places, with the people in between."""

    board: Board
    root: int
    best: int = 0
    end_person: int | None = None
    end_place: int = 0
    people: dict[int, int] = field(default_factory=dict)
    places: dict[int, int] = field(default_factory=dict)
    reached: dict[int, tuple[int, int]] = field(default_factory=dict)
    via: dict[int, int] = field(default_factory=dict)

    def run(self) -> None:
        """Search until nothing nearer than the best end is left."""
        self.best, self.end_place = self.board.value[self.root], self.root
        self.places[self.root] = 0
        waiting = [(0, self.root)]
        while waiting and waiting[0][0] < self.best:
            near, place = heappop(waiting)
            if near == self.places[place]:
                for pair in self.board.pairs[place]:
                    self._reach(place, pair, waiting)

    def _reach(self, place: int, pair: int, waiting: list[tuple[int, int]]) -> None:
        board, i = self.board, self.board.person[pair]
        cost = self.places[place] + board.value[place] + board.price[i] - board.worth[pair]
        if place in board.held[i] or cost >= self.best or cost >= self.people.get(i, cost + 1):
            return
        self.people[i], self.reached[i] = cost, (pair, place)
        if len(board.held[i]) < board.room:
            end = cost - board.next_bonus(i) - board.price[i]
            if end < self.best:
                self.best, self.end_person = end, i
        for left, holding in board.held[i].items():
            further = cost + board.worth[holding] - board.price[i] - board.value[left]
            if further < min(self.places.get(left, further + 1), self.best):
                self.places[left], self.via[left] = further, i
                heappush(waiting, (further, left))
                if further + board.value[left] < self.best:
                    self.best, self.end_person, self.end_place = further + board.value[left], None, left
