"""The board: what is most at risk first, in as many questions for many contracts as for one."""

from contextlib import contextmanager
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import event

from tests.werkbedrijf.sroi.making import TODAY, approved, checked, claimed, new_contract
from tests.werkbedrijf.sroi.test_forecast import LATER, working
from werkbedrijf.foundation.actors import Role
from werkbedrijf.sroi.claims.queries import placements_of
from werkbedrijf.sroi.contracts.actions import plan
from werkbedrijf.sroi.forecast.board import board_of
from werkbedrijf.sroi.forecast.outlooks import outlook_of, outlooks_of


@pytest.fixture(autouse=True)
def _values(request):
    if "make" in request.fixturenames:
        request.getfixturevalue("make").parameters()


@contextmanager
def counting(session):
    told = []

    def heard(_connection, _cursor, statement, *_):
        told.append(statement)

    event.listen(session.get_bind(), "before_cursor_execute", heard)
    yield told
    event.remove(session.get_bind(), "before_cursor_execute", heard)


def test_the_largest_expected_shortfall_stands_on_top_also_before_what_is_behind_its_plan(make):
    keeper = make.actor(Role.COORDINATOR)
    behind = new_contract(make, total=Decimal(100_000))
    plan(make.session, keeper, behind, due_on=date(2026, 6, 30), amount=Decimal(4000), note="", on=TODAY)
    quiet, done = new_contract(make), new_contract(make, total=Decimal(300_000))
    approved(make, claimed(make, done))
    rows = board_of(make.session, keeper, TODAY)
    assert [(row.progress.contract, row.short) for row in rows] == [
        (quiet, Decimal("20000.00")),
        (behind, Decimal("5000.00")),
        (done, Decimal("0.00")),
    ]


def test_what_waits_and_what_runs_makes_the_shortfall_smaller(make):
    keeper = make.actor(Role.COORDINATOR)
    waits, runs, none = new_contract(make), working(make, ends_on=LATER), new_contract(make)
    checked(make, claimed(make, waits))
    short = {row.progress.contract.id: row.short for row in board_of(make.session, keeper, TODAY)}
    assert short[runs.id] < short[none.id] > short[waits.id]


def test_work_belongs_to_the_contracts_of_its_own_days_alone(make):
    now = working(make)
    more = {"contractor": now.contractor, "starts_on": date(2024, 1, 1)}
    before, other = new_contract(make, ends_on=date(2025, 1, 1), **more), new_contract(make)
    told = placements_of(make.session, [now, before, other])
    assert [len(told[one.id]) for one in (now, before, other)] == [1, 0, 0]


def test_of_a_contract_that_is_over_what_is_missing_counts(make):
    over = new_contract(make, starts_on=date(2025, 1, 1), ends_on=date(2026, 1, 1))
    (row,) = board_of(make.session, make.actor(Role.COORDINATOR), TODAY)
    assert row.progress.contract is over and row.short == Decimal("20000.00")


def test_many_at_once_say_the_same_as_each_by_itself(make):
    keeper = make.actor(Role.COORDINATOR)
    contracts = [working(make, hours=8 * one, ends_on=LATER) for one in (1, 2, 3)] + [new_contract(make)]
    checked(make, claimed(make, contracts[-1]))
    told = outlooks_of(make.session, keeper, contracts, TODAY)
    for one in contracts:
        alone = outlook_of(make.session, keeper, one, TODAY)
        assert (told[one.id].end, told[one.id].working, told[one.id].short) == (alone.end, alone.working, alone.short)
        assert told[one.id].line == (alone.line[0], alone.line[-1])


def test_a_contractor_reads_no_worker_that_waits_in_its_shortfall(make):
    contract = new_contract(make)
    checked(make, claimed(make, contract), block="participatiewet")
    keeper, firm = make.actor(Role.COORDINATOR), make.actor_of(make.employer_user(contract.contractor))
    (theirs,), (ours,) = board_of(make.session, firm, TODAY), board_of(make.session, keeper, TODAY)
    assert theirs.short == Decimal("20000.00") > ours.short


def test_a_full_board_asks_no_more_than_one_contract(make):
    keeper = make.actor(Role.COORDINATOR)

    def asked():
        make.session.flush()
        make.session.expire_all()
        with counting(make.session) as told:
            board_of(make.session, keeper, TODAY)
        return len(told)

    checked(make, claimed(make, working(make)))
    one = asked()
    for _ in range(6):
        checked(make, claimed(make, working(make)))
    assert asked() <= one


def test_without_the_values_of_the_region_what_is_missing_now_is_told(stored):
    contract = new_contract(stored)
    approved(stored, claimed(stored, contract))
    (row,) = board_of(stored.session, stored.actor(Role.COORDINATOR), TODAY)
    assert row.short == Decimal("3333.33") == row.progress.standing.left


def test_the_page_and_the_file_say_it(client, stored):
    stored.parameters()
    contract = new_contract(stored)
    client.sign_in_as(stored.user(Role.COORDINATOR))
    page = client.get("/sroi/opdrachten").text.replace("\xa0", " ")
    assert "Bij 1 opdracht verwachten we een tekort" in page and "€ 20.000,00 bij Groen onderhouden" in page
    heading, line = client.get("/sroi/opdrachten/alle.csv").answer.text.splitlines()[:2]
    told = dict(zip(heading.split(";"), line.split(";"), strict=True))
    assert (told["\ufeffOpdracht"], told["Verwacht tekort"]) == (contract.reference, "20000,00")
