from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from matching.placements.models import EndReason, Terms
from matching.placements.workflow import PlacementStatus
from werkbedrijf.garantiebanen.board import board_on, boards_until, cube_in
from werkbedrijf.garantiebanen.freezing import freeze_due
from werkbedrijf.outlook.forecasting import Chance, Chances, Running, forecast
from werkbedrijf.outlook.freezing import publish_outlooks
from werkbedrijf.outlook.past import as_told
from werkbedrijf.outlook.queries import outlook_on, outlooks_until
from werkbedrijf.outlook.reading import sheet_in
from werkbedrijf.outlook.sheet import BRANCH, CAME, ENDING, LEFT, PLANNED, line_of

DAY = date(2026, 11, 23)
OCTOBER = date(2026, 10, 31)


@pytest.fixture
def published(session, make):
    def _published(on=DAY, month=OCTOBER):
        freeze_due(session, on=on)
        publish_outlooks(session, on=on)
        session.flush()
        session.expire_all()
        return outlook_on(session, month)

    make.region()
    return _published


def test_a_month_is_published_once_and_stays(session, placed, published):
    placed("GM0153", 40)
    before = published()
    numbers = sheet_in(before).numbers
    placed("GM0153", 20, date(2026, 10, 1))

    assert publish_outlooks(session, on=DAY) == 0
    assert sheet_in(published()).numbers == numbers


def test_sheets_say_where_people_work_and_what_ends_soon(placed, published):
    placed("GM0153", 30, section="G")
    placed("GM0164", 20, section="Q", ends_on=date(2027, 1, 15))

    sheet = sheet_in(published())

    assert sheet.division(BRANCH) == {"handel": 30, "zorg": 20}
    assert sheet.division(ENDING) == {"loopt_af": 20, "loopt_door": 30}


def test_who_came_and_left_is_told_in_tens(placed, published):
    placed("GM0153", 60)
    placed("GM0164", 20, date(2026, 10, 5))
    placed("GM0153", 14, date(2026, 2, 2), ended_on=date(2026, 10, 12), reason=EndReason.BY_EMPLOYER)

    sheet = sheet_in(published())

    assert (sheet.number(CAME), sheet.number(LEFT)) == (20, 10)


def test_a_few_that_came_are_not_told_from_none(placed, published):
    placed("GM0153", 60)
    placed("GM0153", 3, date(2026, 10, 5))

    sheet = sheet_in(published())

    assert sheet.tells(CAME) and sheet.number(CAME) is None and sheet.number(LEFT) is None


def test_of_a_region_of_a_few_nothing_is_told(placed, published):
    placed("GM0153", 4)

    month = published()

    assert month.cells == [] and month.ahead == []


def test_the_line_ahead_falls_with_contracts_that_end_and_rises_with_plans(placed, published):
    placed("GM0153", 60, date(2024, 1, 5))
    placed("GM0153", 40, date(2025, 10, 5), ends_on=date(2027, 1, 1))
    placed("GM0164", 30, date(2027, 3, 1), status=PlacementStatus.PLANNED)

    ahead = {each.months: each for each in published(month=OCTOBER).ahead}

    assert len(ahead) == 12
    assert ahead[3].expected < ahead[1].expected
    assert ahead[5].expected >= ahead[4].expected
    assert all(each.low <= each.expected <= each.high for each in ahead.values())


def test_plans_of_other_days_are_counted(session, placed, published):
    placed("GM0153", 40)
    placed("GM0164", 12, date(2026, 12, 1), status=PlacementStatus.PLANNED)

    # Planned on their first day in this world: not yet in sight in October.
    assert sheet_in(published()).number(PLANNED) is None


def test_a_region_where_nothing_changes_kept_to_its_line(placed, published):
    placed("GM0153", 40, date(2024, 6, 3))

    month = published()

    assert month.tries == 12 and month.held >= 10
    assert month.afterwards


def test_where_jobs_would_say_how_many_people_work_there_is_no_line_of_jobs_either(session, placed, published):
    placed("GM0153", 24)
    for row in session.scalars(select(Terms)):
        row.hours_per_week = Decimal(38)
    session.flush()

    month = published()

    assert [(one.persons, one.jobs) for one in board_on(session, OCTOBER).cells if one.kind == "regio"] == [(20, None)]
    assert sheet_in(month).division(BRANCH) and not month.ahead


def test_how_the_band_held_is_counted_in_what_was_published_alone(session, placed, published):
    placed("GM0153", 40, date(2024, 6, 3))
    published()
    boards = {month.on: cube_in(month).total.jobs for month in boards_until(session, DAY, 1000)}
    months = {month.on: month for month in outlooks_until(session, DAY)}
    pairs = [(months[end], end, boards.get(later)) for end, later in zip(list(boards), list(boards)[3:], strict=False)][
        -12:
    ]

    lines = [next(line for line in month.ahead if line.months == 3) for month, _, _ in pairs]

    assert months[OCTOBER].held == sum(
        line.low <= jobs <= line.high for line, (_, _, jobs) in zip(lines, pairs, strict=True)
    )


def test_two_regions_that_the_board_tells_alike_have_one_line():
    chances = Chances(Chance(0, 0, 0.02, 1), Chance(0, 0, 0.6, 1), {}, (2.0,) * 12)
    lines = [forecast(as_told([Running(0.7, 2), Running(0.7)] * many, 40), [], chances) for many in (25, 31)]

    # Each is one of fewer or more, so the band is all that may differ.
    assert [each.expected for each in lines[0]] == pytest.approx([each.expected for each in lines[1]])
    assert line_of(lines[0])[0].expected == line_of(lines[1])[0].expected == 40


def test_the_line_begins_at_the_jobs_that_the_board_tells(placed, published):
    placed("GM0153", 36, date(2026, 10, 1))

    # From the exact 36 jobs fewer than 35 would be left in two months, and told as 30.
    assert [each.expected for each in published().ahead[:4]] == [40] * 4
