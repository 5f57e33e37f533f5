"""Below 21 years the minimum wage is a part of that of an adult, and everything that leans on it follows.

Percentages of 2026: Besluit minimumjeugdloonregeling art. 2; amounts of 1 July 2026 (WML of 14.99 an hour, 2,337.00 a month).
"""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.instruments.ages import PART, Age
from matching.instruments.calculation import Work, benefit_months, dispensation, least_wage, subsidies, subsidy
from matching.instruments.figures import figures_on, shipped
from matching.instruments.outcome import outcome_of
from werkbedrijf.foundation.facts.tables import Table, rows

JULY = figures_on(date(2026, 7, 1), shipped())


@pytest.mark.parametrize(
    ("age", "an_hour"),
    [
        (Age.ADULT, "14.99"),
        (Age.TWENTY, "11.99"),
        (Age.NINETEEN, "8.99"),
        (Age.EIGHTEEN, "7.50"),
        (Age.SEVENTEEN, "5.92"),
        (Age.SIXTEEN, "5.17"),
        (Age.FIFTEEN, "4.50"),
        (Age.TWENTY_BBL, "9.22"),
        (Age.NINETEEN_BBL, "7.87"),
        (Age.EIGHTEEN_BBL, "6.82"),
    ],
)
def test_the_minimum_wage_of_every_age(age, an_hour):
    assert least_wage(JULY, age) == Decimal(an_hour)


def test_every_part_in_the_table_of_facts_has_its_age():
    told = {
        (row["leeftijd"], kind): row[column]
        for row in rows(Table.MINIMUM_WAGE_SCALE)
        for kind, column in (("", "percentage_van_21plus"), ("bbl", "bbl_percentage"))
        if row[column] and row["leeftijd"] != "21+"
    }
    known = {tuple((age.value + "_").split("_")[:2]): f"{JULY[part].normalize():f}" for age, part in PART.items()}

    assert known == told


def test_the_subsidy_of_somebody_of_eighteen_is_half_that_of_an_adult():
    # 2,523.96 with holiday pay: half is 1,261.98; 40 percent of that 504.792, with 23.5 percent on top 623.41812.
    young = subsidy(JULY, Decimal(36), 60, age=Age.EIGHTEEN)

    assert (young.base, young.amount, young.total) == (Decimal("1261.98"), Decimal("504.79"), Decimal("623.42"))


@given(st.sampled_from(sorted(PART)), st.decimals("0.5", "60", places=2), st.integers(0, 100), st.booleans())
def test_a_younger_age_never_brings_more_and_an_apprentice_no_more_than_others(age, hours, loonwaarde, forfait):
    mine = subsidy(JULY, hours, loonwaarde, forfait=forfait, age=age)
    older = subsidy(JULY, hours, loonwaarde, forfait=forfait)

    assert mine.total <= older.total
    assert dispensation(JULY, hours, loonwaarde, age) <= dispensation(JULY, hours, loonwaarde)
    assert mine.amount + mine.surcharge == mine.total


def test_months_and_outcome_follow_the_age_and_a_loonkostenvoordeel_does_not():
    young, adult = Work(Decimal(24), 60, age=Age.NINETEEN), Work(Decimal(24), 60)
    told = {line.key: line.value for line in outcome_of(JULY, "PRO", young).lines}
    older = {line.key: line.value for line in outcome_of(JULY, "PRO", adult).lines}

    assert {month.total for month in subsidies(JULY, young)} == {Decimal(told["lks_with_surcharge"])}
    assert told["wml_part"] == "60"
    assert "wml_part" not in older
    assert Decimal(told["base"]) < Decimal(older["base"])
    assert told["lkv_year"] == older["lkv_year"]
    assert benefit_months(JULY, (), Decimal(24), []) == []
