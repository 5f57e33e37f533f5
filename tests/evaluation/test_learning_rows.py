"""Learning on outcomes it cannot foresee: refused when there are few, better when there are many, caught when it leaks."""

import pytest

from tests.evaluation import learning_rows as rows
from tests.evaluation.generator import world
from tests.evaluation.market import market


@pytest.fixture(scope="module")
def seen():
    return rows.known(market(world(51, "base", 60)))


@pytest.mark.slow
def test_a_hundred_outcomes_are_refused_for_their_number(seen):
    found = rows.row(seen, 100, seed=1)
    assert not found["accepted"]
    assert {"uitkomsten", "gestopt", "gebleven"} <= set(found["failed"])


@pytest.mark.slow
def test_with_enough_outcomes_the_gain_is_proved_and_learning_orders_better(seen):
    found = rows.row(seen, 1600, seed=1)
    assert not {"uitkomsten", "gestopt", "gebleven", "beter", "ijking"} & set(found["failed"])
    assert found["losses"]["learned"] < found["losses"]["fixed"]
    fixed, _ = rows.quality(seen, rows.audits.fixed_order(seen.facts))
    assert found["ndcg"] > fixed


@pytest.mark.slow
def test_every_planted_leak_is_caught_by_an_audit_and_four_facts_leave_no_trace():
    found = rows.leaks(rows.known(market(world(52, "prejudice", 60))), seed=1, many=1600)
    for name in ("fixed weights", "four facts, no weight below zero", "four facts, boosted"):
        assert found[name][2] <= 0.55, name
    for name in list(rows.MODELS)[3:]:
        _, _, trace, shift = found[name]
        assert trace > 0.55 or shift > 0.05, name
    assert found["free boosted + needs, jobcoach, hours, organisation"][2] > 0.8
