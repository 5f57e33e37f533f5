"""What-if: a change is put on a region without touching it, and what it does is counted person by person."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.core.allocation import Rules, shortlists
from matching.core.files import Settings
from matching.core.pairs import all_pairs
from matching.core.scenarios import Change, Comparison, NewPlaces, PlaceList, Stand, Together, stand_of
from matching.core.store import People
from tests.matching.core.cases import KEY, POINTS, TRAVEL, calm, crowds, demands

SETTINGS = Settings(Rules(k=2), Fraction(4, 5), KEY.decode())
regions = st.lists(demands(), min_size=1, max_size=4).map(
    lambda found: [replace(demand, id=f"P-{number}") for number, demand in enumerate(found)]
)


def solved(crowd, places, settings):
    """The region as the stored runs see it."""
    people = People.from_offers(crowd, POINTS, (2,) * 32)
    pairs = all_pairs(people, places, travel=TRAVEL, hash_key=KEY, tau=settings.tau, engine="numpy")
    positions = {place.id: place.positions for place in places}
    history = {offer.id: offer.history for offer in crowd}
    found = shortlists(pairs, positions, history, settings.rules, engine="numpy")
    smax = dict(zip(pairs.places, pairs.smax.tolist(), strict=True))
    place, person, points = pairs.place.tolist(), pairs.person.tolist(), pairs.points.tolist()
    lists = {id_: [] for id_ in pairs.places}
    for at in found.chosen.tolist():
        where = pairs.places[place[at]]
        lists[where].append((pairs.people[person[at]], points[at], smax[where]))
    slots = dict(zip(pairs.places, found.slots.tolist(), strict=True))
    suitable = {id_: place.count(number) for number, id_ in enumerate(pairs.places)}
    return stand_of(pairs.people, lists, slots, suitable, {pairs.people[i] for i in person})


@given(crowd=crowds(), places=regions, draft=demands(), many=st.integers(1, 5))
@calm
def test_places_that_come_in_take_a_proposal_from_nobody(crowd, places, draft, many):
    """T5."""
    change = Change(added=(NewPlaces(draft, many, ("7511", "7601")),))
    before, after = solved(crowd, places, SETTINGS), solved(crowd, change.demands(places), change.settings(SETTINGS))
    compared = Comparison(before, after)
    assert change.only_adds
    assert not compared.fewer
    assert not compared.lost
    assert before.reached | compared.gained == after.reached
    assert len(after.places) == len(before.places) + many


@given(crowd=crowds(), places=regions)
@calm
def test_leaving_out_what_came_in_gives_the_region_back(crowd, places):
    added = Change(added=(NewPlaces(places[0], 3, ("7521",)),))
    new = frozenset(place.id for place in added.demands([]))
    back = Change(left_out=new).demands(added.demands(places))
    assert back == places
    assert solved(crowd, back, SETTINGS).proposals == solved(crowd, places, SETTINGS).proposals


@given(crowd=crowds(), places=regions, k=st.integers(3, 6))
@calm
def test_longer_lists_take_a_proposal_from_nobody(crowd, places, k):
    """A slot that comes in is a place that comes in."""
    change = Change(k=k)
    compared = Comparison(solved(crowd, places, SETTINGS), solved(crowd, places, change.settings(SETTINGS)))
    assert not compared.fewer


@given(crowd=crowds(), places=regions)
@calm
def test_no_change_makes_no_difference(crowd, places):
    nothing = Change()
    again = solved(crowd, nothing.demands(places), nothing.settings(SETTINGS))
    compared = Comparison(solved(crowd, places, SETTINGS), again)
    assert not nothing.only_adds
    assert compared.before.places == compared.after.places
    assert not compared.gained | compared.lost


def test_new_places_are_dealt_out_over_the_postcodes_and_keep_their_ids(a_draft):
    change = Change(added=(NewPlaces(a_draft, 3, ("7511", "7601")), NewPlaces(a_draft, 1, ("7521",))))
    made = change.demands([])
    assert [(place.id, place.pc4) for place in made] == [
        ("nieuw-1-1", "7511"),
        ("nieuw-1-2", "7601"),
        ("nieuw-1-3", "7511"),
        ("nieuw-2-1", "7521"),
    ]
    assert change.demands([]) == made


def test_other_rules_keep_the_rest_of_the_settings():
    change = Change(k=3, m=1, tau=Fraction(7, 10), bonus=(Decimal("0.3"), Decimal(0)))
    found = change.settings(SETTINGS)
    assert (found.rules, found.tau, found.key) == (
        Rules(3, 1, (Decimal("0.3"), Decimal(0))),
        Fraction(7, 10),
        SETTINGS.key,
    )
    assert SETTINGS.rules == Rules(k=2)


def test_more_places_per_person_make_the_bonus_table_longer():
    assert Change(m=7).settings(SETTINGS).rules.bonus[-3:] == (Decimal(0),) * 3


def test_rules_that_cannot_be_are_refused_in_words(a_draft):
    with pytest.raises(ValueError, match="tussen 0 en 1"):
        Change(tau=Fraction(3, 2))
    with pytest.raises(ValueError, match="ten minste 1 plek"):
        NewPlaces(a_draft, 0, ("7511",))
    with pytest.raises(ValueError, match="postcode"):
        NewPlaces(a_draft, 1, ())
    with pytest.raises(ValueError, match="nergens stijgen"):
        Change(bonus=(Decimal(0), Decimal("0.1"))).settings(SETTINGS)


def test_a_comparison_counts_people_places_and_fit():
    half, whole = Fraction(1, 2), Fraction(1)
    before = Stand(frozenset("abcd"), {"P-1": PlaceList(2, 3, {"a": whole, "b": half}), "P-2": PlaceList(2, 0, {})})
    after = Stand(
        frozenset("abcd"), {"P-1": PlaceList(2, 3, {"a": whole, "c": whole}), "P-2": PlaceList(1, 1, {"a": half})}
    )
    compared = Comparison(before, after)
    assert (compared.gained, compared.lost, compared.fewer) == ({"c"}, {"b"}, {"b": 1})
    assert (before.full, after.full, before.unanswered) == (1, 2, 1)
    assert (before.mean_fit, after.mean_fit) == (Fraction(3, 4), Fraction(5, 6))
    assert [place for place, _ in before.scarcest(1)] == ["P-2"]
    assert Stand(frozenset(), {}).mean_fit is None


def test_people_count_once_over_a_period_and_places_per_day():
    one = Stand(frozenset("ab"), {"P-1": PlaceList(1, 1, {"a": Fraction(1)})}, frozenset("a"))
    other = Stand(frozenset("bc"), {"P-1": PlaceList(1, 2, {"b": Fraction(1, 2)})}, frozenset("b"))
    period = Together()
    period.add("2026-07-01", one)
    period.add("2026-07-02", other)
    assert period.stand.pool == set("abc")
    assert period.stand.reached == period.stand.suitable == set("ab")
    assert period.stand.full == 2
    assert period.stand.mean_fit == Fraction(3, 4)


@pytest.fixture
def a_draft():
    from matching.core.language import Ask, Demand, Task

    return Demand("concept", Decimal(16), Decimal(24), (Task("snoeien", Decimal(1), {"tillen": Ask(2)}),))
