"""Envy, exposure and the share audit, on regions small enough to count by hand; and planted unfairness."""

from dataclasses import replace

import numpy as np
import pytest

from matching.core.pairs import JITTER, SCALE
from tests.werkbedrijf.fairness.telling import PW, WAJONG, lists
from werkbedrijf.fairness.envy import passed_over
from werkbedrijf.fairness.measures import Level, Limits, Tally, counted, selection
from werkbedrijf.fairness.shares import exposure, rows_by_kind, rows_of, shifts

LABELS = {"a": {PW}, "b": {WAJONG}, "c": {WAJONG}, "d": {PW}}


def counts(told, slots):
    return rows_by_kind(told, rows_of(told, slots))


def moved(cells):
    return {label: None if one is None else one.part for label, one in shifts(cells, 1.0).items()}


def names(found, told):
    return {told.pairs.people[number] for number in found}


def test_someone_without_a_row_is_passed_over_by_who_has_two_and_does_it_no_better():
    fits = {"p": {"a": 90, "b": 90}, "q": {"a": 80, "d": 95}}
    told = lists(fits, {"p": ["a"], "q": ["a"]}, LABELS)

    found = passed_over(told)

    assert names(found.by_anybody, told) == {"b", "d"}
    assert names(found.across, told) == {"b"}


@pytest.mark.parametrize(
    ("fits", "listed", "history", "why"),
    [
        ({"p": {"a": 95, "b": 90}, "q": {"a": 80}}, {"p": ["a"], "q": ["a"]}, {}, "a does it better"),
        ({"p": {"a": 90, "b": 90}, "q": {"a": 80}}, {"p": ["a"], "q": []}, {}, "a has one row"),
        ({"p": {"a": 90, "b": 90}, "q": {"a": 80, "b": 80}}, {"p": ["a"], "q": ["a", "b"]}, {}, "b has a row"),
        ({"p": {"a": 90, "b": 90}, "q": {"a": 80}}, {"p": ["a"], "q": ["a"]}, {"b": 2}, "b had a turn before"),
        ({"p": {"a": 90}, "q": {"a": 80}}, {"p": ["a"], "q": ["a"]}, {}, "b cannot do it"),
    ],
)
def test_a_reason_is_no_envy(fits, listed, history, why):
    assert not passed_over(lists(fits, listed, LABELS, history=history)).by_anybody, why


def test_more_earlier_turns_than_the_allocation_counts_are_equal():
    fits = {"p": {"a": 90, "b": 90}, "q": {"a": 80}}
    told = lists(fits, {"p": ["a"], "q": ["a"]}, LABELS, history={"a": 3, "b": 7})

    assert names(passed_over(told).across, told) == {"b"}


def test_what_a_coach_or_a_promise_put_there_is_not_the_doing_of_the_allocation():
    fits = {"p": {"a": 90, "b": 90}, "q": {"a": 80}}
    told = lists(fits, {"p": ["a"], "q": ["a"]}, LABELS, fixed={("p", "a")})

    found = passed_over(told)
    assert not found.by_anybody
    assert names(found.by_choice, told) == {"b"}


def test_with_learned_weights_nobody_is_passed_over_by_who_is_worth_more_by_them():
    fits = {"p": {"a": 90, "b": 90, "c": 90}, "q": {"a": 80}}
    told = lists(fits, {"p": ["a"], "q": ["a"]}, LABELS)
    by_person = {"a": 7_000, "b": 6_999, "c": 7_000}
    worth = [by_person[told.pairs.people[one]] * JITTER * SCALE for one in told.pairs.person.tolist()]
    told = replace(told, pairs=replace(told.pairs, worth=np.array(worth)))

    assert names(passed_over(told).by_anybody, told) == {"b", "c"}
    assert names(passed_over(told, learned=True).by_anybody, told) == {"c"}


def test_exposure_compares_rows_with_what_people_can_do():
    # p: one row, a PW and three Wajong can do it; so 1/4 and 3/4 are expected.
    fits = {"p": {"a": 90, "b": 90, "c": 90, "e": 90}}
    told = lists(fits, {"p": ["a"]}, LABELS | {"e": {WAJONG}})

    cells = counts(told, {"p": 1})

    assert exposure(cells) == {PW: pytest.approx(4), WAJONG: 0}


def test_a_place_has_no_more_rows_than_people_who_can_do_it():
    cells = counts(lists({"p": {"a": 90}, "q": {"b": 90}}, {"p": ["a"], "q": ["b"]}, LABELS), {"p": 5, "q": 1})

    assert exposure(cells) == {PW: 1, WAJONG: 1}


def test_the_share_audit_divides_equals_by_fit_evenly():
    # Fit alone takes a for sure, and half of b and of d: PW 1.5 of 2 rows, Wajong 0.5.
    fits = {"p": {"a": 95, "b": 90, "d": 90, "c": 85}}
    cells = counts(lists(fits, {"p": ["a", "d"]}, LABELS), {"p": 2})

    assert moved(cells) == {PW: pytest.approx(1 / 3), WAJONG: -1}


def test_rows_outside_what_people_can_do_are_no_part_of_the_share_audit():
    cells = counts(lists({"p": {"a": 95}}, {"p": ["a", "b"]}, LABELS), {"p": 2})

    assert moved(cells) == {PW: 0, WAJONG: None}


def test_priority_for_one_group_is_seen_as_envy_and_as_an_alarm():
    """Lists made place by place with one group first, as was done with counters of their own."""
    labels = {f"w{n}": {WAJONG} for n in range(40)} | {f"p{n}": {PW} for n in range(40)}
    fits = {f"plek{n}": dict.fromkeys(labels, 90) for n in range(20)}
    first = sorted(labels, reverse=True)[:20]
    told = lists(fits, {place: [first[n], first[n - 1]] for n, place in enumerate(fits)}, labels)

    rows = dict(zip(told.pairs.people, told.rows.tolist(), strict=True))
    cells = counted((frozenset(labels[p]), Tally(able=1, reached=int(rows[p] > 0))) for p in labels)

    assert len(passed_over(told).across) == 40
    assert selection(cells, Limits())[PW].level is Level.ALARM
    own = rows_of(told, dict.fromkeys(fits, 2))
    found = shifts(counted([*cells.items(), *rows_by_kind(told, own).items()]), own.squares)[PW]
    assert found.part == -1
    assert not found.chance


def test_a_part_that_another_draw_of_people_moves_as_far_is_called_chance():
    """Fit alone puts two people on every list, whoever they are: their group seems favoured by fit and nobody is."""
    labels = {f"m{n:02}": {PW if n % 2 else WAJONG} for n in range(40)}
    fits = {f"plek{n}": {person: 95 if person in {"m01", "m03"} else 90 for person in labels} for n in range(10)}
    told = lists(fits, {place: [f"m{2 * n:02}", f"m{2 * n + 1:02}"] for n, place in enumerate(fits)}, labels)

    own = rows_of(told, dict.fromkeys(fits, 2))
    able = ((frozenset(laws), Tally(able=1)) for laws in labels.values())
    found = shifts(counted([*able, *rows_by_kind(told, own).items()]), own.squares)

    assert found[PW].part == pytest.approx(-0.5)
    assert found[PW].chance
