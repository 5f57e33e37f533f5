"""Only four facts can be learned from, no weight is below zero, and without learned weights nothing changes."""

from dataclasses import make_dataclass, replace
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.core.allocation import shortlists
from matching.core.certificate import certified
from matching.core.explanation import explain
from matching.core.language import Ask, Demand, Task
from matching.core.learning import LearnedWeights, learned_units, learned_worth
from matching.core.learning_facts import FACTS, WHOLE, FactColumns, MatchFacts, facts_among, facts_of
from matching.core.learning_fit import fixed_weights, gain_low, learned_weights, slope_of, validated
from matching.core.learning_trial import tried
from matching.core.pairs import JITTER, digests, mixed
from matching.core.store import People
from tests.matching.core.cases import KEY, POINTS, calm, crowds, demands, minutes, offers
from tests.matching.core.laws import RULES, found_pairs

WEIGHTS = LearnedWeights(alpha=-4, fit=3, geo=2, worst=1, travel=1.5)
NEUTRAL = (2,) * 32


def facts(many, seed=1):
    rng = np.random.default_rng(seed)
    return FactColumns(*(rng.integers(0, WHOLE + 1, many) for _ in FACTS))


def outcomes(columns, weights=WEIGHTS, seed=2):
    return np.random.default_rng(seed).random(len(columns)) < weights.chance(columns)


# --------------------------------------------------------------------------------------------- only four facts


def test_there_are_four_facts_and_no_room_for_a_fifth():
    assert FACTS == ("fit", "geo", "worst", "travel")
    with pytest.raises(TypeError):
        MatchFacts(1, 1, 1, 1, needs=3)
    with pytest.raises(TypeError):
        FactColumns(*(np.zeros(2, np.int64),) * 4, jobcoach=np.zeros(2, np.int64))


def test_a_type_that_adds_a_feature_is_refused_by_everything_that_learns():
    richer = make_dataclass("Richer", [("share_of_conditions", np.ndarray)], bases=(FactColumns,), frozen=True)
    columns = richer(*(np.zeros(2, np.int64),) * 4, share_of_conditions=np.ones(2))
    for learn in (learned_weights, fixed_weights):
        with pytest.raises(TypeError, match="only the four facts"):
            learn(columns, np.array([True, False]))
    for other in (np.zeros((2, 5)), {"fit": 1}):
        with pytest.raises(TypeError, match="only the four facts"):
            WEIGHTS.chance(other)


@given(offers(), demands())
@calm
def test_the_facts_of_an_explanation_are_those_of_the_region(offer, demand):
    """Levels that are known, shares in whole percents: what is stored says exactly what was compared."""
    known = replace(offer, levels={code: level for code, level in offer.levels.items() if level is not None})
    asked = {code: ask for task in demand.tasks for code, ask in task.demands.items() if code in known.levels}
    demand = replace(demand, tasks=(replace(demand.tasks[0], share=Decimal(1), demands=asked),))
    way = minutes(demand, known)
    one = facts_of(explain(demand, known, minutes=way, neutral=NEUTRAL))
    people = People.from_offers([known], POINTS, NEUTRAL)
    many = facts_among(demand, people.levels, np.array([255 if way is None else way]), people.most_minutes)
    assert [getattr(many, name).tolist() for name in FACTS] == [[getattr(one, name)] for name in FACTS]


def test_the_geometric_mean_is_taken_within_a_task_and_weighted_by_hours_over_tasks():
    tasks = (
        Task("a", Decimal("0.75"), {"lezen": Ask(4), "tillen": Ask(4)}),
        Task("b", Decimal("0.25"), {"staan": Ask(2)}),
    )
    demand = Demand("P-1", Decimal(16), Decimal(24), tasks)
    levels = np.full((32, 1), 4, np.uint8)
    levels[[6, 22]] = [[1], [4]]  # lezen 1 of 4
    found = facts_among(demand, levels, np.array([10]), np.array([20]))
    assert (found.geo[0], found.worst[0], found.travel[0]) == (6250, 2500, 5000)


# ------------------------------------------------------------------------------------------ weights and their use


