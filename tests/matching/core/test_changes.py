"""What would make this possible: applied, it does; nothing smaller does; and nobody's own choice is asked to change."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given

from matching.core.changes import Change, applied, smallest_change
from matching.core.eligibility import Reason, reasons
from matching.core.fit import fit, suitable_points
from matching.core.language import Ask, ConditionState, Demand, Offer, Task, Travel, TravelMode, WorkTime
from matching.core.nearest import nearest_places
from matching.core.question import prepare
from matching.core.store import People
from tests.matching.core.cases import KEY, POINTS, TRAVEL, calm, crowds, demands, minutes, offers

NEUTRAL = (2,) * 32
PERSON = Offer("K-1", {"lezen": 2, "tillen": 3}, Decimal(8), Decimal(16), Travel(TravelMode.CAR, 30), "7511")
PLACE = Demand(
    "P-1",
    Decimal(16),
    Decimal(24),
    (
        Task("lezen", Decimal("0.5"), {"lezen": Ask(2)}),
        Task("tillen", Decimal("0.5"), {"tillen": Ask(3)}),
    ),
    pc4="7511",
)


def _suitable(demand, offer, way):
    found = fit(demand, offer, NEUTRAL)
    return not reasons(demand, offer, way, NEUTRAL) and found.points >= suitable_points(found.smax)


@given(offers(), demands())
@calm
def test_the_changes_make_somebody_suitable_and_none_can_be_left_away(offer, demand):
    way = minutes(demand, offer)
    found = smallest_change(demand, offer, way, NEUTRAL)
    if found is None:
        return
    assert _suitable(*applied(demand, offer, way, found))
    for fewer in combinations(found, len(found) - 1) if found else ():
        assert not _suitable(*applied(demand, offer, way, fewer))


@given(offers(), demands())
@calm
def test_own_choice_is_never_suggested_to_change(offer, demand):
    if Reason.OWN_CHOICE in reasons(demand, offer, minutes(demand, offer), NEUTRAL):
        assert smallest_change(demand, offer, minutes(demand, offer), NEUTRAL) is None


@pytest.mark.parametrize(
    ("demand", "offer", "way", "expected"),
    [
        (PLACE, PERSON, 10, ()),
        (replace(PLACE, hours_min=Decimal(20)), PERSON, 10, (Change("uren", Decimal(20)),)),
        (PLACE, PERSON, 31, (Change("vervoer", 31),)),
        (replace(PLACE, times=frozenset({WorkTime.EVENING})), PERSON, 10, (Change("werktijden", ["avond"]),)),
        (replace(PLACE, certificates=frozenset({"vca"})), PERSON, 10, (Change("certificaat", "vca"),)),
        (replace(PLACE, hard={"veilig": 3}), PERSON, 10, (Change("niveau", {"veilig": 3}),)),
        (
            replace(PLACE, conditions={"jobcoach": ConditionState.IMPOSSIBLE}),
            replace(PERSON, need=frozenset({"jobcoach"}), essential=frozenset({"jobcoach"})),
            10,
            (Change("voorwaarde", "jobcoach"),),
        ),
        (PLACE, replace(PERSON, levels={"lezen": 0, "tillen": 3}), 10, (Change("taak_eraf", "lezen"),)),
        (PLACE, replace(PERSON, levels={"lezen": 1, "tillen": 3}), 10, (Change("niveau", {"lezen": 2}),)),
        (PLACE, replace(PERSON, levels={"lezen": 0, "tillen": 0}), 10, None),
    ],
)
def test_each_reason_has_its_own_change(demand, offer, way, expected):
    assert smallest_change(demand, offer, way, NEUTRAL) == expected


def test_a_task_that_cannot_be_taken_off_is_not_taken_off():
    fixed = replace(PLACE, tasks=tuple(replace(task, separable=False) for task in PLACE.tasks))
    assert smallest_change(fixed, replace(PERSON, levels={"lezen": 0, "tillen": 3}), 10, NEUTRAL) is None


@given(crowds(6), demands("P-1"), demands("P-2"))
@calm
def test_the_nearest_place_asks_no_more_reasons_than_another(crowd, first, second):
    people = People.from_offers(crowd, POINTS, NEUTRAL)
    places = {place.id: place for place in (first, second)}
    found = nearest_places(
        people,
        [prepare(place) for place in places.values()],
        rows=np.arange(len(people)),
        travel=TRAVEL,
        tau=Fraction(0),
        hash_key=KEY,
    )
    assert set(found) == {offer.id for offer in crowd}
    for offer in crowd:
        bits = {id_: reasons(place, offer, minutes(place, offer), NEUTRAL) for id_, place in places.items()}
        near = found[offer.id]
        assert near.reasons == bits[near.place]
        own = Reason.OWN_CHOICE
        assert (own in near.reasons, near.reasons.bit_count()) == min((own in b, b.bit_count()) for b in bits.values())
