"""Claims from claimed to approved: what cannot be is refused at its field, and no hour counts twice."""

from datetime import date
from decimal import Decimal

import pytest

from tests.werkbedrijf.sroi.making import TODAY, approved, checked, claimed, new_contract
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.four_eyes import OwnRequest
from werkbedrijf.foundation.workflow import NotNow
from werkbedrijf.sroi.blocks import Kind
from werkbedrijf.sroi.claims import actions
from werkbedrijf.sroi.claims.booking import CountedAlready, books_of
from werkbedrijf.sroi.claims.models import Evidence, MonthOfWork
from werkbedrijf.sroi.claims.workflow import ClaimStatus

JUNE = date(2026, 6, 30)


def done(make, contract, on=TODAY):
    return books_of(make.session).standing(contract.reference, on).done


def test_half_a_year_of_24_hours_is_worth_what_the_table_of_the_contract_says(make):
    contract = new_contract(make)
    row = approved(make, claimed(make, contract))
    assert row.value == Decimal("16666.67") and done(make, contract) == Decimal("16666.67")
    assert "24/36 × 6/12" in row.sums[0]
    told = books_of(make.session)
    assert len([one for one in told.events if one.worked]) == 6
    assert told.too_many({(one.whose, one.month): one.worked for one in make.session.query(MonthOfWork)}) == []


def test_a_contractor_chooses_no_block_that_tells_a_law(make):
    contract = new_contract(make)
    row = claimed(make, contract)
    assert row.block is None and row.value is None
    with pytest.raises(InputRefused) as refused:
        claimed(make, contract, worker="P-9", block="banenafspraak")
    assert refused.value.problems == {"block": "Dit bouwblok kiest de regiocoördinator, na het zien van een document."}


@pytest.mark.parametrize(
    ("field", "said", "more"),
    [
        ("hours", "Uren zijn meer dan 0.", {"hours": Decimal(-3)}),
        ("last_day", "buiten de opdracht", {"last_day": date(2027, 3, 1)}),
        ("starts_on", "buiten de opdracht", {"starts_on": date(2025, 12, 31)}),
        ("last_day", "Alleen wat al gedaan is", {"last_day": date(2026, 12, 1)}),
        ("last_day", "voor de eerste dag", {"last_day": date(2025, 1, 1)}),
        ("block", "geen bouwblok ‘onzin’", {"block": "onzin"}),
        ("worker", "Geen naam", {"worker": "Jan Jansen"}),
        ("worker", "burgerservicenummer", {"worker": "123456782"}),
        ("amount", "Vul het bedrag in", {"kind": Kind.PURCHASE, "block": "sociale_inkoop"}),
        ("hours", "één van beide", {"kind": Kind.ACTIVITY, "block": "maatschappelijke_activiteit", "hours": None}),
    ],
)
def test_what_cannot_be_claimed_is_refused_at_its_field(make, field, said, more):
    with pytest.raises(InputRefused) as refused:
        claimed(make, new_contract(make), **more)
    assert said in refused.value.problems[field]


def test_the_same_days_of_a_worker_are_claimed_once(make):
    contract = new_contract(make)
    first = claimed(make, contract)
    with pytest.raises(InputRefused) as refused:
        claimed(make, contract, starts_on=JUNE, last_day=date(2026, 8, 1))
    assert first.reference in refused.value.problems["starts_on"]
    actions.refuse(make.session, make.actor(Role.COORDINATOR), first, reason="Geen bewijs", on=TODAY)
    assert claimed(make, contract, starts_on=JUNE, last_day=date(2026, 8, 1)).status is ClaimStatus.CLAIMED


def test_more_hours_than_worked_are_refused(make):
    row = claimed(make, new_contract(make), hours=Decimal(32))
    with pytest.raises(InputRefused) as refused:
        checked(make, row)
    assert "32 uur per week ingediend en 24 uur gewerkt" in refused.value.problems["seen_hours"]


def test_an_hour_counts_once_over_all_contracts_of_a_contractor(make):
    one = new_contract(make)
    other = new_contract(make, contractor=one.contractor)
    approved(make, claimed(make, one, hours=Decimal(12)))
    approved(make, claimed(make, other, hours=Decimal(12)))
    third = checked(make, claimed(make, new_contract(make, contractor=one.contractor), hours=Decimal(1)))
    with pytest.raises(CountedAlready, match="al alle gewerkte uren"):
        actions.approve(make.session, make.actor(Role.COORDINATOR), third, on=TODAY)


def test_two_halves_of_a_month_may_not_be_the_same_half(make):
    one = new_contract(make)
    half = {"last_day": date(2026, 1, 15)}
    approved(make, claimed(make, one, **half))
    second = checked(make, claimed(make, new_contract(make, contractor=one.contractor), **half))
    with pytest.raises(CountedAlready):
        actions.approve(make.session, make.actor(Role.COORDINATOR), second, on=TODAY)


def test_what_was_approved_is_put_right_by_its_opposite_and_the_hours_are_free_again(make):
    contract, by = new_contract(make), make.actor(Role.COORDINATOR)
    row = approved(make, claimed(make, contract))
    before = len(books_of(make.session).events)
    actions.undo(make.session, by, row, reason="Andere medewerker", on=TODAY)
    assert done(make, contract) == 0 and len(books_of(make.session).events) == before + 6
    assert {one.counted for one in make.session.query(MonthOfWork)} == {0}
    approved(make, claimed(make, contract))
    assert done(make, contract) == Decimal("16666.67")


def test_another_person_approves_where_the_gemeente_wants_that(make):
    contract, by = new_contract(make, four_eyes=True), make.actor(Role.COORDINATOR)
    row = checked(make, claimed(make, contract), by)
    with pytest.raises(OwnRequest):
        actions.approve(make.session, by, row, on=TODAY)
    make.session.refresh(row)
    actions.approve(make.session, make.actor(Role.COORDINATOR), row, on=TODAY)
    assert row.status is ClaimStatus.APPROVED


def test_buying_and_an_activity_count_by_what_was_paid_or_the_hours(make):
    contract = new_contract(make)
    bought = claimed(make, contract, kind=Kind.PURCHASE, block="sociale_inkoop", amount=Decimal(1500), hours=None)
    lesson = claimed(make, contract, kind=Kind.ACTIVITY, block="maatschappelijke_activiteit", hours=Decimal(8))
    for row, evidence in ((bought, Evidence.INVOICE), (lesson, Evidence.REPORT)):
        approved(make, row, evidence=evidence, block=None, seen_hours=None)
    assert (bought.value, lesson.value, done(make, contract)) == (1500, 800, 2300)


def test_a_claim_goes_one_way(make):
    contract, by = new_contract(make), make.actor(Role.COORDINATOR)
    row = claimed(make, contract)
    with pytest.raises(NotNow):
        actions.approve(make.session, by, row, on=TODAY)
    actions.withdraw(make.session, by, row, on=TODAY)
    with pytest.raises(NotNow):
        checked(make, row)


def test_a_person_counts_no_longer_than_the_table_says(make):
    contract = new_contract(make, table="oost_nederland", starts_on=date(2024, 1, 1), ends_on=date(2027, 1, 1))
    by = make.actor(Role.COORDINATOR)
    rows = [
        approved(
            make,
            claimed(make, contract, starts_on=date(year, 1, 1), last_day=date(year, 10, 31)),
            by,
            block="participatiewet_gt2",
            evidence=Evidence.DECISION,
        )
        for year in (2024, 2025, 2026)
    ]
    assert [row.counted_months for row in rows] == ["10", "10", "4"]
    assert done(make, contract) == sum(row.value for row in rows)
