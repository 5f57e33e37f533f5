"""Claiming out of a file: looked at first, all rows or none, and the same file once."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from tests.werkbedrijf.sroi.making import TODAY, new_contract
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.tables import read_here, to_csv, to_typed_xlsx
from werkbedrijf.sroi.blocks import tells
from werkbedrijf.sroi.claims.actions import withdraw
from werkbedrijf.sroi.claims.models import Claim
from werkbedrijf.sroi.tables import shipped
from werkbedrijf.sroi.uploads import actions
from werkbedrijf.sroi.uploads.columns import example, layout_for
from werkbedrijf.sroi.uploads.reading import MOST_ROWS, Carrier, Rows, rows_of

HEADING = ["Wat is er gedaan", "Bouwblok", "Eerste dag", "Laatste dag", "Uren", "Kenmerk", "Bedrag"]
BUY = ["Inkoop bij een sociaal bedrijf", "Inkoop bij sociale bedrijven", "01-03-2026", "31-03-2026", "", "", "1250"]
WORK = ["Iemand in dienst", "", "01-01-2026", "30-06-2026", "24", "P-104", ""]


def rows(contract, *lines, heading=HEADING):
    return rows_of(read_here(to_csv([heading, *lines])), layout_for(contract.table))


def looked(stored, contract, *lines, actor=None):
    """What a file would do, with nothing of it kept."""
    by = actor or stored.actor_of(stored.employer_user(contract.contractor))
    with stored.session.begin_nested() as part:
        found = actions.look(stored.session, by, contract, rows(contract, *lines), on=TODAY)
        part.rollback()
    return found


def problems(found):
    return {(row.number, one.field): one.sentence for row in found.refused for one in row.problems}


@pytest.fixture
def contract(stored):
    return new_contract(stored)


def test_a_file_shows_what_it_would_do_and_keeps_nothing(stored, contract):
    found = looked(stored, contract, BUY, WORK)
    assert [(row.number, row.value) for row in found.rows] == [(2, Decimal("1250.00")), (3, None)]
    assert found.worth == Decimal("1250.00") and not found.refused
    assert stored.session.scalars(select(Claim)).all() == []


def test_every_row_becomes_the_same_claim_as_by_the_form(stored, contract):
    by = stored.actor_of(stored.employer_user(contract.contractor))
    seen = looked(stored, contract, BUY, WORK, actor=by)
    file = rows(contract, BUY, WORK)
    made = actions.take(stored.session, by, contract, file, seen=seen.fingerprint, on=TODAY)
    facts = [(one.kind.value, one.block, one.hours, one.amount, one.worker, one.value) for one in made]
    assert facts == [
        ("inkoop", "sociale_inkoop", None, Decimal(1250), "", Decimal("1250.00")),
        ("plaatsing", None, Decimal(24), None, "P-104", None),
    ]
    assert [one.from_row for one in made] == [2, 3] and {one.from_file for one in made} == {file.digest}


@pytest.mark.parametrize(
    ("row", "field", "said"),
    [
        ([*BUY[:4], "-4", "", "1250"], "Uren", "Onder nul kan niet"),
        ([*WORK[:4], "0", *WORK[5:]], "Uren", "meer dan 0"),
        ([*BUY[:2], "01-03-2025", *BUY[3:]], "Eerste dag", "buiten de opdracht"),
        ([BUY[0], "Iets anders", *BUY[2:]], "Bouwblok", "geen bouwblok ‘Iets anders’"),
        ([WORK[0], "WW", *WORK[2:]], "Bouwblok", "kiest de regiocoördinator"),
        ([*WORK[:5], "Jan Jansen", ""], "Kenmerk van de medewerker", "Geen naam"),
        (["Feest", *BUY[1:]], "Wat is er gedaan", "staat niet in de lijst"),
        ([*BUY[:2], "ooit", *BUY[3:]], "Eerste dag", "geen datum"),
    ],
)
def test_a_wrong_row_is_told_at_its_column(stored, contract, row, field, said):
    found = looked(stored, contract, BUY, row)
    assert said in problems(found)[3, field] and [one.number for one in found.refused] == [3]


def test_rows_of_one_file_are_held_against_each_other(stored, contract):
    later = [*WORK[:2], "01-06-2026", "31-07-2026", *WORK[4:]]
    told = problems(looked(stored, contract, WORK, later, BUY, BUY))
    assert "al ingediend" in told[3, "Eerste dag"] and "gelijk aan rij 4" in told[5, "Rij"]


def test_what_is_wrong_by_itself_is_told_once(stored, contract):
    wrong = [*WORK[:4], "-4", *WORK[5:]]
    assert set(problems(looked(stored, contract, wrong, wrong))) == {(2, "Uren"), (3, "Uren")}


def test_one_wrong_row_keeps_all_rows_out_also_when_it_was_shown_so(stored, contract):
    by = stored.actor_of(stored.employer_user(contract.contractor))
    lines = (BUY, [*BUY[:2], "01-03-2025", *BUY[3:]])
    shown = looked(stored, contract, *lines, actor=by)
    with pytest.raises(actions.LooksOtherwise):
        actions.take(stored.session, by, contract, rows(contract, *lines), seen=shown.fingerprint, on=TODAY)


def test_what_would_become_something_else_is_shown_again(stored, contract):
    by = stored.actor_of(stored.employer_user(contract.contractor))
    seen = looked(stored, contract, WORK, actor=by)
    file = rows(contract, WORK)
    dear = actions.Looked([actions.Row(2, "", value=Decimal(1))])
    assert dear.fingerprint != seen.fingerprint
    with pytest.raises(actions.LooksOtherwise):
        actions.take(stored.session, by, contract, file, seen=dear.fingerprint, on=TODAY)


def test_the_same_rows_are_claimed_once_until_they_are_withdrawn(stored, contract):
    by = stored.actor_of(stored.employer_user(contract.contractor))
    seen, file = looked(stored, contract, BUY, actor=by), rows(contract, BUY)
    (made,) = actions.take(stored.session, by, contract, file, seen=seen.fingerprint, on=TODAY)
    again = rows_of(
        read_here(to_typed_xlsx({"A": [HEADING, BUY]}, title="", made_on=TODAY)), layout_for(contract.table)
    )
    with pytest.raises(actions.ClaimedBefore, match=made.reference):
        actions.take(stored.session, by, contract, again, seen=seen.fingerprint, on=TODAY)
    withdraw(stored.session, by, made, on=TODAY)
    assert actions.take(stored.session, by, contract, again, seen=seen.fingerprint, on=TODAY)


def test_what_looks_like_an_earlier_purchase_is_said(stored, contract):
    by = stored.actor_of(stored.employer_user(contract.contractor))
    file = rows(contract, BUY)
    (made,) = actions.take(
        stored.session, by, contract, file, seen=looked(stored, contract, BUY, actor=by).fingerprint, on=TODAY
    )
    # Another file: with one row more it is not the same, and the first row is.
    row, _ = looked(stored, contract, BUY, [*BUY[:3], "30-03-2026", *BUY[4:]], actor=by).rows
    assert made.reference in row.remarks[0]


def test_a_row_too_many_and_an_empty_file_are_refused(contract):
    with pytest.raises(InputRefused, match="200 rijen"):
        rows(contract, *[[*BUY[:6], str(1000 + one)] for one in range(MOST_ROWS + 1)])
    with pytest.raises(InputRefused, match="nog niets"):
        rows(contract)


def test_rows_travel_signed_for_one_person_and_one_contract(contract):
    file = rows(contract, BUY, WORK)
    packed = Carrier("geheim", 7, "OP-0001").packed(file, "gezien")
    told, seen = Carrier("geheim", 7, "OP-0001").unpacked(packed)
    assert (told.rows, told.digest, seen) == (file.rows, file.digest, "gezien")
    others = (Carrier("geheim", 8, "OP-0001"), Carrier("geheim", 7, "OP-0002"), Carrier("ander", 7, "OP-0001"))
    assert [one.unpacked(packed) for one in others] == [None] * 3
    assert Carrier("geheim", 7, "OP-0001").unpacked(packed[:-1] + "!") is None


@pytest.mark.parametrize("version", shipped())
def test_the_example_of_every_table_can_be_claimed_and_tells_of_nobody(stored, version):
    table = shipped()[version]
    contract = new_contract(stored, table=table.version)
    sheets = example(table, date(2026, 1, 1), date(2026, 6, 30))
    content = to_typed_xlsx(sheets, title="Voorbeeld", made_on=TODAY)
    file = rows_of(read_here(content), layout_for(table))
    by = stored.actor_of(stored.employer_user(contract.contractor))
    found = actions.look(stored.session, by, contract, file, on=TODAY)
    assert len(found.rows) == len(sheets["Bijdragen"]) - 1 and problems(found) == {}
    labels = {one.label for one in table.blocks.values() if not one.is_bonus and tells(one.code)}
    assert not labels & {cell for rows in sheets.values() for row in rows for cell in row}


def test_a_coordinator_may_name_a_block_that_a_contractor_may_not(stored, contract):
    keeper = stored.actor(Role.COORDINATOR)
    (row,) = looked(stored, contract, [WORK[0], "WW", *WORK[2:]], actor=keeper).rows
    assert row.value and not row.problems


def test_columns_nobody_knows_are_named(contract):
    heading = [*HEADING, "Kleur"]
    assert rows(contract, [*BUY, "rood"], heading=heading).ignored == ("Kleur",)
    assert isinstance(rows(contract, BUY), Rows)
