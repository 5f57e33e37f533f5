"""Travel time: plausible, whole minutes, and honest about what is unknown."""

import csv
from pathlib import Path

import numpy as np
import pytest

from matching.core.language import TravelMode
from matching.core.travel import (
    MODES,
    UNKNOWN_MINUTES,
    Pace,
    Points,
    TravelAssumptions,
    TravelTimes,
    distance_km,
    minutes_from,
)
from tests.matching.core.cases import POINTS, TRAVEL

POSTCODES = Path(__file__).parents[4] / "shared" / "data" / "public" / "pc4_centroiden.csv"


def test_a_degree_of_latitude_is_111_kilometres():
    assert distance_km(52.0, 5.0, np.array([53.0]), np.array([5.0]))[0] == pytest.approx(111.19, abs=0.01)


def test_each_means_of_travel_has_its_own_pace():
    found = {mode: TRAVEL.minutes("7511", "7601", mode) for mode in MODES}
    # 21.8 km as the crow flies
    assert found == {TravelMode.WALK: 254, TravelMode.BICYCLE: 112, TravelMode.TRANSIT: 80, TravelMode.CAR: 42}


def test_the_way_back_takes_as_long():
    assert TRAVEL.minutes("7511", "7551", TravelMode.CAR) == TRAVEL.minutes("7551", "7511", TravelMode.CAR)


def test_an_unknown_postcode_gives_unknown_minutes():
    assert TRAVEL.minutes("9999", "7511", TravelMode.CAR) is None
    assert TRAVEL.minutes("7511", None, TravelMode.CAR) is None
    assert (TRAVEL.row("9999") == UNKNOWN_MINUTES).all()


def test_a_remembered_row_cannot_be_changed():
    with pytest.raises(ValueError, match="read-only"):
        TRAVEL.row("7511")[0, 0] = 3
    assert TRAVEL.row("7511") is TRAVEL.row("7511")


def test_many_people_at_once_have_the_minutes_of_each():
    codes = ["7511", "7521", "9999", "7551"]
    places = [POINTS.index(code) for code in codes]
    modes = np.array([0, 1, 2, 3], np.uint8)
    point = (POINTS.lat[1], POINTS.lon[1])
    found = minutes_from(point, POINTS.lat[places], POINTS.lon[places], modes)
    expected = [TRAVEL.minutes(code, POINTS.codes[1], MODES[mode]) for code, mode in zip(codes, modes, strict=True)]
    assert [None if m == UNKNOWN_MINUTES else m for m in found.tolist()] == expected


def test_a_region_may_put_its_own_figures_in_place():
    slow = TravelTimes(POINTS, TravelAssumptions(car=Pace(detour=1.0, km_per_hour=10.0, fixed_minutes=0)))
    assert slow.minutes("7511", "7551", TravelMode.CAR) > TRAVEL.minutes("7511", "7551", TravelMode.CAR)


def test_too_many_postcodes_are_refused():
    with pytest.raises(ValueError, match="postcodes"):
        Points((str(number), 52.0, 5.0) for number in range(70_000))


def test_real_postcodes_give_believable_times():
    if not POSTCODES.exists():
        pytest.skip("study data not beside the project: pc4_centroiden.csv")
    with POSTCODES.open(encoding="utf-8") as file:
        points = Points((row["pc4"], float(row["lat"]), float(row["lon"])) for row in csv.DictReader(file))
    times = TravelTimes(points)
    assert 15 <= times.minutes("7511", "7551", TravelMode.CAR) <= 30  # Enschede to Hengelo
    assert 20 <= times.minutes("7511", "7551", TravelMode.BICYCLE) <= 50
    assert times.minutes("1011", "6211", TravelMode.CAR) > 150  # Amsterdam to Maastricht
