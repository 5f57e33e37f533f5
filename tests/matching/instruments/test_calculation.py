"""The sums of the law: worked examples with their source, and what must hold for any job."""

import ast
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.instruments import calculation
from matching.instruments.calculation import (
    BANENAFSPRAAK,
    NEWLY_HIRED,
    TAKEN_BACK,
    Work,
    benefit,
    benefit_months,
    cents,
    dispensation,
    forfait_months,
    highest_benefit,
    subsidies,
    subsidy,
    wage_cost,
)
from matching.instruments.figures import Figures, Known, MissingFigure, figures_on, shipped
from matching.instruments.outcome import months_from, outcome_of
from werkbedrijf.foundation.parameter_names import Parameter

JULY = date(2026, 7, 1)
FIGURES = figures_on(JULY, shipped())
HOURS = st.decimals(min_value="0.5", max_value="60", places=2)
PERCENT = st.integers(0, 100)
GROUNDS = st.sampled_from(["PW_COLLEGE", "WAJONG", "PRO", "WSW", "WIA_EXPERIMENT", "WIW_ID"])


# Participatiewet art. 10d lid 4 and 5, text of 1 July 2026; WML of 1 July 2026 (Stcrt. 2026 16505): 2,337.00 a month.
# Surcharge: 23.5 percent (Regeling loonkostensubsidie Participatiewet 2021 art. 1).
@pytest.mark.parametrize(
    ("hours", "loonwaarde", "forfait", "amount", "total"),
    [
        (36, 60, False, "1009.58", "1246.84"),
        (36, 30, False, "1766.77", "2181.96"),
        (36, 20, False, "1766.77", "2181.96"),
        (24, 60, False, "673.06", "831.22"),
        (24, 30, False, "1177.85", "1454.64"),
        (24, 20, False, "1177.85", "1454.64"),
        (36, 0, True, "1261.98", "1558.55"),
        (36, 100, False, "0.00", "0.00"),
    ],
)
def test_the_worked_examples_of_loonkostensubsidie(hours, loonwaarde, forfait, amount, total):
    found = subsidy(FIGURES, Decimal(hours), loonwaarde, forfait=forfait)

    assert (found.amount, found.total) == (Decimal(amount), Decimal(total))


def test_the_cap_is_said_to_hold_from_thirty_percent_down():
    """At 30 percent the amount is exactly the cap of 70 percent."""
    assert [subsidy(FIGURES, Decimal(36), percent).cap_applied for percent in (29, 30, 31)] == [True, True, False]


def test_the_base_is_the_month_wage_with_holiday_pay_at_36_hours():
    assert subsidy(FIGURES, Decimal(36), 50).base == Decimal("2523.96")


def test_in_the_first_half_of_2026_the_month_wage_of_that_half_counts():
    january = figures_on(date(2026, 6, 30), shipped())

    assert subsidy(january, Decimal(36), 50).base == cents(Decimal("2294.40") * Decimal("1.08"))


# Wtl art. 2.13 and 2.9 (BWBR0037522, text of 1 January 2026), with 52 paid weeks.
@pytest.mark.parametrize(
    ("kind", "hours", "amount"),
    [
        (BANENAFSPRAAK, 36, "1890.72"),
        (BANENAFSPRAAK, 40, "2000.00"),
        (NEWLY_HIRED, 24, "3806.40"),
        (NEWLY_HIRED, 38, "6000.00"),
        (TAKEN_BACK, 38, "6000.00"),
    ],
)
def test_a_loonkostenvoordeel_is_per_hour_with_a_maximum_a_year(kind, hours, amount):
    assert benefit(FIGURES, kind, Decimal(hours)) == Decimal(amount)


def test_of_two_benefits_only_the_highest_is_paid():
    """Wtl art. 4.1 lid 3."""
    both = highest_benefit(FIGURES, (BANENAFSPRAAK, NEWLY_HIRED), Decimal(24), 12)

    assert both == benefit(FIGURES, NEWLY_HIRED, Decimal(24))


def test_loondispensatie_has_no_maximum_and_no_surcharge():
    assert dispensation(FIGURES, Decimal(36), 20) == Decimal("2019.17")


def test_after_the_forfait_the_measured_loonwaarde_counts():
    months = subsidies(FIGURES, Work(Decimal(36), 80, forfait=True, months=8))

    assert [month.forfait for month in months] == [True] * 6 + [False] * 2
    assert months[6].amount == Decimal("504.79")


def test_what_an_employer_pays_is_wage_holiday_pay_and_charges():
    """36 hours x 52 weeks / 12 x 15.00 = 2,340.00; with 8 percent 2,527.20; with 23.5 percent 3,121.09."""
    assert wage_cost(FIGURES, Decimal(36), Decimal(15), Decimal("23.5")) == Decimal("3121.09")


