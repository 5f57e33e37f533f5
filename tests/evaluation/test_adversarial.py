"""Regions made to trip the allocation: one for all, twins, a single pair, nobody, nothing, many seats."""

from dataclasses import fields, replace

import numpy as np
import pytest

from matching.core.certificate import certified
from tests.evaluation import makers
from tests.evaluation.generator import World, world
from tests.evaluation.market import market

PER_PERSON = {field.name for field in fields(World) if field.name not in {"variant", "seed", "spots", "places"}}


def people(made, rows):
    """A region with only these people; a row may occur more than once."""
    return replace(made, **{name: getattr(made, name)[rows] for name in PER_PERSON})


def able(made, rows):
    """These people can do everything, everywhere, always; the others nothing."""
    written = np.zeros_like(made.written)
    written[rows] = 4
    return replace(
        made,
        written=written,
        essential=np.zeros_like(made.essential),
        hours=np.full_like(made.hours, 36),
        most_minutes=np.full_like(made.most_minutes, 240),
    )


def solved(made, **how):
    one = market(made, **how)
    found = makers.allocation(one, one.qualified, one.seats, np.zeros(len(made), int))
    assert certified(found).valid
    return makers.lists_of(one, found)


def test_one_person_who_fits_everything_is_not_burnt_everywhere():
    lists = solved(able(world(1, "base", 12), [0]))
    assert [person for names in lists for person in names] == [0, 0]


def test_two_twins_of_different_groups_are_treated_as_one_person_twice():
    made = people(able(world(2, "base", 1), range(14)), [3, 3])
    place = replace(made.places[0], seats=1)
    made = replace(made, group=np.array([0, 1]), places=(place,))
    swapped = replace(made, group=np.array([1, 0]))
    firsts = []
    for key in range(40):
        drawn = b"key %d" % key
        lists = solved(made, key=drawn)
        assert lists == solved(swapped, key=drawn)
        assert sorted(lists[0]) == [0, 1]
        firsts.append(lists[0][0])
    assert 10 <= sum(firsts) <= 30


def test_one_place_and_one_person_who_can():
    made = people(able(world(3, "base", 1), range(14)), [0])
    assert solved(made) == [[0]]


def test_one_place_and_one_person_who_cannot():
    made = people(able(world(3, "base", 1), []), [0])
    assert solved(made) == [[]]


def test_nobody_at_all_gives_empty_lists():
    assert solved(people(world(4, "base", 3), [])) == [[], [], []]


def test_no_places_give_no_lists():
    assert solved(replace(world(5, "base", 3), places=())) == []


@pytest.mark.parametrize("seats", [5, 7])
def test_a_place_with_many_seats_gets_as_many_people_as_seats(seats):
    made = able(world(6, "base", 1), range(14))
    made = replace(made, places=(replace(made.places[0], seats=seats),))
    assert len(solved(made)[0]) == max(makers.K, seats)
