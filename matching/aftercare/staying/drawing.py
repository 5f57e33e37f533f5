"""The curve as a picture: lines of a small SVG, from the same numbers as the table beside it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from matching.aftercare.survival import Point

LEFT, TOP, WIDE, HIGH = 34, 10, 300, 120


@dataclass(frozen=True, slots=True)
class Drawing:
    """The steps down as points of a line, the band as points of a shape, and the months under it."""

    line: str
    band: str
    months: tuple[tuple[int, int], ...]


def drawn(points: Sequence[Point], most_months: int) -> Drawing:
    """One curve on a scale of so many months, as steps: what was true on a day holds until the next.

    >>> drawn([Point(0, 100, 100, 100), Point(3, 80, 70, 90)], 6).line
    '34,10 184,10 184,34'
    """
    places = [(LEFT + WIDE * one.months // most_months, one) for one in points]
    line = [_at(x, before.percent) for x, before in _steps(places)]
    low = [_at(x, before.low) for x, before in _steps(places)]
    high = [_at(x, before.high) for x, before in _steps(places)]
    return Drawing(" ".join(line), " ".join([*high, *reversed(low)]), tuple((x, one.months) for x, one in places))


def _steps(places: Sequence[tuple[int, Point]]) -> list[tuple[int, Point]]:
    told = [places[0]]
    for (_, before), (x, here) in pairwise(places):
        told += [(x, before), (x, here)]
    return told


def _at(x: int, percent: int) -> str:
    return f"{x},{TOP + HIGH * (100 - percent) // 100}"
