import pytest
from hypothesis import given
from hypothesis import strategies as st

from werkbedrijf.foundation.suppression import hidden_parts, is_small

tables = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 60), max_size=8)


@given(tables, st.integers(2, 15))
def test_no_small_part_is_shown(persons, smallest):
    hidden = hidden_parts(persons, smallest=smallest)

    assert all(count == 0 or count >= smallest for key, count in persons.items() if key not in hidden)


@given(tables, st.integers(2, 15))
def test_subtracting_what_is_shown_from_the_total_gives_no_small_group_and_no_single_part(persons, smallest):
    hidden = hidden_parts(persons, smallest=smallest)
    rest = sum(persons.values()) - sum(count for key, count in persons.items() if key not in hidden)

    filled = [key for key, count in persons.items() if count]
    assert not hidden or hidden == set(filled) or (len(hidden) > 1 and rest >= smallest)


@given(tables, st.integers(2, 15))
def test_no_more_is_hidden_than_needed(persons, smallest):
    hidden = hidden_parts(persons, smallest=smallest)

    small = {key for key, count in persons.items() if 0 < count < smallest}
    assert small <= hidden
    assert not (hidden - small) or len(small) == 1 or sum(persons[key] for key in small) < smallest


def test_a_table_without_small_parts_is_shown_whole():
    assert hidden_parts({"Enschede": 40, "Hengelo": 12, "Borne": 0}, smallest=10) == frozenset()


@pytest.mark.parametrize(
    ("persons", "hidden"),
    [
        # Of exactly the bound nobody is hidden, one fewer is.
        ({"a": 40, "b": 10}, ""),
        ({"a": 40, "b": 9, "c": 10}, "bc"),
        # Two that are too few together take the smallest shown one along, and of two equal ones the first by name.
        ({"a": 40, "b": 3, "c": 4, "d": 30}, "bcd"),
        ({"b": 3, "d": 20, "c": 20, "e": 40}, "bc"),
        # Two that are a group together are enough.
        ({"a": 40, "b": 6, "c": 4}, "bc"),
        # One person is hidden as well, an empty part tells of nobody.
        ({"a": 40, "b": 1, "c": 0}, "ab"),
    ],
)
def test_what_is_hidden_of_ten(persons, hidden):
    assert "".join(sorted(hidden_parts(persons, smallest=10))) == hidden


@pytest.mark.parametrize(("persons", "small"), [(0, False), (1, True), (9, True), (10, False)])
def test_from_one_to_the_bound_a_number_is_too_small(persons, small):
    assert is_small(persons, smallest=10) == small
