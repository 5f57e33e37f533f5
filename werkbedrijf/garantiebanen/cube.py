"""Figures that may leave the circle of those who see the records: rounded, with small groups hidden. Pure.

Figures of a region lead back to people when they are exact, when they follow every change, or when one is the difference
of two others (security.md, threat 2). So what is published is a fixed table per month: groups below ``smallest`` are
hidden, everything else is rounded to tens, and so much more is hidden that no subtraction narrows a group down.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from werkbedrijf.foundation.doubt import protected, reach_of
from werkbedrijf.foundation.suppression import is_small
from werkbedrijf.garantiebanen.counting import Count, LeftOut, Sum
from werkbedrijf.garantiebanen.hours_told import Group, fits, hours_in

STEP: Final = 10


@dataclass(frozen=True, slots=True)
class Figures:
    """Persons, jobs and fte, each rounded to tens, each None where the group stays hidden.

    Fte, or jobs and fte, are None by themselves where they would tell how many people it is (``hours_told``).
    """

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
    small = is_small(count.total.persons, smallest=smallest) or tells_by_its_total(persons, smallest=smallest)
    told = {code: HIDDEN if code in hidden else rounded(part) for code, part in parts.items()}
    total, by_gemeente = _without_hours(HIDDEN if small else rounded(count.total), told, count, smallest)
    return Cube(
        total=total,
        by_gemeente=by_gemeente,
        left_out={
            reason: None if is_small(number, smallest=smallest) else tens(number)
            for reason, number in count.left_out.items()
        },
    )


def _without_hours(
    total: Figures, parts: Mapping[str, Figures], count: Count, smallest: int
) -> tuple[Figures, Mapping[str, Figures]]:
    """The same without the hours that tell of people: fte goes before jobs, a small group before a large one, the region last."""
    told = {code: one for code, one in parts.items() if one.persons}
    hidden = sum(one.hidden for one in parts.values())

    def group(one: Figures) -> Group:
        hours = hours_in(one.jobs, one.fte, per_job=count.hours_per_job, full_time=count.hours_full_time)
        return Group(reach_of(one.persons or 0, smallest=smallest), hours)

    for code, one in told.items():
        less = one
        while not group(less).is_silent:
            less = _less(less)
        told[code] = less
    while total.persons and not fits(group(total), [group(one) for one in told.values()], hidden):
        speaking = [code for code, one in told.items() if one.jobs is not None]
        if speaking and group(total).is_silent:
            least = min(speaking, key=lambda code: (told[code].fte is None, told[code].persons, code))
            told[least] = _less(told[least])
        else:
            total = _less(total)
    return total, {**parts, **told}


def _less(figures: Figures) -> Figures:
    return replace(figures, jobs=None if figures.fte is None else figures.jobs, fte=None)


def rounded(part: Sum) -> Figures:
    """A group in tens; one that has somebody in it never shows as nobody."""
    return Figures(persons=part.persons and max(STEP, tens(part.persons)), jobs=tens(part.jobs), fte=tens(part.fte))


def hidden_cells(persons: Mapping[str, int], *, smallest: int) -> frozenset[str]:
    """Which parts stay hidden when the rest and the total are shown rounded.

    The small ones, those that would give a small one away, and then the smallest shown one after the other, until no part
    can be worked out too closely (``foundation.doubt``).

    >>> sorted(hidden_cells({"a": 40, "b": 12, "c": 3}, smallest=10))
    ['b', 'c']
    >>> sorted(hidden_cells({"a": 40, "b": 25, "c": 0}, smallest=10))
    []
    """
    (hidden,) = protected(sum(persons.values()), [persons], smallest=smallest)
    return frozenset(code for code, number in persons.items() if number) if hidden is None else hidden


def tells_by_its_total(persons: Mapping[str, int], *, smallest: int) -> bool:
    """Whether the bare total gives parts away, with all of them hidden: each hidden part is known to have somebody.

    >>> tells_by_its_total(dict.fromkeys("abcdefghijklmn", 1), smallest=10)
    True
    """
    return protected(sum(persons.values()), [persons], smallest=smallest) == [None]
