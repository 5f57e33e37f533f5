from hypothesis import given
from hypothesis import strategies as st

from werkbedrijf.foundation.suppression import hidden_parts

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
