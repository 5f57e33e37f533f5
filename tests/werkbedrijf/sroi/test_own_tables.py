"""The tables that a region brings in: kept as they are, seen by everything that reckons, and never changed."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import permutations

import pytest
from sqlalchemy import func, select

from tests.making import Make
from tests.werkbedrijf.sroi.making import END, START, TODAY, approved, claimed, new_contract
from tests.werkbedrijf.sroi.own_tables import as_file, brought_in, file_of
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.audit import AuditEntry
from werkbedrijf.foundation.errors import InputRefused, NotFound, ProgrammingError
from werkbedrijf.sroi.blocks import Kind
from werkbedrijf.sroi.claims.placed import propose, propose_all
from werkbedrijf.sroi.statement import statement
from werkbedrijf.sroi.tables import shipped
from werkbedrijf.sroi.values.models import StoredTable
from werkbedrijf.sroi.values.queries import known_table, known_tables, table_named
from werkbedrijf.sroi.worth import Effort, worth

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def own():
    (table,) = file_of().tables
    return table


@pytest.mark.parametrize("version", sorted(shipped()))
def test_a_stored_table_is_worth_what_the_table_itself_is(make, version):
    table = replace(shipped()[version], version="eigen")
    brought_in(make, as_file(table), on=TODAY)
    make.session.expire_all()
    stored = known_tables(make.session)["eigen"]
    assert stored == table and list(stored.blocks) == list(table.blocks)
    effort = Effort("banenafspraak", Decimal("23.5"), START, date(2027, 2, 14))
    assert worth(stored, effort) == worth(table, effort)


def test_it_stays_with_who_brought_it_in_and_when(make):
    by = make.actor(Role.COORDINATOR)
    taken = brought_in(make, on=TODAY, actor=by)
    assert [one.version for one in taken.new] == ["werkregio_2027"] and taken.refused == ()
    row = make.session.scalars(select(StoredTable)).one()
    assert (row.imported_on, row.imported_by_id, row.source) == (TODAY, by.id, own().source)
    make.session.flush()
    entry = make.session.scalars(select(AuditEntry).where(AuditEntry.act == "sroi_table.imported")).one()
    assert entry.subject_reference == "werkregio_2027" and entry.actor_id == by.id


def test_the_same_again_changes_nothing(make):
    brought_in(make, on=TODAY)
    again = brought_in(make, on=END)
    assert (again.new, [one.version for one in again.same], again.refused) == ([], ["werkregio_2027"], ())
    assert make.session.scalar(select(func.count()).select_from(StoredTable)) == 1


def test_other_content_under_the_same_name_is_refused_and_nothing_goes_half(make):
    brought_in(make, on=TODAY)
    other = replace(own(), hired_before_months=12)
    taken = brought_in(make, as_file(replace(own(), version="nog_een"), other), on=TODAY)
    assert taken.new == [] and [one.record for one in taken.refused] == ["werkregio_2027"]
    assert "Een versie verandert nooit" in taken.refused[0].reason
    assert known_table(make.session, "werkregio_2027") == own() and known_table(make.session, "nog_een") is None


def test_the_name_of_a_shipped_table_cannot_be_taken(make):
    taken = brought_in(make, as_file(replace(own(), version="utrecht_b")), on=TODAY)
    assert taken.new == [] and "meegeleverd" in taken.refused[0].reason
    assert table_named(make.session, "utrecht_b") == shipped()["utrecht_b"]


def test_nobody_changes_it_afterwards(make):
    brought_in(make, on=TODAY)
    row = make.session.scalars(select(StoredTable)).one()
    row.blocks[0].value = Decimal(1)
    with pytest.raises(ProgrammingError, match="never changes"):
        make.session.flush()


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_order_of_importing_does_not_matter(make, order):
    several = [replace(own(), version=name) for name in ("een", "twee", "drie")]
    for at in order:
        brought_in(make, as_file(several[at]), on=TODAY)
    known = known_tables(make.session)
    assert [known[one.version] for one in several] == several


def test_what_is_not_there_names_what_is(make):
    brought_in(make, on=TODAY)
    with pytest.raises(NotFound, match="oost_nederland, werkregio_2027"):
        table_named(make.session, "nergens")


def test_a_contract_keeps_the_version_of_its_own_date(make):
    brought_in(make, on=TODAY)
    contract = new_contract(make, table="werkregio_2027")
    row = approved(make, claimed(make, contract))
    # 24 of 40 hours, half a year.
    assert row.value == Decimal("15000.00") and contract.table == own()
    brought_in(make, as_file(replace(own(), version="werkregio_2028", valid_from=date(2028, 1, 1))), on=TODAY)
    make.session.expire_all()
    assert contract.table.version == "werkregio_2027"
    assert statement(make.session, contract, TODAY)["table"] == "werkregio_2027"


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ({"starts_on": date(2025, 12, 31)}, "pas vanaf 01-01-2026"),
        ({"starts_on": date(2028, 1, 1), "ends_on": date(2029, 1, 1)}, "tot en met 31-12-2027"),
    ],
)
def test_a_table_that_does_not_hold_on_the_first_day_is_refused(make, days, said):
    brought_in(make, on=TODAY)
    with pytest.raises(InputRefused) as refused:
        new_contract(make, table="werkregio_2027", **days)
    assert said in refused.value.problems["table_version"]
    assert new_contract(make, table="werkregio_2027", starts_on=date(2027, 12, 31), ends_on=date(2029, 1, 1))


def test_pieces_and_a_share_of_an_invoice_are_claimed(make):
    brought_in(make, on=TODAY)
    contract = new_contract(make, table="werkregio_2027")
    more = {"hours": None, "worker": ""}
    lessons = claimed(make, contract, kind=Kind.ACTIVITY, block="activiteit_gastles", days=4, **more)
    bought = claimed(make, contract, kind=Kind.PURCHASE, block="sociale_inkoop", amount=Decimal(1000), **more)
    assert (lessons.value, bought.value) == (1000, 800)
    assert bought.sums[0].replace("\xa0", " ").endswith("80 % van € 1.000,00 = € 800,00")
    with pytest.raises(InputRefused) as refused:
        claimed(make, contract, kind=Kind.ACTIVITY, block="activiteit_gastles", **more)
    assert "hoeveel stuks" in refused.value.problems["days"]


@pytest.mark.parametrize(("hours", "found"), [("11.75", 0), ("12", 1)])
def test_work_under_the_minimum_is_not_proposed(make, hours, found):
    brought_in(make, on=TODAY)
    placement = make.placement(hours_per_week=Decimal(hours))
    make.register_entry(placement.candidate, starts_on=START)
    contract = new_contract(
        make, contractor=placement.formal_employer, ends_on=date(2028, 1, 1), table="werkregio_2027"
    )
    later = date(2027, 3, 10)
    assert propose_all(make.session, on=later) == found
    assert propose(make.session, make.actor(Role.COORDINATOR), contract, on=later) == []


def test_a_claim_under_the_minimum_is_a_sentence(make):
    brought_in(make, on=TODAY)
    contract = new_contract(make, table="werkregio_2027")
    with pytest.raises(InputRefused) as refused:
        claimed(make, contract, make.actor(Role.COORDINATOR), block="banenafspraak", hours=Decimal(8))
    assert "telt vanaf 12 uur per week" in refused.value.problems["hours"]


def test_what_somebody_else_brought_in_is_seen_by_a_session_that_read_before(database):
    with database.transaction(at=NOW) as session:
        assert known_table(session, "werkregio_2027") is None
    one, other = database.session(at=NOW, write=True), database.session(at=NOW)
    assert known_table(other, "utrecht_b")
    brought_in(Make(one), on=TODAY)
    one.commit()
    assert known_table(other, "werkregio_2027") == own()
    one.close()
    other.close()
