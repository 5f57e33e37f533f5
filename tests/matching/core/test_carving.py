"""Carving: what may be taken, what stays, and exact numbers of people, against counting in plain words."""

from dataclasses import replace
from decimal import Decimal
from functools import partial
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.core import carving_rivals
from matching.core.carving import (
    alone,
    quarters_of,
    refusal,
    remains,
)
from matching.core.carving_compiled import counted_one_by_one, counted_together
from matching.core.carving_cover import cover, covered
from matching.core.carving_front import (
    Group,
    fewest_sources,
    front,
    functions_of,
    groups_of,
    most_hours,
    most_people,
)
from matching.core.carving_kernel import plain_one_by_one, plain_supports, supports
from matching.core.carving_rivals import most_people_by_highs
from matching.core.eligibility import reasons
from matching.core.fit import SUITABLE, fit, suitable_points
from matching.core.language import Ask
from tests.matching.core.cases import calm, crowds, minutes, offers
from tests.matching.core.firms import EVERYTHING, NEUTRAL, bench_of, few, firms, source


def can_do(offer, one, piece):
    """The same eligibility and fit as in every other list, on this one task."""
    demand = alone(one, piece.number)
    scored = fit(demand, offer, NEUTRAL)
    able = not reasons(demand, offer, minutes(demand, offer), NEUTRAL)
    return able and scored.points >= suitable_points(scored.smax, SUITABLE)


def allowed(pieces, most=5):
    """Every set of tasks that is not refused, in plain words."""
    every = (chosen for size in range(1, most + 1) for chosen in combinations(range(len(pieces)), size))
    return [chosen for chosen in every if not refusal(pieces, chosen)]


def supporters(crowd, sources, pieces, chosen):
    own = {one.demand.id: one for one in sources}
    hours = quarters_of(sum(pieces[index].effort for index in chosen))
    return {
        offer.id
        for offer in crowd
        if int(offer.hours_max * 4) >= hours
        and all(can_do(offer, own[pieces[index].source], pieces[index]) for index in chosen)
    }


@calm
@given(crowds(), firms())
def test_the_count_of_every_allowed_function_is_exact(crowd, sources):
    _, bench = bench_of(crowd, sources)
    found = {}
    for group in groups_of(bench.pieces):
        sets, counts, effort, places = functions_of(bench, group)
        for one, count, units, many in zip(
            sets.tolist(), counts.tolist(), effort.tolist(), places.tolist(), strict=True
        ):
            chosen = tuple(index for bit, index in enumerate(group.tasks) if one >> bit & 1)
            found[chosen] = count
            assert units == sum(bench.pieces[index].effort for index in chosen)
            assert many == len({bench.pieces[index].source for index in chosen})
    assert found == {chosen: len(supporters(crowd, sources, bench.pieces, chosen)) for chosen in allowed(bench.pieces)}
    assert all(bench.people_for(chosen) == count for chosen, count in found.items())


@calm
@given(crowds(), firms())
def test_the_front_is_what_nothing_beats(crowd, sources):
    _, bench = bench_of(crowd, sources)
    found = front(bench)
    values = {(f.people, f.effort, f.sources) for f in found}
    every = {
        (bench.people_for(c), sum(bench.pieces[i].effort for i in c), len({bench.pieces[i].source for i in c}))
        for c in allowed(bench.pieces)
    }
    alive = {one for one in every if one[0]}
    best = {a for a in alive if not any(b != a and b[0] >= a[0] and b[1] >= a[1] and b[2] <= a[2] for b in alive)}
    assert values == best
    assert len(found) == len(values)
    if found:
        assert most_people(found).people == max(a[0] for a in alive)
        assert most_hours(found).effort == max(a[1] for a in alive)
        assert fewest_sources(found).sources == min(a[2] for a in alive)


@calm
@given(crowds(), firms(), st.integers(1, 3))
def test_functions_together_take_nothing_and_nobody_twice_and_leave_every_place_workable(crowd, sources, many):
    _, bench = bench_of(crowd, sources)
    found = cover(bench, many)
    tasks = [index for function in found.functions for index in function.tasks]
    everybody = np.zeros(len(crowd), np.bool_)
    for function in found.functions:
        assert not refusal(bench.pieces, function.tasks)
        fresh = covered(bench, function.tasks) & ~everybody
        assert function.people == fresh.sum() > 0
        everybody |= fresh
    assert len(tasks) == len(set(tasks)) and len(found.functions) <= many
    assert all(one.workable for one in remains(bench.pieces, tasks))
    assert found.people == everybody.sum()


