"""What other publications tell of the same groups: of quarters in a row by how many each grew, and parts of a whole. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from werkbedrijf.foundation.doubt import LEAST, Reach, Table, tells_too_much

Key = tuple[str, str]
"""A way of splitting and a part of it."""
TOTAL: Final[Key] = ("regio", "")


@dataclass(frozen=True, slots=True)
class Bounds:
    """Between which whole numbers something lies, both included."""

    low: int
    high: int

    @property
    def possible(self) -> int:
        """How many numbers it can still be."""
        return self.high - self.low + 1

    def within(self, low: int, high: int) -> "Bounds":
        """The same, narrowed down."""
        return Bounds(max(self.low, low), min(self.high, high))


@dataclass(frozen=True, slots=True)
class Link:
    """What was published of one earlier quarter: how many each group had, and by how many it grew until the next quarter."""

    many: Mapping[Key, Bounds]
    grew: Mapping[Key, Bounds]


@dataclass(frozen=True, slots=True)
class Beside:
    """What other publications told of the same whole: its parts, under a way of splitting of their own, and how such a
    part is divided further.
    """

    given: Mapping[Key, Bounds] = field(default_factory=dict)
    divided: Mapping[Key, Sequence[Table[str]]] = field(default_factory=dict)

    def given_away(self, known: Mapping[Key, Bounds], *, smallest: int) -> bool:
        """Whether a reader who knows this much of each part places one of them, or what it is divided into, too closely."""
        if any(known[key].possible < min(LEAST, bounds.possible) for key, bounds in self.given.items()):
            return True
        return any(
            tells_too_much(Reach(known[key].low, known[key].high), tables, smallest=smallest)
            for key, tables in self.divided.items()
        )


NOTHING_BESIDE: Final = Beside()


def along(chain: Sequence[Link]) -> list[Link]:
    """What a reader of quarters in a row works out: each group is the one before with what it grew, and parts are a whole.

    >>> key, far = TOTAL, Bounds(0, 99)
    >>> first, second = Link({key: Bounds(10, 14)}, {key: Bounds(10, 14)}), Link({key: Bounds(25, 34)}, {})
    >>> along([first, second])[0].grew[key], along([first, second])[1].many[key]
    (Bounds(low=11, high=14), Bounds(low=25, high=28))
    """
    many, grew = [dict(link.many) for link in chain], [dict(link.grew) for link in chain]
    for _ in range(30):
        seen = [dict(one) for one in (*many, *grew)]
        for at in range(len(chain) - 1):
            _step(many[at], grew[at], many[at + 1])
        for at in range(len(chain) - 2, -1, -1):
            _step(many[at], grew[at], many[at + 1])
        for one in (*many, *grew):
            _sum_up(one)
        if [dict(one) for one in (*many, *grew)] == seen:
            break
    return [Link(one, more) for one, more in zip(many, grew, strict=True)]


def _step(before: dict[Key, Bounds], grew: dict[Key, Bounds], after: dict[Key, Bounds]) -> None:
    for key in before.keys() & grew.keys() & after.keys():
        one, more, then = before[key], grew[key], after[key]
        after[key] = then = then.within(one.low + more.low, one.high + more.high)
        before[key] = one = one.within(then.low - more.high, then.high - more.low)
        grew[key] = more.within(then.low - one.high, then.high - one.low)


def _sum_up(known: dict[Key, Bounds]) -> None:
    """The parts of each way of splitting together are the total."""
    if TOTAL not in known:
        return
    for split in sorted({split for split, _ in known} - {TOTAL[0]}):
        parts = [key for key in known if key[0] == split]
        lows, highs = sum(known[key].low for key in parts), sum(known[key].high for key in parts)
        total = known[TOTAL] = known[TOTAL].within(lows, highs)
        for key in parts:
            one = known[key]
            known[key] = one.within(total.low - (highs - one.high), total.high - (lows - one.low))
