"""What must hold for every story of claims, on the rows that the database keeps."""

from datetime import date
from decimal import Decimal
from itertools import permutations
from random import Random

import pytest

from tests.werkbedrijf.sroi.making import START, TODAY, checked, claimed, new_contract
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.errors import DomainError, InputRefused
from werkbedrijf.sroi.claims import actions
from werkbedrijf.sroi.claims.booking import books_of
from werkbedrijf.sroi.claims.models import BookEvent, Claim, MonthOfWork
from werkbedrijf.sroi.claims.workflow import ClaimStatus
from werkbedrijf.sroi.contracts.standing import standings

BLOCKS = ("banenafspraak", "ww", "participatiewet")


def story(make, random, contracts, by):
    """Some ten acts: claims that may overlap, checked, approved, undone or refused, as far as they are let."""
    told = []
    for _ in range(10):
        first = random.randint(1, 9)
        days = {"starts_on": date(2026, first, random.choice((1, 11))), "last_day": date(2026, first + 1, 15)}
        hours = {"hours": Decimal(random.choice((8, 12, 24))), "worker": random.choice(("P-1", "P-2"))}
        try:
            row = claimed(make, random.choice(contracts), by, **days, **hours)
            checked(make, row, by, block=random.choice(BLOCKS))
            with make.session.begin_nested():
                actions.approve(make.session, by, row, on=TODAY)
            told.append(row)
            if random.random() < 0.3:
                actions.undo(make.session, by, row, reason="Toch niet", on=TODAY)
        except DomainError:
            make.session.expire_all()
    return told


@pytest.mark.parametrize("seed", range(4))
def test_no_story_counts_an_hour_twice_or_loses_a_cent(make, seed):
    by = make.actor(Role.COORDINATOR)
    one = new_contract(make)
    contracts = [one, new_contract(make, contractor=one.contractor)]
    assert story(make, Random(seed), contracts, by)
    books, kept = books_of(make.session), standings(make.session, [row.id for row in contracts], TODAY)
    worked = {(row.whose, row.month): row.worked for row in make.session.query(MonthOfWork)}
    assert books.too_many(worked) == []
    counted = {key: hours for key, hours in books.counted().items() if hours}
    assert counted == {(row.whose, row.month): row.counted for row in make.session.query(MonthOfWork) if row.counted}
    approved = make.session.query(Claim).filter_by(status=ClaimStatus.APPROVED).all()
    for contract in contracts:
        standing = books.standing(contract.reference, TODAY)
        assert standing == kept[contract.id]
        assert standing.done == sum((row.value for row in approved if row.contract is contract), Decimal(0))
        assert sum(books.accounts(contract.reference, TODAY).values()) == 0


def test_the_order_of_deciding_changes_nothing(make):
    """Three claims about one worker, approved in every order: each time the same balance."""
    by, found = make.actor(Role.COORDINATOR), set()
    for order in permutations(range(3)):
        contract = new_contract(make)
        rows = [
            claimed(make, contract, by, starts_on=date(2026, month, 1), last_day=date(2026, month + 1, 28))
            for month in (1, 4, 7)
        ]
        for row in rows:
            checked(make, row, by)
        for number in order:
            actions.approve(make.session, by, rows[number], on=TODAY)
        found.add(books_of(make.session, [contract.id]).standing(contract.reference, TODAY))
    assert len(found) == 1


def test_the_limit_of_a_table_holds_over_stored_claims(make):
    contract, by = new_contract(make, table="haaglanden_zhc", starts_on=date(2024, 1, 1)), make.actor(Role.COORDINATOR)
    for year in (2024, 2025, 2026):
        row = claimed(make, contract, by, starts_on=date(year, 1, 1), last_day=date(year, 9, 30), hours=Decimal(36))
        checked(make, row, by, block="ww", seen_hours=Decimal(36))
        actions.approve(make.session, by, row, on=TODAY)
    assert books_of(make.session).standing(contract.reference, TODAY).done == Decimal("20000.00")


def test_a_kept_event_tells_the_same_however_the_rows_are_read(make):
    contract, by = new_contract(make), make.actor(Role.COORDINATOR)
    actions.approve(make.session, by, checked(make, claimed(make, contract, by), by), on=TODAY)
    make.session.expire_all()
    forward = books_of(make.session).standing(contract.reference, TODAY)
    assert forward == books_of(make.session, [contract.id]).standing(contract.reference, TODAY)
    assert make.session.query(BookEvent).count() == 7 and forward.left == Decimal("3333.33")
    with pytest.raises(InputRefused):
        claimed(make, contract, by, starts_on=START, last_day=date(2026, 2, 1))
