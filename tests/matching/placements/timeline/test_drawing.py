"""The picture of a placement: where bars, marks, months and today come, and that the table tells all that is drawn."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.placements.timeline.drawing import LEFT, LETTER, WIDE, Bar, Lane, Look, Mark, Shape, drawn

NEW_YEAR, TODAY = date(2026, 1, 1), date(2026, 11, 27)
DAY = timedelta(days=1)


def year(**values):
    return Lane("Uren per week", [Bar(NEW_YEAR, date(2027, 1, 1), "24 uur per week", "24 uur", **values)])


def test_nothing_gives_no_picture():
    assert drawn([], TODAY) is None
    assert drawn([Lane("Stil")], TODAY) is None


def test_bars_lie_by_their_days_and_follow_without_a_gap():
    halves = [Bar(NEW_YEAR, date(2026, 7, 2), "20 uur"), Bar(date(2026, 7, 2), date(2027, 1, 1), "24 uur")]

    one, two = drawn([Lane("Uren per week", halves)], TODAY).boxes

    assert (one.x, one.width, two.x, two.width) == (6.0, 165.5, 171.5, 166.5)
    assert one.y == two.y


def test_each_lane_has_its_line_and_an_empty_one_none():
    picture = drawn([year(), Lane("Werk ligt stil"), Lane("Contact", marks=[Mark(date(2026, 3, 1), "Bezoek")])], TODAY)

    assert [title.words for title in picture.titles] == ["Uren per week", "Contact"]
    assert picture.dots[0].y > picture.boxes[0].y
    assert picture.axis_y > picture.dots[0].y


def test_what_goes_on_runs_off_the_edge_beyond_today():
    picture = drawn([Lane("Uren per week", [Bar(NEW_YEAR, None, "24 uur")])], TODAY)

    (box,) = picture.boxes
    assert box.goes_on
    assert box.x + box.width == LEFT + WIDE
    assert picture.today.x < LEFT + WIDE
    assert (picture.rows[0].last, picture.rows[0].goes_on) == (None, True)


@pytest.mark.parametrize(
    ("today", "seen"),
    [
        (date(2025, 10, 1), False),
        (date(2025, 12, 20), True),
        (date(2026, 6, 1), True),
        (date(2027, 1, 15), True),
        (date(2028, 6, 1), False),
    ],
)
def test_today_is_drawn_where_it_lies_near(today, seen):
    picture = drawn([year()], today)

    assert bool(picture.today) == seen
    assert picture.first <= NEW_YEAR
    assert picture.last >= date(2026, 12, 31)


def test_a_name_stands_in_a_bar_only_where_it_fits():
    week = Bar(date(2026, 5, 1), date(2026, 5, 8), "32 uur per week", "32 uur")

    wide, narrow = drawn([Lane("Uren per week", [*year().bars, week])], TODAY).boxes

    assert (wide.name, narrow.name) == ("24 uur", "")
    assert narrow.width >= 1.5


def test_months_stand_under_it_without_touching():
    ticks = drawn([year()], TODAY).ticks

    assert [tick.words for tick in ticks] == ["jan 26", "apr 26", "jul 26", "okt 26"]
    assert ticks[0].anchor == "start"


def test_years_stand_under_work_of_years():
    picture = drawn([Lane("Uren per week", [Bar(date(2019, 3, 1), date(2027, 1, 1), "24 uur")])], TODAY)

    assert [tick.words for tick in picture.ticks] == ["2020", "2022", "2024", "2026"]


def test_the_table_tells_every_bar_and_mark_in_order_with_days_as_people_say_them():
    stop = Bar(date(2026, 8, 3), date(2026, 8, 17), "Bedrijf dicht, loon loopt door", look=Look.STILL)
    talks = [Mark(date(2026, 4, 2), "Gesprek", Shape.COMING), Mark(date(2026, 1, 15), "Bezoek")]

    rows = drawn([year(), Lane("Werk ligt stil", [stop]), Lane("Contact", marks=talks)], TODAY).rows

    assert [(row.title, row.words, row.first, row.last) for row in rows] == [
        ("Uren per week", "24 uur per week", NEW_YEAR, date(2026, 12, 31)),
        ("Werk ligt stil", "Bedrijf dicht, loon loopt door", date(2026, 8, 3), date(2026, 8, 16)),
        ("Contact", "Bezoek", date(2026, 1, 15), None),
        ("Contact", "Gesprek", date(2026, 4, 2), None),
    ]


days = st.dates(date(2010, 1, 1), date(2040, 1, 1))
bars = st.builds(
    lambda first, many: Bar(first, first + timedelta(days=many) if many else None, "werk", "24 uur"),
    days,
    st.integers(0, 4000),
)
lanes = st.lists(
    st.builds(
        Lane,
        st.just("Uren"),
        st.lists(bars, max_size=4),
        st.lists(st.builds(Mark, days, st.just("gesprek")), max_size=4),
    ),
    max_size=4,
)


@given(lanes, days)
def test_whatever_is_drawn_stays_inside_and_is_told(lanes, today):
    picture = drawn(lanes, today)
    if picture is None:
        assert not any(lane.bars or lane.marks for lane in lanes)
        return

    edge = LEFT + WIDE
    assert len(picture.rows) == len(picture.boxes) + len(picture.dots)
    assert all(box.x >= LEFT and box.x + box.width <= edge + 1.6 for box in picture.boxes)
    assert all(LEFT <= dot.x <= edge for dot in picture.dots)
    assert all(dot.y < picture.axis_y < picture.height for dot in picture.dots)
    assert len(picture.ticks) <= 8
    places = [tick.x for tick in picture.ticks]
    assert all(later - earlier >= 6 * LETTER for earlier, later in pairwise(places))
