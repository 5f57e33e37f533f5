"""Figures of UWV: read whole or not at all, never added, kept as published, and explained from ours."""

from datetime import date
from decimal import Decimal

import pytest

from tests.house.world_count import published
from tests.making import MONDAY
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.tables import read_here
from werkbedrijf.garantiebanen.counting import Sum
from werkbedrijf.garantiebanen.outside.actions import take
from werkbedrijf.garantiebanen.outside.beside import COUNTRY, Beside, Label, Measure
from werkbedrijf.garantiebanen.outside.bridge import Ours, bridge
from werkbedrijf.garantiebanen.outside.queries import figures_beside, figures_here, told
from werkbedrijf.garantiebanen.outside.reading import COLUMNS, EXAMPLE, read_figures

ROW = ("indicatief", "2026Q3", "Twente", "extra_banen_totaal", "1400", "2026-11-02", "UWV, dashboard")
THEIRS = Beside(Label.INDICATIVE, "2026Q3", "AM05", Measure.EXTRA, 1400, date(2026, 11, 2), "UWV, dashboard")


def read(*rows):
    return read_figures(COLUMNS, [(number, row) for number, row in enumerate(rows, 2)], today=MONDAY)


def other(**values):
    return tuple(values.get(name, cell) for name, cell in zip(COLUMNS, ROW, strict=True))


def test_a_row_is_a_figure_with_its_own_label_source_and_day():
    assert read(ROW).figures == (THEIRS,)


def test_the_example_on_the_page_can_be_read():
    table = read_here(EXAMPLE.encode())
    found = read_figures(table.headers, [(row.number, row.cells) for row in table.rows], today=MONDAY)

    assert (len(found.figures), found.refused) == (1, ())


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (other(label="definitief"), "label"),
        (other(periode="2026"), "periode"),
        (other(label="officieel"), "periode"),
        (other(gebied="Atlantis"), "gebied"),
        (other(maat="banen"), "maat"),
        (other(waarde="1.400"), "waarde"),
        (other(waarde="-3"), "waarde"),
        (other(peildatum="2 november"), "peildatum"),
        (other(peildatum="2026-W42-1"), "peildatum"),
        (other(peildatum="20261015"), "peildatum"),
        (other(peildatum="2026-11-24"), "peildatum"),
        (other(peildatum="9999-12-31"), "peildatum"),
        (other(bron=""), "bron"),
    ],
)
def test_what_is_not_right_is_refused_by_column(row, field):
    found = read(row)

    assert found.figures == ()
    assert [one.field for one in found.refused] == [field]


def test_a_file_without_a_column_says_which():
    found = read_figures(("label", "periode"), [], today=MONDAY)

    assert [one.field for one in found.refused] == ["gebied", "maat", "waarde", "peildatum", "bron"]


@pytest.mark.parametrize("ours", [1, Decimal(1), Sum(1, Decimal(1), Decimal(1), Decimal(1)), THEIRS])
def test_a_figure_of_uwv_is_never_added(ours):
    for attempt in (lambda: THEIRS + ours, lambda: ours + THEIRS, lambda: sum([THEIRS, THEIRS])):
        with pytest.raises(TypeError):
            attempt()


def test_one_wrong_row_keeps_everything_out(session, make):
    make.region()
    actor = make.actor(Role.COORDINATOR)

    taken = take(session, actor, read(ROW, other(waarde="veel")))

    assert len(taken.refused) == 1
    assert figures_here(session) == []


def test_what_was_published_stays_and_a_later_figure_stands_beside_it(session, make):
    make.region()
    actor = make.actor(Role.COORDINATOR)
    assert take(session, actor, read(ROW)).new == 1
    session.flush()
    assert (take(session, actor, read(ROW)).new, take(session, actor, read(ROW)).same) == (0, 1)

    wrong = take(session, actor, read(other(waarde="1500")))
    assert "nieuwe peildatum" in wrong.refused[0].reason

    take(session, actor, read(other(waarde="1500", peildatum="2026-11-16")))
    session.flush()
    assert [row.value for row in figures_here(session)] == [1500, 1400]


def test_a_quarter_stands_beside_its_last_month_and_the_country_beside_none(session, make):
    make.region()
    published(make)
    published(make, area=COUNTRY, value=90_000)
    session.flush()

    assert [told(row) for row in figures_beside(session, date(2026, 9, 1))] == [THEIRS]
    assert figures_beside(session, date(2026, 10, 1)) == []


def test_the_bridge_takes_off_only_what_is_certain():
    ours = Ours(jobs=Decimal(2000), baseline=Decimal(700), no_ground=Decimal(50), last_day=Decimal(2010))
    found = bridge(ours, THEIRS)

    assert (found.comparable, found.left) == (Decimal(1300), Decimal(100))
    amounts = {reason.title: reason.amount for reason in found.reasons}
    assert amounts["Geen grond bij ons vastgelegd"] == Decimal(50)
    assert amounts["Maand en dag"] == Decimal(10)
    assert amounts["Werk dat wij niet kennen"] is None


def test_without_a_baseline_the_difference_stays_unknown():
    found = bridge(Ours(jobs=Decimal(2000)), THEIRS)

    assert (found.taken_off, found.comparable, found.left) == (None, None, None)


def test_a_figure_with_the_baseline_in_it_is_compared_as_it_is():
    with_it = Beside(Label.INDICATIVE, "2026Q3", "AM05", Measure.ALL, 2100, date(2026, 11, 2), "UWV")

    assert bridge(Ours(jobs=Decimal(2000)), with_it).left == Decimal(100)
