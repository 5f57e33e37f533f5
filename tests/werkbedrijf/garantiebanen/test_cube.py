"""What is published gives nobody away: not by reading, not by subtracting, and not by looking month after month."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from werkbedrijf.foundation.doubt import LEAST, Table, reach_of, worked_out
from werkbedrijf.foundation.suppression import is_small
from werkbedrijf.garantiebanen.counting import Work, count_on
from werkbedrijf.garantiebanen.cube import STEP, cube_of, hidden_cells, tells_by_its_total, tens

PARTS = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 120), min_size=1)
SMALLEST = 10


def counted(persons, hours="25.5"):
    works = [
        Work(f"PL-{code}{n}", hash((code, n)), code, "garantiebaan", "regulier", True, True, Decimal(hours))
        for code, number in persons.items()
        for n in range(number)
    ]
    return count_on(date(2026, 10, 31), works, hours_per_job=Decimal("25.5"), hours_full_time=Decimal(36))


@given(PARTS)
def test_no_number_is_below_the_smallest_group_and_each_is_round(persons):
    cube = cube_of(counted(persons), frozenset(persons), smallest=SMALLEST)

    for figures in [cube.total, *cube.by_gemeente.values()]:
        numbers = [figures.persons, figures.jobs, figures.fte]
        if figures.hidden:
            assert numbers == [None] * 3
        else:
            assert figures.persons == 0 or figures.persons >= SMALLEST
            assert all(number is None or number % STEP == 0 for number in numbers)


@given(PARTS)
def test_the_smallest_groups_are_hidden(persons):
    hidden = hidden_cells(persons, smallest=SMALLEST)

    assert {code for code, number in persons.items() if 0 < number < SMALLEST} <= hidden


@given(PARTS)
def test_no_subtraction_narrows_a_group_down(persons):
    """The whole table against a reader who knows how it is made: every group keeps at least five possible sizes."""
    total = sum(persons.values())
    hidden = hidden_cells(persons, smallest=SMALLEST)
    if is_small(total, smallest=SMALLEST) or tells_by_its_total(persons, smallest=SMALLEST):
        return  # no number of the region is shown

    _, (reach,) = worked_out(reach_of(total, smallest=SMALLEST), [Table(persons, hidden)], smallest=SMALLEST)

    assert all(reach[code].possibilities >= LEAST for code, number in persons.items() if number)
    assert all(reach[code].low <= number <= reach[code].high for code, number in persons.items())


def test_fourteen_gemeenten_of_one_person_each_do_not_show_by_their_total():
    """The total would be about ten, and each hidden gemeente has somebody: together they would all be known exactly."""
    cube = cube_of(counted(dict.fromkeys("abcdefghijklmn", 1)), frozenset("abcdefghijklmn"), smallest=SMALLEST)

    assert cube.total.hidden and all(part.hidden for part in cube.by_gemeente.values())


@given(st.integers(SMALLEST, 400), st.integers(-3, 3))
def test_a_step_of_a_few_people_is_never_seen_as_such(before, step):
    """Two months side by side differ by nothing or by tens, whatever happened in between."""
    after = max(SMALLEST, before + step)

    assert (max(STEP, tens(after)) - max(STEP, tens(before))) % STEP == 0


@pytest.mark.parametrize("persons", [{"a": 3}, {"a": 3, "b": 4}, {"a": 9}])
def test_a_region_of_a_few_publishes_no_number(persons):
    cube = cube_of(counted(persons), frozenset(persons), smallest=SMALLEST)

    assert cube.total.hidden and all(part.hidden for part in cube.by_gemeente.values())


def test_an_empty_gemeente_is_shown_as_empty():
    cube = cube_of(counted({"a": 40, "b": 30}), frozenset("abc"), smallest=SMALLEST)

    assert cube.by_gemeente["c"].persons == 0


def test_jobs_are_round_too_because_hours_point_at_a_person():
    cube = cube_of(counted({"a": 41}, hours="24.7"), frozenset("a"), smallest=SMALLEST)

    assert (cube.total.persons, cube.total.jobs, cube.total.fte) == (40, 40, 30)
