"""Interim reports: agreed for a day, reminded of, received, and every step can be taken back."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.werkbedrijf.sroi.making import TODAY, new_contract, terms
from tests.werkbedrijf.sroi.test_deadlines import AGREED, by_key, rows
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.audit import AuditEntry
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.outbox import OutboxMessage
from werkbedrijf.sroi.contracts.actions import amend
from werkbedrijf.sroi.contracts.facts import Amendment
from werkbedrijf.sroi.contracts.models import Change
from werkbedrijf.sroi.deadlines.jobs import remind_of_deadlines
from werkbedrijf.sroi.deadlines.queries import deadlines_of_all
from werkbedrijf.sroi.deadlines.working_out import Reported
from werkbedrijf.sroi.reports.actions import take_step
from werkbedrijf.sroi.reports.models import InterimReport
from werkbedrijf.sroi.reports.queries import last_steps
from werkbedrijf.sroi.reports.steps import NEXT, Step

DUE = date(2026, 12, 15)
S = Step


def told(*steps, due=DUE, **more):
    """The deadline of a report after these steps, a day apart."""
    reports = [Reported(AGREED + timedelta(days=at), due, step) for at, step in enumerate(steps)]
    return by_key(rows(reports=reports, **more))[f"tussenrapportage-{due}"]


def test_a_report_is_open_until_it_came_in_and_again_when_that_was_wrong():
    assert told(S.AGREED).is_open() and told(S.AGREED).is_late(DUE + timedelta(days=1))
    assert not told(S.AGREED).is_late(DUE)
    received = told(S.AGREED, S.RECEIVED)
    assert received.done_on == AGREED + timedelta(days=1) and not received.is_open()
    assert told(S.AGREED, S.RECEIVED, S.NOT_RECEIVED).is_open()


def test_what_was_let_go_asks_nothing_and_agreed_again_it_does():
    assert not told(S.AGREED, S.DROPPED).is_open()
    again = told(S.AGREED, S.DROPPED, S.AGREED)
    assert again.is_open() and again.since == AGREED + timedelta(days=2) and again.changes == 2


def test_a_contract_that_becomes_shorter_takes_its_report_along():
    shorter = [(AGREED, date(2027, 1, 1)), (TODAY, date(2026, 12, 1))]
    assert told(S.AGREED).is_open() and not told(S.AGREED, ends=shorter).is_open()
    assert told(S.AGREED, ends=shorter).changes > told(S.AGREED).changes


@pytest.mark.parametrize("before", [None, *Step])
@pytest.mark.parametrize("step", list(Step))
def test_a_step_is_taken_only_where_it_makes_sense(stored, before, step):
    contract, keeper = new_contract(stored), stored.actor(Role.COORDINATOR)
    ways = {None: (), S.AGREED: (S.AGREED,), S.RECEIVED: (S.AGREED, S.RECEIVED), S.DROPPED: (S.AGREED, S.DROPPED)}
    ways[S.NOT_RECEIVED] = (S.AGREED, S.RECEIVED, S.NOT_RECEIVED)
    for one in ways[before]:
        take_step(stored.session, keeper, contract, due_on=DUE, step=one, on=TODAY)
    if step in NEXT[before]:
        take_step(stored.session, keeper, contract, due_on=DUE, step=step, on=TODAY)
        assert [row.step for row in last_steps(stored.session, contract.id)] == [step]
    else:
        with pytest.raises(InputRefused) as refused:
            take_step(stored.session, keeper, contract, due_on=DUE, step=step, on=TODAY)
        assert set(refused.value.problems) == {"report_on"}


def test_a_day_outside_the_contract_cannot_be_agreed(stored):
    contract, keeper = new_contract(stored), stored.actor(Role.COORDINATOR)
    for day in (contract.starts_on - timedelta(days=1), contract.ends_on):
        with pytest.raises(InputRefused, match="looptijd"):
            take_step(stored.session, keeper, contract, due_on=day, step=S.AGREED, on=TODAY)
    take_step(stored.session, keeper, contract, due_on=contract.last_day, step=S.AGREED, on=TODAY)


def test_coordinator_and_contractor_are_each_told_once_before_and_once_when_it_is_late(stored):
    contract, keeper = new_contract(stored), stored.user(Role.COORDINATOR)
    firm = stored.employer_user(contract.contractor)
    take_step(stored.session, stored.actor_of(keeper), contract, due_on=DUE, step=S.AGREED, on=TODAY)
    about = select(OutboxMessage).where(OutboxMessage.key.contains("tussenrapportage"))
    for day in (DUE - timedelta(days=7), DUE - timedelta(days=7), DUE + timedelta(days=1), DUE + timedelta(days=2)):
        remind_of_deadlines(stored.session, on=day)
    mails = stored.session.scalars(about).all()
    told = [one.to_address for one in mails]
    assert told.count(keeper.email) == told.count(firm.email) == 2
    assert {one.subject.partition(":")[0] for one in mails} == {"Tussenrapportage", "Te laat, tussenrapportage"}


def test_nobody_is_told_of_a_report_that_came_in(stored):
    contract, keeper = new_contract(stored), stored.user(Role.COORDINATOR)
    by = stored.actor_of(keeper)
    for step in (S.AGREED, S.RECEIVED):
        take_step(stored.session, by, contract, due_on=DUE, step=step, on=TODAY)
    remind_of_deadlines(stored.session, on=DUE - timedelta(days=7))
    assert not stored.session.scalars(select(OutboxMessage).where(OutboxMessage.key.contains("rapportage"))).all()


def test_the_rows_stay_and_the_trail_says_who(stored):
    contract, keeper = new_contract(stored), stored.actor(Role.COORDINATOR)
    for step in (S.AGREED, S.RECEIVED, S.NOT_RECEIVED, S.DROPPED):
        take_step(stored.session, keeper, contract, due_on=DUE, step=step, on=TODAY)
    assert len(stored.session.scalars(select(InterimReport)).all()) == 4
    acts = stored.session.scalars(
        select(AuditEntry.act).where(AuditEntry.act.contains("report_")).order_by(AuditEntry.id)
    ).all()
    assert [one.removeprefix("sroi_contract.report_") for one in acts] == [
        *("agreed", "received", "taken_back", "dropped"),
    ]
    amend(
        stored.session,
        keeper,
        contract,
        Amendment(Change.EXTENSION, terms(ends_on=date(2028, 1, 1)), "Langer"),
        on=TODAY,
    )
    (deadline,) = [one for one in deadlines_of_all(stored.session, [contract], TODAY)[contract.id] if one.is_off]
    assert deadline.day == DUE


def test_the_coordinator_agrees_and_marks_and_a_contractor_only_reads(client, stored):
    contract = new_contract(stored)
    page, door = f"/sroi/opdrachten/{contract.reference}", f"/sroi/opdrachten/{contract.reference}/rapportage"
    client.sign_in_as(stored.user(Role.COORDINATOR))
    bad = client.post(door, {"report_on": "2031-01-01", "report_step": "afgesproken"})
    assert bad.status == 422 and "Kies een dag in de looptijd" in bad.text
    agreed = client.post(door, {"report_on": "2026-12-15", "report_step": "afgesproken"})
    assert "nog niet ontvangen" in agreed.text and "Afgesproken." in agreed.text
    assert "ontvangen op" in client.post(door, {"report_on": "2026-12-15", "report_step": "ontvangen"}).text
    twice = client.post(door, {"report_on": "2026-12-15", "report_step": "ontvangen"})
    assert twice.status == 422 and "is ontvangen" in twice.text
    client.sign_in_as(stored.employer_user(contract.contractor))
    assert "ontvangen op" in client.get(page).text and "Toch niet ontvangen" not in client.get(page).text
    assert client.post(door, {"report_on": "2026-12-15", "report_step": "toch_niet_ontvangen"}).status == 403
