"""Every smallest way is a way, no smaller one exists, and what a single change opens is exactly what it opens."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.core.changes import Change, applied, smallest_change
from matching.core.eligibility import REASONS, Reason, reasons
from matching.core.fit import fit, suitable_points
from matching.core.language import Ask, Demand, Offer, Task, Travel, TravelMode
from matching.core.places import Places
from matching.core.possibilities import MOVABLE, openings, smallest_ways, would_suit
from matching.core.question import prepare
from matching.core.store import People
from tests.matching.core.cases import POINTS, TRAVEL, calm, crowds, demands, minutes, offers

NEUTRAL = (2,) * 32
PERSON = Offer("K-1", {"lezen": 0, "tillen": 1}, Decimal(8), Decimal(16), Travel(TravelMode.CAR, 30), "7511")
PLACE = Demand(
    "P-1",
    Decimal(16),
    Decimal(24),
    (Task("lezen", Decimal("0.5"), {"lezen": Ask(2)}), Task("tillen", Decimal("0.5"), {"tillen": Ask(2)})),
    pc4="7511",
)


def _suitable(demand, offer, way):
    found = fit(demand, offer, NEUTRAL)
    return not reasons(demand, offer, way, NEUTRAL) and found.points >= suitable_points(found.smax)


@given(offers(), demands())
@calm
def test_every_way_was_applied_and_works(offer, demand):
    way = minutes(demand, offer)
    for changes in smallest_ways(demand, offer, way, NEUTRAL) or ():
        assert _suitable(*applied(demand, offer, way, changes))


@given(offers(), demands())
@calm
def test_nothing_of_a_way_can_be_left_away_and_none_is_there_twice(offer, demand):
    way = minutes(demand, offer)
    found = smallest_ways(demand, offer, way, NEUTRAL) or ()
    assert len(set(map(str, found))) == len(found)
    for changes in found:
        for left in range(len(changes)):
            assert not _suitable(*applied(demand, offer, way, [*changes[:left], *changes[left + 1 :]]))


@given(offers(), demands())
@calm
def test_the_smallest_change_of_a_file_is_as_small_as_these_ways(offer, demand):
    way = minutes(demand, offer)
    one, ways = smallest_change(demand, offer, way, NEUTRAL), smallest_ways(demand, offer, way, NEUTRAL)
    if one is not None:
        assert ways is not None
        assert len(one) == len(ways[0])


def test_two_things_to_learn_and_a_task_less_stand_beside_each_other():
    offer = replace(PERSON, levels={"lezen": 1, "tillen": 1})
    assert smallest_ways(PLACE, offer, 10, NEUTRAL) == (
        (Change("niveau", {"lezen": 2}), Change("niveau", {"tillen": 2})),
        (Change("niveau", {"lezen": 2}), Change("taak_eraf", "tillen")),
        (Change("niveau", {"tillen": 2}), Change("taak_eraf", "lezen")),
    )


def test_two_steps_on_one_thing_are_told_as_one_level():
    fixed = replace(PLACE, tasks=tuple(replace(task, separable=False) for task in PLACE.tasks))
    offer = replace(PERSON, levels={"lezen": 0, "tillen": 2})
    assert smallest_ways(fixed, offer, 10, NEUTRAL) == ((Change("niveau", {"lezen": 2}),),)


def test_what_safety_asks_is_told_once_when_the_work_asks_more():
    tasks = (Task("zagen", Decimal(1), {"veilig": Ask(4)}),)
    place = replace(PLACE, tasks=tasks, hard={"veilig": 2})
    offer = replace(PERSON, levels={"veilig": 1})
    assert smallest_ways(place, offer, 10, NEUTRAL) == ((Change("niveau", {"veilig": 4}),),)


@pytest.mark.parametrize(
    "offer", [replace(PERSON, levels={"lezen": 0, "tillen": 0}), replace(PERSON, veto=frozenset({"groen"}))]
)
def test_too_much_or_an_own_choice_gives_no_way(offer):
    tasks = tuple(replace(task, separable=False) for task in PLACE.tasks)
    assert smallest_ways(replace(PLACE, tasks=tasks, family="groen"), offer, 10, NEUTRAL) is None


def test_who_is_suitable_already_changes_nothing():
    assert smallest_ways(PLACE, replace(PERSON, levels={"lezen": 2, "tillen": 2}), 10, NEUTRAL) == ((),)


@given(offers(), st.lists(demands(), min_size=1, max_size=5))
@calm
def test_an_opening_is_every_place_where_one_change_is_enough(offer, places):
    places = [replace(place, id=f"P-{number}") for number, place in enumerate(places)]
    found = openings(offer, Places.from_demands(places, POINTS), travel=TRAVEL, neutral=NEUTRAL)
    expected = {}
    for place in places:
        bits, own = reasons(place, offer, minutes(place, offer), NEUTRAL), fit(place, offer, NEUTRAL)
        enough = own.points >= suitable_points(own.smax)
        if bits in MOVABLE and enough:
            expected.setdefault(bits.code, set()).add(place.id)
        trained = smallest_change(place, offer, minutes(place, offer), NEUTRAL)
        if not bits and not enough and trained and trained[0].what == "niveau":
            expected.setdefault("niveau", set()).add(place.id)
    assert {one.code: set(one.places) for one in found} == expected
    assert [len(one.places) for one in found] == sorted((len(one.places) for one in found), reverse=True)


@given(crowds(), demands())
@calm
def test_who_would_suit_is_counted_per_reason(crowd, demand):
    people = People.from_offers(crowd, POINTS, NEUTRAL)
    found = would_suit(people, prepare(demand), travel=TRAVEL)
    own = {offer.id: (reasons(demand, offer, minutes(demand, offer), NEUTRAL), offer) for offer in crowd}
    for reason in REASONS:
        if reason is Reason.OWN_CHOICE:
            assert reason.code not in found
            continue
        able = [fit(demand, offer, NEUTRAL) for bits, offer in own.values() if bits == reason]
        assert found[reason.code] == sum(one.points >= suitable_points(one.smax) for one in able)