@given(st.integers(0, 50))
@calm
def test_no_weight_is_ever_below_zero_whatever_the_outcomes(seed):
    columns = facts(60, seed)
    lasted = np.random.default_rng(seed).random(60) < 0.5
    lasted[:2] = [True, False]
    found = learned_weights(columns, lasted)
    assert min(found.fit, found.geo, found.worst, found.travel) >= 0


def test_what_made_placements_last_is_found_again():
    columns = facts(20_000)
    found = learned_weights(columns, outcomes(columns))
    for name in ("alpha", *FACTS):
        assert getattr(found, name) == pytest.approx(getattr(WEIGHTS, name), abs=0.3)


@given(st.integers(0, WHOLE - 1), st.sampled_from(FACTS), st.integers(1, 500))
@calm
def test_more_covered_or_a_shorter_way_never_lowers_a_chance(base, name, step):
    one = MatchFacts(base, base, base, base)
    other = replace(one, **{name: min(base + step, WHOLE)})
    before, after = learned_units(WEIGHTS, FactColumns.of([one, other]))
    assert after <= before if name == "travel" else after >= before


@given(crowds(), st.lists(demands(), min_size=1, max_size=4))
@calm
def test_without_learned_weights_nothing_changes(crowd, places):
    pairs = found_pairs(crowd, [replace(place, id=f"P-{n}") for n, place in enumerate(places)])
    assert learned_worth(pairs, facts(len(pairs)), None, KEY) is pairs


@given(crowds(), st.lists(demands(), min_size=1, max_size=4))
@calm
def test_with_them_the_same_people_are_qualified_with_the_same_lots_and_the_proof_holds(crowd, places):
    places = [replace(place, id=f"P-{n}") for n, place in enumerate(places)]
    pairs = found_pairs(crowd, places)
    columns = facts(len(pairs))
    learned = learned_worth(pairs, columns, WEIGHTS, KEY)
    assert sorted(zip(learned.place.tolist(), learned.person.tolist(), strict=True)) == sorted(
        zip(pairs.place.tolist(), pairs.person.tolist(), strict=True)
    )
    chance = dict(
        zip(zip(pairs.place.tolist(), pairs.person.tolist(), strict=True), learned_units(WEIGHTS, columns), strict=True)
    )
    for pair in range(len(learned)):
        i, j = int(learned.person[pair]), int(learned.place[pair])
        lot = mixed(digests(KEY, b"mens", [learned.people[i]]), digests(KEY, b"plek", [learned.places[j]])[0])[0]
        assert learned.units[pair] == chance[j, i] * JITTER + int(lot) % JITTER
    assert certified(shortlists(learned, {place.id: 1 for place in places}, {}, RULES, engine="numpy")).valid


# --------------------------------------------------------------------------------------------------- how good it is


def test_an_employer_is_never_on_both_sides_and_too_few_employers_give_no_judgement():
    columns = facts(200)
    lasted = outcomes(columns)
    assert validated(columns, lasted, np.arange(200) % 4) is None
    assert validated(columns, np.ones(200, bool), np.arange(200)) is None
    found = validated(columns, lasted, np.arange(200) % 40)
    again = validated(columns, lasted, np.arange(200) % 40)
    assert found.gain_low == again.gain_low
    assert found.learned_loss < found.fixed_loss


def test_a_gain_at_one_employer_proves_nothing():
    gain, employers = np.zeros(300), np.repeat(np.arange(30), 10)
    gain[employers == 3] = 5.0
    assert gain_low(gain, employers) == pytest.approx(0.0, abs=0.06)
    assert gain_low(gain + 0.01, employers) > 0


def test_the_slope_says_whether_chances_are_too_bold():
    columns = facts(20_000)
    chance = WEIGHTS.chance(columns)
    lasted = np.random.default_rng(3).random(len(chance)) < chance
    bold = 1 / (1 + np.exp(-2 * np.log(chance / (1 - chance))))
    assert slope_of(chance, lasted) == pytest.approx(1, abs=0.06)
    assert slope_of(bold, lasted) == pytest.approx(0.5, abs=0.04)


def test_the_trial_finds_weights_that_look_at_the_way_alone():
    sound = tried(WEIGHTS, seed=4)
    blind = tried(LearnedWeights(alpha=0, fit=0, geo=0, worst=0, travel=5), seed=4)
    assert sound.gain > 0 > blind.gain
    assert tried(WEIGHTS, seed=4) == sound
