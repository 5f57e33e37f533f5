"""Contracts: what is owed is the sum of rows, and nothing is ever overwritten."""

from datetime import date
from decimal import Decimal

import pytest

from tests.werkbedrijf.sroi.making import END, START, TODAY, new_contract, settled, terms
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.errors import InputRefused, ProgrammingError
from werkbedrijf.foundation.parameters import Parameter, ParameterValue
from werkbedrijf.sroi.claims.booking import books_of
from werkbedrijf.sroi.claims.models import BookEvent
from werkbedrijf.sroi.contracts import actions
from werkbedrijf.sroi.contracts.facts import Amendment
from werkbedrijf.sroi.contracts.models import Change, Rung
from werkbedrijf.sroi.statement import statement


def _set(make, parameter, value, day=date(2015, 1, 1)):
    make._add(ParameterValue(name=parameter, valid_from=day, value=Decimal(value), source="Afspraak"), "parameter.set")


def test_a_contract_owes_its_percentage_and_keeps_the_table_of_its_date(make):
    contract = new_contract(make)
    told = statement(make.session, contract, TODAY)
    assert (told["contract"], told["promised"], told["left"]) == (contract.reference, "20000.00", "20000.00")
    assert told["table"] == "utrecht_b" and contract.last_day == date(2026, 12, 31)


def test_a_change_is_a_new_row_and_the_rows_add_up(make):
    contract, by = new_contract(make), make.actor(Role.COORDINATOR)
    actions.amend(
        make.session,
        by,
        contract,
        Amendment(Change.EXTENSION, terms(ends_on=date(2028, 1, 1), total=Decimal(700_000)), "Een jaar verlengd"),
        on=TODAY,
    )
    actions.amend(
        make.session,
        by,
        contract,
        Amendment(Change.AMOUNT, terms(ends_on=date(2028, 1, 1), total=Decimal(600_000)), "Minder werk"),
        on=TODAY,
    )
    assert [one.change for one in contract.agreements] == [20000, 15000, -5000]
    assert contract.last_day == date(2027, 12, 31)
    assert books_of(make.session).standing(contract.reference, TODAY).promised == Decimal(30_000)
    assert books_of(make.session).standing(contract.reference, date(2026, 11, 22)).promised == 0


def test_an_option_is_used_once(make):
    contract = new_contract(make, options=((date(2028, 1, 1), Decimal(300_000)),))
    by, option = make.actor(Role.COORDINATOR), contract.options[0]
    longer = Amendment(Change.OPTION, terms(ends_on=option.ends_on), "Optie gebruikt", option)
    actions.amend(make.session, by, contract, longer, on=TODAY)
    with pytest.raises(InputRefused, match="al gebruikt"):
        actions.amend(make.session, by, contract, longer, on=TODAY)


def test_the_threshold_and_the_rebate_are_those_of_the_date_of_the_contract(make):
    _set(make, Parameter.SROI_THRESHOLD, 100_000)
    _set(make, Parameter.SROI_THRESHOLD, 500_000, date(2026, 6, 1))
    _set(make, Parameter.SROI_PSO_SECOND, 50)
    contract = new_contract(make, rung=Rung.SECOND)
    assert contract.now.change == Decimal(10_000) and contract.now.threshold == Decimal(100_000)
    assert new_contract(make, total=Decimal(90_000)).now.change == 0
    # Nothing was agreed for this rung, so nothing goes off.
    assert new_contract(make, rung=Rung.THIRD).now.change == Decimal(20_000)


@pytest.mark.parametrize(
    ("field", "more"),
    [
        ("title", {"title": " "}),
        ("cpv", {"cpv": "groen"}),
        ("table_version", {"table_version": "assen"}),
        ("table_version", {"table_version": "haaglanden_zhc", "starts_on": date(2023, 1, 1)}),
        ("total", {"total": Decimal(0)}),
        ("percentage", {"percentage": Decimal(101)}),
        ("last_day", {"ends_on": START}),
        ("option_until", {"options": ((END, Decimal(0)),)}),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(make, field, more):
    with pytest.raises(InputRefused) as refused:
        new_contract(make, **more)
    assert field in refused.value.problems


def test_a_later_milestone_for_a_day_replaces_it_and_nothing_takes_it_out(make):
    contract, by = new_contract(make), make.actor(Role.COORDINATOR)
    june = date(2026, 6, 30)
    for amount in (8000, 9000):
        actions.plan(make.session, by, contract, due_on=june, amount=Decimal(amount), note="", on=TODAY)
    assert [(one.due_on, one.amount) for one in contract.plan] == [(june, 9000)]
    actions.plan(make.session, by, contract, due_on=june, amount=Decimal(0), note="", on=TODAY)
    assert contract.plan == [] and len(contract.milestones) == 3
    with pytest.raises(InputRefused, match="looptijd"):
        actions.plan(make.session, by, contract, due_on=date(2029, 1, 1), amount=Decimal(1), note="", on=TODAY)


def test_a_milestone_lies_before_the_first_day_after_the_contract(make):
    contract, by = new_contract(make), make.actor(Role.COORDINATOR)

    def agree(day):
        actions.plan(make.session, by, contract, due_on=day, amount=Decimal(1), note="", on=TODAY)

    with pytest.raises(InputRefused, match="tot en met 31-12-2026"):
        agree(END)
    agree(contract.last_day)
    shorter = date(2026, 12, 1)
    actions.amend(make.session, by, contract, Amendment(Change.OTHER, terms(ends_on=shorter), "Eerder klaar"), on=TODAY)
    with pytest.raises(InputRefused, match="tot en met 30-11-2026"):
        agree(shorter)
    agree(date(2026, 11, 30))


def test_a_subcontractor_belongs_to_it_once(make):
    contract, by, other = new_contract(make), make.actor(Role.COORDINATOR), make.employer()
    actions.add_subcontractor(make.session, by, contract, other, on=TODAY)
    assert contract.employer_ids == {contract.contractor_id, other.id}
    with pytest.raises(InputRefused, match="hoort al bij"):
        actions.add_subcontractor(make.session, by, contract, other, on=TODAY)


def test_it_is_settled_after_its_end_and_never_for_more_than_is_left(make):
    contract, by = new_contract(make), make.actor(Role.COORDINATOR)
    with pytest.raises(InputRefused, match="loopt nog"):
        settled(make, contract, by, amount=Decimal(1), on=TODAY)
    with pytest.raises(InputRefused, match="niet meer dan"):
        settled(make, contract, by, amount=Decimal(20_001), on=END)
    settled(make, contract, by, amount=Decimal(20_000), on=END)
    assert statement(make.session, contract, END)["left"] == "0.00"


def test_the_books_only_grow(make):
    contract = new_contract(make)
    event = make.session.query(BookEvent).filter_by(contract_id=contract.id).one()
    event.amount = Decimal(1)
    with pytest.raises(ProgrammingError, match="only grow"):
        make.session.flush()
    make.session.rollback()
