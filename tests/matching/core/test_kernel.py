"""Ranking everybody: compiled, NumPy and by hand give one and the same list."""

import random
import sys
import threading
from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.core import kernel
from matching.core.catalogue import CONDITION_CODES
from matching.core.fit import fit, suitable_points
from matching.core.kernel import engine_in_use, rank, warm_up
from matching.core.language import Ask, Demand, Offer, Task, Travel, TravelMode
from matching.core.packing import quarters_asked
from matching.core.question import prepare
from matching.core.store import People
from matching.core.synthetic import synthetic_demands, synthetic_people
from matching.core.travel import Points, TravelTimes
from tests.matching.core.cases import CODES, KEY, POINTS, TRAVEL, calm, crowds, demands, minutes, ranked_by_hand

ENGINES = ("compiled", "numpy")
limits = st.integers(0, 6)


@pytest.fixture(scope="module", autouse=True)
def _compiled_once():
    """The first compiled answer on a machine takes seconds; it is not part of any test."""
    warm_up()


def _rank(crowd, demand, limit, engine="compiled", key=KEY):
    people = crowd if isinstance(crowd, People) else People.from_offers(crowd, POINTS)
    return rank(people, demand, limit=limit, hash_key=key, travel=TRAVEL, engine=engine)


@pytest.mark.parametrize("engine", ENGINES)
@given(crowd=crowds(), demand=demands(), limit=limits)
@calm
def test_the_list_is_the_one_made_by_hand(engine, crowd, demand, limit):
    people = People.from_offers(crowd, POINTS)
    neutral = people.neutral.tolist()
    found = _rank(people, demand, limit, engine)
    assert list(found.ids) == ranked_by_hand(demand, crowd, neutral, limit)
    by_id = {offer.id: offer for offer in crowd}
    for row in found:
        exact = fit(demand, by_id[row.id], neutral)
        assert (row.points, row.smax, row.low, row.high) == (exact.points, exact.smax, exact.low, exact.high)
        assert row.unknown == exact.unknown
        assert row.minutes == minutes(demand, by_id[row.id])
        assert row.suitable == (exact.points >= suitable_points(exact.smax))
        assert (row.score, row.low_score <= row.score <= row.high_score) == (exact.score, True)


@given(crowds(), demands(), limits)
@calm
def test_everybody_is_in_the_list_or_left_out_for_one_counted_reason(crowd, demand, limit):
    compiled, plain = (_rank(crowd, demand, limit, engine) for engine in ENGINES)
    assert compiled.eligible + sum(compiled.left_out.values()) == compiled.considered == len(crowd)
    assert compiled.counts == plain.counts
    everybody = _rank(crowd, demand, len(crowd))
    assert len(everybody) == everybody.eligible
    assert sum(row.suitable for row in everybody) == everybody.suitable


@pytest.mark.parametrize("seed", range(6))
def test_both_ways_agree_to_the_bit_on_many_people(seed):
    people = synthetic_people(9000 + seed, seed)
    travel = TravelTimes(people.points)
    for demand in synthetic_demands(6, people.points, seed):
        for limit in (0, 1, 50, 2000):
            one, other = (
                rank(people, demand, limit=limit, hash_key=KEY, travel=travel, engine=engine) for engine in ENGINES
            )
            assert one.ids == other.ids
            assert np.array_equal(one.table, other.table)
            assert one.counts == other.counts


@given(crowds(), demands(), limits, st.randoms(use_true_random=False))
@calm
def test_the_order_in_which_people_come_in_changes_nothing(crowd, demand, limit, rng):
    shuffled = list(crowd)
    rng.shuffle(shuffled)
    assert _rank(shuffled, demand, limit).ids == _rank(crowd, demand, limit).ids


@given(crowds(), demands(), st.sampled_from(CONDITION_CODES))
@calm
def test_needing_more_that_can_be_arranged_changes_nothing(crowd, demand, code):
    needing = [replace(offer, need=offer.need | {code}) for offer in crowd]
    assert _rank(needing, demand, 9).ids == _rank(crowd, demand, 9).ids


@given(crowds(), demands(), st.sampled_from(CODES))
@calm
def test_one_level_up_changes_nobody_elses_figures(crowd, demand, code):
    neutral = [2] * 32
    known = crowd[0].level(code)
    higher = replace(crowd[0], levels={**crowd[0].levels, code: 2 if known is None else min(4, known + 1)})
    before = _rank(People.from_offers(crowd, POINTS, neutral), demand, 99)
    after = _rank(People.from_offers([higher, *crowd[1:]], POINTS, neutral), demand, 99)
    points_before, points_after = ({row.id: row.points for row in found} for found in (before, after))
    mine = crowd[0].id
    assert points_after.get(mine, -1) >= points_before.get(mine, -1)
    assert {i: p for i, p in points_after.items() if i != mine} == {i: p for i, p in points_before.items() if i != mine}


@given(crowds(), demands())
@calm
def test_a_twin_changes_nobodys_figures(crowd, demand):
    neutral = [2] * 32
    twin = replace(crowd[0], id="K-twin")
    before = {row.id: row for row in _rank(People.from_offers(crowd, POINTS, neutral), demand, 99)}
    after = {row.id: row for row in _rank(People.from_offers([*crowd, twin], POINTS, neutral), demand, 99)}
    assert {id_: row for id_, row in after.items() if id_ != "K-twin"} == before


