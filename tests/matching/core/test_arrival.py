"""A place that comes in gives the lists of a full solve, whatever came first, and takes a proposal from nobody."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matching.core import arrival
from matching.core.allocation import shortlists
from matching.core.arrival import Standing
from matching.core.certificate import certified
from matching.core.kernel import warm_up
from matching.core.pairs import Draw, all_pairs
from matching.core.synthetic import synthetic_demands, synthetic_people
from matching.core.travel import TravelTimes
from tests.matching.core.regions import KEY, markets, region

ENGINES = ("compiled", "numpy")
calm = settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)


@pytest.fixture(scope="module", autouse=True)
def _compiled_once():
    """The first compiled answer on a machine takes seconds; it is not part of any test."""
    warm_up()
    shortlists(region({("K-1", "P-1"): 20}), {"P-1": 1}, {})


def _sets(found):
    return {place: set(people) for place, people in found.lists.items()}


@pytest.mark.parametrize("engine", ENGINES)
@given(market=markets(people=7, places=6), random=st.randoms(use_true_random=False))
@calm
def test_places_that_come_one_by_one_give_the_lists_of_a_full_solve(engine, market, random):
    """Properties 9, 10 and 11 and T5."""
    found, positions, history, rules = market
    people, places = sorted({p for p, _ in found}), sorted({p for _, p in found})
    whole = shortlists(region(found), positions, history, rules)
    random.shuffle(places)
    first = region({pair: n for pair, n in found.items() if pair[1] == places[0]}, people)
    standing = Standing(shortlists(first, positions, history, rules, engine=engine), engine=engine)
    for place in places[1:]:
        before = standing.allocation.uses
        alone = region({pair: n for pair, n in found.items() if pair[1] == place}, people)
        standing.arrive(alone, max(rules.k, positions[place]))
        assert (standing.allocation.uses >= before).all()
        assert certified(standing.allocation).valid
    assert _sets(standing.allocation) == _sets(whole)
    assert standing.allocation.objective == whole.objective


def test_a_region_goes_on_taking_in_places_when_the_room_is_used_up(monkeypatch):
    monkeypatch.setattr(arrival, "SPARE_PLACES", 2)
    monkeypatch.setattr(arrival, "SPARE_PAIRS", 900)
    people = synthetic_people(1200, 7)
    travel, demands = TravelTimes(people.points), synthetic_demands(40, people.points, 7)
    draw = Draw.of(people, KEY)

    def pairs_of(some):
        return all_pairs(people, some, travel=travel, hash_key=KEY, draw=draw)

    positions = {demand.id: 1 for demand in demands}
    standing = Standing(shortlists(pairs_of(demands[:30]), positions, {}))
    for demand in demands[30:]:
        standing.arrive(pairs_of([demand]), 5)
    whole = shortlists(pairs_of(demands), positions, {})
    assert _sets(standing.allocation) == _sets(whole)
    assert certified(standing.allocation).valid


def test_a_place_that_is_there_already_or_knows_other_people_is_refused():
    pairs = region({("K-1", "P-1"): 20})
    standing = Standing(shortlists(pairs, {"P-1": 1}, {}))
    with pytest.raises(ValueError, match="is er al"):
        standing.arrive(pairs, 1)
    with pytest.raises(ValueError, match="dezelfde mensen"):
        standing.arrive(region({("K-2", "P-2"): 20}), 1)
