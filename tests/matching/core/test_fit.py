"""The fit: exact, monotone, and the same when told per task."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from matching.core.catalogue import CAPABILITY_CODES
from matching.core.fit import MOST_POINTS, display, divided, fit, requirements, suitable_points, task_values
from matching.core.language import Ask, Demand, Offer, Task, Travel, TravelMode
from tests.matching.core.cases import CODES, asks, calm, demands, levels, offers


def _place(*tasks):
    return Demand(id="P-1", hours_min=Decimal(8), hours_max=Decimal(16), tasks=tasks)


def _person(**known):
    travel = Travel(TravelMode.BICYCLE, 30)
    return Offer(id="K-1", levels=known, hours_min=Decimal(8), hours_max=Decimal(16), travel=travel)


def test_numbers_of_a_place_follow_the_study():
    place = _place(
        Task("verzamelen", Decimal("0.6"), {"lezen": Ask(2, 1), "tillen": Ask(3, 2)}),
        Task("laden", Decimal("0.4"), {"tillen": Ask(2, 1), "veilig": Ask(3, 3)}),
    )
    numbers = requirements(place)
    found = {code: (numbers.asked[i], numbers.value[i]) for i, code in enumerate(CAPABILITY_CODES) if numbers.asked[i]}
    # lezen: .6/3 = .2 -> 600 * .2 / 2 = 60; tillen: .4 + .1 = .5 -> 100; veilig: .3 -> 60
    assert found == {"lezen": (2, 60), "tillen": (3, 100), "veilig": (3, 60)}
    assert numbers.smax == 2 * 60 + 3 * 100 + 3 * 60
    assert fit(place, _person(lezen=4, tillen=2, veilig=0)).points == 120 + 200


def test_a_value_is_at_least_one_and_at_most_255():
    assert max(requirements(_place(Task("a", Decimal(1), {"lezen": Ask(1)}))).value) == 255
    small = _place(Task("a", Decimal("0.999"), {"lezen": Ask(1)}), Task("b", Decimal("0.001"), {"staan": Ask(4)}))
    assert requirements(small).value[CAPABILITY_CODES.index("staan")] == 1


def test_points_never_leave_sixteen_bits():
    assert MOST_POINTS == 32_640


def test_a_place_that_asks_nothing_suits_everybody():
    found = fit(_place(Task("aanwezig zijn", Decimal(1))), _person())
    assert (found.points, found.smax, found.score) == (0, 0, 100)


def test_eighty_is_shown_from_exactly_four_fifths():
    assert suitable_points(1000) == 800
    assert suitable_points(1001) == 801
    assert display(suitable_points(1001) - 1, 1001) == 79
    assert display(suitable_points(1001), 1001) == 80


@given(demands(), offers())
@calm
def test_points_of_all_tasks_add_up_exactly(demand, offer):
    found = fit(demand, offer)
    assert sum(task.points for task in found.tasks) == found.points
    assert sum(task.of for task in found.tasks) == found.smax
    assert all(task.points == sum(item.points for item in task.items) for task in found.tasks)


@given(demands())
@calm
def test_who_has_what_a_task_asks_has_all_its_points(demand):
    for task in demand.tasks:
        person = _person(**{code: ask.level for code, ask in task.demands.items()})
        mine = next(found for found in fit(demand, person).tasks if found.name == task.name)
        assert mine.points == mine.of


@given(demands())
@calm
def test_every_step_of_a_capability_is_divided_without_loss(demand):
    numbers = requirements(demand)
    for index, code in enumerate(CAPABILITY_CODES):
        for step in range(numbers.asked[index]):
            parts = [values[code][step] for values in task_values(demand) if len(values.get(code, ())) > step]
            assert sum(parts) == numbers.value[index]


@given(st.integers(0, 300), st.lists(st.fractions(min_value=0.01, max_value=9), min_size=1, max_size=6))
@calm
def test_dividing_loses_nothing(whole, weights):
    assert sum(divided(whole, weights)) == whole


@given(demands(), offers(), st.sampled_from(CODES))
@calm
def test_one_level_up_never_lowers_the_fit(demand, offer, code):
    before = offer.level(code)
    higher = replace(offer, levels={**offer.levels, code: min(4, 2 if before is None else before + 1)})
    assert fit(demand, higher).points >= fit(demand, offer).points


@given(demands(), offers(), st.integers(0, 4))
@calm
def test_a_level_that_is_not_asked_changes_nothing(demand, offer, level):
    changed = replace(offer, levels={**offer.levels, "schrijven": level})
    assert fit(demand, changed) == fit(demand, offer)


@given(demands(), levels)
@calm
def test_above_what_is_asked_there_is_no_reward(demand, known):
    numbers = requirements(demand)
    exact = {
        code: min(4 if known.get(code) is None else known[code], numbers.asked[CAPABILITY_CODES.index(code)])
        for code in CODES
    }
    more = {
        code: max(level, 4 if level == numbers.asked[CAPABILITY_CODES.index(code)] else level)
        for code, level in exact.items()
    }
    assert fit(demand, _person(**exact)).points == fit(demand, _person(**more)).points


@given(asks(), st.sampled_from([2, 3]), levels)
@calm
def test_scaling_all_importances_of_a_task_changes_nothing(asked, factor, known):
    light = {code: Ask(ask.level, 1) for code, ask in asked.items()}
    heavy = {code: Ask(ask.level, factor) for code, ask in asked.items()}
    light_place, heavy_place = (_place(Task("a", Decimal(1), demands)) for demands in (light, heavy))
    assert fit(light_place, _person(**known)).points == fit(heavy_place, _person(**known)).points


@given(demands(), offers(), st.lists(st.integers(0, 4), min_size=32, max_size=32))
@calm
def test_the_interval_holds_whatever_the_unknown_turns_out_to_be(demand, offer, filling):
    found = fit(demand, offer, filling)
    assert found.low <= found.points <= found.high
    assert bool(found.unknown) or found.low == found.high


@given(demands(), offers(), st.integers(0, 2))
@calm
def test_filling_in_at_least_the_neutral_level_never_lowers_the_fit(demand, offer, extra):
    filled = {code: 2 + extra if level is None else level for code, level in offer.levels.items()}
    assert fit(demand, replace(offer, levels=filled)).points >= fit(demand, offer).points


def test_unknown_capabilities_that_are_asked_are_named():
    place = _place(Task("a", Decimal(1), {"lezen": Ask(2), "staan": Ask(2)}))
    assert fit(place, _person(lezen=None, staan=3)).unknown == ("lezen",)
