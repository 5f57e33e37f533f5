"""Places for a person: the same answers as people for a place."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.core.catalogue import CAPABILITY_CODES
from matching.core.eligibility import reasons
from matching.core.fit import fit, suitable_points
from matching.core.kernel import rank
from matching.core.language import Offer, Travel, TravelMode
from matching.core.order import lot
from matching.core.places import Places, rank_places
from matching.core.store import People
from matching.core.synthetic import synthetic_demands, synthetic_points
from matching.core.travel import Points, TravelTimes
from tests.matching.core.cases import KEY, POINTS, TRAVEL, calm, demands, minutes, offers

NEUTRAL = [2] * 32
regions = st.lists(demands(), min_size=1, max_size=8).map(
    lambda found: [replace(demand, id=f"P-{number}") for number, demand in enumerate(found + found[:2])]
)


@given(offers(), regions, st.integers(0, 12))
@calm
def test_the_list_of_places_is_the_one_made_by_hand(offer, places, limit):
    def order(demand):
        exact, way, most = fit(demand, offer), minutes(demand, offer), offer.travel.max_minutes
        part = Fraction(1) if way is None else min(Fraction(way, most), Fraction(1)) if most else Fraction(0)
        share = Fraction(exact.points, exact.smax) if exact.smax else Fraction(1)
        return -share, part, demand.family not in offer.wishes, lot(KEY, offer.id, demand.id)

    able = [demand for demand in places if not reasons(demand, offer, minutes(demand, offer))]
    found = rank_places(offer, places, limit=limit, hash_key=KEY, travel=TRAVEL)
    assert list(found.ids) == [demand.id for demand in sorted(able, key=order)][:limit]
    assert found.eligible == len(able)
    assert found.eligible + sum(found.left_out.values()) == found.considered == len(places)
    exacts = [fit(demand, offer) for demand in able]
    assert found.suitable == sum(exact.points >= suitable_points(exact.smax) for exact in exacts)


@given(offers(), regions)
@calm
def test_both_directions_tell_the_same_about_a_pair(offer, places):
    people = People.from_offers([offer], POINTS, NEUTRAL)
    from_person = {row.id: row for row in rank_places(offer, places, limit=99, hash_key=KEY, travel=TRAVEL)}
    for demand in places:
        from_place = rank(people, demand, limit=1, hash_key=KEY, travel=TRAVEL, engine="numpy")
        assert [replace(row, id=demand.id) for row in from_place] == [
            row for id_, row in from_person.items() if id_ == demand.id
        ]


def test_fits_of_different_places_are_compared_as_exact_fractions():
    points = synthetic_points(6)
    travel = Travel(TravelMode.CAR, 240)
    person = Offer("K-1", dict.fromkeys(CAPABILITY_CODES, 2), Decimal(0), Decimal(60), travel, points.codes[1])
    found = rank_places(person, synthetic_demands(600, points), limit=600, hash_key=KEY, travel=TravelTimes(points))
    fractions = [Fraction(row.points, row.smax) for row in found]
    assert len(set(fractions)) > len({row.score for row in found}) > 10
    assert fractions == sorted(fractions, reverse=True)


def test_reach_must_stand_on_the_same_postcodes():
    with pytest.raises(ValueError, match="andere postcodes"):
        rank_places(None, Places.from_demands([], Points([])), limit=1, hash_key=KEY, travel=TRAVEL)
