"""Reads a GeoJSON file with gemeenten in WGS 84, as CBS and Kadaster publish it. Pure."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from werkbedrijf.borders.outlines import Ring, dissolved, snapped
from werkbedrijf.foundation.facts.regions import gemeente_by_code
from werkbedrijf.foundation.plain import one_line
from werkbedrijf.foundation.tables import FileRefused

CODES: Final = ("statcode", "gemeentecode", "identificatie", "code")
"""Where files keep the code of a gemeente; the first is that of CBS."""
CBS: Final = "CBS en Kadaster"
OTHER: Final = "het ingelezen bestand"
EAST: Final = (3.0, 7.5)
NORTH: Final = (50.5, 53.8)
"""Degrees within which the Netherlands in Europe lie."""
FARTHEST: Final = 1_000_000_000
MOST_POINTS: Final = 3_000_000


@dataclass(frozen=True, slots=True)
class BorderFile:
    """The outline of each gemeente of today, whose work it is, and what could not be used. ``broken`` stops the saving."""

    outlines: Mapping[str, Sequence[Ring]]
    source: str
    refused: tuple[Mapping[str, Any], ...]
    broken: int


class _Wrong(ValueError):
    """One shape that cannot be used; the message says why."""


def read_borders(content: bytes) -> BorderFile:
    """Read a file of borders. Raises FileRefused with a sentence when it is something else.

    Gemeenten that merged since are joined to the gemeente of today. A gemeente that the product does not know is left out
    and told; a shape that is no shape too.
    """
    features = _features(content)
    shapes: defaultdict[str, list[Ring]] = defaultdict(list)
    refused, broken, points = [], 0, 0
    source = OTHER
    for number, feature in enumerate(features, start=1):
        field, told = _code(feature)
        known = gemeente_by_code(told) if told else None
        if known is None:
            refused.append(_refusal(number, field, _unknown(told)))
            continue
        source = CBS if field == CODES[0] else source
        try:
            rings = [_ring(ring) for polygon in _polygons(feature) for ring in polygon]
        except _Wrong as wrong:
            broken += 1
            refused.append(_refusal(number, f"geometry van {known.name}", str(wrong)))
            continue
        points += sum(map(len, rings))
        if points > MOST_POINTS:
            raise FileRefused("Dit bestand is te gedetailleerd. Neem de gegeneraliseerde grenzen van CBS.")
        shapes[known.code] += [small for ring in rings if len(small := snapped(ring)) >= 4]
    if not shapes and not broken:
        raise FileRefused("In dit bestand staat geen enkele Nederlandse gemeente die wij kennen.")
    outlines = {code: dissolved(rings) for code, rings in sorted(shapes.items()) if rings}
    return BorderFile(outlines, source, tuple(refused), broken)


def _features(content: bytes) -> list[Any]:
    try:
        read = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as wrong:
        raise FileRefused("Dit bestand is geen GeoJSON. Neem de gemeentegrenzen van CBS als GeoJSON.") from wrong
    features = read.get("features") if isinstance(read, dict) else None
    if not isinstance(features, list) or not features:
        raise FileRefused(
            "In dit bestand staan geen vlakken: er is geen lijst ‘features’. Neem het als FeatureCollection."
        )
    return features


def _code(feature: Any) -> tuple[str, str]:
    """The name of the field with the code, and what it says; empty when there is none."""
    told = feature.get("properties") if isinstance(feature, dict) else None
    properties = told if isinstance(told, dict) else {}
    for name in CODES:
        value = properties.get(name)
        if isinstance(value, str | int) and not isinstance(value, bool):
            return name, one_line(str(value), 20)
    return CODES[0], ""


def _unknown(told: str) -> str:
    if not told:
        return "Er staat geen code van een gemeente bij dit vlak, zoals GM0153. Het is overgeslagen."
    return f"De gemeente met code {told} kennen wij niet. Het vlak is overgeslagen."


def _polygons(feature: Mapping[str, Any]) -> list[Any]:
    told = feature.get("geometry")
    geometry = told if isinstance(told, dict) else {}
    kind = geometry.get("type")
    if not isinstance(kind, str) or kind not in {"Polygon", "MultiPolygon"}:
        raise _Wrong("Dit is geen vlak (Polygon of MultiPolygon).")
    found = geometry.get("coordinates")
    polygons = [found] if kind == "Polygon" else found
    if not isinstance(polygons, list) or not all(isinstance(each, list) and each for each in polygons) or not polygons:
        raise _Wrong("Er staan geen coördinaten bij dit vlak.")
    return polygons


def _ring(ring: Any) -> list[tuple[float, float]]:
    if not isinstance(ring, list) or len(ring) < 4:
        raise _Wrong("Een grens heeft ten minste vier punten nodig.")
    points = list(_points(ring))
    if points[0] != points[-1]:
        raise _Wrong("De grens sluit niet: het laatste punt is een ander dan het eerste.")
    return points


def _points(ring: Iterable[Any]) -> Iterator[tuple[float, float]]:
    for point in ring:
        if not isinstance(point, list) or len(point) < 2 or not all(_is_number(each) for each in point[:2]):
            raise _Wrong("Een punt bestaat uit twee getallen: lengte en breedte.")
        east, north = float(point[0]), float(point[1])
        if east > 1000 or north > 1000:
            raise _Wrong("De coördinaten zijn in RD (meters). Neem het bestand in WGS 84 (graden).")
        if not (EAST[0] <= east <= EAST[1] and NORTH[0] <= north <= NORTH[1]):
            raise _Wrong("Een punt ligt niet in Nederland. Staan lengte en breedte in de goede volgorde?")
        yield east, north


def _is_number(value: Any) -> bool:
    """Whether it is a number of this earth: a whole number in JSON may be too large for any other use."""
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < FARTHEST


def _refusal(number: int, field: str, reason: str) -> Mapping[str, Any]:
    return {"record": number, "field": field, "reason": reason}
