"""What a clause asks, worked out before anybody signs."""

from dataclasses import replace
from decimal import Decimal

import pytest

from werkbedrijf.foundation.actors import Role
from werkbedrijf.sroi.blocks import OF_REGISTER
from werkbedrijf.sroi.signing.work import Needed, work_for
from werkbedrijf.sroi.tables import Limit, shipped

CLAUSE = "opdrachtsom=400.000&percentage=5&waarover=opdrachtsom"


@pytest.fixture
def reader(client, stored):
    return client.sign_in_as(stored.user(Role.ACCOUNT_MANAGER))


def plain(page):
    return page.text.replace("\xa0", " ")


def test_a_clause_is_worked_out_with_its_sum(reader):
    before = reader.get("/sroi")
    assert "Wat vraagt een opdracht?" in before.text and "Verplichting" not in before.text
    page = plain(reader.get(f"/sroi?{CLAUSE}"))
    assert "5 % van € 400.000,00 = € 20.000,00" in page
    assert "maanden voltijd" not in page


def test_with_a_table_it_says_how_much_work_that_is(reader):
    page = plain(reader.get(f"/sroi?{CLAUSE}&waardetabel=utrecht_b"))
    assert "4,8 maanden voltijd werk (36 uur per week)" in page and "€ 50.000,00 waard" in page


def test_the_wage_sum_and_a_rung_without_rebate(reader):
    asked = "opdrachtsom=400.000&percentage=5&waarover=loonsom&loonsom=90.000&trede=trede_1"
    page = plain(reader.get(f"/sroi?{asked}"))
    assert "5 % van € 90.000,00 = € 4.500,00" in page
    assert "De regio heeft voor deze PSO-trede geen korting vastgelegd." in page


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("opdrachtsom=veel&percentage=5", "Vul een bedrag in, zoals 400.000 of 1.250,50."),
        ("opdrachtsom=&percentage=5", "Vul de opdrachtsom in, zonder btw."),
        ("opdrachtsom=400.000&percentage=0", "Een percentage is meer dan 0 en ten hoogste 100."),
        ("opdrachtsom=400.000&percentage=5&waarover=loonsom", "Vul de loonsom in: het percentage gaat daarover."),
        ("opdrachtsom=400.000&percentage=5&waarover=loonsom&loonsom=500.000", "niet meer dan de opdrachtsom."),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_stays(reader, asked, said):
    full = asked if "waarover" in asked else f"{asked}&waarover=opdrachtsom"
    page = reader.get(f"/sroi?{full}", status=422)
    assert said in page.text and "met de drempel" not in page.text
    typed = asked.split("&")[0].split("=")[1]
    assert not typed or f'value="{typed}"' in page.html


@pytest.mark.parametrize("version", sorted(shipped()))
def test_so_much_work_covers_the_obligation_and_a_tenth_less_does_not(version):
    needed = work_for(shipped()[version], Decimal(20_000))
    if needed is not None:
        month = needed.year / 12
        assert needed.months * month >= Decimal("19999.99")
        assert (needed.months - Decimal("0.1")) * month < 20_000


def test_who_counts_for_a_bounded_time_needs_company():
    table = shipped()["utrecht_b"]
    block = replace(table.blocks[OF_REGISTER], limit=Limit.MONTHS, months=6)
    bounded = replace(table, blocks={**table.blocks, OF_REGISTER: block})
    needed = work_for(bounded, Decimal(50_000))
    assert (needed.months, needed.year, needed.people) == (Decimal(12), Decimal("50000.00"), 2)


def test_a_part_of_a_person_is_a_person_more():
    assert (
        Needed(Decimal("25.1"), Decimal(1), longest=12).people == 3 and Needed(Decimal(24), Decimal(1), 12).people == 2
    )
