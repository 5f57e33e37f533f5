"""Where to recruit next: every count is what asking each person one by one gives, and the short list repeats nobody."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.core.advice import Pick, Reach, most_coverage, one_step_away, only, reach
from matching.core.changes import smallest_change
from matching.core.eligibility import Reason, reasons
from matching.core.fit import SUITABLE, fit, suitable_points
from matching.core.kernel import warm_up
from matching.core.question import prepare
from matching.core.store import People
from matching.core.synthetic import synthetic_demands, synthetic_people
from matching.core.travel import TravelTimes
from tests.matching.core.cases import POINTS, TRAVEL, calm, crowds, demands, minutes

NEUTRAL = (2,) * 32
works = st.lists(demands(), min_size=1, max_size=4).map(
    lambda found: [replace(demand, id=f"P-{number}") for number, demand in enumerate(found)]
)
tables = st.integers(1, 7).flatmap(
    lambda people: st.lists(st.lists(st.booleans(), min_size=people, max_size=people), min_size=1, max_size=6)
)


def is_suitable(demand, offer):
    found = fit(demand, offer, NEUTRAL)
    return not reasons(demand, offer, minutes(demand, offer), NEUTRAL) and found.points >= suitable_points(found.smax)


@pytest.mark.parametrize("engine", ["compiled", "numpy"])
@given(crowd=crowds(), places=works)
@calm
def test_who_is_reached_is_who_is_suitable_one_by_one(engine, crowd, places):
    people = People.from_offers(crowd, POINTS, NEUTRAL)
    found = reach(people, [prepare(place) for place in places], travel=TRAVEL, tau=SUITABLE, engine=engine)
    by_hand = {(place.id, offer.id) for place in places for offer in crowd if is_suitable(place, offer)}
    ids = people.ids.tolist()
    reached = {(places[q].id, ids[row]) for q, row in zip(*np.nonzero(found.able), strict=True)}
    assert reached == by_hand
    assert found.counts.sum() == len(by_hand)


@given(tables)
@calm
def test_each_next_one_reaches_the_most_of_whom_none_before_it_reached(table):
    found = Reach(np.array(table))
    picks = most_coverage(found, 10)
    covered = np.zeros(found.able.shape[1], bool)
    for pick in picks:
        fresh = (found.able & ~covered).sum(axis=1)
        assert pick.fresh == fresh[pick.question] == fresh.max() > 0
        assert pick.people == found.able[pick.question].sum()
        covered |= found.able[pick.question]
    assert len({pick.question for pick in picks}) == len(picks)
    assert covered.sum() == found.able.any(axis=0).sum()


@given(tables, st.integers(1, 3))
@calm
def test_the_short_list_reaches_nearly_what_the_best_of_all_lists_reaches(table, many):
    able = np.array(table)
    picks = most_coverage(Reach(able), many)
    sizes = range(min(many, len(able)) + 1)
    best = max(
        int(able[list(some)].any(axis=0).sum()) if some else 0
        for n in sizes
        for some in combinations(range(len(able)), n)
    )
    assert sum(pick.fresh for pick in picks) >= (1 - 1 / np.e) * best


def test_ten_times_the_same_people_is_one_advice():
    same, other = [True] * 4 + [False] * 2, [False] * 4 + [True] * 2
    found = Reach(np.array([same, same, other, same]))
    assert most_coverage(found, 10) == [Pick(0, 4, 4), Pick(2, 2, 2)]
    assert most_coverage(found, 10, least=3) == [Pick(0, 4, 4)]
    assert most_coverage(found, 1) == [Pick(0, 4, 4)]


def test_the_same_work_twice_is_one_idea():
    found = Reach(np.array([[True, True, True, False], [False, False, False, True], [False, False, True, True]]))
    assert [pick.question for pick in most_coverage(found, 10)] == [0, 2]
    assert [pick.question for pick in most_coverage(found, 10, groups=[0, 1, 0])] == [0, 1]


def test_nobody_waiting_gives_no_advice():
    assert most_coverage(Reach(np.zeros((3, 0), bool)), 5) == []
    assert most_coverage(Reach(np.zeros((0, 4), bool)), 5) == []


@given(crowd=crowds(), places=works)
@calm
def test_what_is_one_step_away_is_what_one_change_opens(crowd, places):
    """Against `changes`, which applies every change and checks it: each row counted is opened by one change, and no more."""
    people = People.from_offers(crowd, POINTS, NEUTRAL)
    found = one_step_away(people, [prepare(place) for place in places], travel=TRAVEL, tau=SUITABLE)
    offers = {offer.id: offer for offer in crowd}
    for row, id_ in enumerate(people.ids.tolist()):
        offer = offers[id_]
        lacking = {lack for lack, rows in found.items() if row in rows}
        if any(is_suitable(place, offer) for place in places):
            assert not lacking
            continue
        opened = set()
        for place in places:
            change = smallest_change(place, offer, minutes(place, offer), NEUTRAL)
            if change is None or len(change) != 1 or change[0].what == "taak_eraf":
                continue
            opened.add(change[0].what)
            told = _told(change[0])
            assert told is None or told in lacking
        assert {what for what, _ in lacking} == opened


def _told(change):
    """The lack behind a change; None where another level could do as well, or several times are asked at once."""
    if change.what in {"uren", "vervoer"}:
        return change.what, ""
    if change.what in {"certificaat", "voorwaarde"}:
        return change.what, change.to
    return None


def test_somebodys_own_choice_is_never_a_lack(a_place, a_person):
    unwilling = replace(a_person, veto=frozenset({"groen"}))
    assert Reason.OWN_CHOICE in reasons(a_place, unwilling, None, NEUTRAL)
    people = People.from_offers([unwilling], POINTS, NEUTRAL)
    assert one_step_away(people, [prepare(a_place)], travel=TRAVEL, tau=SUITABLE) == {}


def test_a_part_of_the_people_is_asked_with_the_neutral_levels_of_all():
    people = synthetic_people(900, 3)
    warm_up()
    travel = TravelTimes(people.points)
    questions = [prepare(demand) for demand in synthetic_demands(60, people.points, 3)]
    rows = np.arange(0, 900, 7)
    some, all_ = (reach(p, questions, travel=travel, tau=SUITABLE) for p in (only(people, rows), people))
    assert (some.able == all_.able[:, rows]).all()
    assert some.counts.sum() > 0


@pytest.fixture
def a_place():
    from decimal import Decimal

    from matching.core.language import Ask, Demand, Task

    work = (Task("snoeien", Decimal(1), {"tillen": Ask(2)}),)
    return Demand("P-1", Decimal(16), Decimal(24), work, family="groen")


@pytest.fixture
def a_person():
    from decimal import Decimal

    from matching.core.language import Offer, Travel, TravelMode

    return Offer("K-1", {"tillen": 3}, Decimal(8), Decimal(24), Travel(TravelMode.BICYCLE, 30))
