"""Seven reasons why not: each alone, all at once, and the same for everybody together."""

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given

from matching.core.eligibility import (
    CODES,
    LABELS,
    REASONS,
    SEVERAL,
    Reason,
    minutes_of,
    reasons,
    reasons_of,
    sentence,
    way_out,
)
from matching.core.language import Ask, ConditionState, Demand, Offer, Task, Travel, TravelMode, WorkTime
from matching.core.question import prepare
from matching.core.store import People
from tests.matching.core.cases import POINTS, TRAVEL, calm, crowds, demands, minutes

PLACE = Demand(
    id="P-1",
    hours_min=Decimal(16),
    hours_max=Decimal(24),
    tasks=(Task("laden", Decimal(1), {"tillen": Ask(2)}),),
    pc4="7511",
    family="logistiek",
    times=frozenset({WorkTime.EVENING}),
    certificates=frozenset({"heftruck"}),
    conditions={"rolstoel": ConditionState.IMPOSSIBLE, "jobcoach": ConditionState.TO_ARRANGE},
    hard={"veilig": 3},
)
PERSON = Offer(
    id="K-1",
    levels={"tillen": 3, "veilig": 3},
    hours_min=Decimal(8),
    hours_max=Decimal(16),
    travel=Travel(TravelMode.BICYCLE, 30),
    pc4="7511",
    need=frozenset({"rolstoel", "jobcoach"}),
    times=frozenset({WorkTime.EVENING, WorkTime.NIGHT}),
    certificates=frozenset({"heftruck", "vca"}),
)
CHANGES = {
    Reason.HOURS: {"hours_max": Decimal("15.75")},
    Reason.TRAVEL: {"travel": Travel(TravelMode.BICYCLE, 5)},
    Reason.TIMES: {"times": frozenset({WorkTime.NIGHT})},
    Reason.SAFETY: {"levels": {"tillen": 3, "veilig": 2}},
    Reason.CERTIFICATE: {"certificates": frozenset({"vca"})},
    Reason.CONDITION: {"essential": frozenset({"rolstoel"})},
    Reason.OWN_CHOICE: {"veto": frozenset({"logistiek"})},
}


def test_somebody_to_whom_nothing_stands_in_the_way_can_be_put_forward():
    assert reasons(PLACE, PERSON, 7) == Reason(0)


@pytest.mark.parametrize("reason", REASONS)
def test_each_reason_stands_alone_and_has_a_sentence(reason):
    changed = replace(PERSON, **CHANGES[reason])
    assert reasons(PLACE, changed, 7) == reason
    text = sentence(reason, PLACE, changed, 7)
    assert text.endswith(".")
    assert "None" not in text


def test_all_reasons_together_are_all_told():
    changed = replace(PERSON, **{name: value for change in CHANGES.values() for name, value in change.items()})
    assert reasons(PLACE, changed, 7) == Reason(127)
    with pytest.raises(ValueError, match="één reden"):
        sentence(Reason(127), PLACE, changed)


def test_an_essential_condition_that_can_be_arranged_never_filters():
    assert reasons(PLACE, replace(PERSON, essential=frozenset({"jobcoach"})), 7) == Reason(0)


def test_an_impossible_condition_that_is_not_essential_never_filters():
    assert reasons(PLACE, replace(PERSON, essential=frozenset()), 7) == Reason(0)


def test_unknown_travel_time_never_filters():
    assert reasons(PLACE, replace(PERSON, travel=Travel(TravelMode.WALK, 0)), None) == Reason(0)


def test_an_unknown_safety_level_counts_as_the_neutral_one():
    unknown = replace(PERSON, levels={"tillen": 3})
    assert reasons(PLACE, unknown, 7) == Reason.SAFETY
    assert reasons(PLACE, unknown, 7, [3] * 32) == Reason(0)


@given(crowds(), demands())
@calm
def test_everybody_at_once_gives_the_same_as_one_by_one(crowd, demand):
    people = People.from_offers(crowd, POINTS)
    found = reasons_of(people, prepare(demand), minutes_of(people, TRAVEL.row(demand.pc4)))
    by_id = {offer.id: offer for offer in crowd}
    expected = [int(reasons(demand, by_id[i], minutes(demand, by_id[i]), people.neutral.tolist())) for i in people.ids]
    assert np.array_equal(found, expected)


@given(crowds(most=4), demands())
@calm
def test_one_level_up_never_costs_eligibility(crowd, demand):
    for offer in crowd:
        for code in ("veilig", "hoogte"):
            known = offer.level(code)
            higher = replace(offer, levels={**offer.levels, code: 2 if known is None else min(4, known + 1)})
            assert not reasons(demand, higher, 0) & ~reasons(demand, offer, 0)


def test_every_group_left_out_hears_why_and_what_would_help():
    for code in (*CODES.values(), SEVERAL):
        assert way_out(code, 1).startswith("1 persoon ")
        assert way_out(code, 9).startswith("9 mensen ")
        assert way_out(code, 9).count(".") == 2
    assert {reason.label for reason in REASONS} == set(LABELS.values())
    assert Reason.OWN_CHOICE.code == "eigen_keuze"
