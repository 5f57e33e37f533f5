"""What the alderman's page says by quarter, of social return and lasting work: as it was published, nothing worked out anew."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from werkbedrijf.dashboards.alderman import page_of
from werkbedrijf.foundation.actors import TIMETABLE
from werkbedrijf.foundation.audit import record
from werkbedrijf.indicators.models import IndicatorCell, IndicatorQuarter, Shown

DAY = date(2026, 11, 23)


def cell(indicator, ends_on, shown, value=None, base=None, missing=""):
    told = {"shown": shown, "value": value, "base": base, "missing": missing}
    return IndicatorCell(indicator=indicator, split="regio", code="", as_of=ends_on, **told)


def quarter(session, name, ends_on, shown, value=None, missing="", more=()):
    made = IndicatorQuarter(
        name=name,
        ends_on=ends_on,
        smallest=10,
        hours_per_job=Decimal("25.5"),
        hours_full_time=Decimal(36),
        frozen_at=datetime(2026, 11, 1, tzinfo=UTC),
        cells=[cell("I17", ends_on, shown, value, missing=missing), *more],
    )
    session.add(made)
    record(session, TIMETABLE, "indicators.frozen", made)
    session.flush()


@pytest.fixture
def ready(session, make):
    make.parameters()
    make.region()
    return session


def test_the_newest_quarter_that_ended_by_then_is_told(ready):
    quarter(ready, "2026Q2", date(2026, 6, 30), Shown.VALUE, Decimal("12.4"))
    quarter(ready, "2026Q3", date(2026, 9, 30), Shown.VALUE, Decimal("34.6"))

    now, before = page_of(ready, DAY, None), page_of(ready, date(2026, 9, 29), None)

    assert "is 35 procent gedaan en goedgekeurd" in now.promises and now.promised_part == 35
    assert "is 12 procent" in before.promises and before.promised_part == 12


def test_what_was_hidden_or_is_not_there_is_said_without_a_picture(ready):
    assert page_of(ready, DAY, None).promises == "Daarvan zijn nog geen kwartaalcijfers."
    quarter(ready, "2026Q2", date(2026, 6, 30), Shown.MISSING, missing="Er zijn nog geen opdrachten.")
    quarter(ready, "2026Q3", date(2026, 9, 30), Shown.HIDDEN)

    now, before = page_of(ready, DAY, None), page_of(ready, date(2026, 9, 29), None)

    assert now.promises.startswith("Dat tonen we niet") and now.promised_part is None
    assert before.promises.startswith("Er zijn nog geen opdrachten.") and before.promised_part is None


def test_how_long_work_lasted_is_told_as_it_was_published(ready):
    day = date(2026, 9, 30)
    half, year = cell("I09", day, Shown.VALUE, Decimal(60), 80), cell("I10", day, Shown.HIDDEN)
    assert page_of(ready, DAY, None).stayed == []
    quarter(ready, "2026Q3", day, Shown.HIDDEN, more=[half, year])

    page = page_of(ready, DAY, None)

    assert page.stayed_until == day
    assert page.stayed == [
        "Van ongeveer 80 plaatsingen duurde ongeveer 60 procent een half jaar of langer.",
        "Te weinig mensen begonnen lang genoeg geleden om te zeggen hoeveel er een jaar later nog werken.",
    ]
