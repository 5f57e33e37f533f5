"""Figures that may leave the circle of those who see the records: rounded, with small groups hidden. Pure.

Figures of a region lead back to people when they are exact, when they follow every change, or when one is the difference
of two others (security.md, threat 2). So what is published is a fixed table per month: groups below ``smallest`` are
hidden, everything else is rounded to tens, and so much more is hidden that no subtraction narrows a group down.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from werkbedrijf.foundation.suppression import hidden_parts, is_small
from werkbedrijf.garantiebanen.counting import Count, LeftOut, Sum

STEP: Final = 10
# A group whose size can be worked out within fewer than this many possibilities is too well known.
LEAST_DOUBT: Final = 5


@dataclass(frozen=True, slots=True)
class Figures:
    """Persons, jobs and fte, each rounded to tens, each None where the group stays hidden."""

    persons: int | None
    jobs: int | None
    fte: int | None

    @property
    def hidden(self) -> bool:
        """Whether nothing of this group is shown."""
        return self.persons is None


HIDDEN: Final = Figures(None, None, None)


@dataclass(frozen=True, slots=True)
class Cube:
    """What is published of one day: the region, each gemeente where the work is, and why placements are not in it."""

    total: Figures
    by_gemeente: Mapping[str, Figures]
    left_out: Mapping[LeftOut, int | None]


def tens(value: int | Decimal) -> int:
    """A number rounded to tens, half up.

    >>> tens(14), tens(15), tens(Decimal("187.4"))
    (10, 20, 190)
    """
    return int((Decimal(value) / STEP).quantize(Decimal(1), ROUND_HALF_UP)) * STEP


def cube_of(count: Count, gemeenten: frozenset[str], *, smallest: int) -> Cube:
    """What may be published of a count; ``gemeenten`` are those of the region, so that an empty one shows as empty."""
    nothing = Sum(persons=0, hours=Decimal(0), jobs=Decimal(0), fte=Decimal(0))
    parts = {code: count.by_gemeente.get(code, nothing) for code in sorted(gemeenten | set(count.by_gemeente))}
    persons = {code: part.persons for code, part in parts.items()}
    hidden = hidden_cells(persons, smallest=smallest)
    small = is_small(count.total.persons, smallest=smallest)
    return Cube(
        total=HIDDEN if small else rounded(count.total),
        by_gemeente={code: HIDDEN if code in hidden else rounded(part) for code, part in parts.items()},
        left_out={
            reason: None if is_small(number, smallest=smallest) else tens(number)
            for reason, number in count.left_out.items()
        },
    )


def rounded(part: Sum) -> Figures:
    """A group in tens; one that has somebody in it never shows as nobody."""
    return Figures(persons=part.persons and max(STEP, tens(part.persons)), jobs=tens(part.jobs), fte=tens(part.fte))


def hidden_cells(persons: Mapping[str, int], *, smallest: int) -> frozenset[str]:
    """Which parts stay hidden when the rest and the total are shown rounded.

    The small ones, those that would give a small one away, and then the smallest shown one after the other, until no part
    can be worked out within fewer than ``LEAST_DOUBT`` possibilities.

    >>> sorted(hidden_cells({"a": 40, "b": 12, "c": 3}, smallest=10))
    ['b', 'c']
    >>> sorted(hidden_cells({"a": 40, "b": 25, "c": 0}, smallest=10))
    []
    """
    total = sum(persons.values())
    filled = {code: number for code, number in persons.items() if number}
    if is_small(total, smallest=smallest):
        return frozenset(filled)
    hidden = set(hidden_parts(persons, smallest=smallest))
    shown = sorted((code for code in filled if code not in hidden), key=lambda code: (filled[code], code))
    while shown and _too_well_known(filled, hidden, smallest):
        hidden.add(shown.pop(0))
    return frozenset(hidden)


def _too_well_known(persons: Mapping[str, int], hidden: set[str], smallest: int) -> bool:
    return any(high - low + 1 < LEAST_DOUBT for low, high in possible(persons, hidden, smallest=smallest).values())


def possible(persons: Mapping[str, int], hidden: set[str], *, smallest: int) -> dict[str, tuple[int, int]]:
    """Per filled part how few and how many persons a reader of the whole table can take it to be.

    A reader knows the rounded parts and the rounded total, that a hidden part has someone in it, and that the parts add up
    to the total.
    """
    whole = _reach(sum(persons.values()), smallest)
    reach = {code: (1, whole[1]) if code in hidden else _reach(number, smallest) for code, number in persons.items()}
    lows, highs = sum(low for low, _ in reach.values()), sum(high for _, high in reach.values())
    return {
        code: (max(low, whole[0] - (highs - high)), min(high, whole[1] - (lows - low)))
        for code, (low, high) in reach.items()
    }


def _reach(number: int, smallest: int) -> tuple[int, int]:
    """The persons that are shown as the same tens as this number."""
    shown = max(STEP, tens(number))
    return max(smallest, shown - STEP // 2), shown + STEP // 2 - 1
