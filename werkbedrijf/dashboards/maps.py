"""A map of the region as shapes on a sheet: borders where they are known, tiles otherwise. Pure.

Nothing is said by colour alone: shades differ in lightness, what is hidden is hatched, and every gemeente has the number
by which the table beside the map names it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, cos, radians
from typing import Final

from werkbedrijf.borders.outlines import Ring, degrees

WIDTH: Final = 600.0
TALLEST: Final = 660.0
MARGIN: Final = 8.0
TILE: Final = 100.0
GAP: Final = 6.0
HIDDEN: Final = "verborgen"
NOBODY: Final = "niemand"
SHADES: Final = ("licht", "midden", "donker")
STEP: Final = 10


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of a gemeente: its number in the table and its people in tens, None where they are hidden."""

    code: str
    number: int
    name: str
    persons: int | None
    own: bool


@dataclass(frozen=True, slots=True)
class Area:
    """A gemeente on the map: the outline as a path, where its number stands, and how it is shaded."""

    told: Told
    path: str
    at: tuple[float, float]
    shade: str


@dataclass(frozen=True, slots=True)
class Map:
    """The drawing: its size, the gemeenten, and what each shade in it means."""

    width: float
    height: float
    areas: Sequence[Area]
    legend: Sequence[tuple[str, str]]
    has_borders: bool
    label_size: int

    @property
    def own(self) -> Area | None:
        """The gemeente of the reader, where it is on the map."""
        return next((area for area in self.areas if area.told.own), None)


def map_of(
    told: Sequence[Told], borders: Mapping[str, Sequence[Ring]], tiles: Mapping[str, tuple[int, int]], *, smallest: int
) -> Map:
    """Draw the region. Borders are used when every gemeente has one: half a map would mislead."""
    edges = _edges([each.persons for each in told])
    legend = _legend(edges, told, smallest)
    if told and all(each.code in borders for each in told):
        shapes, width, height = _bordered({each.code: borders[each.code] for each in told})
        size = 30 if len(told) <= 20 else 22
    else:
        shapes, width, height = _tiled({each.code: tiles[each.code] for each in told})
        size = 40
    areas = [Area(each, *shapes[each.code], shade_of(each.persons, edges)) for each in told]
    # The own gemeente is drawn last: its thick outline lies over its neighbours.
    areas.sort(key=lambda area: area.told.own)
    return Map(width, height, areas, legend, bool(told) and all(each.code in borders for each in told), size)


def _edges(persons: Sequence[int | None]) -> tuple[int, int]:
    """The most people of the light and of the middle shade: thirds of the largest number, in tens.

    >>> _edges([None, 0, 90]), _edges([20]), _edges([])
    ((30, 60), (10, 20), (10, 20))
    """
    most = max((number for number in persons if number), default=0)
    third = max(STEP, ceil(most / 3 / STEP) * STEP)
    return third, 2 * third


def shade_of(persons: int | None, edges: tuple[int, int]) -> str:
    """The shade of a number of people."""
    if persons is None:
        return HIDDEN
    if not persons:
        return NOBODY
    return SHADES[sum(persons > edge for edge in edges)]


def _legend(edges: tuple[int, int], told: Sequence[Told], smallest: int) -> list[tuple[str, str]]:
    """The shades that are on the map, in words, from many to few."""
    light, middle = edges
    words = {
        SHADES[2]: f"meer dan {middle} mensen",
        SHADES[1]: f"{light + STEP} tot en met {middle} mensen" if middle > light + STEP else f"{middle} mensen",
        SHADES[0]: f"tot en met {light} mensen",
        NOBODY: "niemand",
        HIDDEN: f"niet getoond: minder dan {smallest} mensen, of anders uit te rekenen",
    }
    used = {shade_of(each.persons, edges) for each in told}
    return [(shade, said) for shade, said in words.items() if shade in used]


Shape = tuple[str, tuple[float, float]]


def _bordered(borders: Mapping[str, Sequence[Ring]]) -> tuple[dict[str, Shape], float, float]:
    flat = {code: [[degrees(point) for point in ring] for ring in rings] for code, rings in borders.items()}
    points = [point for rings in flat.values() for ring in rings for point in ring]
    west, east = min(p[0] for p in points), max(p[0] for p in points)
    south, north = min(p[1] for p in points), max(p[1] for p in points)
    narrow = cos(radians((south + north) / 2))
    scale = min((WIDTH - 2 * MARGIN) / ((east - west) * narrow), (TALLEST - 2 * MARGIN) / (north - south))

    def place(point: tuple[float, float]) -> tuple[float, float]:
        return MARGIN + (point[0] - west) * narrow * scale, MARGIN + (north - point[1]) * scale

    shapes = {}
    for code, rings in flat.items():
        drawn = [[place(point) for point in ring] for ring in rings]
        shapes[code] = ("".join(map(_path, drawn)), _middle(max(drawn, key=lambda ring: abs(_area(ring)))))
    return (
        shapes,
        round(2 * MARGIN + (east - west) * narrow * scale, 1),
        round(2 * MARGIN + (north - south) * scale, 1),
    )


def _path(ring: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in ring[:-1]) + "Z"


def _area(ring: Sequence[tuple[float, float]]) -> float:
    return sum(x * v - u * y for (x, y), (u, v) in pairwise(ring)) / 2


def _middle(ring: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """A roomy place within a shape: of the middles of a few lines through it, the one farthest from every side.

    >>> _middle([(0, 0), (10, 0), (10, 4), (0, 4), (0, 0)])
    (5.0, 2.0)
    """
    low, high = min(y for _, y in ring), max(y for _, y in ring)
    turned = [(y, x) for x, y in ring]
    best: tuple[float, float, float] = (-1.0, ring[0][0], ring[0][1])
    for part in (0.5, 0.44, 0.56, 0.38, 0.62, 0.3, 0.7):
        level = low + (high - low) * part
        for left, right in _cuts(ring, level):
            across = (left + right) / 2
            room = next(
                (min(level - top, end - level) for top, end in _cuts(turned, across) if top <= level <= end), 0.0
            )
            best = max(best, (min(room, (right - left) / 2), across, level), key=lambda found: found[0])
    return round(best[1], 1), round(best[2], 1)


def _cuts(ring: Sequence[tuple[float, float]], level: float) -> list[tuple[float, float]]:
    """Where a level line lies within a shape, piece by piece."""
    cuts = sorted(
        x + (level - y) / (v - y) * (u - x) for (x, y), (u, v) in pairwise(ring) if (y <= level) != (v <= level)
    )
    return list(zip(cuts[::2], cuts[1::2], strict=False))


def _tiled(tiles: Mapping[str, tuple[int, int]]) -> tuple[dict[str, Shape], float, float]:
    columns = 1 + max((column for column, _ in tiles.values()), default=0)
    rows = 1 + max((row for _, row in tiles.values()), default=0)
    shapes = {}
    for code, (column, row) in tiles.items():
        x, y = MARGIN + column * TILE, MARGIN + row * TILE
        side = TILE - GAP
        corners = [(x, y), (x + side, y), (x + side, y + side), (x, y + side), (x, y)]
        shapes[code] = (_path(corners), (round(x + side / 2, 1), round(y + side / 2, 1)))
    return shapes, 2 * MARGIN + columns * TILE - GAP, 2 * MARGIN + rows * TILE - GAP
