"""All qualified pairs: exactly those who can and may, with whole numbers, in an order nobody can steer."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.core import pairs_compiled
from matching.core.eligibility import reasons
from matching.core.fit import fit, suitable_points
from matching.core.kernel import warm_up
from matching.core.language import Task
from matching.core.pairs import JITTER, LOT_BITS, MOST_SLOTS, SCALE, all_pairs, digests, mixed, qualified_counts
from matching.core.pairs_compiled import threads_in_use
from matching.core.store import People
from matching.core.synthetic import synthetic_demands, synthetic_people
from matching.core.travel import TravelTimes
from tests.matching.core import laws
from tests.matching.core.cases import KEY, POINTS, calm, crowds, demands, minutes

NEUTRAL = (2,) * 32


@pytest.fixture(scope="module", autouse=True)
def _compiled_once():
    warm_up()


@st.composite
def markets(draw):
    return draw(crowds(8)), [draw(demands(f"P-{number}")) for number in range(draw(st.integers(1, 3)))]


@pytest.mark.parametrize("engine", ["compiled", "numpy"])
@given(market=markets())
@calm
def test_the_pairs_are_exactly_who_may_and_can(engine, market):
    crowd, places = market
    pairs = laws.found_pairs(crowd, places, engine)
    found = {(pairs.people[i], pairs.places[j]) for i, j in zip(pairs.person, pairs.place, strict=True)}
    assert len(found) == len(pairs)
    assert found == {
        (offer.id, place.id)
        for offer in crowd
        for place in places
        if not reasons(place, offer, minutes(place, offer), NEUTRAL)
        and (exact := fit(place, offer, NEUTRAL)).points >= suitable_points(exact.smax)
    }


@pytest.mark.parametrize("engine", ["compiled", "numpy"])
@given(market=markets())
@calm
def test_every_worth_is_the_formula_in_fractions(engine, market):
    laws.fits_are_exact(*market, engine)


@pytest.mark.parametrize(
    "law", [laws.rows_do_not_matter, laws.labels_do_not_matter, laws.needs_do_not_matter, laws.proof_holds]
)
@given(market=markets())
@calm
def test_lists_hang_on_nothing_they_should_not(law, market):
    law(*market)


def test_both_ways_give_the_same_pairs_of_a_region_most_valuable_first():
    people = synthetic_people(3000, 4)
    travel, places = TravelTimes(people.points), synthetic_demands(30, people.points, 4)
    one, other = (
        all_pairs(people, places, travel=travel, hash_key=KEY, engine=engine) for engine in ("compiled", "numpy")
    )
    assert len(one) > 1000
    for name in ("start", "person", "worth", "points", "smax"):
        assert np.array_equal(getattr(one, name), getattr(other, name)), name
    falls = np.diff(one.worth) <= 0
    falls[one.start[1:-1] - 1] = True
    assert falls.all()


NAMES = ("start", "person", "worth", "points", "smax")


@pytest.mark.parametrize("threads", [1, 2, 5])
def test_how_many_threads_share_the_work_changes_nothing(monkeypatch, threads):
    people = synthetic_people(700, 5)
    travel, places = TravelTimes(people.points), synthetic_demands(40, people.points, 5)
    plain = all_pairs(people, places, travel=travel, hash_key=KEY, engine="numpy")
    monkeypatch.setattr(pairs_compiled, "PLACES_PER_STRETCH", 4)
    found = all_pairs(people, places, travel=travel, hash_key=KEY, engine="compiled", threads=threads)
    assert all(np.array_equal(getattr(found, name), getattr(plain, name)) for name in NAMES)


@pytest.mark.parametrize("tau", [Fraction(0), Fraction(1, 3), Fraction(1)])
def test_every_threshold_and_a_place_that_asks_nothing_give_the_same_both_ways(tau):
    people = synthetic_people(900, 6)
    travel, places = TravelTimes(people.points), synthetic_demands(6, people.points, 6)
    places.append(replace(places[0], id="P-niets", tasks=(Task("aanwezig", Decimal(1)),), hours_min=Decimal(4)))
    one, other = (
        all_pairs(people, places, travel=travel, hash_key=KEY, engine=engine, tau=tau)
        for engine in ("compiled", "numpy")
    )
    assert all(np.array_equal(getattr(one, name), getattr(other, name)) for name in NAMES)
    counts = [
        qualified_counts(people, places, travel=travel, engine=engine, tau=tau).tolist()
        for engine in ("compiled", "numpy")
    ]
    assert counts[0] == counts[1]
    by_id = dict(zip(one.places, np.diff(one.start).tolist(), strict=True))
    assert counts[0] == [by_id[place.id] for place in places]


def test_the_threads_are_those_asked_for_or_set_or_the_processors(monkeypatch):
    monkeypatch.setenv(pairs_compiled.THREADS_VARIABLE, "3")
    assert (threads_in_use(), threads_in_use(2)) == (3, 2)
    monkeypatch.delenv(pairs_compiled.THREADS_VARIABLE)
    assert threads_in_use() >= 1


def test_the_lots_of_a_whole_region_together_are_less_than_one_unit():
    assert MOST_SLOTS * (1 << LOT_BITS) <= SCALE


def test_the_hash_is_even_and_knows_the_key_the_person_and_the_place():
    ids = [f"K-{number}" for number in range(4000)]
    place, elsewhere = digests(KEY, b"plek", ["P-1", "P-2"])
    people = digests(KEY, b"mens", ids)
    drawn = mixed(people, place)
    assert len(set(drawn.tolist())) == len(ids)
    assert np.bincount((drawn % np.uint64(JITTER)).astype(int), minlength=JITTER).min() > 120
    assert (drawn != mixed(people, elsewhere)).all()
    assert (people != digests(b"another key", b"mens", ids)).all()
    assert digests(KEY, b"mens", ["P-1"])[0] != place


def test_travel_times_of_other_postcodes_and_double_places_are_refused():
    people = synthetic_people(20, 1)
    place = synthetic_demands(1, people.points, 1)[0]
    with pytest.raises(ValueError, match="postcodes"):
        all_pairs(people, [place], travel=TravelTimes(POINTS), hash_key=KEY)
    with pytest.raises(ValueError, match="één keer"):
        all_pairs(people, [place, place], travel=TravelTimes(people.points), hash_key=KEY)
    assert len(People.from_offers([], POINTS)) == 0
