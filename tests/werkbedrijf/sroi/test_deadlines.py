"""Deadlines follow the contract, and each person hears of each of them once."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from tests.werkbedrijf.sroi.making import TODAY, approved, claimed, new_contract, settled, terms
from werkbedrijf.agenda.entries import calendar_of
from werkbedrijf.agenda.queries import entries_of
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.outbox import OutboxMessage
from werkbedrijf.foundation.parameters import Parameter, ParameterValue
from werkbedrijf.sroi.contracts import actions
from werkbedrijf.sroi.contracts.facts import Amendment
from werkbedrijf.sroi.contracts.models import Change
from werkbedrijf.sroi.deadlines.actions import choose_terms
from werkbedrijf.sroi.deadlines.jobs import remind_of_deadlines
from werkbedrijf.sroi.deadlines.queries import deadlines_known_to
from werkbedrijf.sroi.deadlines.working_out import Deadline, DeadlineKind, Moved, Planned, Rows, deadlines_of, term_due

JUNE, END = date(2026, 6, 30), date(2026, 12, 31)
AGREED = date(2026, 1, 1)


def rows(**more):
    facts = {"ends": [(AGREED, date(2027, 1, 1))], "plan": [], "books": [Moved(AGREED, Decimal(100), Decimal(0))]}
    return Rows(**(facts | more))


def by_key(told):
    return {one.key: one for one in deadlines_of(told)}


def _set(make, parameter, value):
    row = ParameterValue(name=parameter, valid_from=date(2015, 1, 1), value=Decimal(value), source="Afspraak")
    make._add(row, "parameter.set")


def test_the_end_moves_with_the_contract_and_counts_how_often():
    longer = [(AGREED, date(2027, 1, 1)), (JUNE, date(2027, 1, 1)), (TODAY, date(2028, 1, 1))]
    end = by_key(rows(ends=longer))["einde"]
    assert (end.day, end.changes, end.since) == (date(2027, 12, 31), 1, TODAY)
    assert by_key(rows())["einde"].changes == 0


def test_there_is_no_day_of_settling_unless_the_region_set_one():
    assert "afrekening" not in by_key(rows())
    assert by_key(rows(settle_days=60))["afrekening"].day == END + timedelta(days=60)


def test_a_repair_period_comes_after_the_end_and_moves_the_day_of_settling():
    agreed = [(TODAY, date(2027, 3, 1))]
    told = by_key(rows(repairs=agreed, settle_days=60))
    assert "herstel" not in by_key(rows())
    repair = told["herstel"]
    assert (repair.day, repair.since, repair.changes, repair.is_off) == (date(2027, 2, 28), TODAY, 0, False)
    assert told["afrekening"].day == date(2027, 2, 28) + timedelta(days=60) and told["afrekening"].since == TODAY
    # What is short at the end is not late while it can be put right, and somebody is still told that the end comes.
    over = date(2027, 1, 15)
    assert told["einde"].put_off and not told["einde"].is_late(over) and by_key(rows())["einde"].is_late(over)
    assert term_due(told["einde"], (30,), frozenset(), END) == 30
    assert repair.is_late(date(2027, 3, 1)) and not repair.is_late(over)


def test_a_repair_period_is_moved_and_taken_back_and_a_longer_contract_takes_it_along():
    moved = [(AGREED, date(2027, 3, 1)), (TODAY, date(2027, 4, 1))]
    told = by_key(rows(repairs=moved))["herstel"]
    assert (told.day, told.changes, told.is_off) == (date(2027, 3, 31), 1, False)
    back = by_key(rows(repairs=[*moved, (TODAY, date(2027, 1, 1))], settle_days=60))
    assert back["herstel"].is_off and back["herstel"].changes == 2 and back["einde"].is_late(date(2027, 1, 1))
    assert back["afrekening"].day == END + timedelta(days=60)
    longer = by_key(rows(repairs=moved, ends=[(AGREED, date(2027, 1, 1)), (TODAY, date(2028, 1, 1))]))
    assert longer["herstel"].is_off and longer["herstel"].changes == 2


def test_a_milestone_is_changed_withdrawn_and_dropped_by_a_shorter_contract():
    agreed = [Planned(AGREED, JUNE, Decimal(10)), Planned(JUNE, JUNE, Decimal(20))]
    key = f"tussendoel-{JUNE}"
    changed = by_key(rows(plan=agreed))[key]
    assert (changed.amount, changed.changes, changed.is_off) == (20, 1, False)
    gone = by_key(rows(plan=[*agreed, Planned(TODAY, JUNE, Decimal(0))]))[key]
    assert gone.is_off and gone.changes == 2
    shorter = by_key(rows(plan=agreed, ends=[(AGREED, date(2027, 1, 1)), (AGREED, date(2026, 6, 1))]))[key]
    assert shorter.is_off and shorter.changes == 2


def test_what_was_put_right_undoes_what_was_reached():
    plan = [Planned(AGREED, JUNE, Decimal(40))]
    done = [Moved(AGREED, Decimal(100), Decimal(0)), Moved(date(2026, 3, 1), Decimal(0), Decimal(50))]
    key = f"tussendoel-{JUNE}"
    assert by_key(rows(plan=plan, books=done))[key].done_on == date(2026, 3, 1)
    less = [*done, Moved(date(2026, 4, 1), Decimal(0), Decimal(-20))]
    assert by_key(rows(plan=plan, books=less))[key].done_on is None
    all_of_it = [*less, Moved(date(2026, 5, 1), Decimal(0), Decimal(70))]
    assert by_key(rows(plan=plan, books=all_of_it))["einde"].done_on == date(2026, 5, 1)


def test_paying_off_does_not_reach_a_milestone_and_takes_it_off_once_nothing_is_left():
    plan, key = [Planned(AGREED, JUNE, Decimal(40))], f"tussendoel-{JUNE}"
    owed = [Moved(AGREED, Decimal(100), Decimal(0))]
    part = [*owed, Moved(JUNE, Decimal(0), Decimal(0), Decimal(60))]
    told = by_key(rows(plan=plan, books=part))[key]
    assert told.done_on is None and not told.is_off and told.changes == 0
    whole = [*part, Moved(TODAY, Decimal(0), Decimal(0), Decimal(40))]
    told = by_key(rows(plan=plan, books=whole))
    assert told[key].done_on is None and told[key].is_off and told[key].changes == 1
    assert told["einde"].done_on == TODAY
    back = by_key(rows(plan=plan, books=[*whole, Moved(TODAY, Decimal(0), Decimal(0), Decimal(-40))]))
    # It comes back in a calendar, which only follows what counts up.
    assert not back[key].is_off and back[key].changes == 2 and back["einde"].done_on is None


def test_a_milestone_that_was_reached_stays_reached_when_the_rest_is_settled():
    books = [
        Moved(AGREED, Decimal(100), Decimal(0)),
        Moved(AGREED, Decimal(0), Decimal(50)),
        Moved(TODAY, Decimal(0), Decimal(0), Decimal(50)),
    ]
    told = by_key(rows(plan=[Planned(AGREED, JUNE, Decimal(40))], books=books))[f"tussendoel-{JUNE}"]
    assert told.done_on == AGREED and not told.is_off


def test_a_milestone_that_the_contract_lost_and_got_back_counts_both():
    ends = [(AGREED, date(2027, 1, 1)), (AGREED, date(2026, 6, 1)), (AGREED, date(2027, 1, 1))]
    told = by_key(rows(plan=[Planned(AGREED, JUNE, Decimal(40))], ends=ends))[f"tussendoel-{JUNE}"]
    assert told.changes == 2 and not told.is_off


@pytest.mark.parametrize("how", [{"done_on": JUNE}, {"is_off": True}])
def test_nobody_is_reminded_of_what_is_done_or_off(how):
    one = Deadline("einde", DeadlineKind.END, END, AGREED, **how)
    assert term_due(one, (30,), frozenset(), END) is None and not one.is_late(date(2027, 2, 1))


def _mails(session, what):
    keys = select(OutboxMessage.key, OutboxMessage.to_address).where(OutboxMessage.key.contains(f":{what}"))
    return sorted((key.split(":")[2], address) for key, address in session.execute(keys))


def test_each_hears_once_at_the_own_term_and_after_the_day(make):
    keeper, by = make.user(Role.COORDINATOR), make.actor(Role.COORDINATOR)
    contract = new_contract(make, actor=by, on=AGREED)
    firm = make.employer_user(contract.contractor)
    choose_terms(make.session, make.actor_of(firm), [14])
    make.session.flush()
    for day in (END - timedelta(days=30), END - timedelta(days=29), END - timedelta(days=14), END - timedelta(days=30)):
        remind_of_deadlines(make.session, on=day)
    mails = _mails(make.session, "herinnering")
    assert mails.count(("einde", firm.email)) == 1 and mails.count(("einde", keeper.email)) == 1
    for day in (END + timedelta(days=1), END + timedelta(days=2)):
        remind_of_deadlines(make.session, on=day)
    late = _mails(make.session, "te_laat")
    assert late.count(("einde", firm.email)) == 1 and late.count(("einde", keeper.email)) == 1


def test_who_chose_nothing_hears_only_after_the_day(make):
    contract = new_contract(make, on=AGREED)
    firm = make.employer_user(contract.contractor)
    choose_terms(make.session, make.actor_of(firm), [])
    remind_of_deadlines(make.session, on=END)
    assert ("einde", firm.email) not in _mails(make.session, "herinnering")
    remind_of_deadlines(make.session, on=END + timedelta(days=1))
    assert ("einde", firm.email) in _mails(make.session, "te_laat")


def test_the_administrator_of_the_awarder_hears_after_the_term_of_the_region_alone(make):
    gemeente = make.organisation()
    head = make.user(Role.ORG_ADMIN, organisation=gemeente)
    make.user(Role.ORG_ADMIN, organisation=make.organisation())
    new_contract(make, organisation=gemeente, on=AGREED)
    remind_of_deadlines(make.session, on=END + timedelta(days=40))
    assert _mails(make.session, "doorgegeven") == []
    _set(make, Parameter.SROI_ESCALATE_DAYS, 20)
    remind_of_deadlines(make.session, on=END + timedelta(days=20))
    assert _mails(make.session, "doorgegeven") == []
    for days in (21, 22):
        remind_of_deadlines(make.session, on=END + timedelta(days=days))
    assert _mails(make.session, "doorgegeven") == [("einde", head.email)]
    body = make.session.scalars(select(OutboxMessage.body).where(OutboxMessage.to_address == head.email)).one()
    assert "/sroi/" not in body and "€" not in body


def test_what_was_agreed_after_its_own_day_is_never_late_news(make):
    contract = new_contract(make, on=AGREED)
    firm, by = make.employer_user(contract.contractor), make.actor(Role.COORDINATOR)
    actions.plan(make.session, by, contract, due_on=JUNE, amount=Decimal(9000), note="", on=TODAY)
    remind_of_deadlines(make.session, on=TODAY)
    assert (f"tussendoel-{JUNE}", firm.email) not in _mails(make.session, "te_laat")


def test_what_is_settled_in_the_books_is_no_approved_effort(make):
    by = make.actor(Role.COORDINATOR)
    contract = new_contract(make, on=AGREED)
    actions.plan(make.session, by, contract, due_on=JUNE, amount=Decimal(9000), note="", on=AGREED)
    over = END + timedelta(days=1)
    for amount in (15_000, 5_000):
        settled(make, contract, by, amount=Decimal(amount), on=over)
        (told,) = [one.deadline for one in deadlines_known_to(make.session, by, over) if one.deadline.amount]
        assert told.done_on is None and told.is_off is (amount == 5_000)


def test_a_moved_end_is_told_anew_and_moves_in_the_calendar(make):
    by = make.actor(Role.COORDINATOR)
    contract = new_contract(make, on=AGREED)
    firm = make.employer_user(contract.contractor)
    remind_of_deadlines(make.session, on=END)
    longer = Amendment(Change.EXTENSION, terms(ends_on=date(2027, 7, 1)), "Langer")
    actions.amend(make.session, by, contract, longer, on=END)
    actions.plan(make.session, by, contract, due_on=JUNE, amount=Decimal(9000), note="", on=AGREED)
    actions.plan(make.session, by, contract, due_on=JUNE, amount=Decimal(0), note="", on=AGREED)
    remind_of_deadlines(make.session, on=date(2027, 6, 30))
    assert _mails(make.session, "herinnering").count(("einde", firm.email)) == 2
    mine = entries_of(make.session, make.actor_of(firm), date(2026, 7, 1))
    told = calendar_of(mine, title="x", host="w.example", at=make.session.info["at"]).decode()
    end = next(part for part in told.split("BEGIN:VEVENT") if f"{contract.reference}-einde" in part)
    assert "SEQUENCE:1" in end and "STATUS:CONFIRMED" in end and "DTSTART;VALUE=DATE:20270630" in end
    gone = next(part for part in told.split("BEGIN:VEVENT") if "tussendoel" in part)
    assert "STATUS:CANCELLED" in gone and "SEQUENCE:1" in gone


def test_a_contractor_knows_the_own_deadlines_and_no_others(make):
    own, other = new_contract(make), new_contract(make)
    firm = make.actor_of(make.employer_user(own.contractor))
    assert {due.contract.id for due in deadlines_known_to(make.session, firm, TODAY)} == {own.id}
    both = {due.contract.id for due in deadlines_known_to(make.session, make.actor(Role.COORDINATOR), TODAY)}
    assert both == {own.id, other.id}
    assert deadlines_known_to(make.session, make.actor(Role.COACH), TODAY) == []


def test_the_page_shows_what_comes_and_keeps_the_choice(client, stored):
    contract = new_contract(stored)
    approved(stored, claimed(stored, contract))
    actions.plan(
        stored.session, stored.actor(Role.COORDINATOR), contract, due_on=JUNE, amount=Decimal(9), note="", on=TODAY
    )
    client.sign_in_as(stored.employer_user(contract.contractor))
    page = client.get("/sroi/termijnen")
    assert "Einde van de opdracht" in page.text and "gehaald op" in page.text
    page = client.post("/sroi/termijnen", {"terms": ["14", "1"]})
    chosen = [part for part in page.html.split("<input") if "checked" in part]
    assert any('value="14"' in part for part in chosen) and not any('value="30"' in part for part in chosen)
    assert client.post("/sroi/termijnen", {"terms": ["5"]}).status == 422