@few
@given(crowds(most=8), firms(most=3))
def test_one_function_is_the_optimum_of_the_milp_and_two_never_beat_it(crowd, sources):
    _, bench = bench_of(crowd, [replace(one, site="A") for one in sources])
    groups = groups_of(bench.pieces)
    best = sum(most_people_by_highs(bench, group, 1) for group in groups)
    assert cover(bench, 1).people == best
    two = sum(most_people_by_highs(bench, group, 2) for group in groups)
    together = cover(bench, 2).people
    # The first choice covers as much as any, so at least half of the best two.
    assert best <= together <= two <= 2 * together


def _one(masks, quarters, sets, asked, _tasks):
    return plain_one_by_one(masks, quarters, sets, asked)


def _one_compiled(masks, quarters, sets, asked, _tasks):
    return counted_one_by_one(masks, quarters, sets, asked)


def _together_compiled(masks, quarters, sets, asked, tasks):
    lengths = np.unique(quarters)[::-1].astype(np.int64)
    return counted_together(masks, quarters, sets, asked, lengths, tasks)


WAYS = {
    "numpy": partial(supports, engine="numpy"),
    "compiled": partial(supports, engine="compiled"),
    "one by one": _one,
    "together": plain_supports,
    "compiled one by one": _one_compiled,
    "compiled together": _together_compiled,
}


@pytest.mark.parametrize("way", WAYS)
@given(tasks=st.integers(1, 6), people=st.integers(0, 60), seed=st.integers(0, 10_000))
@settings(deadline=None, max_examples=30)
def test_every_way_counts_every_set_as_one_would(way, tasks, people, seed):
    rng = np.random.default_rng(seed)
    masks = rng.integers(0, 1 << tasks, people).astype(np.uint32)
    quarters = rng.choice(np.array([16, 31, 32, 64, 144], np.uint8), people)
    sets = np.arange(1 << tasks, dtype=np.uint32)
    asked = rng.choice([0, 16, 17, 32, 33, 144, 145, 300], len(sets))
    found = WAYS[way](masks, quarters, sets, asked, tasks)
    assert found.tolist() == [
        sum(m & s == s and q >= a for m, q in zip(masks.tolist(), quarters.tolist(), strict=True))
        for s, a in zip(sets.tolist(), asked.tolist(), strict=True)
    ]


@few
@given(crowds(), firms())
def test_order_of_people_and_what_a_person_needs_change_nothing(crowd, sources):
    _, bench = bench_of(crowd, sources)
    needing = [replace(offer, need=offer.need | {"rustruimte", "vervoer"}) for offer in crowd[::-1]]
    assert front(bench_of(needing, sources)[1]) == front(bench)


@few
@given(crowds(), firms(), offers("K-extra"))
def test_somebody_more_never_lowers_a_count(crowd, sources, extra):
    _, bench = bench_of(crowd, sources)
    _, more = bench_of([*crowd, extra], sources)
    for chosen in allowed(bench.pieces, 2):
        assert bench.people_for(chosen) <= more.people_for(chosen) <= bench.people_for(chosen) + 1


def test_both_engines_ask_the_same():
    crowd = [replace(offer, id=f"K-{n}") for n, offer in enumerate(8 * [EVERYTHING])]
    sources = [source("P-1", plakken={"lezen": Ask(3)})]
    assert bench_of(crowd, sources, "compiled")[1].can.tolist() == bench_of(crowd, sources)[1].can.tolist()


@few
@given(crowds(), firms())
def test_counting_one_by_one_gives_the_same(crowd, sources):
    _, bench = bench_of(crowd, sources)
    for group in groups_of(bench.pieces):
        sets, people, effort, _ = functions_of(bench, group)
        assert carving_rivals.counted_one_by_one(bench, group, sets, effort).tolist() == people.tolist()


def test_twenty_tasks_are_still_counted_exactly():
    rng = np.random.default_rng(1)
    sources = [source(f"P-{n}", (("a", 60), ("b", 20), ("c", 20))) for n in range(10)]
    crowd = [replace(EVERYTHING, id=f"K-{n}", hours_max=Decimal(int(rng.integers(8, 36)))) for n in range(30)]
    _, bench = bench_of(crowd, sources)
    (group,) = groups_of(bench.pieces)
    assert isinstance(group, Group) and len(group.tasks) == 20
    sets, people, effort, _ = functions_of(bench, group)
    some = rng.choice(len(sets), 50, replace=False)
    assert carving_rivals.counted_one_by_one(bench, group, sets[some], effort[some]).tolist() == people[some].tolist()
