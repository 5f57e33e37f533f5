"""Borders from a file: what is kept, what is refused and why."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from werkbedrijf.borders.outlines import dissolved, read, snapped, written
from werkbedrijf.borders.reading import CBS, read_borders
from werkbedrijf.foundation.tables import FileRefused

SQUARE = [[6.8, 52.2], [6.9, 52.2], [6.9, 52.3], [6.8, 52.3], [6.8, 52.2]]


def feature(code="GM0153", ring=None, kind="Polygon", name="statcode"):
    ring = SQUARE if ring is None else ring
    shape = [ring] if kind == "Polygon" else [[ring]]
    return {"type": "Feature", "properties": {name: code}, "geometry": {"type": kind, "coordinates": shape}}


def file(*features):
    return json.dumps({"type": "FeatureCollection", "features": list(features)}).encode()


def test_a_border_comes_back_as_it_went_in():
    found = read_borders(file(feature(), feature("GM0164", kind="MultiPolygon")))

    assert list(found.outlines) == ["GM0153", "GM0164"]
    assert (found.source, found.refused) == (CBS, ())
    assert read(written(found.outlines["GM0153"])) == tuple(found.outlines["GM0153"])


def test_gemeenten_that_merged_become_one_without_a_line_between():
    """Beemster went into Purmerend in 2022."""
    east = [[point[0] + 0.1, point[1]] for point in SQUARE]

    found = read_borders(file(feature("GM0439"), feature("GM0370", east)))

    (outline,) = found.outlines["GM0439"]
    assert len(found.outlines) == 1
    assert len(outline) == 7


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\xff\xfe", "geen GeoJSON"),
        (b"code,naam\nGM0153,Enschede", "geen GeoJSON"),
        (b"[" * 100_000, "geen GeoJSON"),
        (b"[]", "geen vlakken"),
        (b'{"features": {}}', "geen vlakken"),
        (file(), "geen vlakken"),
        (file({"type": "Feature"}), "geen enkele Nederlandse gemeente"),
        (file(feature("GM9999")), "geen enkele Nederlandse gemeente"),
    ],
)
def test_another_file_is_refused_in_a_sentence(content, says):
    with pytest.raises(FileRefused, match=says):
        read_borders(content)


@pytest.mark.parametrize(
    ("ring", "says"),
    [
        ([[250000, 470000]] * 4, "RD"),
        ([[52.2, 6.8], [52.2, 6.9], [52.3, 6.9], [52.2, 6.8]], "niet in Nederland"),
        ([[6.8, 52.2], [6.9, 52.2], [6.9, 52.3], [6.8, 52.3]], "sluit niet"),
        (SQUARE[:3], "vier punten"),
        ([["a", 1]] * 4, "twee getallen"),
        ([[6.8]] * 4, "twee getallen"),
        ([[True, False]] * 4, "twee getallen"),
        ([[float("nan"), 52.0]] * 4, "twee getallen"),
        ([[6.8, float("-inf")]] * 4, "twee getallen"),
        ([[10**400, 52.0]] * 4, "twee getallen"),
        ("rond", "vier punten"),
    ],
)
def test_a_shape_that_is_no_shape_is_told_with_its_gemeente(ring, says):
    found = read_borders(file(feature("GM0164"), feature(ring=ring)))

    assert found.broken == 1 and list(found.outlines) == ["GM0164"]
    assert found.refused[0]["record"] == 2 and "Enschede" in found.refused[0]["field"]
    assert says in found.refused[0]["reason"]


@pytest.mark.parametrize(
    "shape",
    [
        None,
        {"type": "Point", "coordinates": [6, 52]},
        {"type": "Polygon"},
        {"type": "Polygon", "coordinates": [3]},
        {"type": ["Polygon"]},
        {"type": {}},
    ],
)
def test_what_is_no_area_is_told(shape):
    found = read_borders(file({**feature(), "geometry": shape}, feature("GM0164")))

    assert found.broken == 1


def test_a_gemeente_we_do_not_know_is_passed_over_and_told():
    found = read_borders(file(feature(), feature("GM9999"), feature(None)))

    assert found.broken == 0 and [each["record"] for each in found.refused] == [2, 3]


def test_a_code_that_is_no_text_is_told_as_what_can_be_shown():
    found = read_borders(file(feature(), feature("GM\ud800\u202e\x00" + "9" * 100)))

    reason = found.refused[0]["reason"]
    assert reason.startswith("De gemeente met code GM") and len(reason) < 100
    assert reason.encode() and not {"\u202e", "\x00"} & set(reason)


POINTS = st.lists(st.tuples(st.floats(6, 7), st.floats(52, 53)), min_size=3, max_size=20).map(lambda p: [*p, p[0]])


@given(st.lists(POINTS, max_size=3))
def test_any_line_is_kept_as_it_is_written(lines):
    rings = tuple(ring for line in lines if (ring := snapped(line)))

    assert read(written(rings)) == rings
    assert all(ring[0] == ring[-1] for ring in dissolved(rings))


def test_the_official_borders_of_all_gemeenten_are_read_and_stay_small():
    path = Path(__file__).parents[4] / "shared/data/public/gemeentegrenzen_2023_wgs84.geojson"
    if not path.exists():
        pytest.skip("no official borders here")

    found = read_borders(path.read_bytes())

    assert len(found.outlines) == 342 and not found.refused
    assert sum(len(written(rings)) for rings in found.outlines.values()) < 100_000
