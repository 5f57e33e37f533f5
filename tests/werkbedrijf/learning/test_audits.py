"""Each audit finds the leak that was planted for it, and stays calm where there is none."""

import numpy as np
import pytest

from matching.core.learning import LearnedWeights
from matching.core.learning_facts import FACTS, WHOLE, FactColumns
from werkbedrijf.learning import audits

MANY = 4_000
WEIGHTS = LearnedWeights(alpha=-3, fit=3, geo=1.5, worst=0.5, travel=1.5)


@pytest.fixture(scope="module")
def region():
    """Pairs of people with places; every third person is in group b, the others in a."""
    rng = np.random.default_rng(11)
    facts = FactColumns(*(rng.integers(0, WHOLE + 1, MANY) for _ in FACTS))
    persons = rng.integers(0, 900, MANY)
    groups = {"a": persons % 3 != 0, "b": persons % 3 == 0}
    return facts, persons, groups, WEIGHTS.chance(facts), rng


def test_four_facts_leave_no_trace_of_a_group(region):
    facts, persons, groups, chance, _ = region
    assert audits.trace(chance, facts, persons, groups) < 0.53


def test_a_chance_that_knows_a_group_leaves_a_trace(region):
    facts, persons, groups, chance, rng = region
    leaking = chance - 0.05 * groups["b"] + rng.normal(0, 0.01, MANY)
    assert audits.trace(leaking, facts, persons, groups) > 0.8


def test_a_group_that_is_told_by_both_ends_is_found_too(region):
    """Higher and lower at once: an order alone would show nothing."""
    facts, persons, groups, chance, rng = region
    leaking = chance + 0.08 * groups["b"] * rng.choice([-1, 1], MANY)
    assert audits.trace(leaking, facts, persons, groups) > 0.8


def test_a_handful_of_people_cannot_be_audited(region):
    facts, _, groups, chance, _ = region
    assert audits.trace(chance, facts, np.zeros(MANY, int), groups) is None
    assert audits.smallest_group({}) is None
    assert audits.smallest_group({"a": np.array([True, False]), "b": np.array([False, False])}) == 1


def test_a_share_that_falls_is_found_where_the_trace_is_faint(region):
    facts, _, groups, chance, _ = region
    place = np.arange(MANY) % 60
    fixed = audits.fixed_order(facts)
    assert audits.shift(place, fixed, fixed, groups) == 0
    assert audits.shift(place, fixed, chance - 0.1 * groups["b"], groups) > 0.05
    assert audits.shift(np.empty(0), fixed[:0], chance[:0], {}) is None


def test_equal_pairs_are_listed_by_lot_and_not_by_row():
    place, equal = np.zeros(4_000, int), np.zeros(4_000)
    groups = {"first rows": np.arange(4_000) < 2_000}
    before = audits._first(place, equal, np.random.default_rng(1).permutation(4_000), 1_000)
    assert groups["first rows"][before].mean() == pytest.approx(0.5, abs=0.05)


def test_outcomes_that_punish_a_group_are_found_at_equal_chance(region):
    _, _, groups, chance, rng = region
    fair = rng.random(MANY) < chance
    punished = rng.random(MANY) < np.where(groups["b"], 0.7 * chance, chance)
    assert audits.deviation(chance, fair, groups) < 2.4
    assert audits.deviation(chance, punished, groups) > 5


def test_coverage_is_the_least_covered_group_over_the_most():
    proposals = np.array([1, 1, 0, 0, 2, 0, 0, 0])
    first, second = np.arange(8) < 4, np.arange(8) >= 4
    assert audits.coverage(proposals, {"a": first, "b": second}) == 0.5
    assert audits.coverage(proposals, {"a": first}) is None
