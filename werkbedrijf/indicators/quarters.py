"""Quarters: the period of most indicators, written as ``2026Q3``. Pure."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import total_ordering


@total_ordering
@dataclass(frozen=True, slots=True)
class Quarter:
    """Three months of a year; ``number`` is 1 to 4.

    >>> str(Quarter(2026, 3)), Quarter(2026, 3).first, Quarter(2026, 3).last
    ('2026Q3', datetime.date(2026, 7, 1), datetime.date(2026, 9, 30))
    >>> str(Quarter(2026, 1).before(1)), str(Quarter(2026, 1).before(5))
    ('2025Q4', '2024Q4')
    """

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year}Q{self.number}"

    def __lt__(self, other: "Quarter") -> bool:
        return (self.year, self.number) < (other.year, other.number)

    @property
    def words(self) -> str:
        """``3e kwartaal 2026``."""
        return f"{self.number}e kwartaal {self.year}"

    @property
    def first(self) -> date:
        """The first day."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> date:
        """The last day, which still belongs to it."""
        return self.before(-1).first - timedelta(days=1)

    def before(self, many: int) -> "Quarter":
        """So many quarters earlier; later when negative."""
        year, index = divmod(self.year * 4 + self.number - 1 - many, 4)
        return Quarter(year, index + 1)

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.first <= day <= self.last


def quarter_of(day: date) -> Quarter:
    """The quarter in which a day lies.

    >>> str(quarter_of(date(2026, 12, 31)))
    '2026Q4'
    """
    return Quarter(day.year, (day.month + 2) // 3)


def quarter_named(text: str) -> Quarter | None:
    """The quarter a person typed, as 2026Q3, 2026-3 or 2026 kwartaal 3; None when it is none.

    >>> [str(quarter_named(text)) for text in ("2026Q3", "2026-k3", " 2026 kwartaal 3")], quarter_named("2026Q5")
    (['2026Q3', '2026Q3', '2026Q3'], None)
    """
    found = re.fullmatch(r"(19|20)(\d{2})\s*-?\s*(?:q|k|kwartaal)?\s*([1-4])", text.strip().lower(), re.ASCII)
    return Quarter(int(found[1] + found[2]), int(found[3])) if found else None


def period_in_words(period: str) -> str:
    """A period as somebody wrote it down, with a quarter in the words of the page.

    >>> period_in_words("2026Q3"), period_in_words("2025")
    ('3e kwartaal 2026', '2025')
    """
    quarter = quarter_named(period)
    return quarter.words if quarter else period
