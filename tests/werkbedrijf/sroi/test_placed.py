"""A placement made here credits social return by itself, where it lawfully belongs, and tells nobody's law."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.werkbedrijf.sroi.making import END, TODAY, new_contract
from werkbedrijf.foundation.actors import Role
from werkbedrijf.sroi.claims import actions
from werkbedrijf.sroi.claims.booking import CountedAlready, books_of
from werkbedrijf.sroi.claims.models import Evidence
from werkbedrijf.sroi.claims.placed import propose, propose_all
from werkbedrijf.sroi.contracts.actions import add_subcontractor

LATER = date(2027, 3, 10)


@pytest.fixture
def placed(make):
    """Somebody in the register who works from the first Monday on."""
    placement = make.placement()
    make.register_entry(placement.candidate, starts_on=date(2026, 1, 1))
    return placement


def approve(make, row):
    by = make.actor(Role.COORDINATOR)
    actions.check(make.session, by, row, evidence=Evidence.OWN_RECORDS, seen_on=LATER, on=LATER)
    actions.approve(make.session, by, row, on=LATER)


def contract_of(make, placement, **more):
    return new_contract(make, contractor=placement.formal_employer, ends_on=date(2028, 1, 1), **more)


def test_months_that_are_over_are_proposed_once(make, placed):
    contract = contract_of(make, placed)
    (row,) = propose(make.session, make.actor(Role.COORDINATOR), contract, on=LATER)
    assert (row.starts_on, row.last_day, row.hours) == (TODAY, date(2027, 2, 28), 24)
    assert row.block == "banenafspraak" and row.claimed_by_id is None and row.value > 0
    assert propose_all(make.session, on=LATER) == 0
    (more,) = propose(make.session, make.actor(Role.COORDINATOR), contract, on=date(2027, 4, 1))
    assert (more.starts_on, more.last_day) == (date(2027, 3, 1), date(2027, 3, 31))


def test_it_counts_for_every_contract_it_belongs_to_but_each_hour_once(make, placed):
    one, other = contract_of(make, placed), contract_of(make, placed)
    assert propose_all(make.session, on=LATER) == 2
    (mine,), (second,) = ([row for row in _claims(make) if row.contract is each] for each in (one, other))
    approve(make, mine)
    with pytest.raises(CountedAlready):
        approve(make, second)
    assert books_of(make.session).standing(one.reference, LATER).done == mine.value


def test_work_at_a_subcontractor_counts_too(make, placed):
    contract = new_contract(make, ends_on=date(2028, 1, 1))
    by = make.actor(Role.COORDINATOR)
    assert propose(make.session, by, contract, on=LATER) == []
    add_subcontractor(make.session, by, contract, placed.formal_employer, on=TODAY)
    assert len(propose(make.session, by, contract, on=LATER)) == 1


def test_who_is_not_in_the_register_is_not_told_of(make):
    placement = make.placement()
    contract = contract_of(make, placement)
    assert propose(make.session, make.actor(Role.COORDINATOR), contract, on=LATER) == []


def test_who_was_hired_before_the_contract_counts_only_as_the_table_says(make, placed):
    later = {"starts_on": TODAY + timedelta(days=30)}
    by = make.actor(Role.COORDINATOR)
    assert propose(make.session, by, contract_of(make, placed, **later), on=LATER) == []
    (row,) = propose(make.session, by, contract_of(make, placed, table="haaglanden_zhc", **later), on=LATER)
    assert row.starts_on == TODAY + timedelta(days=30)


def test_nothing_is_proposed_outside_the_contract(make, placed):
    contract = new_contract(make, contractor=placed.formal_employer, ends_on=END)
    (row,) = propose(make.session, make.actor(Role.COORDINATOR), contract, on=LATER)
    assert row.last_day == date(2026, 12, 31)
    assert row.hours == Decimal(24)


def _claims(make):
    from werkbedrijf.sroi.claims.models import Claim

    return make.session.query(Claim).order_by(Claim.id).all()
