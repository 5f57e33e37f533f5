"""All publications of a small region beside each other; `python -m tests.proofs.everything_published` does many and larger ones."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.proofs import everything_published
from tests.proofs.everything_published import AT_WORK, OWN, Placed, attack, breaches_of, published_of
from tests.proofs.published_ahead import Plan
from tests.proofs.published_puzzle import puzzle_of
from werkbedrijf.foundation.suppression import is_small
from werkbedrijf.garantiebanen import cube
from werkbedrijf.garantiebanen.cube import HIDDEN, cube_of, rounded
from werkbedrijf.indicators import publishing
from werkbedrijf.indicators.publishing import counted_cells, told_of_board
from werkbedrijf.indicators.records import Spell
from werkbedrijf.outlook import sheet
from werkbedrijf.outlook.past import Hope
from werkbedrijf.outlook.sheet import HOPED, PLANNED


def at_work(*groups):
    """So many people who start on a day in a gemeente, in a kind of work, and in shops unless another branch is named."""
    people = [group[1:] for group in groups for _ in range(group[0])]
    return [
        Placed(Spell(f"PL-{n}", n, place, kind, "pw_uwv", starts), *(branch or "G"))
        for n, (starts, place, kind, *branch) in enumerate(people)
    ]


HERE, THERE = everything_published.GEMEENTEN[:2]
JANUARY, MAY = date(2025, 1, 6), date(2025, 5, 6)
BESIDE = at_work((11, JANUARY, HERE, "garantiebaan"), (2, JANUARY, HERE, "leerwerkplek"))
BRANCHED = at_work(
    (10, JANUARY, HERE, "garantiebaan", "F"), (11, JANUARY, HERE, "garantiebaan"), (2, JANUARY, HERE, "leerwerkplek")
)
GROWN = at_work((14, JANUARY, HERE, "garantiebaan"), (11, MAY, HERE, "garantiebaan"))
LONE = at_work((47, JANUARY, HERE, "garantiebaan"), (3, JANUARY, THERE, "garantiebaan"))
TWO = at_work((14, JANUARY, HERE, "garantiebaan"), (13, JANUARY + timedelta(days=31), HERE, "garantiebaan"))


@pytest.mark.parametrize(
    ("placed", "quarters"),
    [(BESIDE, 1), (BRANCHED, 1), (GROWN, 6), (LONE, 1), (TWO, 1)],
    ids=["beside", "branched", "grown", "lone", "two"],
)
def test_all_publications_together_place_no_group(placed, quarters):
    assert breaches_of(published_of(placed, quarters)) == []


def test_nor_in_regions_made_by_chance():
    assert attack(rounds=1, seed=8, quarters=3)["breaches"] == 0


def test_all_work_told_without_looking_at_the_board_gives_away_who_does_not_count():
    careless = {**OWN, "work": lambda *parts, beside, **facts: list(counted_cells(*parts, **facts))}
    found = {name: truth for name, truth, _ in breaches_of(published_of(BESIDE, 1, careless))}

    assert found[date(2025, 3, 31), "buiten", "leerwerkplek"] == 2


def test_all_work_told_by_the_board_without_its_sheet_gives_away_who_does_not_count():
    def forgetful(*parts, beside, **facts):
        return list(counted_cells(*parts, beside=told_of_board(boards[-1], (), 10), **facts))

    boards = [published_of(BRANCHED, 1).months[date(2025, 3, 31)][0]]
    found = {name: truth for name, truth, _ in breaches_of(published_of(BRANCHED, 1, {**OWN, "work": forgetful}))}

    assert found[date(2025, 3, 31), "buiten", "leerwerkplek"] == 2


def test_a_year_later_the_growth_would_give_away_how_many_started(monkeypatch):
    monkeypatch.setattr(publishing, "chain_of", lambda *_: ())
    found = {name[:2] for name, _, _ in breaches_of(published_of(GROWN, 6))}

    assert ("2025Q2", "I07") in found


def test_a_lone_small_gemeente_without_another_hidden_beside_it_is_found(monkeypatch):
    def careless(count, gemeenten, *, smallest):
        small = {code for code, part in count.by_gemeente.items() if is_small(part.persons, smallest=smallest)}
        whole = cube_of(count, gemeenten, smallest=smallest)
        told = {code: HIDDEN if code in small else rounded(part) for code, part in count.by_gemeente.items()}
        return replace(whole, total=rounded(count.total), by_gemeente=told)

    monkeypatch.setattr(everything_published, "cube_of", careless)
    placed = at_work((14, JANUARY, HERE, "garantiebaan"), (2, JANUARY, THERE, "garantiebaan"))
    lone = at_work((10, JANUARY, HERE, "garantiebaan"), (1, JANUARY, THERE, "garantiebaan"))

    assert any(
        name[1:] == ("gemeente", THERE) for one in (placed, lone) for name, _, _ in breaches_of(published_of(one, 1))
    )


def test_who_came_and_left_told_without_looking_back_is_found(monkeypatch):
    monkeypatch.setattr(sheet, "may_tell_moves", lambda *_, **__: True)

    assert any(name[1] == "all" for name, _, _ in breaches_of(published_of(TWO, 1)))


def test_the_cells_of_all_work_are_told_where_they_are_safe():
    placed = at_work((60, JANUARY, HERE, "garantiebaan"), (30, JANUARY, HERE, "leerwerkplek"))
    cells = published_of(placed, 1).quarters["2025Q1"]

    assert [int(c.value) for c in cells if c.indicator == AT_WORK and not c.code] == [90]


FULL = [replace(one, hours=Decimal(38)) for one in at_work((24, JANUARY, HERE, "garantiebaan"))]


def test_nearly_full_weeks_place_no_group_by_the_hours_they_make():
    assert breaches_of(published_of(FULL, 1)) == []


def test_hours_told_without_looking_at_people_are_found(monkeypatch):
    monkeypatch.setattr(cube, "_without_hours", lambda total, parts, *_: (total, parts))

    assert any(name[1] == "all" for name, _, _ in breaches_of(published_of(FULL, 1)))


AHEAD = at_work((36, JANUARY, HERE, "garantiebaan"))


def jobs_of(seen):
    """Between how many jobs a reader of everything can place the exact jobs at the end of January."""
    reach = puzzle_of(seen).possible((date(2025, 1, 31), "uren"))
    return reach.low / 2550, reach.high / 2550


def test_the_line_ahead_tells_nothing_of_the_exact_jobs_to_who_knows_every_chance_behind_it():
    told = published_of(AHEAD, 1)
    without = replace(told, ahead={})

    assert len(told.ahead) == 3
    assert jobs_of(told) == pytest.approx(jobs_of(without), abs=0.01)


def test_a_line_that_is_rounded_from_exact_figures_would():
    sheets = published_of(AHEAD, 1, {**OWN, "base": lambda _: None})
    (low, high), (least, most) = jobs_of(sheets), jobs_of(replace(sheets, ahead={}))

    assert high - low < 5 < most - least


def test_who_is_planned_or_put_forward_is_not_found_by_the_line_either():
    soon = date(2025, 4, 20)
    plans = [
        replace(one, plan=Plan(JANUARY, None), hours=Decimal(38)) for one in at_work((9, soon, HERE, "garantiebaan"))
    ]
    plans = [replace(one, spell=replace(one.spell, person=500 + n)) for n, one in enumerate(plans)]
    hopes = [Hope(900 + n, JANUARY, None, None, soon, placed=False) for n in range(9)]
    sheets = published_of(AHEAD + plans, 1, hopes=hopes)

    assert {sheets.truth[end, kind] for end in sheets.months for kind in (PLANNED, HOPED)} == {9}
    assert breaches_of(sheets) == []
