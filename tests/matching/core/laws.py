"""The laws of the allocation as checks that raise AssertionError, so that a planted defect can be seen to break one."""

from dataclasses import replace
from fractions import Fraction

from matching.core import pairs as pairs_module
from matching.core.allocation import Rules, shortlists
from matching.core.catalogue import CONDITION_CODES
from matching.core.certificate import certified
from matching.core.fit import SUITABLE, fit
from matching.core.pairs import FIT_UNITS, JITTER, digests, mixed
from matching.core.store import People
from tests.matching.core.cases import KEY, POINTS, TRAVEL

RULES = Rules(k=2)
LABELS: dict[str, str] = {}
"""Whatever somebody might call the people. Nothing in the engine can reach it."""


def found_pairs(crowd, places, engine="numpy", tau=SUITABLE, neutral=(2,) * 32):
    people = People.from_offers(crowd, POINTS, neutral)
    return pairs_module.all_pairs(people, places, travel=TRAVEL, hash_key=KEY, tau=tau, engine=engine)


def lists(crowd, places, engine="numpy"):
    pairs = found_pairs(crowd, places, engine)
    positions = {place.id: place.positions for place in places}
    history = {offer.id: offer.history for offer in crowd}
    return shortlists(pairs, positions, history, RULES, engine=engine)


def rows_do_not_matter(crowd, places):
    """Properties 2 and 3."""
    assert lists(crowd[::-1], places[::-1]).lists == lists(crowd, places).lists


def labels_do_not_matter(crowd, places):
    """Property 1: whatever people are called, the lists stay to the bit."""
    LABELS.update({offer.id: f"regeling {number % 3}" for number, offer in enumerate(crowd)})
    before = lists(crowd, places)
    LABELS.update({offer.id: f"regeling {(number + 1) % 3}" for number, offer in enumerate(crowd)})
    after = lists(crowd, places)
    assert after.lists == before.lists
    assert after.pairs.worth.tolist() == before.pairs.worth.tolist()


def needs_do_not_matter(crowd, places):
    """Property 7: needing more, without any of it being indispensable, changes no list."""
    needing = [replace(offer, need=frozenset(CONDITION_CODES)) for offer in crowd]
    assert lists(needing, places).lists == lists(crowd, places).lists


def fits_are_exact(crowd, places, engine="numpy"):
    """Every worth is the formula in fractions: `floor(10,000 * S / Smax) * 20 + hash mod 20`, for exactly the qualified."""
    pairs = found_pairs(crowd, places, engine)
    offers, demands = {o.id: o for o in crowd}, {d.id: d for d in places}
    person, place = pairs.person.tolist(), pairs.place.tolist()
    for at, (i, j) in enumerate(zip(person, place, strict=True)):
        demand, offer = demands[pairs.places[j]], offers[pairs.people[i]]
        exact = fit(demand, offer, (2,) * 32)
        part = Fraction(exact.points, exact.smax) if exact.smax else Fraction(1)
        hashed = int(mixed(digests(KEY, b"mens", [offer.id]), digests(KEY, b"plek", [demand.id])[0])[0])
        assert pairs.points[at] == exact.points
        assert pairs.units[at] == FIT_UNITS * part // 1 * JITTER + hashed % JITTER


def proof_holds(crowd, places):
    """Property 12."""
    assert certified(lists(crowd, places)).valid


def nobody_has_more_than_m(crowd, places):
    assert (lists(crowd, places).uses <= RULES.m).all()


def no_pair_occurs_twice(crowd, places):
    chosen = lists(crowd, places).chosen.tolist()
    assert len(chosen) == len(set(chosen))
