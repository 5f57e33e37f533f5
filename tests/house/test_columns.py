"""Every column has a line that says whose it is and what becomes of it; who adds a column reads here what to write."""

from dataclasses import replace

import pytest
from sqlalchemy import Column, Integer, MetaData, String, Table

from werkbedrijf.rights import columns
from werkbedrijf.rights.columns import Erasure, Rows, Whose
from werkbedrijf.rooms import METADATA


def test_every_column_of_every_table_is_classified():
    found = columns.problems(METADATA)

    assert not found, "\n\n" + "\n".join(found)


def _without(metadata, table, column):
    copied = MetaData()
    for each in metadata.tables.values():
        each.to_metadata(copied)
    copied.tables[table]._columns.remove(copied.tables[table].c[column])
    return copied


def test_a_new_column_is_told_with_the_line_to_add():
    metadata = MetaData()
    for each in METADATA.tables.values():
        each.to_metadata(metadata)
    metadata.tables["candidate"].append_column(Column("schoenmaat", Integer))

    (told,) = columns.problems(metadata)

    assert told.startswith("werkbedrijf/rights/columns.toml, under [candidate.columns]: add a line   schoenmaat = ")


def test_a_new_table_is_told_with_the_lines_to_add():
    metadata = MetaData()
    for each in METADATA.tables.values():
        each.to_metadata(metadata)
    Table("pet", metadata, Column("id", Integer, primary_key=True), Column("name", String))

    (told,) = columns.problems(metadata)

    assert "[pet.columns]" in told and 'name = "none technical no keep"' in told


def test_a_line_for_a_column_that_is_gone_is_told():
    (told,) = columns.problems(_without(METADATA, "candidate", "phone_sealed"))

    assert told.endswith("phone_sealed does not exist (any more): take the line out")


@pytest.mark.parametrize(
    "line",
    ["person identity yes", "somebody identity yes keep", "person identity maybe keep", "person identity yes burn"],
)
def test_a_line_that_cannot_be_read_says_what_it_should_look_like(line):
    with pytest.raises(columns.Unclassified, match="WHOSE CATEGORY EXPORT ERASURE"):
        columns._column("candidate", "phone_sealed", line)


def test_data_of_a_person_may_not_stay_out_of_the_copy_without_a_reason(monkeypatch):
    known = dict(columns.tables())
    candidate = known["candidate"]
    hidden = replace(candidate.columns["phone_sealed"], exported=False)
    known["candidate"] = replace(candidate, columns={**candidate.columns, "phone_sealed": hidden})
    monkeypatch.setattr(columns, "tables", lambda: known)

    (told,) = columns.problems(METADATA)

    assert "phone_sealed is of the person: export yes, or say `why` not" in told


def test_nothing_that_names_a_person_is_kept_when_that_person_is_erased():
    for table in columns.of_people():
        for column in table.columns.values():
            names = column.whose is Whose.PERSON and column.category.value in {
                "identity",
                "contact",
                "capability",
                "regeling",
            }
            if names and table.rows is Rows.STRIP and column.name != "reference":
                assert column.erasure in {Erasure.NULL, Erasure.EMPTY}, f"{table.name}.{column.name}"
