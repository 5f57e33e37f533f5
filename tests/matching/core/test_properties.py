"""Properties of matching.md 2.11 for whole regions, and the table in PROPERTIES.md that says where each is held."""

import ast
import re
from dataclasses import replace
from decimal import Decimal
from importlib import import_module

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matching.core.allocation import Rules, kernplan, shortlists
from matching.core.catalogue import CONDITION_CODES
from matching.core.language import Ask, ConditionState, Demand, Offer, Task, Travel, TravelMode
from matching.core.pairs import FIT_UNITS, JITTER, SCALE, all_pairs
from matching.core.store import People
from tests.house.sources import ROOT
from tests.matching.core import laws, regions
from tests.matching.core.cases import CODES, POINTS, TRAVEL, asks, crowds, demands, levels
from tests.matching.core.regions import KEY, region

calm = settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
PLAIN = Rules(k=2, m=2, bonus=tuple(map(Decimal, ("0.10", "0.05", "0.02", "0.01", "0"))))
STEP = FIT_UNITS // 100 * JITTER
"""Fits of `regions` (twentieths) and bonuses of `PLAIN` (hundredths) lie at least so far apart."""
keys = st.binary(min_size=1, max_size=8)


@st.composite
def markets(draw):
    return draw(crowds(8)), [draw(demands(f"P-{number}")) for number in range(draw(st.integers(1, 3)))]


def _of_each_pair(crowd, places, key=KEY):
    """S and worth by person and place."""
    people = People.from_offers(crowd, POINTS, [2] * 32)
    pairs = all_pairs(people, places, travel=TRAVEL, hash_key=key)
    rows = zip(pairs.person, pairs.place, pairs.points.tolist(), pairs.worth.tolist(), strict=True)
    return {(pairs.people[person], pairs.places[place]): numbers for person, place, *numbers in rows}


def _better(offer, code):
    known = offer.level(code)
    return replace(offer, levels={**offer.levels, code: 2 if known is None else min(4, known + 1)})


@given(markets(), st.sampled_from(CODES))
@calm
def test_one_level_up_lowers_no_worth_and_touches_nobody_elses(market, code):
    """Property 5, with property 6 where nobody asks it."""
    crowd, places = market
    before = _of_each_pair(crowd, places)
    after = _of_each_pair([_better(crowd[0], code), *crowd[1:]], places)
    mine = crowd[0].id
    assert {pair: n for pair, n in after.items() if pair[0] != mine} == {
        pair: n for pair, n in before.items() if pair[0] != mine
    }
    assert all(after[pair] >= numbers for pair, numbers in before.items() if pair[0] == mine)
    if not any(code in task.demands for place in places for task in place.tasks) and code not in {"veilig", "hoogte"}:
        assert after == before


@given(markets(), st.sampled_from(["schrijven", "rekenen", "plannen"]), st.integers(0, 4))
@calm
def test_a_level_that_no_place_asks_changes_no_list(market, code, level):
    """Property 6."""
    crowd, places = market
    changed = [replace(offer, levels={**offer.levels, code: level}) for offer in crowd]
    assert laws.lists(changed, places).lists == laws.lists(crowd, places).lists


@given(markets(), st.frozensets(st.sampled_from(CONDITION_CODES), min_size=1))
@calm
def test_what_is_indispensable_and_can_be_arranged_changes_no_list(market, codes):
    """Property 8."""
    crowd, places = market
    able = [
        replace(place, conditions={c: s for c, s in place.conditions.items() if s is not ConditionState.IMPOSSIBLE})
        for place in places
    ]
    needing = [replace(offer, need=offer.need | codes, essential=offer.essential | codes) for offer in crowd]
    assert laws.lists(needing, able).lists == laws.lists(crowd, able).lists


@given(asks(), st.sampled_from([2, 3]), levels)
@calm
def test_a_task_whose_importances_are_all_scaled_leaves_every_worth(asked, factor, known):
    """Property 15; the ids decide the lots, so the worth stays to the bit."""
    offer, place = _offer(known), _place(asked, 1)
    assert _of_each_pair([offer], [place]) == _of_each_pair([offer], [_place(asked, factor)])


def _offer(known):
    return Offer("K-1", known, Decimal(8), Decimal(36), Travel(TravelMode.CAR, 240), "7511")


def _place(asked, importance):
    tasks = (Task("werk", Decimal(1), {code: Ask(ask.level, importance) for code, ask in asked.items()}),)
    return Demand("P-1", Decimal(8), Decimal(24), tasks, pc4="7511")


@given(markets(), st.data())
@calm
def test_a_twin_changes_no_score_and_no_worth(market, data):
    """Property 16."""
    crowd, places = market
    twin = replace(data.draw(st.sampled_from(crowd)), id="K-twin")
    before, after = _of_each_pair(crowd, places), _of_each_pair([*crowd, twin], places)
    assert {pair: numbers for pair, numbers in after.items() if pair[0] != twin.id} == before


