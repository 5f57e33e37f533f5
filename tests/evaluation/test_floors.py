"""The floors of the evaluation on regions small enough for every check; the whole is in matching/core/EVALUATION.md."""

from dataclasses import replace

import numpy as np
import pytest

from tests.evaluation import makers, rankings, runs
from tests.evaluation.generator import VARIANTS, world
from tests.evaluation.market import market
from tests.evaluation.measures import gini, ndcg, spread

SEEDS = (21, 22)
PLACES = 60
BASELINES = tuple(name for name in makers.MAKERS if not name.startswith("exact"))


@pytest.fixture(scope="module")
def base():
    return [runs.measured(seed, "base", PLACES) for seed in SEEDS]


def mean(found, maker, key):
    return float(np.mean([run["makers"][maker][key] for run in found]))


def test_the_first_ten_are_good_and_better_than_by_lot_or_by_counting(base):
    quality = {name: np.mean([run["rankings"][name][0] for run in base]) for name in rankings.RANKINGS}
    assert quality[rankings.OURS] >= 0.85
    assert max(quality, key=quality.get) == rankings.OURS
    assert quality["cosine"] < quality["sum of all levels"]


def test_points_off_for_conditions_push_a_group_out_and_ours_does_not(base):
    wajong = {name: np.mean([run["rankings"][name][1][1] for run in base]) for name in rankings.RANKINGS}
    assert wajong["fit minus 3 % per condition"] < wajong[rankings.OURS] / 2


def test_nearly_all_seats_fill_in_one_round_and_nobody_is_passed_with_envy(base):
    assert mean(base, makers.OURS, "fill1") >= 0.97
    assert mean(base, makers.OURS, "envy") == 0
    assert mean(base, makers.OURS, "most") <= 2


@pytest.mark.parametrize("name", BASELINES)
def test_more_people_get_a_voordracht_than_by_any_other_way(base, name):
    assert mean(base, makers.OURS, "distinct") > mean(base, name, "distinct")
    assert mean(base, makers.OURS, "gini") < mean(base, name, "gini")
    assert mean(base, makers.OURS, "fill1") >= mean(base, name, "fill1")
    assert mean(base, name, "envy") > 0


def test_at_least_as_many_placements_last_as_with_lists_per_place(base):
    for name in ("each place alone, ties by row", "each place alone, fair lots", "three counters"):
        assert mean(base, makers.OURS, "last1") > mean(base, name, "last1")
    assert mean(base, makers.OURS, "last3") >= 0.85


def test_other_ways_leave_a_group_out(base):
    assert mean(base, "three counters", "sr") < 0.6
    assert mean(base, "priority Wajong and Wsw", "sr") < 0.2
    assert mean(base, makers.OURS, "sr") >= 0.8


@pytest.mark.parametrize("variant", VARIANTS)
def test_in_every_variant_the_lists_are_proved_the_best_and_free_of_envy(variant):
    one = market(world(31, variant, 30))
    assert runs.proved(one)
    assert spread(one, runs.first_lists(one, makers.OURS)).envy == 0


@pytest.mark.parametrize("seed", range(3))
def test_the_objective_is_that_of_highs_to_the_unit(seed):
    ours, highs, valid = runs.beside_highs(seed)
    assert (ours, valid) == (highs, True)


def test_dealing_groups_and_organisations_anew_changes_no_list():
    assert runs.relabelled(41, places=25, times=3) == 0


def test_the_order_in_which_people_come_in_changes_no_list():
    made = world(42, "base", 25)
    shuffled = market(made, order=np.random.default_rng(1).permutation(len(made)))
    assert runs.first_lists(shuffled, makers.OURS) == runs.first_lists(market(made), makers.OURS)


# --------------------------------------------------------------------------------------------- the measures themselves


def test_a_perfect_order_scores_one_and_a_reversed_one_less():
    chance, able = np.linspace(0, 1, 40), np.arange(40)
    assert ndcg(chance, able[::-1], able) == pytest.approx(1)
    assert ndcg(chance, able, able) < 0.3


def test_gini_is_nothing_for_equals_and_near_one_for_one():
    assert gini(np.ones(50)) == pytest.approx(0)
    assert gini(np.array([*[0] * 99, 10])) == pytest.approx(0.99)


def test_envy_is_seen_when_it_is_planted():
    one = market(world(43, "base", 20))
    j = int(one.qualified.sum(axis=0).argmax())
    people = np.flatnonzero(one.qualified[:, j])
    chosen, passed = people[np.argsort(one.units[people, j])[:1]], people[people != people[0]]
    dealt = one.world.group.copy()
    dealt[chosen], dealt[passed] = 0, 1
    planted = replace(one, world=replace(one.world, group=dealt))
    lists = [[] for _ in one.demands]
    lists[j], lists[j - 1] = chosen.tolist(), chosen.tolist()
    assert spread(planted, lists).envy > 0
