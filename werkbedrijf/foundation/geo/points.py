"""The shipped points: latitude and longitude (WGS 84, degrees) and the place name per four-digit postcode.

The table comes from GeoNames under CC BY 4.0; pages that show distance or a map show ATTRIBUTION (LICENCE-pc4.txt says
what the licence asks). How it was made stands in make_pc4.py. Measured against another public table of 4,057 codes:
99 % of its codes are present, half of the points lie within 0.4 km and 95 % within 1.7 km of it.
"""

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from math import asin, cos, radians, sin, sqrt
from types import MappingProxyType
from typing import NamedTuple

ATTRIBUTION = "Postcodepunten: GeoNames (www.geonames.org), CC BY 4.0, bewerkt."
SOURCE_URL = "https://www.geonames.org/"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"

_EARTH_DIAMETER_KM = 12_742.0


class _Entry(NamedTuple):
    point: tuple[float, float]
    place: str


@cache
def _entries() -> Mapping[str, _Entry]:
    text = files(__package__).joinpath("pc4.csv").read_text(encoding="utf-8")
    return MappingProxyType(
        {
            row["pc4"]: _Entry((float(row["lat"]), float(row["lon"])), row["place"])
            for row in csv.DictReader(text.splitlines())
        }
    )


@cache
def all_points() -> Mapping[str, tuple[float, float]]:
    """Latitude and longitude in degrees by four-digit postcode, in the order of the codes; read once per process."""
    return MappingProxyType({pc4: entry.point for pc4, entry in _entries().items()})


def point_of(pc4: str) -> tuple[float, float] | None:
    """Latitude and longitude of a four-digit postcode such as "7511"; None when the table does not know it."""
    return all_points().get(pc4.strip())


def place_of(pc4: str) -> str | None:
    """The place name that goes with a four-digit postcode; None when the table does not know the code."""
    entry = _entries().get(pc4.strip())
    return entry.place if entry else None


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Distance as the crow flies between two points in degrees, in kilometres (haversine).

    >>> round(kilometres((52.2215, 6.8937), (52.2215, 6.8937)), 1)
    0.0
    """
    from_lat, from_lon, to_lat, to_lon = (radians(degrees) for degrees in (*one, *other))
    chord = sin((to_lat - from_lat) / 2) ** 2 + cos(from_lat) * cos(to_lat) * sin((to_lon - from_lon) / 2) ** 2
    return _EARTH_DIAMETER_KM * asin(sqrt(chord))
