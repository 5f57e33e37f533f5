"""A map without borders: every gemeente a tile, as near as it can be to where it lies. Pure."""

from collections.abc import Mapping, Sequence
from math import ceil, sqrt
from typing import Final

import numpy as np

from werkbedrijf.foundation.facts.regions import Gemeente
from werkbedrijf.foundation.geo.points import all_points, place_of

Point = tuple[float, float]
"""Degrees north and east."""

ROOM: Final = 1.4
"""Cells per gemeente: some cells stay empty, so that the tiles take the shape of the region."""


def points_by_place() -> dict[str, Point]:
    """The middle of the postcodes of every place, by its name."""
    found: dict[str, list[Point]] = {}
    for pc4, point in all_points().items():
        found.setdefault(place_of(pc4) or "", []).append(point)
    return {name: middle(points) for name, points in found.items()}


def middle(points: Sequence[Point]) -> Point:
    """The mean of points."""
    return sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)


def named_points(gemeenten: Sequence[Gemeente]) -> dict[str, Point]:
    """Where gemeenten lie whose name, or the parts of it, are names of places; by code.

    >>> sorted(named_points([Gemeente("GM1742", "Rijssen-Holten", "AM"), Gemeente("GM1735", "Hof van Twente", "AM")]))
    ['GM1742']
    """
    places = points_by_place()
    found = {}
    for gemeente in gemeenten:
        name = gemeente.name.partition(" (")[0]
        parts = [name] if name in places else name.replace(" en ", "-").split("-")
        points = [places[part.strip()] for part in parts if part.strip() in places]
        if points:
            found[gemeente.code] = middle(points)
    return found


def tiled(codes: Sequence[str], points: Mapping[str, Point]) -> dict[str, tuple[int, int]]:
    """A column and a row for every code, from the north-west; each its own cell, together as near as can be to the points.

    A code without a point lies in the middle. The same codes and points always give the same tiles.

    >>> tiled(["a", "b", "c"], {"a": (52.4, 6.5), "b": (52.4, 6.9), "c": (52.2, 6.7)})["a"]
    (0, 0)
    """
    if not codes:
        return {}
    # Only for a map without borders: every start of the service would wait for it.
    from scipy.optimize import linear_sum_assignment

    known = [points[code] for code in codes if code in points] or [(0.0, 0.0)]
    rest = middle(known)
    places = [points.get(code, rest) for code in codes]
    columns = max(1, round(sqrt(len(codes) * ROOM)))
    rows = ceil(len(codes) * ROOM / columns)
    wanted = np.column_stack(
        [_scaled([p[1] for p in places], columns), rows - 1 - _scaled([p[0] for p in places], rows)]
    )
    cells = np.array([(x, y) for y in range(rows) for x in range(columns)], float)
    cost = ((wanted[:, None, :] - cells[None, :, :]) ** 2).sum(axis=2)
    _, chosen = linear_sum_assignment(cost)
    left, top = cells[chosen].min(axis=0)
    return {
        code: (int(cells[cell][0] - left), int(cells[cell][1] - top)) for code, cell in zip(codes, chosen, strict=True)
    }


def _scaled(values: Sequence[float], cells: int) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    """Values spread over cells, the lowest in the first."""
    low, high = min(values), max(values)
    spread = (high - low) or 1.0
    return np.array([(value - low) / spread * (cells - 1) for value in values])
