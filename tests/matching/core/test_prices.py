"""What a person is worth to the region, and the rules an allocation can be given."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings

from matching.core.allocation import Rules, kernplan, shortlists
from matching.core.certificate import certified
from matching.core.kernel import warm_up
from matching.core.pairs import FIT_UNITS, JITTER, SCALE
from matching.core.prices import scarcity
from tests.matching.core.regions import markets, region

calm = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)


@pytest.fixture(scope="module", autouse=True)
def _compiled_once():
    """The first compiled answer on a machine takes seconds; it is not part of any test."""
    warm_up()
    shortlists(region({("K-1", "P-1"): 20}), {"P-1": 1}, {})


def test_the_only_person_for_a_scarce_place_is_kept_for_it_and_is_dear():
    found = {("alleskunner", "schaars"): 20, ("alleskunner", "gewoon"): 20, ("ander", "gewoon"): 16}
    solved = kernplan(region(found), {"schaars": 1, "gewoon": 1})
    assert solved.lists == {"gewoon": ["ander"], "schaars": ["alleskunner"]}
    prices = scarcity(solved)
    keen, other = (solved.pairs.people.index(name) for name in ("alleskunner", "ander"))
    assert prices.units[keen] >= FIT_UNITS * JITTER > prices.units[other] > 0
    assert solved.pairs.places[prices.witness[keen]] == "schaars"


@given(markets(people=7, places=5))
@calm
def test_a_scarcity_price_is_what_the_region_loses_without_this_person(market):
    """T7 for the kernplan, to the last lot; and the prices prove the plan as the solver's own do."""
    found, positions, _, _ = market
    people, places = sorted({p for p, _ in found}), sorted({p for _, p in found})
    solved = kernplan(region(found), positions)
    prices = scarcity(solved)
    assert certified(replace(solved, price=prices.price, value=prices.value)).valid
    for index, person in enumerate(solved.pairs.people):
        rest = {pair: points for pair, points in found.items() if pair[0] != person}
        without = kernplan(region(rest, [p for p in people if p != person], places), positions)
        lost = int(solved.pairs.worth[solved.chosen].sum()) - int(without.pairs.worth[without.chosen].sum())
        assert prices.price[index] == lost
        assert (prices.witness[index] >= 0) == (lost >= SCALE)


@given(markets(people=8, places=6))
@calm
def test_the_highest_prices_prove_the_shortlists_too(market):
    solved = shortlists(region(market[0]), *market[1:])
    prices = scarcity(solved)
    assert certified(replace(solved, price=prices.price, value=prices.value)).valid
    assert (prices.price >= solved.price).all()


def test_who_was_proposed_before_yields_to_an_equal_who_was_not():
    found = {("eerder", "plek"): 20, ("nog niet", "plek"): 20}
    for once in (1, 2, 9):
        lists = shortlists(region(found), {"plek": 1}, {"eerder": once}, Rules(k=1)).lists
        assert lists == {"plek": ["nog niet"]}


def test_a_place_gets_as_many_people_as_it_has_positions_even_when_k_is_less():
    found = {(f"K-{number}", "plek"): 18 for number in range(9)}
    assert len(shortlists(region(found), {"plek": 7}, {}, Rules(k=2)).chosen) == 7


@pytest.mark.parametrize(
    "wrong",
    [
        {"k": 0},
        {"m": 0},
        {"m": 6},
        {"bonus": ("0.1", "0.2")},
        {"bonus": ("1.1", "0")},
        {"bonus": ("0.00005", "0")},
        {"bonus": ("0.1", "-0.1")},
    ],
)
def test_rules_that_cannot_be_are_refused(wrong):
    if "bonus" in wrong:
        wrong = {"bonus": tuple(map(Decimal, wrong["bonus"]))}
    with pytest.raises(ValueError):
        Rules(**wrong)


def test_an_empty_region_has_empty_lists():
    empty = region({}, people=[], places=["P-1"])
    for solved in (kernplan(empty, {"P-1": 1}), shortlists(empty, {"P-1": 1}, {})):
        assert solved.lists == {"P-1": []}
        assert certified(solved).valid


def test_a_fit_is_worth_its_ten_thousandths_times_twenty():
    pairs = region({("K-1", "P-1"): 17}, fair_lots=False)
    assert pairs.units.tolist() == [FIT_UNITS * 17 // 20 * JITTER]
