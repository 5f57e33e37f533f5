"""A small region in a database, published by the jobs over two quarters, and attacked with all that an alderman is served."""

from datetime import date

from employers.vacancies.kinds import VacancyKind
from matching.placements.models import EndReason
from tests.proofs.published_in import placed_in, sheets_in
from werkbedrijf.garantiebanen import cube
from werkbedrijf.garantiebanen.freezing import freeze_due
from werkbedrijf.indicators.freezing import publish_due
from werkbedrijf.indicators.standing import AT_WORK
from werkbedrijf.outlook.freezing import publish_outlooks

DAY = date(2026, 11, 23)


def region(session, make, placed):
    """Two gemeenten of some size and a small one; some come, some leave."""
    make.region()
    placed("GM0153", 24, date(2026, 4, 6))
    placed("GM0164", 13, date(2026, 5, 4), section="Q", ended_on=date(2026, 9, 7), reason=EndReason.BY_EMPLOYER)
    placed("GM0164", 12, date(2026, 7, 6), section="Q")
    placed("GM0141", 3, date(2026, 8, 3), section="F")
    # The clock moves: each month is published in the month after it.
    for month in range(5, 12):
        on = date(2026, month, 2)
        freeze_due(session, on=on)
        publish_outlooks(session, on=on)
        publish_due(session, on=on)
        session.flush()
    session.expire_all()


def test_what_a_database_published_over_months_and_quarters_places_no_group(session, make, placed):
    region(session, make, placed)
    sheets = sheets_in(session, DAY)

    assert (len(sheets.months), sorted(sheets.quarters)) == (7, ["2026Q2", "2026Q3"])
    assert sheets.truth[date(2026, 10, 31), "gemeente", "GM0141"] == 3
    assert placed_in(sheets) == ([], [])


def test_a_small_gemeente_alone_in_being_hidden_is_found(session, make, placed, monkeypatch):
    monkeypatch.setattr(
        cube, "hidden_cells", lambda persons, **_: {code for code, many in persons.items() if 0 < many < 10}
    )
    monkeypatch.setattr(cube, "tells_by_its_total", lambda *_, **__: False)
    make.region()
    placed("GM0153", 10, date(2026, 10, 5))
    placed("GM0141", 3, date(2026, 10, 5))
    freeze_due(session, on=date(2026, 11, 2))
    session.flush()
    session.expire_all()
    found, _ = placed_in(sheets_in(session, DAY))

    assert (date(2026, 10, 31), "gemeente", "GM0141") in {name for name, _, _ in found}


def test_a_quarter_knows_the_sheet_of_its_last_month_when_it_tells_of_all_work(session, make, placed):
    make.region()
    placed("GM0153", 10, section="F")
    placed("GM0153", 11)
    placed("GM0153", 2, kind=VacancyKind.LEERWERKPLEK)
    freeze_due(session, on=date(2026, 4, 2))
    publish_due(session, on=date(2026, 4, 2))
    session.flush()
    session.expire_all()
    sheets = sheets_in(session, date(2026, 4, 2))

    # By branch at least 10 and 10 count, so 24 people in all would be at most four learning places.
    assert len(sheets.months[date(2026, 3, 31)][1].tables) > 1
    assert {cell.value for cell in sheets.quarters["2026Q1"] if cell.indicator == AT_WORK} == {None}