@given(crowds(), demands())
@calm
def test_another_key_changes_only_who_is_tied(crowd, demand):
    one, other = (_rank(crowd, demand, 99, key=key) for key in (b"november", b"december"))
    assert np.array_equal(one.table[1], other.table[1])
    groups = [{id_: key for id_, key in zip(found.ids, found.table[1], strict=True)} for found in (one, other)]
    assert groups[0] == groups[1]


TWINS = [
    Offer(f"K-{number}", {"lezen": 4}, Decimal(8), Decimal(16), Travel(TravelMode.CAR, 60), "7511")
    for number in range(300)
]
READING = Demand("P-1", Decimal(8), Decimal(16), (Task("lezen", Decimal(1), {"lezen": Ask(2)}),), pc4="7511")


@pytest.mark.parametrize("engine", ENGINES)
def test_twins_draw_fair_lots_under_the_key_of_the_month(engine):
    months = [set(_rank(TWINS, READING, 10, engine, key).ids) for key in (b"a", b"b", b"c", b"d")]
    assert len(set.union(*months)) > 30
    assert _rank(TWINS, READING, 10, engine, b"a").ids == _rank(TWINS[::-1], READING, 10, engine, b"a").ids


def test_ties_go_by_travel_then_wish_then_fewer_proposals():
    near, far = TWINS[0], replace(TWINS[1], pc4="7521")
    assert _rank([far, near], READING, 2).ids == (near.id, far.id)
    wished = replace(READING, family="logistiek")
    wishing = replace(TWINS[2], wishes=("logistiek", "iets buiten"), history=3)
    assert _rank([near, wishing], wished, 2).ids == (wishing.id, near.id)
    rested, proposed = TWINS[3], replace(TWINS[4], history=1)
    assert _rank([proposed, rested], READING, 2).ids == (rested.id, proposed.id)


def test_travel_counts_against_ones_own_maximum():
    keen = replace(TWINS[0], pc4="7521", travel=Travel(TravelMode.CAR, 120))
    close = replace(TWINS[1], pc4="7511", travel=Travel(TravelMode.CAR, 20))
    assert _rank([close, keen], READING, 2).ids == (keen.id, close.id)


def test_a_given_history_replaces_the_stored_one():
    people = People.from_offers(TWINS[:4], POINTS)
    busy = {"K-0": 5, "K-1": 2, "K-3": 900, "K-gone": 1}
    found = rank(people, READING, limit=4, hash_key=KEY, travel=TRAVEL, exposure=busy)
    assert found.ids == ("K-2", "K-1", "K-0", "K-3")
    as_column = np.array([busy.get(id_, 0) % 256 for id_ in people.ids], np.uint8)
    assert rank(people, READING, limit=1, hash_key=KEY, travel=TRAVEL, exposure=as_column).ids == ("K-2",)
    with pytest.raises(ValueError, match="voor iedereen"):
        rank(people, READING, limit=1, hash_key=KEY, travel=TRAVEL, exposure=as_column[1:])


@pytest.mark.parametrize("engine", ENGINES)
def test_nobody_and_nothing_asked_are_fine(engine):
    empty = _rank([], READING, 5, engine)
    assert (len(empty), empty.considered, empty.left_out) == (0, 0, {})
    idle = replace(READING, tasks=(Task("aanwezig", Decimal(1)),))
    assert [row.score for row in _rank(TWINS[:3], idle, 2, engine)] == [100, 100]


def test_an_unknown_postcode_is_kept_and_flagged():
    lost = replace(TWINS[0], pc4="9999", travel=Travel(TravelMode.WALK, 1))
    assert _rank([lost], READING, 1)[0].minutes is None


def test_reach_must_stand_on_the_same_postcodes():
    people = People.from_offers(TWINS[:1], POINTS)
    with pytest.raises(ValueError, match="andere postcodes"):
        rank(people, READING, limit=1, hash_key=KEY, travel=TravelTimes(Points([])))


def test_until_it_is_warm_a_question_is_answered_without_compiling(monkeypatch):
    monkeypatch.setattr(kernel, "_WARM", threading.Event())
    monkeypatch.setattr(kernel, "_scan_compiled", None)

    assert len(rank(People.from_offers(TWINS[:3], POINTS), READING, limit=2, hash_key=KEY, travel=TRAVEL)) == 2


def test_the_plain_way_can_be_asked_for_and_is_taken_where_numba_is_missing(monkeypatch):
    assert engine_in_use("numpy") == "numpy"
    monkeypatch.setenv(kernel.ENGINE_VARIABLE, "numpy")
    assert engine_in_use() == "numpy"
    monkeypatch.delenv(kernel.ENGINE_VARIABLE)
    assert engine_in_use() == "compiled"
    monkeypatch.setitem(sys.modules, "matching.core.compiled", None)
    kernel._compiled.cache_clear()
    try:
        assert engine_in_use() == "numpy"
        assert len(_rank(TWINS[:3], READING, 2, "compiled")) == 2
    finally:
        kernel._compiled.cache_clear()


def test_hours_are_compared_in_quarters():
    assert prepare(replace(READING, hours_min=Decimal("15.9"))).hours == quarters_asked(Decimal(16))


def test_a_long_list_of_ties_fits_every_limit():
    chosen = random.Random(4).sample(range(1, 300), 5)  # not for secrets
    whole = _rank(TWINS, READING, 300).ids
    assert all(_rank(TWINS, READING, limit).ids == whole[:limit] for limit in chosen)
