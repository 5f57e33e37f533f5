"""The map: everybody on it once, readable without colour, borders only when all are there."""

import pytest

# The tiles load it at their first use; hypothesis looks at the clock from the first example on.
import scipy.optimize  # noqa: F401
from hypothesis import given
from hypothesis import strategies as st

from werkbedrijf.borders.outlines import snapped
from werkbedrijf.borders.tiles import named_points, tiled
from werkbedrijf.dashboards.maps import HIDDEN, NOBODY, Told, map_of, shade_of
from werkbedrijf.foundation.facts.regions import gemeenten, gemeenten_of, regions

TWENTE = gemeenten_of("AM05")


def told(count, persons=None):
    return [
        Told(f"GM{n:04}", n, f"Gemeente {n}", (persons or [40] * count)[n - 1], own=n == 2) for n in range(1, count + 1)
    ]


def square(at):
    return (snapped([(6 + at, 52.0), (6.1 + at, 52.0), (6.1 + at, 52.1), (6 + at, 52.1), (6 + at, 52.0)]),)


@given(st.sets(st.sampled_from([g.code for g in gemeenten()]), max_size=40))
def test_every_gemeente_has_a_tile_of_its_own(codes):
    chosen = sorted(codes)
    tiles = tiled(chosen, named_points([g for g in gemeenten() if g.code in codes]))

    assert sorted(tiles) == chosen
    assert len(set(tiles.values())) == len(chosen)
    assert tiles == tiled(chosen, named_points([g for g in gemeenten() if g.code in codes]))


@pytest.mark.parametrize("region", [r.code for r in regions()])
def test_most_gemeenten_of_every_region_lie_where_they_are(region):
    there = gemeenten_of(region)

    assert len(named_points(there)) >= len(there) / 4


def test_west_is_left_and_north_is_up():
    codes = {g.name: g.code for g in TWENTE}
    tiles = tiled(sorted(codes.values()), named_points(TWENTE))

    assert tiles[codes["Enschede"]][0] > tiles[codes["Almelo"]][0]
    assert tiles[codes["Haaksbergen"]][1] > tiles[codes["Tubbergen"]][1]


def test_real_borders_are_drawn_when_every_gemeente_has_one():
    all_there = map_of(told(2), {"GM0001": square(0), "GM0002": square(0.1)}, {}, smallest=10)
    one_missing = map_of(told(2), {"GM0001": square(0)}, {"GM0001": (0, 0), "GM0002": (1, 0)}, smallest=10)

    assert all_there.has_borders and not one_missing.has_borders
    for area in all_there.areas:
        assert 0 <= area.at[0] <= all_there.width and 0 <= area.at[1] <= all_there.height
    left, right = sorted(all_there.areas, key=lambda area: area.at[0])
    assert (left.told.number, right.told.number) == (1, 2)


def test_the_own_gemeente_lies_on_top():
    found = map_of(told(3), {}, {f"GM000{n}": (n, 0) for n in (1, 2, 3)}, smallest=10)

    assert found.areas[-1].told.own and found.own is found.areas[-1]


def test_shades_and_their_words_go_together():
    found = map_of(told(5, [None, 0, 10, 50, 90]), {}, {f"GM000{n}": (n, 0) for n in range(1, 6)}, smallest=10)

    assert [area.shade for area in sorted(found.areas, key=lambda a: a.told.number)] == [
        HIDDEN,
        NOBODY,
        "licht",
        "midden",
        "donker",
    ]
    assert dict(found.legend) == {
        "donker": "meer dan 60 mensen",
        "midden": "40 tot en met 60 mensen",
        "licht": "tot en met 30 mensen",
        NOBODY: "niemand",
        HIDDEN: "niet getoond: minder dan 10 mensen, of anders uit te rekenen",
    }


def test_a_shade_that_is_not_on_the_map_is_not_explained():
    found = map_of(told(1, [20]), {}, {"GM0001": (0, 0)}, smallest=10)

    assert [shade for shade, _ in found.legend] == [shade_of(20, (10, 20))]