@pytest.mark.parametrize("day", [date(2027, 1, 1), date(2030, 5, 5)])
def test_a_minimum_wage_of_an_earlier_half_year_is_no_answer(day):
    with pytest.raises(MissingFigure, match=r"Minimumloon per maand bij 36 uur.*is niet bekend op .* beheerder"):
        subsidy(figures_on(day, shipped()), Decimal(36), 60)


def test_the_month_wage_is_never_worked_out_from_the_hour():
    known = {name: row for name, row in FIGURES.known.items() if name is not Parameter.WML_MONTH}

    with pytest.raises(MissingFigure):
        subsidy(Figures(JULY, known), Decimal(36), 60)


def test_a_figure_of_the_region_holds_from_its_day_on():
    rows = shipped()
    rows[Parameter.LKS_CHARGES].append(Known(Decimal(25), date(2026, 9, 1), "Staatscourant"))

    before, after = (figures_on(date(2026, month, 1), rows)[Parameter.LKS_CHARGES] for month in (8, 9))

    assert (before, after) == (Decimal("23.5"), Decimal(25))


@given(HOURS, HOURS, PERCENT)
def test_more_hours_never_bring_less(one, other, loonwaarde):
    fewer, more = sorted((one, other))

    assert subsidy(FIGURES, fewer, loonwaarde).total <= subsidy(FIGURES, more, loonwaarde).total
    assert benefit(FIGURES, BANENAFSPRAAK, fewer) <= benefit(FIGURES, BANENAFSPRAAK, more)


@given(HOURS, PERCENT, PERCENT)
def test_who_can_do_more_brings_no_more(hours, one, other):
    less, more = sorted((one, other))

    assert subsidy(FIGURES, hours, less).total >= subsidy(FIGURES, hours, more).total


@given(HOURS, PERCENT, st.booleans())
def test_the_cap_holds_and_the_parts_add_up(hours, loonwaarde, forfait):
    found = subsidy(FIGURES, hours, loonwaarde, forfait=forfait)

    assert found.amount <= found.most <= found.base
    assert found.amount + found.surcharge == found.total
    assert abs(found.surcharge - found.amount * Decimal("0.235")) < Decimal("0.02")
    assert found.cap_applied == (not forfait and loonwaarde <= 30)


@given(PERCENT, st.integers(1, 60))
def test_a_forfait_lasts_six_months_at_most(loonwaarde, months):
    work = Work(Decimal(24), loonwaarde, forfait=True, months=months)

    assert sum(month.forfait for month in subsidies(FIGURES, work)) == forfait_months(FIGURES, work) == min(6, months)


@given(HOURS, st.dates(date(2026, 1, 1), date(2028, 12, 31)), st.integers(1, 30))
def test_the_months_of_a_benefit_add_up_to_what_each_year_brings(hours, start, many):
    months = months_from(start, many)
    grown = benefit_months(FIGURES, (BANENAFSPRAAK,), hours, months)

    for year in {month.year for month in months}:
        of_year = [amount for month, amount in zip(months, grown, strict=True) if month.year == year]
        assert min(of_year) >= 0
        assert sum(of_year) == benefit(FIGURES, BANENAFSPRAAK, hours, len(of_year)) <= 2000


@given(GROUNDS, HOURS, PERCENT, st.booleans(), st.integers(1, 36))
def test_every_amount_is_a_decimal_in_cents_and_the_total_is_the_sum(ground, hours, loonwaarde, forfait, months):
    outcome = outcome_of(FIGURES, ground, Work(hours, loonwaarde, forfait, months))
    amounts = {line.key: Decimal(line.value) for line in outcome.lines if line.value not in {"ja", "nee"}}

    whole = amounts["lks_period"] + amounts["lkv_period"] + amounts["dispensation"] * months
    assert whole == amounts["total_period"]
    assert amounts["lks"] + amounts["surcharge"] == amounts["lks_with_surcharge"]
    assert all(amount == cents(amount) for amount in amounts.values())
    assert all(line.article for line in outcome.lines)


@given(HOURS, PERCENT)
def test_nothing_is_a_float(hours, loonwaarde):
    found = subsidy(FIGURES, hours, loonwaarde)

    assert {type(getattr(found, name)) for name in ("base", "difference", "most", "amount", "surcharge", "total")} == {
        Decimal
    }


@given(st.decimals(min_value=-1000, max_value=100_000, places=6))
def test_rounding_is_half_up_and_never_off_by_more_than_half_a_cent(amount):
    assert abs(cents(amount) - amount) <= Decimal("0.005")


@pytest.mark.parametrize("path", sorted(Path(calculation.__file__).parent.glob("*.py")), ids=lambda path: path.stem)
def test_no_code_of_this_room_knows_a_float(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))

    assert not [
        node.lineno
        for node in ast.walk(tree)
        if (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (isinstance(node, ast.Name) and node.id == "float")
    ]
