"""How the outcome of a what-if is told: exactly, or rounded as every figure is that leaves the circle of the records. Pure.

Exact figures before and after give people away to who lays them side by side. So who sees figures only as the board does gets
tens; a difference is that of the tens, and a number below the smallest group is not told. Source: security.md, threat 2.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from werkbedrijf.foundation.suppression import is_small
from werkbedrijf.foundation.texts import count, number
from werkbedrijf.garantiebanen.cube import STEP, tens
from werkbedrijf.scenarios.groups import Shown, Table

FIGURES: Final = (
    ("reached", "Mensen op een lijst"),
    ("people", "Mensen in beeld"),
    ("suitable", "Mensen die ten minste één plek aankunnen"),
    ("proposals", "Keren dat iemand op een lijst staat"),
    ("places", "Plekken"),
    ("full", "Plekken met een volle lijst"),
    ("empty", "Plekken zonder iemand op de lijst"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One figure side by side, in words."""

    name: str
    before: str
    after: str
    difference: str


@dataclass(frozen=True, slots=True)
class Telling:
    """``smallest`` is the fewest people a rounded number may stand for; None tells everything exactly."""

    smallest: int | None = None

    @property
    def is_rounded(self) -> bool:
        """Whether the page must say that its figures are rounded."""
        return self.smallest is not None

    def kept(self, value: int) -> int | None:
        """What is left of a number; None when it is too small to tell.

        >>> Telling().kept(14), Telling(10).kept(14), Telling(10).kept(9), Telling(10).kept(0)
        (14, 10, None, 0)
        """
        if self.smallest is None:
            return value
        return None if is_small(value, smallest=self.smallest) else value and max(STEP, tens(value))

    def cell(self, value: int) -> str:
        """A number in a table.

        >>> Telling(10).cell(1234), Telling(10).cell(3)
        ('1.230', 'minder dan 10')
        """
        kept = self.kept(value)
        return f"minder dan {self.smallest}" if kept is None else number(kept)

    def words(self, value: int) -> str:
        """A number in a sentence.

        >>> Telling(10).words(14), Telling(10).words(3), Telling(10).words(0), Telling().words(14)
        ('ongeveer 10', 'minder dan 10', '0', '14')
        """
        return f"ongeveer {self.cell(value)}" if self.is_rounded and self.kept(value) else self.cell(value)

    def change(self, before: int, after: int) -> str:
        """The difference of what is told of two numbers, with its sign.

        >>> Telling().change(40, 52), Telling(10).change(44, 46), Telling(10).change(44, 41), Telling(10).change(4, 30)
        ('+12', '+10', 'ongeveer gelijk', 'niet getoond')
        """
        return self.difference(self.row(Shown("", None, before, after)))

    def difference(self, row: Shown) -> str:
        """The difference of a row that is told, with its sign."""
        if row.difference is None:
            return "niet getoond"
        return "ongeveer gelijk" if self.is_rounded and row.after and not row.difference else signed(row.difference)

    def row(self, row: Shown) -> Shown:
        """A group as it is told: what is hidden stays hidden."""
        people, before, after = (
            None if value is None else self.kept(value) for value in (row.people, row.before, row.after)
        )
        return Shown(row.name, people, before, after)

    def rows(self, table: Table) -> tuple[Shown, ...]:
        """Every group as it is told."""
        return tuple(map(self.row, table.rows))

    def region(self, table: Table) -> Shown:
        """The region under its groups."""
        return self.row(Shown("Regio", table.total.people, table.total.before, table.total.after))

    def lead(self, told: Mapping[str, Any]) -> str:
        """The outcome in one sentence: how many more or fewer people are on a list."""
        before, after = told["before"]["reached"], told["after"]["reached"]
        if not self.is_rounded:
            return _exact_lead(before, after)
        then, now = self.kept(before), self.kept(after)
        if then is None and now is None:
            return f"{_capital(self.words(after))} mensen staan op een lijst, vóór en na de verandering."
        if then is None or now is None:
            return f"{_capital(self.words(after))} mensen staan op een lijst, in plaats van {self.words(before)}."
        if then == now:
            return f"Er staan ongeveer evenveel mensen op een lijst: {self.words(after)}."
        way = "meer" if now > then else "minder"
        return (
            f"Ongeveer {number(abs(now - then))} mensen {way} staan op een lijst: "
            f"{self.words(after)} in plaats van {self.words(before)}."
        )

    def price(self, told: Mapping[str, Any]) -> str:
        """Who pays for it, in one sentence; empty when nobody does."""
        fewer, lost = told["fewer"], told["lost"]
        if not fewer and not lost:
            return ""
        people = f"{self.words(fewer)} mensen staan" if self.is_rounded else count(fewer, "mens staat", "mensen staan")
        of_whom = f", van wie {self.words(lost)} op geen enkele meer" if lost else ""
        return (
            f"Deze verandering heeft ook een prijs: {people} na de verandering op minder lijsten dan ervoor{of_whom}."
        )

    def lines(self, told: Mapping[str, Any]) -> list[Line]:
        """Every figure of the region before and after."""
        before, after = told["before"], told["after"]
        lines = [
            Line(name, self.cell(before[key]), self.cell(after[key]), self.change(before[key], after[key]))
            for key, name in FIGURES
        ]
        return [*lines, *self._fit(before, after)]

    def _fit(self, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Line]:
        """The mean fit: in tenths of a percent, or in whole percents of enough proposals."""
        if before["fit"] is None or after["fit"] is None:
            return []
        if self.is_rounded and not (self.kept(before["proposals"]) and self.kept(after["proposals"])):
            return []
        places = 0 if self.is_rounded else 1
        then, now = ((side["fit"] + 5) // 10 * 10 if self.is_rounded else side["fit"] for side in (before, after))
        same = "ongeveer gelijk" if self.is_rounded else "gelijk"
        sign = "+" if now > then else "−"
        change = f"{sign}{number(Decimal(abs(now - then)) / 10, places)} punt" if now != then else same
        said, says = (f"{number(Decimal(fit) / 10, places)} %" for fit in (then, now))
        return [Line("Gemiddeld deel van het werk dat iemand kan", said, says, change)]


def _exact_lead(before: int, after: int) -> str:
    more = after - before
    if not more:
        return f"Er staan evenveel mensen op een lijst: {number(after)}."
    way = "meer" if more > 0 else "minder"
    people = count(abs(more), f"mens {way} staat", f"mensen {way} staan")
    return f"{people} op een lijst: {number(after)} in plaats van {number(before)}."


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def signed(difference: int) -> str:
    """A difference with its sign.

    >>> signed(12), signed(-3), signed(0)
    ('+12', '−3', 'gelijk')
    """
    return "gelijk" if not difference else f"{'+' if difference > 0 else '−'}{number(abs(difference))}"
