"""The copy for a person holds every column that the classification promises, and no name of a colleague."""

import io
import json
import zipfile
from datetime import UTC, datetime

import html5lib
import pytest
from pyrage import passphrase
from sqlalchemy import select

from tests.making import MONDAY
from tests.werkbedrijf.rights.somebody import somebody
from werkbedrijf.foundation.actors import TIMETABLE, Role
from werkbedrijf.foundation.audit import AuditEntry, record
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.keys.sealed import ENDING, class_of, opened
from werkbedrijf.rights.belonging import of_person, sa_table
from werkbedrijf.rights.columns import of_people
from werkbedrijf.rights.copying import INSIDE, LISTS, attribute_of, copy_of, shown_name, watermark
from werkbedrijf.rights.packing import packed_copy
from werkbedrijf.rights.printed import as_json, as_page


@pytest.fixture
def candidate(session, make):
    return somebody(make, coach=make.user(Role.COACH, name="Collega Zwijgnaam"))


@pytest.fixture
def told(session, candidate):
    return copy_of(session, TIMETABLE, candidate, on=MONDAY)


def _stored(session, candidate):
    for table in of_people():
        # Kept lists are packed; test_showings.py says what of them stands in the copy.
        if table.name in {LISTS, *INSIDE}:
            continue
        rows, kind = sa_table(table), class_of(table.name)
        for row in session.scalars(select(kind).where(of_person(table, candidate))):
            for column in table.exported:
                yield table.name, rows.c[column.name], opened(row, attribute_of(kind, column.name))


def test_every_personal_value_stands_in_the_copy(session, candidate, told):
    given = {(table["tabel"], name) for table in told["gegevens"] for row in table["rijen"] for name in row}
    written = as_json(told)
    lacking = []
    for table, column, value in _stored(session, candidate):
        plain = isinstance(value, str) and not hasattr(value, "value") and not column.foreign_keys
        there = json.dumps(value, ensure_ascii=False)[1:-1] in written if plain else True
        if (table, shown_name(column.name)) not in given or not there:
            lacking.append((table, column.name))

    assert lacking == []


def test_a_canary_in_any_text_of_the_person_comes_out(session, candidate):
    for table in of_people():
        kind = class_of(table.name)
        for column in table.exported:
            name = attribute_of(kind, column.name).removesuffix(ENDING)
            value = getattr(session.scalars(select(kind).where(of_person(table, candidate))).first(), name)
            if isinstance(value, str) and not hasattr(value, "value") and name not in FIXED:
                canary = f"Vogel {table.name} {name}"
                for row in session.scalars(select(kind).where(of_person(table, candidate))):
                    setattr(row, name, canary)
                session.flush()
                assert canary in as_json(copy_of(session, TIMETABLE, candidate, on=MONDAY)), canary


# Texts with a fixed form, or by which the rows are found.
FIXED = {"levels", "own_levels", "reference", "subject_reference", "uuid", "pseudonym"}


def test_the_page_is_whole_dutch_html_without_anything_from_elsewhere(told):
    page = as_page(told)

    html5lib.HTMLParser(strict=True).parse(page)
    assert not [word for word in ("<script", "http", "src=", "<link", "url(") if word in page]
    assert "Wie keek mee" in page and "Kanariegeelvoor" in page and watermark(told) in page.replace("&#39;", "'")


def test_the_day_of_the_copy_is_the_dutch_one_and_an_empty_list_says_so(session, candidate):
    session.info["at"] = datetime(2026, 11, 28, 23, 40, tzinfo=UTC)
    late = copy_of(session, TIMETABLE, candidate, on=MONDAY)

    assert "zondag 29 november 2026" in watermark(late)
    assert "<ul></ul>" not in as_page(late)


def test_what_was_typed_is_never_markup(session, candidate):
    candidate.first_name = "<script>alert(1)</script>"
    record(session, TIMETABLE, "candidate.changed", candidate)
    session.flush()

    assert "<script" not in as_page(copy_of(session, TIMETABLE, candidate, on=MONDAY))


def test_no_colleague_is_named(session, make, candidate):
    record(session, make.actor_of(candidate.coach), "candidate.looked_at", candidate)
    session.flush()
    told = copy_of(session, TIMETABLE, candidate, on=MONDAY)

    assert "Zwijgnaam" not in as_json(told) and "Zwijgnaam" not in as_page(told)
    (looked,) = [row for row in told["wie_keek_mee"] if row["rol"] == "jobcoach"]
    assert set(looked) == {"tijd", "organisatie", "rol", "doel"}
    assert looked["organisatie"] == candidate.organisation.name


def test_recipients_stand_in_it_with_what_and_since_when(told):
    assert any("voordracht" in row["wat"] for row in told["ontvangers"])
    assert all(row["sinds"] for row in told["ontvangers"])


def test_every_list_the_person_stood_on_is_explained(session, make):
    candidate = make.candidate()
    make.profile(candidate, level=4)
    make.vacancy()
    make.run()

    rows = copy_of(session, TIMETABLE, candidate, on=MONDAY)["lijsten"]

    assert [(row["plaats_op_de_lijst"], row["verdeling"]) for row in rows] == [(1, "VD-0001")]


def test_handing_out_is_on_record(session, candidate, told):
    session.flush()
    acts = session.scalars(select(AuditEntry.act).where(AuditEntry.subject_reference == candidate.reference)).all()

    assert "candidate.exported" in acts


def test_the_file_holds_the_page_and_the_data(told):
    with zipfile.ZipFile(io.BytesIO(packed_copy(told))) as archive:
        assert sorted(archive.namelist()) == ["gegevens.html", "gegevens.json"]
        assert json.loads(archive.read("gegevens.json"))["over"] == told["over"]


def test_a_passphrase_seals_it_and_a_short_one_is_refused(told):
    sealed = packed_copy(told, passphrase="een lange wachtzin")

    assert passphrase.decrypt(sealed, "een lange wachtzin")[:2] == b"PK"
    with pytest.raises(InputRefused):
        packed_copy(told, passphrase="kort")
