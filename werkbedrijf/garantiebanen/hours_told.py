"""Whether jobs and fte, which are hours, say something of how many people work them. Pure.

Nobody has a contract for less than an hour a week, or for more than a full week. So hours shown beside people can narrow
the number of people down: 40 jobs are no 22 people. That may not happen at all, and then everything else that is hidden or
shown by numbers of people alone keeps its doubt. ``fits`` looks at every number of people that the rest of the table
leaves open, and asks whether hours for it can be thought of. Who takes the week shorter or longer learns less.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from werkbedrijf.foundation.doubt import STEP, Reach

LEAST_HOURS: Final = 1
MOST_HOURS: Final = 40
"""A full week. By law a week can be longer (Arbeidstijdenwet art. 5:7); who reckons with that learns less from hours."""
_PARTS: Final = 100
"""Hours are reckoned in hundredths, in whole numbers."""


@dataclass(frozen=True, slots=True)
class Hours:
    """Between which hours a week a group works, in hundredths of hours; the most itself is not reached."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Group:
    """A shown group: how many people it can be, and which hours are told of it, None for none."""

    persons: Reach
    hours: Hours | None

    def most(self, persons: int) -> int:
        """The most hours that so many people can work here."""
        all_of_them = persons * MOST_HOURS * _PARTS
        return all_of_them if self.hours is None else min(all_of_them, self.hours.high)

    def least(self, persons: int) -> int:
        """The fewest hours that so many people can work here."""
        all_of_them = persons * LEAST_HOURS * _PARTS
        return all_of_them if self.hours is None else max(all_of_them, self.hours.low)

    @property
    def is_silent(self) -> bool:
        """Whether the hours fit every number of people that it can be."""
        if self.hours is None:
            return True
        few, many = self.persons.low * MOST_HOURS * _PARTS, self.persons.high * LEAST_HOURS * _PARTS
        return few >= self.hours.low and many < self.hours.high


def hours_in(jobs: int | None, fte: int | None, *, per_job: Decimal, full_time: Decimal) -> Hours | None:
    """The hours that lie behind jobs and fte as they are shown, in tens.

    >>> hours_in(20, None, per_job=Decimal("25.5"), full_time=Decimal(36))
    Hours(low=38250, high=63750)
    >>> hours_in(20, 10, per_job=Decimal("25.5"), full_time=Decimal(36))
    Hours(low=38250, high=54000)
    """
    told = [(number, each) for number, each in ((jobs, per_job), (fte, full_time)) if number is not None]
    if not told:
        return None
    half = STEP // 2
    return Hours(
        max(0, *(int((number - half) * each * _PARTS) for number, each in told)),
        min(int((number + half) * each * _PARTS) for number, each in told),
    )


def fits(region: Group, shown: Sequence[Group], hidden: int) -> bool:
    """Whether hours narrow down no group of a table: the region, the parts that are shown, and so many hidden ones.

    >>> ten = Group(Reach(15, 24), Hours(0, 25 * 2550))
    >>> fits(Group(Reach(25, 34), Hours(25 * 2550, 35 * 2550)), [ten], 1)
    True
    >>> fits(Group(Reach(25, 34), Hours(45 * 2550, 55 * 2550)), [ten], 1)
    False
    """
    if not all(group.is_silent for group in (region, *shown)):
        return False
    if region.hours is None:
        return True
    low, high = region.persons
    few, many = _sums(shown)
    for persons, most in few.items():
        rest = max(hidden, low - persons) if hidden else 0
        if low <= persons + rest <= high and most + rest * MOST_HOURS * _PARTS < region.hours.low:
            return False
    for persons, least in many.items():
        rest = high - persons if hidden else 0
        if (
            rest >= hidden
            and low <= persons + rest <= high
            and least + rest * LEAST_HOURS * _PARTS >= region.hours.high
        ):
            return False
    return True


def _sums(shown: Sequence[Group]) -> tuple[dict[int, int], dict[int, int]]:
    """Per number of people in all shown parts together: the lowest most hours they can work, and the highest fewest."""
    few, many = {0: 0}, {0: 0}
    for group in shown:
        more, less = dict[int, int](), dict[int, int]()
        for people in range(group.persons.low, group.persons.high + 1):
            most, least = group.most(people), group.least(people)
            for before, so_far in few.items():
                now = before + people
                more[now] = min(more.get(now, so_far + most), so_far + most)
                less[now] = max(less.get(now, 0), many[before] + least)
        few, many = more, less
    return few, many
