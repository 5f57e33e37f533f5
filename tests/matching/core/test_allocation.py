"""The allocation is the best there is, takes nothing from anybody without need, and hangs on no order of rows."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

from matching.core.allocation import kernplan, shortlists
from matching.core.certificate import certified
from matching.core.kernel import warm_up
from matching.core.pairs import JITTER, SCALE, all_pairs, without
from matching.core.synthetic import synthetic_demands, synthetic_people
from matching.core.travel import TravelTimes
from tests.matching.core.regions import KEY, best_by_hand, markets, region

ENGINES = ("compiled", "numpy")
calm = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)


@pytest.fixture(scope="module", autouse=True)
def _compiled_once():
    """The first compiled answer on a machine takes seconds; it is not part of any test."""
    warm_up()
    pairs = region({("K-1", "P-1"): 20})
    shortlists(pairs, {"P-1": 1}, {})


def _solved(market, engine=None, **how):
    found, positions, history, rules = market
    return shortlists(region(found, **how), positions, history, rules, engine=engine)


@pytest.mark.parametrize("engine", ENGINES)
@given(market=markets(people=4, places=3))
@calm
def test_no_other_lists_are_worth_more_of_all_lists_there_are(engine, market):
    solved = _solved(market, engine)
    value, chosen = best_by_hand(solved.pairs, solved.slots, solved.room, solved.bonus, solved.shift.tolist())
    assert tuple(solved.chosen.tolist()) == chosen
    assert solved.objective == value // SCALE


@pytest.mark.parametrize("engine", ENGINES)
@given(market=markets(people=4, places=3))
@calm
def test_no_other_placement_of_one_place_each_is_worth_more(engine, market):
    found, positions, _, _ = market
    solved = kernplan(region(found), positions, engine=engine)
    _, chosen = best_by_hand(solved.pairs, solved.slots, 1, (0,), [0] * len(solved.pairs.people))
    assert tuple(solved.chosen.tolist()) == chosen


@given(markets(people=9, places=7))
@calm
def test_the_compiled_and_the_plain_way_give_the_same_lists_and_prices(market):
    one, other = (_solved(market, engine) for engine in ENGINES)
    for name in ("chosen", "price", "value", "uses", "filled"):
        assert np.array_equal(getattr(one, name), getattr(other, name)), name


@given(markets(people=9, places=7))
@calm
def test_every_allocation_comes_with_a_valid_certificate(market):
    found, positions, _, _ = market
    assert certified(_solved(market)).valid
    assert certified(kernplan(region(found), positions)).valid


def _small_region(seed, people=90, places=14):
    crowd = synthetic_people(people, seed)
    travel = TravelTimes(crowd.points)
    pairs = all_pairs(
        crowd,
        synthetic_demands(places, crowd.points, seed),
        travel=travel,
        hash_key=KEY,
        tau=Fraction(1, 2),
    )
    return pairs, {place: 1 + number % 3 for number, place in enumerate(pairs.places)}


def _programme(solved):
    """The same question as a linear programme: gains, and the rows of people (equal to bonuses taken) and places."""
    pairs, room = solved.pairs, solved.room
    people, places, many = len(pairs.people), len(pairs.places), len(pairs)
    taken = people * room
    gains = np.concatenate(
        [pairs.units, [solved.bonus[shift + t] for shift in solved.shift for t in range(room)]]
    ).astype(float)
    equal = np.zeros((people, many + taken))
    equal[pairs.person, np.arange(many)] = 1
    for person in range(people):
        equal[person, many + person * room : many + (person + 1) * room] = -1
    most = np.zeros((places, many + taken))
    most[pairs.place, np.arange(many)] = 1
    return gains, equal, most


@pytest.mark.parametrize("seed", range(20))
def test_the_objective_is_that_of_highs_to_the_unit(seed):
    pairs, positions = _small_region(seed)
    history = {person: number % 4 for number, person in enumerate(pairs.people)}
    solved = shortlists(pairs, positions, history)
    gains, equal, most = _programme(solved)
    oracle = linprog(
        -gains, A_ub=most, b_ub=solved.slots, A_eq=equal, b_eq=np.zeros(len(equal)), bounds=(0, 1), method="highs-ds"
    )
    assert oracle.status == 0
    assert round(-oracle.fun) == solved.objective == certified(solved).bound
    assert abs(-oracle.fun - solved.objective) < 0.01


@pytest.mark.parametrize("seed", range(3))
def test_the_kernplan_is_that_of_the_integer_programme(seed):
    pairs, positions = _small_region(seed, people=40)
    solved = kernplan(pairs, positions)
    gains, equal, most = _programme(solved)
    rows = [LinearConstraint(most, ub=solved.slots), LinearConstraint(equal, 0, 0)]
    oracle = milp(-gains, constraints=rows, integrality=np.ones(len(gains)), bounds=Bounds(0, 1))
    assert round(-oracle.fun) == solved.objective


# ------------------------------------------------------------------------- metamorphic properties (matching.md 2.11)


@given(markets(people=7, places=5), st.randoms(use_true_random=False))
@calm
def test_the_order_of_people_and_the_order_in_which_places_come_change_nothing(market, random):
    """Properties 2, 3, 10 and 11."""
    found = market[0]
    people, places = sorted({p for p, _ in found}), sorted({p for _, p in found})
    before = _solved(market)
    random.shuffle(people)
    random.shuffle(places)
    after = _solved(market, people=people, places=places)
    assert {place: set(names) for place, names in after.lists.items()} == {
        place: set(names) for place, names in before.lists.items()
    }
    assert after.objective == before.objective


@given(markets(people=9, places=4))
@calm
def test_who_got_no_proposal_can_leave_without_changing_any_list(market):
    """Property 4; it fails for every rule of thumb."""
    before = _solved(market)
    proposed = {person for names in before.lists.values() for person in names}
    found = {pair: points for pair, points in market[0].items() if pair[0] in proposed}
    places = sorted({place for _, place in market[0]})
    after = _solved((found, *market[1:]), people=sorted(proposed), places=places)
    assert after.lists == before.lists


@given(markets(people=7, places=5))
@calm
def test_a_new_place_takes_a_proposal_from_nobody(market):
    """Property 9 and T5."""
    found, positions, history, rules = market
    people, places = sorted({p for p, _ in found}), sorted({p for _, p in found})
    fewer = {pair: points for pair, points in found.items() if pair[1] != places[-1]}
    before = shortlists(region(fewer, people, places[:-1]), positions, history, rules)
    after = shortlists(region(found, people, places), positions, history, rules)
    assert (after.uses >= before.uses).all()


def _fit_units(pairs):
    return pairs.units // JITTER


@given(markets(people=8, places=4))
@calm
def test_nobody_without_a_proposal_is_passed_by_somebody_with_two_and_no_better_fit(market):
    """Property 14 and T3, for equal histories and every strictly decreasing table."""
    found, positions, _, rules = market
    solved = shortlists(region(found), positions, {}, rules)
    pairs, chosen = solved.pairs, set(solved.chosen.tolist())
    fit_of, place = _fit_units(pairs), pairs.place
    for pair in range(len(pairs)):
        if solved.uses[pairs.person[pair]] == 0:
            passed_by = [c for c in chosen if place[c] == place[pair] and solved.uses[pairs.person[c]] >= 2]
            assert all(fit_of[c] > fit_of[pair] for c in passed_by)


@given(markets(people=8, places=4))
@calm
def test_no_place_with_room_leaves_out_somebody_with_room(market):
    """T2: every proposal adds something, so nothing can be added."""
    solved = _solved(market)
    pairs, chosen = solved.pairs, set(solved.chosen.tolist())
    for pair in range(len(pairs)):
        i, j = pairs.person[pair], pairs.place[pair]
        assert pair in chosen or solved.uses[i] == solved.room or solved.filled[j] == solved.slots[j]


@given(markets(people=8, places=4))
@calm
def test_an_employer_never_gets_somebody_far_below_somebody_with_room(market):
    """T4: at most the difference of the bonuses, so never more than B[0]."""
    solved = _solved(market)
    pairs, chosen, bonus = solved.pairs, set(solved.chosen.tolist()), solved.bonus
    for pair in range(len(pairs)):
        other = pairs.person[pair]
        if pair in chosen or solved.uses[other] == solved.room:
            continue
        most = bonus[solved.shift[other] + solved.uses[other]]
        for c in (c for c in chosen if pairs.place[c] == pairs.place[pair]):
            i = pairs.person[c]
            last = bonus[solved.shift[i] + solved.uses[i] - 1]
            assert pairs.units[pair] - pairs.units[c] <= last - most + 1
            assert pairs.units[pair] - pairs.units[c] <= bonus[0] + 1


@given(markets(people=7, places=3))
@calm
def test_two_places_of_one_position_are_worth_what_one_of_two_is(market):
    """Property 17, with the hash left out, for it knows places by name."""
    found, positions, _, _ = market
    split = {(person, f"{place}{half}"): points for (person, place), points in found.items() for half in "ab"}
    one = kernplan(region(found, fair_lots=False), dict.fromkeys(positions, 2))
    two = kernplan(region(split, fair_lots=False), {f"{place}{half}": 1 for place in positions for half in "ab"})
    assert one.objective == two.objective


@given(markets(people=8, places=1), st.binary(min_size=1, max_size=8))
@calm
def test_another_key_only_exchanges_people_who_fit_equally_well(market, key):
    """Property 18."""
    found, positions, _, rules = market
    lists = [shortlists(region(found, key=k), positions, {}, rules).lists for k in (KEY, key)]
    fits_of = [sorted(found[person, place] for place, names in one.items() for person in names) for one in lists]
    assert fits_of[0] == fits_of[1]


@given(markets(people=8, places=5), st.binary(min_size=1, max_size=8))
@calm
def test_another_key_never_costs_a_region_more_than_one_point_of_fit_per_proposal(market, key):
    """Property 18 for a whole region: the hash of all proposals together bounds what a key can move."""
    found = market[0]
    one, other = (_solved((found, *market[1:]), key=k) for k in (KEY, key))
    apart = sum(
        sign * (int(_fit_units(s.pairs)[s.chosen].sum()) * JITTER + s.bonuses) for sign, s in ((1, one), (-1, other))
    )
    assert abs(apart) < JITTER * max(len(one.chosen), len(other.chosen), 1)


@given(markets(people=7, places=5), st.randoms(use_true_random=False))
@calm
def test_a_pair_that_a_coach_takes_out_is_as_if_it_never_was(market, random):
    found, positions, history, rules = market
    people, places = sorted({p for p, _ in found}), sorted({p for _, p in found})
    removed = random.sample(sorted(found), len(found) // 2)
    rest = {pair: points for pair, points in found.items() if pair not in removed}
    one = shortlists(without(region(found), [*removed, ("niemand", "nergens")]), positions, history, rules)
    other = shortlists(region(rest, people, places), positions, history, rules)
    assert one.lists == other.lists
    assert certified(one).valid
