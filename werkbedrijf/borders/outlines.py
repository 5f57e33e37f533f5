"""Outlines small enough for a page: points on a grid, so that neighbours keep one border between them. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

Ring = tuple[tuple[int, int], ...]
"""A closed line over points of the grid; the last point is the first again."""

EAST_STEP: Final = 0.0015
NORTH_STEP: Final = 0.001
"""Degrees: some hundred metres, finer than a line on a map of a region."""


def snapped(points: Iterable[tuple[float, float]]) -> Ring:
    """Points in degrees (east, north) on the grid; what lies on one point or goes to and fro is left out.

    The same point always goes to the same place, so two gemeenten keep the border that they share.

    >>> snapped([(6.0, 52.0), (6.0001, 52.0001), (6.003, 52.0), (6.003, 52.002), (6.0, 52.0)])
    ((4000, 52000), (4002, 52000), (4002, 52002), (4000, 52000))
    """
    ring: list[tuple[int, int]] = []
    for east, north in points:
        at = (round(east / EAST_STEP), round(north / NORTH_STEP))
        if len(ring) > 1 and ring[-2] == at:
            ring.pop()
        elif not ring or ring[-1] != at:
            ring.append(at)
    if ring and ring[0] != ring[-1]:
        ring.append(ring[0])
    return tuple(ring) if len(ring) >= 4 else ()


def dissolved(rings: Sequence[Ring]) -> tuple[Ring, ...]:
    """The outline of several shapes together: a line between two of them, walked twice, is taken away.

    >>> left = ((0, 0), (1, 0), (1, 1), (0, 1), (0, 0))
    >>> right = ((1, 0), (2, 0), (2, 1), (1, 1), (1, 0))
    >>> len(dissolved([left, right])), len(dissolved([left, right])[0])
    (1, 7)
    """
    edges = Counter(_edge(a, b) for ring in rings for a, b in pairwise(ring))
    if max(edges.values(), default=1) == 1:
        return tuple(rings)
    joined = _walked(edge for edge, times in edges.items() if times % 2)
    return joined or tuple(rings)


Edge = tuple[tuple[int, int], tuple[int, int]]


def _edge(one: tuple[int, int], other: tuple[int, int]) -> Edge:
    return (one, other) if one <= other else (other, one)


def _walked(edges: Iterable[Edge]) -> tuple[Ring, ...]:
    """Closed lines over these edges; every point has an even number of them, so each walk comes home."""
    left: defaultdict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for one, other in sorted(edges):
        left[one].append(other)
        left[other].append(one)
    rings = []
    for start in sorted(left):
        while left[start]:
            ring = [start]
            while len(ring) == 1 or ring[-1] != start:
                at = left[ring[-1]].pop(0)
                left[at].remove(ring[-1])
                ring.append(at)
            if len(ring) >= 4:
                rings.append(tuple(ring))
    return tuple(rings)


def written(rings: Iterable[Ring]) -> str:
    """Rings as a text: the first point, then the steps from point to point.

    >>> written([((4000, 52000), (4002, 52000), (4002, 52002), (4000, 52000))])
    '4000,52000 2,0 0,2'
    """
    return "|".join(" ".join(f"{x},{y}" for x, y in _steps(ring)) for ring in rings)


def _steps(ring: Ring) -> Iterable[tuple[int, int]]:
    """The last point is left out: it is the first again."""
    yield ring[0]
    for (x, y), (to_x, to_y) in pairwise(ring[:-1]):
        yield to_x - x, to_y - y


def read(text: str) -> tuple[Ring, ...]:
    """Rings from the text that ``written`` made.

    >>> read("4000,52000 2,0 0,2")
    (((4000, 52000), (4002, 52000), (4002, 52002), (4000, 52000)),)
    """
    return tuple(_ring(part) for part in text.split("|") if part)


def _ring(text: str) -> Ring:
    x = y = 0
    points = []
    for step in text.split():
        east, north = step.split(",")
        x, y = x + int(east), y + int(north)
        points.append((x, y))
    return (*points, points[0])


def degrees(point: tuple[int, int]) -> tuple[float, float]:
    """A point of the grid in degrees, east and north."""
    return point[0] * EAST_STEP, point[1] * NORTH_STEP
