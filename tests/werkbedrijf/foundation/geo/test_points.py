import csv
from importlib.resources import files
from pathlib import Path
from statistics import quantiles

import pytest

from werkbedrijf.foundation.geo import points
from werkbedrijf.foundation.geo.points import all_points, kilometres, place_of, point_of

OFFICIAL = Path(__file__).parents[5] / "shared" / "data" / "public" / "pc4_centroiden.csv"


def test_a_known_postcode_has_a_point_and_a_place():
    point = point_of("7511")
    assert point is not None
    assert kilometres(point, (52.2215, 6.8937)) < 2
    assert place_of("7511") == "Enschede"


@pytest.mark.parametrize("asked", ["", "0999", "751", "7511AB", "abcd"])
def test_an_unknown_postcode_has_neither_point_nor_place(asked):
    assert point_of(asked) is None
    assert place_of(asked) is None


def test_spaces_around_a_postcode_do_not_matter():
    assert point_of(" 7511 ") == point_of("7511")


def test_every_code_has_four_digits_and_every_point_lies_in_the_netherlands():
    assert len(all_points()) > 4000
    assert list(all_points()) == sorted(all_points())
    for pc4, (lat, lon) in all_points().items():
        assert len(pc4) == 4
        assert pc4.isdigit()
        assert 50.7 < lat < 53.6, pc4
        assert 3.3 < lon < 7.3, pc4


def test_the_points_are_read_once_and_cannot_be_changed():
    assert all_points() is all_points()
    with pytest.raises(TypeError):
        all_points()["7511"] = (0.0, 0.0)


def test_the_licence_lies_beside_the_table_and_is_told_in_the_product():
    licence = files("werkbedrijf.foundation.geo").joinpath("LICENCE-pc4.txt").read_text(encoding="utf-8")
    assert "GeoNames" in points.ATTRIBUTION
    assert "CC BY 4.0" in points.ATTRIBUTION
    assert points.LICENCE_URL in licence


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((52.0, 5.0), (52.0, 5.0), 0.0),
        ((52.0, 5.0), (53.0, 5.0), 111.2),
        ((52.37, 4.90), (51.92, 4.48), 57.7),
    ],
)
def test_a_distance_is_in_kilometres_and_the_same_both_ways(one, other, expected):
    assert kilometres(one, other) == pytest.approx(expected, abs=0.1)
    assert kilometres(one, other) == kilometres(other, one)


def test_the_points_lie_close_to_those_of_another_public_table(record_property):
    if not OFFICIAL.exists():
        pytest.skip("the study's PC4 points are not beside the project")
    with OFFICIAL.open(encoding="utf-8", newline="") as lines:
        other = {row["pc4"]: (float(row["lat"]), float(row["lon"])) for row in csv.DictReader(lines)}
    shared = sorted(other.keys() & all_points().keys())
    errors = [kilometres(all_points()[pc4], other[pc4]) for pc4 in shared]
    cuts = quantiles(errors, n=100)
    record_property("median_km", round(cuts[49], 2))
    record_property("p95_km", round(cuts[94], 2))

    assert len(shared) / len(other) >= 0.95
    assert cuts[49] < 0.4, f"median {cuts[49]:.2f} km"
    assert cuts[94] < 1.8, f"95th percentile {cuts[94]:.2f} km"
