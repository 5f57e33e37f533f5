"""What a reader of everything that was published can work out, and how much to hide so that enough doubt stays. Pure.

Published are the rounded total of a group of people, and several divisions of that same total into parts, rounded or hidden.
All divisions hang together through their total, and months through who came and who left. Parts of one division say
nothing of the parts of another, except by what they say of the total: any two divisions of one total fit together. So a
reader's knowledge is a tree of sums of whole numbers, and passing bounds along it to and fro finds exactly what each number
can still be (tests hold it against a linear programme over every way to put the people in a table).

The reader is taken to know the rule of rounding, that a hidden part has somebody in it, and that an empty part shows 0.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Generic, NamedTuple, TypeVar

from werkbedrijf.foundation.suppression import hidden_parts, is_small

K = TypeVar("K", bound=Hashable)

STEP: Final = 10
LEAST: Final = 5
"""A number that can be worked out within fewer than this many possibilities is too well known."""
FAR: Final = 10**9


class Reach(NamedTuple):
    """The fewest and the most a number can be."""

    low: int
    high: int

    def meet(self, low: int, high: int) -> "Reach":
        """What is left when both hold."""
        return Reach(max(self.low, low), min(self.high, high))

    @property
    def possibilities(self) -> int:
        """How many whole numbers it can be."""
        return self.high - self.low + 1


@dataclass(frozen=True, slots=True)
class Table(Generic[K]):
    """One division of a total: how many people each part has, and which parts are hidden."""

    persons: Mapping[K, int]
    hidden: frozenset[K] = frozenset()


def in_tens(number: int) -> int:
    """A number of people as it is shown: in tens, and never 0 for somebody.

    >>> [in_tens(number) for number in (0, 10, 14, 15, 24)]
    [0, 10, 10, 20, 20]
    """
    return 0 if number == 0 else max(STEP, (number + STEP // 2) // STEP * STEP)


def reach_of(number: int, *, smallest: int) -> Reach:
    """The numbers that are shown as this one is. A group from ``smallest`` on is shown, so it has at least so many.

    >>> reach_of(12, smallest=10), reach_of(23, smallest=10), reach_of(0, smallest=10)
    (Reach(low=10, high=14), Reach(low=15, high=24), Reach(low=0, high=0))
    """
    shown = in_tens(number)
    if not shown:
        return Reach(0, 0)
    return Reach(max(smallest, shown - STEP // 2), shown + STEP // 2 - 1)


def worked_out(total: Reach, tables: Sequence[Table[K]], *, smallest: int) -> tuple[Reach, list[dict[K, Reach]]]:
    """What a reader can work out of the total and of every part, when these tables divide one total."""
    parts = [
        {
            key: Reach(1, FAR) if key in table.hidden else reach_of(number, smallest=smallest)
            for key, number in table.persons.items()
        }
        for table in tables
    ]
    for reach in parts:
        total = total.meet(sum(part.low for part in reach.values()), sum(part.high for part in reach.values()))
    return total, [_narrowed(reach, total) for reach in parts]


def _narrowed(reach: Mapping[K, Reach], total: Reach) -> dict[K, Reach]:
    low, high = sum(part.low for part in reach.values()), sum(part.high for part in reach.values())
    return {
        key: part.meet(total.low - (high - part.high), total.high - (low - part.low)) for key, part in reach.items()
    }


def protected(
    total: int,
    tables: Sequence[Mapping[K, int]],
    *,
    smallest: int,
    fixed: Sequence[Table[K]] = (),
    known: Reach | None = None,
) -> list[frozenset[K] | None]:
    """Which parts of each table to hide when the total is shown, or None for a table that cannot be shown at all.

    ``fixed`` are tables of the same total that were published already and cannot change; ``known`` is what is known of
    the total besides. The smallest shown part of the table that tells too much is hidden, again and again; a table that
    still tells too much with everything hidden is left out. Tables are taken in order, so the first loses the least.
    """
    given = known or reach_of(total, smallest=smallest)
    done: list[Table[K]] = list(fixed)
    found: list[frozenset[K] | None] = []
    for persons in tables:
        hidden = None if is_small(total, smallest=smallest) else _hidden_of(given, done, persons, smallest)
        found.append(hidden)
        if hidden is not None:
            done.append(Table(persons, hidden))
    return found


def _hidden_of(
    given: Reach, others: Sequence[Table[K]], persons: Mapping[K, int], smallest: int
) -> frozenset[K] | None:
    filled = {key: number for key, number in persons.items() if number}
    hidden = set(hidden_parts(persons, smallest=smallest))
    shown = sorted((key for key in filled if key not in hidden), key=lambda key: (filled[key], str(key)))
    while tells_too_much(given, [*others, Table(persons, frozenset(hidden))], smallest=smallest):
        if not shown:
            return None
        hidden.add(shown.pop(0))
    return frozenset(hidden)


def tells_too_much(total: Reach, tables: Sequence[Table[K]], *, smallest: int) -> bool:
    """Whether a reader can work out the total or a part with somebody in it within fewer than ``LEAST`` possibilities.

    >>> tells_too_much(reach_of(14, smallest=10), [Table({"a": 12, "b": 2}, frozenset("b"))], smallest=10)
    True
    """
    whole, parts = worked_out(total, tables, smallest=smallest)
    filled = (reach[key] for table, reach in zip(tables, parts, strict=True) for key in reach if table.persons[key])
    return any(reach.possibilities < LEAST for reach in (whole, *filled) if reach.high > 0)


@dataclass(frozen=True, slots=True)
class Moved:
    """Who came and who left in a month, as published: in tens, and under ``smallest``, also none, not told apart.

    ``shown`` is False in a month of which neither is told.
    """

    came: int
    left: int
    shown: bool = True

    def reaches(self, smallest: int) -> tuple[Reach, Reach]:
        """What the publication says of who came and who left."""
        if not self.shown:
            return Reach(0, FAR), Reach(0, FAR)
        return flow_reach(self.came, smallest=smallest), flow_reach(self.left, smallest=smallest)


def flow_reach(number: int, *, smallest: int) -> Reach:
    """What is known of a number that shows as "fewer than ``smallest``" below it, none included, and in tens above.

    >>> flow_reach(0, smallest=10), flow_reach(9, smallest=10), flow_reach(16, smallest=10)
    (Reach(low=0, high=9), Reach(low=0, high=9), Reach(low=15, high=24))
    """
    return Reach(0, smallest - 1) if number < smallest else reach_of(number, smallest=smallest)


class Worked(NamedTuple):
    """What is known of the totals of months, and of who came and left between them."""

    totals: list[Reach]
    came: list[Reach]
    left: list[Reach]


def over_time(totals: Sequence[Reach], moved: Sequence[Moved], *, smallest: int) -> Worked:
    """What a reader of months in a row can work out: each total is the one before, with who came and without who left.

    ``moved[i]`` stands between ``totals[i]`` and ``totals[i + 1]``. Bounds go once forward and once back along the months,
    which on a road without side roads finds everything there is to find.
    """
    flows = [each.reaches(smallest) for each in moved]
    known = list(totals)
    for at, (came, left) in enumerate(flows):
        known[at + 1] = known[at + 1].meet(known[at].low + came.low - left.high, known[at].high + came.high - left.low)
    for at in range(len(flows) - 1, -1, -1):
        came, left = flows[at]
        known[at] = known[at].meet(known[at + 1].low - came.high + left.low, known[at + 1].high - came.low + left.high)
    steps = [Reach(after.low - before.high, after.high - before.low) for before, after in pairwise(known)]
    return Worked(
        totals=known,
        came=[
            came.meet(step.low + left.low, step.high + left.high)
            for (came, left), step in zip(flows, steps, strict=True)
        ],
        left=[
            left.meet(came.low - step.high, came.high - step.low)
            for (came, left), step in zip(flows, steps, strict=True)
        ],
    )
