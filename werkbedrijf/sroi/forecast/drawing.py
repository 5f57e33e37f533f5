"""The line of a forecast as points in a picture. Pure; a table beside it has the same numbers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from werkbedrijf.sroi.forecast.reckoning import Ahead

LEFT: Final = 10
RIGHT: Final = 340
TOP: Final = 12
BOTTOM: Final = 130


@dataclass(frozen=True, slots=True)
class Drawing:
    """Points for ``polyline`` and ``polygon``; ``marks`` are the centres of the milestones. ``cut``: the line goes on above."""

    line: str
    band: str
    owed: int
    marks: tuple[tuple[int, int], ...]
    cut: bool


def draw(line: Sequence[tuple[date, Ahead]], owed: Decimal, plan: Iterable[tuple[date, Decimal]]) -> Drawing:
    """From today to the end. The scale never passes twice what is owed, so that what is short can be seen."""
    highest = max(one.high for _, one in line)
    top = max(owed, min(highest, 2 * owed)) if owed else max(highest, Decimal(1))
    first, last = line[0][0], line[-1][0]

    def x(day: date) -> int:
        return LEFT + (RIGHT - LEFT) * (day - first).days // max(1, (last - first).days)

    def y(amount: Decimal) -> int:
        return BOTTOM - int((BOTTOM - TOP) * min(amount, top) / top)

    def points(amounts: Iterable[tuple[date, Decimal]]) -> str:
        return " ".join(f"{x(day)},{y(amount)}" for day, amount in amounts)

    high = [(day, one.high) for day, one in line]
    low = [(day, one.low) for day, one in reversed(line)]
    return Drawing(
        line=points((day, one.expected) for day, one in line),
        band=points([*high, *low]),
        owed=y(owed),
        marks=tuple((x(day), y(amount)) for day, amount in plan if first <= day <= last),
        cut=highest > top,
    )
