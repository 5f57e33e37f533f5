"""Travel time between two four-digit postcodes, one way, in whole minutes per means of travel.

The figures in `TravelAssumptions` are our own estimates, meant to be replaced by a table of real times; they are the
same for everybody. An unknown point gives unknown minutes: nobody is left out for it, the list says "reistijd onbekend".
Source: matching.md 2.1, 2.5.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from matching.core.language import TravelMode

Bytes = NDArray[np.uint8]
Floats = NDArray[np.float64]

MODES: Final = tuple(TravelMode)
"""A mode's place in this row is its stored code."""
UNKNOWN_MINUTES: Final = 255
MOST_COUNTED: Final = 254
"""Longer times are cut here; nobody's own maximum is that high."""
EARTH_RADIUS_KM: Final = 6371.0


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast one means of travel is: road length over straight line, speed on the way, minutes around it."""

    detour: float
    km_per_hour: float
    fixed_minutes: int


@dataclass(frozen=True, slots=True)
class TravelAssumptions:
    """Our estimates of Dutch travel, not measured; a region may replace them."""

    walk: Pace = Pace(detour=1.25, km_per_hour=4.8, fixed_minutes=0)
    bicycle: Pace = Pace(detour=1.25, km_per_hour=15.0, fixed_minutes=3)
    transit: Pace = Pace(detour=1.4, km_per_hour=28.0, fixed_minutes=15)
    car: Pace = Pace(detour=1.3, km_per_hour=50.0, fixed_minutes=8)
    least_km: float = 0.7
    """Two addresses in one postcode area are not at the same spot."""

    def paces(self) -> tuple[Pace, ...]:
        """In the order of `MODES`."""
        return (self.walk, self.bicycle, self.transit, self.car)


def distance_km(lat: float, lon: float, lats: Floats, lons: Floats) -> Floats:
    """Great-circle distance in kilometres from one point to many, points in degrees."""
    here, there = np.radians(lat), np.radians(lats)
    half_lat, half_lon = (there - here) / 2, np.radians(lons - lon) / 2
    chord = np.sin(half_lat) ** 2 + np.cos(here) * np.cos(there) * np.sin(half_lon) ** 2
    found: Floats = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.minimum(chord, 1.0)))
    return found


def _minutes(km: Floats, pace: Pace, least_km: float) -> Bytes:
    road = np.maximum(km, least_km) * pace.detour
    exact = np.floor(road / pace.km_per_hour * 60 + pace.fixed_minutes + 0.5)
    counted = np.where(np.isnan(exact), UNKNOWN_MINUTES, np.minimum(exact, MOST_COUNTED))
    return counted.astype(np.uint8)


def minutes_from(
    point: tuple[float, float],
    lats: Floats,
    lons: Floats,
    modes: Bytes,
    assumptions: TravelAssumptions | None = None,
) -> Bytes:
    """Minutes one way between a place and many people, each by their own means of travel.

    A point with NaN is unknown and gives `UNKNOWN_MINUTES`.

    >>> minutes_from((52.22, 6.89), np.array([52.22, np.nan]), np.array([6.89, np.nan]), np.array([1, 1], np.uint8))
    array([  7, 255], dtype=uint8)
    """
    figures = assumptions or TravelAssumptions()
    km = distance_km(*point, lats, lons)
    found = np.full(len(km), UNKNOWN_MINUTES, np.uint8)
    for code, pace in enumerate(figures.paces()):
        mine = modes == code
        found[mine] = _minutes(km[mine], pace, figures.least_km)
    return found


class Points:
    """The known postcodes with a point each. Index 0 is the unknown postcode."""

    def __init__(self, rows: Iterable[tuple[str, float, float]]) -> None:
        """Take rows of postcode, latitude and longitude in degrees."""
        ordered = sorted({code: (lat, lon) for code, lat, lon in rows}.items())
        self.codes: tuple[str, ...] = ("", *(code for code, _ in ordered))
        self.lat: Floats = np.array([np.nan, *(point[0] for _, point in ordered)])
        self.lon: Floats = np.array([np.nan, *(point[1] for _, point in ordered)])
        self._index = {code: index for index, code in enumerate(self.codes) if code}
        if len(self.codes) > np.iinfo(np.uint16).max:
            raise ValueError(f"Ten hoogste {np.iinfo(np.uint16).max} postcodes, niet {len(self.codes)}.")

    def __len__(self) -> int:
        return len(self.codes)

    def index(self, pc4: str | None) -> int:
        """Where a postcode stands; 0 when it is unknown."""
        return self._index.get(pc4 or "", 0)


class TravelTimes:
    """Minutes from a place to every postcode, remembered per postcode of the place.

    Safe to share between threads: a remembered row is never changed.
    """

    def __init__(self, points: Points, assumptions: TravelAssumptions | None = None) -> None:
        """Work from these points, with our estimates unless others are given."""
        self.points = points
        self.assumptions = assumptions or TravelAssumptions()
        self._rows: dict[int, Bytes] = {}

    def row(self, pc4: str | None) -> Bytes:
        """Minutes by mode (first axis, order of `MODES`) and postcode (second axis, order of the points)."""
        index = self.points.index(pc4)
        found = self._rows.get(index)
        if found is None:
            found = self._rows.setdefault(index, self._computed(index))
        return found

    def _computed(self, index: int) -> Bytes:
        lat, lon = float(self.points.lat[index]), float(self.points.lon[index])
        km = distance_km(lat, lon, self.points.lat, self.points.lon)
        row = np.stack([_minutes(km, pace, self.assumptions.least_km) for pace in self.assumptions.paces()])
        row.setflags(write=False)
        return row

    def minutes(self, home: str | None, work: str | None, mode: TravelMode) -> int | None:
        """Minutes one way between two postcodes; None when one of them is unknown."""
        found = int(self.row(work)[MODES.index(mode), self.points.index(home)])
        return None if found == UNKNOWN_MINUTES else found
