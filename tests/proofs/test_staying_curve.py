"""The curves of how long work lasts give nobody back; `python -m tests.proofs.staying_curve` attacks many more groups."""

import pytest

from matching.aftercare import survival
from tests.proofs.staying_curve import attack, breaches_of, quarters_of
from werkbedrijf.foundation.told_shares import Coarse
from werkbedrijf.indicators import publishing

UNEVEN = (Coarse(5, 20, 90), Coarse(10, 20, 90), Coarse(10, 30, 80), Coarse(10, 50, 80), Coarse(25, 25, 75))


def group(persons, *stopped):
    """So many people, of whom so many stopped before each step of the curve."""
    ends = [day for day, many in zip((20, 60, 120, 250, 450, 600), stopped, strict=False) for _ in range(many)]
    return [*ends, *[None] * (persons - len(ends))]


BESIDE = group(75, 0, 0, 17, 1)
HALF_WAY = group(55, 0, 0, 18, 1)
BETWEEN = group(55, 0, 0, 10, 0, 2)


@pytest.fixture
def rule(monkeypatch):
    def change(name, other):
        monkeypatch.setattr(survival, name, other)
        survival.coarseness.cache_clear()

    yield change
    monkeypatch.undo()
    survival.coarseness.cache_clear()


@pytest.mark.parametrize("stopped", [BESIDE, HALF_WAY, BETWEEN], ids=["beside", "half way", "between"])
def test_two_years_of_curves_and_quarters_place_no_group(stopped):
    assert breaches_of(stopped) == []


def test_nor_in_groups_made_by_chance():
    assert attack(rounds=40, seed=3)["breaches"] == 0


def test_steps_that_do_not_divide_those_of_a_quarter_say_who_stopped(rule):
    rule("COARSE", UNEVEN)

    assert "(0, 182, 365): 1 in 0..2" in breaches_of(BESIDE)


def test_two_fine_steps_after_each_other_say_who_stopped_between_them(rule):
    rule("hides_between", lambda *_: True)

    assert "(0, 183, 731): 2 in 0..2" in breaches_of(BETWEEN)


def test_half_a_year_and_a_year_of_the_same_people_say_who_stopped_in_that_half_year(monkeypatch):
    monkeypatch.setattr(publishing, "_told_half_way", lambda *_: frozenset())

    assert "(0, 182, 365): 1 in 0..3" in breaches_of(HALF_WAY)


def test_of_many_people_both_are_told():
    assert {day for _, day, _ in quarters_of(group(120, 0, 0, 30, 9), 18)} == {182, 365}
