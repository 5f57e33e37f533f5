"""What was promised stays, and the rest is the best that can be had around it."""

from itertools import combinations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matching.core.allocation import shortlists
from matching.core.certificate import certified
from matching.core.pairs import FIT_UNITS, JITTER, MOST_WORTH
from matching.core.promises import PROMISE, broken, objective_without_promises, promised
from tests.matching.core.regions import KEY, markets, region, total

calm = settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)


def _kept(market, random):
    """Some pairs that can be promised together, one of them perhaps of people who are not qualified."""
    found, positions, _, rules = market
    people, places = sorted({p for p, _ in found}), sorted({p for _, p in found})
    uses, filled, kept = dict.fromkeys(people, 0), dict.fromkeys(places, 0), {}
    for person, place in random.sample([(p, q) for p in people for q in places], 3 if len(people) > 2 else 1):
        if uses[person] < rules.m and filled[place] < max(rules.k, positions[place]):
            kept[person, place] = found.get((person, place), 9)
            uses[person] += 1
            filled[place] += 1
    return kept


@given(markets(people=4, places=3), st.randoms(use_true_random=False))
@calm
def test_every_promise_is_kept_and_no_lists_that_keep_them_are_worth_more(market, random):
    found, positions, history, rules = market
    kept = _kept(market, random)
    solved = shortlists(promised(region(found), kept, KEY), positions, history, rules)
    assert broken(solved, kept) == set()
    assert certified(solved).valid
    plain = region({**found, **kept})
    bonus, shift = solved.bonus, solved.shift.tolist()
    names = [(plain.people[i], plain.places[j]) for i, j in zip(plain.person, plain.place, strict=True)]
    must = {index for index, name in enumerate(names) if name in kept}
    free = [index for index in range(len(plain)) if index not in must]
    options = ((*must, *chosen) for many in range(len(free) + 1) for chosen in combinations(free, many))
    worth = ((total(plain, chosen, solved.slots, solved.room, bonus, shift), chosen) for chosen in options)
    _, best = max((value, chosen) for value, chosen in worth if value is not None)
    listed = {(person, place) for place, people in solved.lists.items() for person in people}
    assert listed == {names[index] for index in best}


@given(markets(people=6, places=4), st.randoms(use_true_random=False))
@calm
def test_promising_what_the_lists_hold_already_changes_nothing(market, random):
    found, positions, history, rules = market
    before = shortlists(region(found), positions, history, rules)
    listed = sorted((person, place) for place, people in before.lists.items() for person in people)
    kept = {pair: found[pair] for pair in random.sample(listed, len(listed) // 2)}
    after = shortlists(promised(region(found), kept, KEY), positions, history, rules)
    assert {place: set(people) for place, people in after.lists.items()} == {
        place: set(people) for place, people in before.lists.items()
    }
    assert objective_without_promises(after, kept) == before.objective


def test_a_promise_that_cannot_be_kept_is_named():
    found = {("K-1", "P-1"): 20, ("K-2", "P-1"): 18}
    kept = {("K-1", "P-1"): 20, ("K-2", "P-1"): 18}
    from matching.core.allocation import Rules

    solved = shortlists(promised(region(found), kept, KEY), {"P-1": 1}, {}, Rules(k=1))
    assert broken(solved, kept) == {("K-2", "P-1")}


def test_a_promise_outweighs_two_full_fits_and_the_highest_bonus():
    full = FIT_UNITS * JITTER + JITTER
    assert 2 * full + FIT_UNITS * JITTER < PROMISE
    assert PROMISE + full + FIT_UNITS * JITTER < MOST_WORTH
