"""Workbooks that go out to calculate with: read back by another reader, with numbers and days, and no formula in it."""

import zipfile
from datetime import date
from decimal import Decimal
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from werkbedrijf.foundation.spreadsheets.opendocument import MIMETYPE, to_ods
from werkbedrijf.foundation.spreadsheets.typed import to_typed_xlsx

DAY = date(2026, 9, 30)
ROWS = [
    ["Naam", "Waarde", "Aantal", "Dag", "Leeg"],
    ["Súdwest-Fryslân & <b>", Decimal("66.7"), 40, DAY, None],
    ["=1+1", Decimal(-3), 0, date(2026, 1, 1), ""],
]
WRITERS = pytest.mark.parametrize("write", [to_typed_xlsx, to_ods])


def written(write, rows=ROWS):
    return write({"Cijfers": rows, "Uitleg": [["Wat"], ["een regel"]]}, title="Proef", made_on=DAY)


def read(content, sheet="Cijfers"):
    return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_name(sheet).to_python()


@WRITERS
def test_a_number_is_a_number_and_a_day_is_a_day(write):
    rows = read(written(write))

    assert rows[0] == ROWS[0]
    assert rows[1][:4] == ["Súdwest-Fryslân & <b>", 66.7, 40, DAY]
    assert rows[2][1:3] == [-3, 0]
    assert read(written(write), "Uitleg") == [["Wat"], ["een regel"]]


@WRITERS
@pytest.mark.parametrize("text", ["=1+1", "+1", "-2+3", "@SUM(A1)", "\t=1", "＝1", '=HYPERLINK("http://x")'])
def test_no_text_acts_as_a_formula(write, text):
    content = written(write, [["Kop"], [text]])

    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = "".join(archive.read(name).decode() for name in archive.namelist())
    assert "<f>" not in parts and "table:formula" not in parts
    assert read(content)[1][0].startswith("'")


@WRITERS
def test_two_times_the_same_is_the_same_bytes(write):
    assert written(write) == written(write)


def test_an_open_document_begins_with_what_it_is():
    content = written(to_ods)
    with zipfile.ZipFile(BytesIO(content)) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type, archive.read(first)) == ("mimetype", 0, MIMETYPE.encode())
        named = {
            one.get("{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}full-path")
            for one in ET.fromstring(archive.read("META-INF/manifest.xml"))
        }
        assert named == {"/", "content.xml", "meta.xml"}
        assert set(archive.namelist()) == {"mimetype", "META-INF/manifest.xml", "content.xml", "meta.xml"}
    assert content[30:38] == b"mimetype"


@settings(max_examples=60)
@given(
    st.lists(
        st.one_of(st.text(), st.decimals(-(10**6), 10**6, places=2), st.dates(date(1900, 3, 1), date(2100, 1, 1))),
        min_size=1,
    )
)
def test_whatever_is_in_a_cell_it_can_be_read(cells):
    for part in ("content.xml", "meta.xml"):
        with zipfile.ZipFile(
            BytesIO(to_ods({"x": [["k"] * len(cells), cells]}, title=str(cells[0]), made_on=DAY))
        ) as archive:
            ET.fromstring(archive.read(part))
