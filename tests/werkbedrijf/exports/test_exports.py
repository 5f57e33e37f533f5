"""Lists that go out: what somebody may see and nothing more, as a file that cannot act, written down for everybody in it."""

import csv
import re
from io import StringIO

import pytest
from sqlalchemy import select

from matching.proposals.workflow import ProposalStatus
from tests.conftest import NOW
from tests.making import MONDAY
from werkbedrijf.exports.lists import List, take
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.audit import AuditEntry
from werkbedrijf.foundation.persons import person_ids
from werkbedrijf.foundation.tables import read_here

PAGE = "/meenemen"
MARK = re.compile(r"Gemaakt op \d\d-\d\d-\d{4} door gebruiker-\d+\. Gooi dit bestand weg voor \d\d-\d\d-\d{4}\.")


@pytest.fixture
def manager(client, stored):
    """An account manager with one candidate who is placed, beside another organisation with one of its own."""
    stored.region()
    stored.parameters()
    mine, theirs = stored.organisation(), stored.organisation()
    here = stored.candidate(coach=stored.user(Role.COACH, organisation=mine), last_name="=HYPERLINK")
    there = stored.candidate(coach=stored.user(Role.COACH, organisation=theirs), last_name="Elders")
    for one in (here, there):
        stored.placement(stored.proposal(candidate=one, status=ProposalStatus.ACCEPTED))
    boss = stored.user(Role.ACCOUNT_MANAGER, organisation=mine)
    client.sign_in_as(boss)
    return boss, here, there


def lines(content):
    return list(csv.reader(StringIO(content.decode("utf-8-sig")), delimiter=";"))


def asked(client, which, kind="csv"):
    return client.post(PAGE, {"list": which, "file_kind": kind}, follow=False).answer


@pytest.mark.parametrize("which", List)
def test_a_list_holds_what_this_person_may_see_under_one_heading(client, manager, which):
    _, here, there = manager
    heading, *rows = lines(asked(client, which).data)
    rows, (empty, mark) = rows[:-2], rows[-2:]

    assert rows and all(len(row) == len(heading) == len(set(heading)) for row in rows)
    assert empty == [] and MARK.fullmatch(mark[0])
    about = {cell for row in rows for cell in row}
    assert there.reference not in about and "Elders" not in str(rows)
    assert (here.reference in about) == (which in {List.CANDIDATES, List.PROPOSALS, List.PLACEMENTS})


def test_who_was_erased_is_on_no_list(client, stored, manager):
    _, here, _ = manager
    gone = stored.candidate(coach=here.coach)
    gone.erased_revision = 1
    stored.save()

    references = {row[0] for row in lines(asked(client, "kandidaten").data) if row}
    assert here.reference in references and gone.reference not in references


def test_a_name_goes_out_with_the_own_candidates_alone_and_never_as_a_formula(client, manager):
    with_name = lines(asked(client, "kandidaten").data)
    assert with_name[1][2] == "'=HYPERLINK"
    for which in set(List) - {List.CANDIDATES}:
        assert "HYPERLINK" not in str(lines(asked(client, which).data))


def test_nothing_of_the_law_or_the_number_of_the_state_is_in_any_list(session, make):
    make.parameters()
    make.placement()
    actor = make.actor(Role.ACCOUNT_MANAGER)
    headings = " ".join(name for which in List for name in take(session, actor, which, on=MONDAY).heading).lower()
    assert not any(
        word in headings for word in ("regeling", "bsn", "burgerservice", "doelgroep", "loonwaarde", "notitie")
    )


def test_a_workbook_holds_the_same_as_texts(client, manager):
    answer = asked(client, "plaatsingen", "xlsx")
    assert re.search(r'filename="plaatsingen-\d{4}-\d\d-\d\d\.xlsx"', answer.headers["Content-Disposition"])
    table = read_here(answer.data)
    heading, first, *_ = lines(asked(client, "plaatsingen").data)
    assert list(table.headers) == heading
    assert [*table.rows[0].cells] == first


def test_the_trail_says_who_took_which_list_and_the_log_whom_it_was_about(client, database, manager):
    boss, here, _ = manager
    asked(client, "plaatsingen", "xlsx")
    with database.reading(at=NOW) as session:
        line = session.scalars(select(AuditEntry).where(AuditEntry.act == "export.made")).one()
        assert (line.actor_id, line.subject_reference) == (boss.id, "plaatsingen")
        expected = set(person_ids(session, [here.id]))
    table = database.logs.table
    with database.logs.reading() as connection:
        asked_for = select(table.c.data_subject_id).where(table.c.name == "export.made")
        people = set(connection.scalars(asked_for)) - {None, ""}
    assert people == expected


def test_who_showed_too_long_ago_who_it_is_does_so_first(client, manager):
    client.sign_in_as(manager[0], fresh=False)
    assert client.post(PAGE, {"list": "kandidaten", "file_kind": "csv"}).h1 == "Bevestig dat u het bent"


@pytest.mark.parametrize("typed", [{"list": "bsn"}, {"file_kind": "exe"}, {"list": ""}])
def test_what_is_no_list_is_told_at_the_field(client, manager, typed):
    page = client.post(PAGE, {"list": "kandidaten", "file_kind": "csv"} | typed)
    assert (page.status, page.h1) == (422, "Lijst meenemen")
