"""Who gains, per group, so that no subtraction tells of a few people. Pure.

Somebody may come under several regelingen, so groups of one regeling overlap. Here people are divided by the whole set they
come under: then the rows are parts of the region, and hiding works as it does everywhere (``foundation.suppression``).
Before and after stand side by side, so their difference is a figure too: who came in and who went out must be a group as
well. Nothing is adjusted by these figures. Sources: matching.md 3.3; security.md 2.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final, Self

from matching.core.scenarios import Comparison
from werkbedrijf.foundation.suppression import hidden_parts, is_small

NONE: Final = ""
SEVERAL: Final = "meer dan één"
"""The rows beside those of a single regeling: who comes under none, and who under more than one."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """People of one row: all in the pool, with a proposal before and after, and who came in and went out."""

    people: int = 0
    before: int = 0
    after: int = 0
    gained: int = 0
    lost: int = 0

    def __add__(self, other: "Numbers") -> "Numbers":
        return Numbers(*(mine + theirs for mine, theirs in zip(self.row, other.row, strict=True)))

    @property
    def row(self) -> tuple[int, ...]:
        """As plain numbers, for storing."""
        return self.people, self.before, self.after, self.gained, self.lost

    @property
    def difference(self) -> int:
        """How many more have a proposal after; negative is fewer."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Shown:
    """One row as it may be seen; None where a number would tell of a few people."""

    name: str
    people: int | None
    before: int | None
    after: int | None

    @property
    def difference(self) -> int | None:
        """After less before, where both are shown."""
        return None if self.before is None or self.after is None else self.after - self.before

    def part(self, number: int | None) -> int | None:
        """A number as a part of the row in whole percents, cut off."""
        return None if number is None or not self.people else 100 * number // self.people


def counted(compared: Comparison, labels: Mapping[str, frozenset[str]]) -> dict[str, Numbers]:
    """The rows: by the one label somebody has, ``SEVERAL`` or ``NONE``. ``labels`` by pseudonym."""
    before, after = compared.before.reached, compared.after.reached
    pool = compared.before.pool | compared.after.pool
    rows = {person: _row_of(labels.get(person, frozenset())) for person in pool}

    def per_row(people: Collection[str]) -> Counter[str]:
        return Counter(rows[person] for person in people)

    parts = [per_row(some) for some in (pool, before, after, compared.gained, compared.lost)]
    return {row: Numbers(*(part[row] for part in parts)) for row in sorted(parts[0])}


def _row_of(labels: frozenset[str]) -> str:
    return SEVERAL if len(labels) > 1 else next(iter(labels), NONE)


@dataclass(frozen=True, slots=True)
class Table:
    """All rows as they may be seen, with the region under them."""

    rows: tuple[Shown, ...]
    total: Numbers

    @property
    def hides(self) -> bool:
        """Whether anything is hidden."""
        return any(row.after is None for row in self.rows)

    @classmethod
    def of(cls, numbers: Mapping[str, Numbers], names: Mapping[str, str], *, smallest: int) -> Self:
        """Hide what must be hidden. A row keeps its figures of before when only the difference is too small."""
        hidden = _hidden(numbers, smallest, "people", "before", "without_before")
        changed = hidden | _hidden(numbers, smallest, "after", "without_after", "gained", "lost")
        rows = []
        for key, row in numbers.items():
            people, before = (None, None) if key in hidden else (row.people, row.before)
            rows.append(Shown(names[key], people, before, None if key in changed else row.after))
        return cls(tuple(rows), sum(numbers.values(), Numbers()))


_FIGURES: Final[Mapping[str, Any]] = {
    "people": lambda row: row.people,
    "before": lambda row: row.before,
    "without_before": lambda row: row.people - row.before,
    "after": lambda row: row.after,
    "without_after": lambda row: row.people - row.after,
    "gained": lambda row: row.gained,
    "lost": lambda row: row.lost,
}


def _hidden(numbers: Mapping[str, Numbers], smallest: int, *figures: str) -> frozenset[str]:
    """The rows that one of these figures hides; where the region's own figure is small, none of its parts is told."""
    hidden: frozenset[str] = frozenset()
    for name in figures:
        parts = {key: _FIGURES[name](row) for key, row in numbers.items()}
        small = is_small(sum(parts.values()), smallest=smallest)
        hidden |= frozenset(parts) if small else hidden_parts(parts, smallest=smallest)
    return hidden
