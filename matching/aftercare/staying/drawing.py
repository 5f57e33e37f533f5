"""The curve as a picture: lines of a small SVG, from the same numbers as the table beside it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from matching.aftercare.survival import Point

LEFT, TOP, WIDE, HIGH = 34, 10, 300, 120


@dataclass(frozen=True, slots=True)
class Drawing:
    """The points of a line, the points of the shape around it, and the months under it."""

    line: str
    band: str
    months: tuple[tuple[int, int], ...]


def drawn(points: Sequence[Point], most_months: int) -> Drawing:
    """One curve on a scale of so many months. Only what is published is known, so the line goes straight from point to point.

    >>> drawn([Point(0, 100, 100, 100), Point(3, 80, 70, 90)], 6).line
    '34,10 184,34'
    """
    places = [(LEFT + WIDE * one.months // most_months, one) for one in points]
    low = [_at(x, one.low) for x, one in places]
    high = [_at(x, one.high) for x, one in places]
    line = [_at(x, one.percent) for x, one in places]
    return Drawing(" ".join(line), " ".join([*high, *reversed(low)]), tuple((x, one.months) for x, one in places))


def _at(x: int, percent: int) -> str:
    return f"{x},{TOP + HIGH * (100 - percent) // 100}"
