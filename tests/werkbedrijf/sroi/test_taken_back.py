"""The start of a placement that credits social return is taken back: what waits is refused, what was approved is undone first."""

from datetime import date

import pytest

from matching.placements.actions import start_placement
from matching.placements.takenback import beside
from matching.placements.takenback.actions import take_back
from matching.placements.takenback.errors import StillStands
from matching.placements.takenback.models import StartMistake
from tests.werkbedrijf.sroi.making import new_contract
from werkbedrijf.foundation.actors import Role
from werkbedrijf.sroi.claims import actions
from werkbedrijf.sroi.claims.beside import CLAIMED, WAITS
from werkbedrijf.sroi.claims.booking import books_of
from werkbedrijf.sroi.claims.models import Evidence
from werkbedrijf.sroi.claims.placed import propose, propose_all
from werkbedrijf.sroi.claims.workflow import ClaimStatus

LATER = date(2027, 3, 10)


@pytest.fixture(autouse=True)
def rooms(monkeypatch):
    monkeypatch.setattr(beside, "_rooms", {"social_return": CLAIMED})


@pytest.fixture
def claimed(make):
    placement = make.placement()
    make.register_entry(placement.candidate, starts_on=date(2026, 1, 1))
    contract = new_contract(make, contractor=placement.formal_employer, ends_on=date(2028, 1, 1))
    (row,) = propose(make.session, make.actor(Role.COORDINATOR), contract, on=LATER)
    return placement, row


def taken_back(make, placement):
    return take_back(make.session, make.actor(Role.ACCOUNT_MANAGER), placement, StartMistake.NEVER, on=LATER)


@pytest.mark.parametrize("checked", [False, True])
def test_what_waits_is_refused_with_a_reason_and_nothing_is_proposed_anew(make, claimed, checked):
    placement, row = claimed
    if checked:
        coordinator = make.actor(Role.COORDINATOR)
        actions.check(make.session, coordinator, row, evidence=Evidence.OWN_RECORDS, seen_on=LATER, on=LATER)
    assert beside.tells(make.session, placement) == [WAITS]

    taken_back(make, placement)

    assert row.status is ClaimStatus.REFUSED
    assert "teruggenomen" in row.reason
    assert propose_all(make.session, on=LATER) == 0
    make.session.commit()


def test_what_was_approved_is_undone_first_and_then_counts_no_more(make, claimed):
    placement, row = claimed
    coordinator = make.actor(Role.COORDINATOR)
    actions.check(make.session, coordinator, row, evidence=Evidence.OWN_RECORDS, seen_on=LATER, on=LATER)
    actions.approve(make.session, make.actor(Role.COORDINATOR), row, on=LATER)

    with pytest.raises(StillStands, match="Vraag de regiocoördinator"):
        taken_back(make, placement)

    actions.undo(make.session, coordinator, row, reason="De start was een vergissing", on=LATER)
    taken_back(make, placement)
    assert books_of(make.session).standing(row.contract.reference, LATER).done == 0
    assert propose_all(make.session, on=LATER) == 0
    make.session.commit()


def test_what_was_refused_with_a_start_that_came_too_early_is_looked_at_anew_once_it_begins(make, claimed):
    placement, row = claimed
    take_back(make.session, make.actor(Role.ACCOUNT_MANAGER), placement, StartMistake.NOT_YET, on=LATER)
    assert row.status is ClaimStatus.REFUSED
    assert propose_all(make.session, on=LATER) == 0

    start_placement(make.session, make.actor(Role.ACCOUNT_MANAGER), placement, on=LATER)

    anew = propose(make.session, make.actor(Role.COORDINATOR), row.contract, on=LATER)
    assert [(one.starts_on, one.ends_on) for one in anew] == [(row.starts_on, row.ends_on)]
    make.session.commit()


def test_what_was_refused_for_another_reason_is_not_proposed_again(make, claimed):
    _, row = claimed
    actions.refuse(make.session, make.actor(Role.COORDINATOR), row, reason="Dit werk telt elders al", on=LATER)

    assert propose_all(make.session, on=LATER) == 0
