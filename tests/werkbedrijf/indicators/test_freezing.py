"""A quarter is published once, from the records, and told the same ever after."""

from datetime import date

from candidates.registration.models import Ground
from matching.placements.workflow import PlacementStatus
from werkbedrijf.garantiebanen.freezing import freeze_due
from werkbedrijf.indicators.definitions import Split
from werkbedrijf.indicators.freezing import cells_in, publish_due
from werkbedrijf.indicators.gathering import facts_of
from werkbedrijf.indicators.measuring import measured, split
from werkbedrijf.indicators.quarters import Quarter
from werkbedrijf.indicators.queries import find_published, published

TODAY = date(2026, 11, 27)
Q3 = Quarter(2026, 3)


def told(quarter):
    return {(cell.indicator, cell.split, cell.code): cell for cell in cells_in(quarter)}


def test_what_is_in_the_records_comes_out_of_them(session, make, placed):
    placed(date(2026, 1, 5), ground=Ground.WAJONG)
    placed(date(2026, 7, 6), ended_on=date(2026, 9, 1), gemeente="GM0164")
    placed(date(2026, 8, 3), status=PlacementStatus.CANCELLED)
    placed(date(2026, 8, 3), status=PlacementStatus.PLANNED)
    session.flush()
    facts = facts_of(session, Q3, on=TODAY)

    assert measured("I03", facts).value == 1
    assert measured("I07", facts).value == 1
    assert measured("I09", facts).value == 100
    assert set(split("I08", facts, Split.GROUND)) == {"PW_COLLEGE"}
    assert measured("I14", facts).value == 35
    assert measured("I15", facts).denominator == 4


def test_how_profiles_were_long_ago_is_not_made_up(session, placed):
    placed()
    session.flush()

    assert measured("I15", facts_of(session, Quarter(2026, 2), on=TODAY)).missing
    assert not measured("I15", facts_of(session, Q3, on=TODAY)).missing


def test_a_quarter_waits_for_its_last_month_and_is_published_once(session, placed):
    for _ in range(14):
        placed()
    session.flush()

    assert publish_due(session, on=TODAY) == 0
    freeze_due(session, on=TODAY)
    assert publish_due(session, on=TODAY) == 1
    assert publish_due(session, on=TODAY) == 0
    assert [one.name for one in published(session, until=TODAY)] == ["2026Q3"]


def test_a_correction_afterwards_changes_nothing_that_was_published(session, placed):
    for _ in range(14):
        placed()
    session.flush()
    freeze_due(session, on=TODAY)
    publish_due(session, on=TODAY)
    before = told(find_published(session, "2026Q3"))
    for _ in range(30):
        placed()
    session.flush()
    publish_due(session, on=TODAY)

    session.expire_all()
    assert told(find_published(session, "2026Q3")) == before


def test_nothing_exact_and_nothing_small_is_kept(session, placed):
    for _ in range(17):
        placed()
    for _ in range(3):
        placed(gemeente="GM0164", section="Q")
    session.flush()
    freeze_due(session, on=TODAY)
    publish_due(session, on=TODAY)
    cells = told(find_published(session, "2026Q3"))

    assert cells["I07", "regio", ""].value == 20
    assert cells["I07", "gemeente", "GM0164"].hidden and cells["I07", "gemeente", "GM0153"].hidden
    assert cells["I03", "regio", ""].value == 20
    assert cells["REGISTER", "regio", ""].value == 20
    assert cells["WERK", "branche", "Q"].hidden
    for cell in cells.values():
        assert cell.base is None or cell.base % 10 == 0
        if cell.indicator not in {"PLEKKEN", "WERKGEVERS"} and cell.value is not None:
            assert cell.value % 5 == 0, cell


def test_nothing_was_placed_nothing_is_published(session, make):
    make.region()
    make.parameters()

    assert publish_due(session, on=TODAY) == 0
