"""Quarters of a year, as people name them."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from werkbedrijf.foundation.periods import months_back

_FIRST_AND_LAST = {
    1: "januari tot en met maart",
    2: "april tot en met juni",
    3: "juli tot en met september",
    4: "oktober tot en met december",
}


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter: year and number 1 to 4.

    >>> quarter = Quarter.of(date(2026, 11, 23))
    >>> quarter.code, quarter.words, quarter.first, quarter.last
    ('2026-4', 'oktober tot en met december 2026', datetime.date(2026, 10, 1), datetime.date(2026, 12, 31))
    >>> Quarter.read("2026-4") == quarter, Quarter.read("2026-5"), Quarter.read("x")
    (True, None, None)
    """

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Self:
        """The quarter a day lies in."""
        return cls(day.year, (day.month + 2) // 3)

    @classmethod
    def read(cls, code: str) -> Self | None:
        """The quarter behind a code, None when it is none."""
        year, _, number = code.partition("-")
        if not (year.isascii() and year.isdigit() and len(year) == 4 and number in {"1", "2", "3", "4"}):
            return None
        return cls(int(year), int(number))

    @property
    def code(self) -> str:
        """As it stands in an address."""
        return f"{self.year}-{self.number}"

    @property
    def words(self) -> str:
        """As people say it."""
        return f"{_FIRST_AND_LAST[self.number]} {self.year}"

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return months_back(self.first, -3) - timedelta(days=1)
