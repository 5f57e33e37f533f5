"""Figures that other rooms keep: what UWV published (I01, I05, I06) and social return (I17). They are told from there, once."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from tests.werkbedrijf.sroi.making import approved, claimed, new_contract
from werkbedrijf.garantiebanen.outside.beside import Label, Measure
from werkbedrijf.garantiebanen.outside.models import OutsideFigure
from werkbedrijf.indicators.gathering import social_return_on
from werkbedrijf.indicators.measuring import NO_CONTRACTS, measured
from werkbedrijf.indicators.models import Entered, IndicatorValue
from werkbedrijf.indicators.publishing import cells_of
from werkbedrijf.indicators.quarters import Quarter
from werkbedrijf.indicators.queries import newest_values, values_between
from werkbedrijf.indicators.records import Facts, SocialReturn
from werkbedrijf.indicators.uwv import values_of_uwv

Q3 = Quarter(2026, 3)
LATER = datetime(2026, 11, 20, 9, tzinfo=UTC)


@pytest.fixture
def uwv(session, make):
    make.region()

    def publish(
        measure, value, period="2026Q2", *, as_of=date(2026, 8, 3), label=Label.INDICATIVE, area="AM05", at=LATER
    ):
        facts = {"label": label, "period": period, "area": area, "measure": measure, "value": value, "as_of": as_of}
        return make._add(OutsideFigure(source="UWV, rapport", imported_at=at, **facts), "outside_figure.imported")

    return publish


def newest(session, code, until=date(2026, 9, 30), **more):
    return newest_values(session, Entered.FIGURE, until=until, **more).get((code, ""))


def test_extra_jobs_of_the_region_are_told_with_label_source_and_the_day_they_hold_for(session, uwv):
    uwv(Measure.EXTRA, 1400)
    uwv(Measure.EXTRA, 90_000, area="landelijk")
    row = newest(session, "I01")

    assert (row.value, row.period, row.as_of) == (Decimal(1400), "2026Q2", date(2026, 6, 30))
    assert (row.label, row.source) == ("UWV, kwartaal, indicatief", "UWV, rapport")


def test_a_share_keeps_both_of_its_numbers_and_needs_both(session, uwv):
    uwv(Measure.WORKING, 5_000)
    assert newest(session, "I05") is None

    uwv(Measure.REGISTERED, 9_000)
    uwv(Measure.ALL, 4_200)
    uwv(Measure.TARGET, 4_000, period="2025", label=Label.OFFICIAL)
    row = newest(session, "I05")

    assert (row.value, row.numerator, row.denominator) == (Decimal("55.6"), Decimal(5_000), Decimal(9_000))
    assert newest(session, "I06") is None


def test_a_restated_figure_is_told_and_what_was_not_known_yet_is_not(session, uwv):
    uwv(Measure.EXTRA, 1400)
    uwv(Measure.EXTRA, 1410, as_of=date(2026, 10, 1))

    assert newest(session, "I01").value == 1410
    assert newest(session, "I01", until=date(2026, 3, 31)) is None
    assert newest(session, "I01", known_on=date(2026, 11, 1)) is None
    assert [row.value for row in values_between(session, Entered.FIGURE, until=Q3.last)["I01"]] == [Decimal(1410)]


def test_a_later_figure_that_was_typed_goes_before_an_older_one_of_uwv(session, make, uwv):
    uwv(Measure.EXTRA, 1400)
    typed = {"period": "2026Q3", "as_of": date(2026, 9, 30), "source": "brief", "entered_on": date(2026, 11, 1)}
    make._add(
        IndicatorValue(indicator="I01", kind=Entered.FIGURE, value=Decimal(1450), **typed), "indicator_value.made"
    )

    assert newest(session, "I01").value == 1450


def test_nothing_of_it_is_stored_with_the_indicators(session, uwv):
    uwv(Measure.EXTRA, 1400)
    values_of_uwv(session)

    assert not session.new


def told(social):
    facts = Facts(quarter=Q3, on=Q3.last, social=social)
    return measured("I17", facts), next(one for one in cells_of(facts, None, (), smallest=10) if one.indicator == "I17")


def test_social_return_is_what_was_approved_of_what_was_promised():
    exact, cell = told(SocialReturn(3, Decimal("60000.00"), Decimal("26000.00"), people=14))

    assert (exact.value, exact.numerator, exact.denominator) == (
        Decimal("43.3"),
        Decimal("26000.00"),
        Decimal("60000.00"),
    )
    assert (cell.value, cell.base) == (Decimal(45), 10)


@pytest.mark.parametrize("people", [1, 9])
def test_social_return_from_the_work_of_few_people_is_not_shown(people):
    _, cell = told(SocialReturn(1, Decimal("20000.00"), Decimal("16666.67"), people))

    assert cell.hidden


def test_purchases_alone_tell_of_nobody_and_no_contract_is_no_nought():
    assert told(SocialReturn(1, Decimal("20000.00"), Decimal("5000.00"), 0))[1].value == 25
    exact, cell = told(SocialReturn(0, Decimal(0), Decimal(0), 0))
    assert (exact.value, cell.value, cell.missing) == (None, None, NO_CONTRACTS)


def test_it_is_gathered_from_the_books_with_each_worker_once(session, make):
    make.region()
    make.parameters()
    contract = new_contract(make)
    approved(make, claimed(make, contract))
    found = social_return_on(session, date(2026, 12, 31))

    assert (found.contracts, found.promised, found.people) == (1, Decimal("20000.00"), 1)
    assert found.approved > 0
    assert social_return_on(session, date(2025, 12, 31)) == SocialReturn(0, Decimal(0), Decimal(0), 0)