@given(regions.markets(people=7, places=4), st.data())
@calm
def test_splitting_a_place_keeps_what_the_region_is_worth_but_for_the_lots(market, data):
    """Property 17 with lots: two places of one position are worth what one of two is, but for one lot per seat."""
    found, _, _, _ = market
    split = data.draw(st.sampled_from(sorted({place for _, place in found})))
    parts = {
        (person, f"{place}{half}"): points
        for (person, place), points in found.items()
        for half in (("a", "b") if place == split else ("",))
    }
    one = kernplan(region(found), {place: 2 if place == split else 1 for _, place in found})
    two = kernplan(region(parts), {place: 1 for _, place in parts})
    assert len(one.chosen) == len(two.chosen)
    assert _without_lots(one) == _without_lots(two)


def _without_lots(solved):
    """The objective with the lots taken out: fit and bonuses, in units."""
    fit_units = solved.pairs.units // JITTER
    return int(fit_units[solved.chosen].sum()) * JITTER + solved.bonuses


@given(regions.markets(people=8, places=4), keys)
@calm
def test_every_key_gives_lists_that_are_the_best_without_lots(market, key):
    """Property 18: a key chooses among lists that are equally good in fit and coverage, and never gives any of it up."""
    found, positions, history, _ = market
    plain = shortlists(region(found, fair_lots=False), positions, history, PLAIN)
    assert len(plain.chosen) * JITTER < STEP
    for drawn in (KEY, key):
        assert _without_lots(shortlists(region(found, key=drawn), positions, history, PLAIN)) == _without_lots(plain)


@given(st.lists(st.integers(16, 20), min_size=2, max_size=9), st.integers(1, 4), keys)
@calm
def test_who_takes_whose_place_under_another_key_fits_exactly_as_well(points, k, key):
    """Property 18: at one place only the last who fit equally well change places; everybody above them stays."""
    found = {(f"K-{number}", "P-1"): fit for number, fit in enumerate(points)}
    rules = replace(PLAIN, k=k)
    one, other = (set(shortlists(region(found, key=drawn), {"P-1": 1}, {}, rules).lists["P-1"]) for drawn in (KEY, key))
    swapped = {found[person, "P-1"] for person in one ^ other}
    assert swapped <= {min(sorted(points, reverse=True)[:k])}


@given(crowds(6), st.data())
@calm
def test_another_key_moves_no_fit_of_any_pair(crowd, data):
    """Property 18: only the lot of a pair hangs on the key, and it is less than one unit of fit."""
    places = [data.draw(demands("P-1"))]
    before, after = (_of_each_pair(crowd, places, drawn) for drawn in (KEY, data.draw(keys)))
    assert {pair: points for pair, (points, _) in after.items()} == {
        pair: points for pair, (points, _) in before.items()
    }
    fit_unit = SCALE * JITTER
    assert all(after[pair][1] // fit_unit == worth // fit_unit for pair, (_, worth) in before.items())


# ------------------------------------------------------------------------------------------- the table keeps up

TABLE = (ROOT / "matching/core/PROPERTIES.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| (\d+) \| [^|]+ \| ([^|]+) \|$", re.MULTILINE)
PARTS = dict(zip(("properties", "defects"), TABLE.split("## ")[1:], strict=True))


def _rows(part):
    return {
        int(number): re.findall(r"`(test_\w+)::(\w+)(?:\[\w+\])?`", tests) for number, tests in ROW.findall(PARTS[part])
    }


def test_the_table_holds_nineteen_properties_and_seven_defects():
    assert sorted(_rows("properties")) == list(range(1, 20))
    assert sorted(_rows("defects")) == list(range(1, 8))
    assert all(tests for part in PARTS for tests in _rows(part).values())


@pytest.mark.parametrize("number", _rows("properties"))
def test_each_property_is_held_by_a_test_over_drawn_examples(number):
    drawn = [getattr(import_module(f"tests.matching.core.{file}"), name) for file, name in _rows("properties")[number]]
    assert any(getattr(test, "is_hypothesis_test", False) for test in drawn)


@pytest.mark.parametrize("number", _rows("defects"))
def test_each_defect_is_planted_and_its_catchers_exist(number):
    names = _rows("defects")[number]
    source = (ROOT / "tests/matching/core/test_planted_defects.py").read_text(encoding="utf-8")
    planted = {
        node.name: ast.get_docstring(node) for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)
    }
    assert f"Defect {number}." in planted[names[0][1]]
    assert len(names) > 1
    assert all(hasattr(import_module(f"tests.matching.core.{file}"), name) for file, name in names)
