"""Tables of others are read with care, and ours cannot act as a formula."""

import csv
import importlib.util
import io
import resource
import time
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from werkbedrijf.foundation.spreadsheets import workbook
from werkbedrijf.foundation.spreadsheets.cells import FORMULA_STARTS, unprotected
from werkbedrijf.foundation.tables import FileRefused, protected, read_here, read_table, to_csv, to_xlsx

_spec = importlib.util.spec_from_file_location("hostile", Path(__file__).with_name("hostile.py"))
hostile = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(hostile)

CRAFTED = list(hostile.crafted())
WRITERS = {"csv": to_csv, "xlsx": to_xlsx}


def test_there_are_at_least_forty_of_them():
    assert len(CRAFTED) >= 40
    assert len({name for name, _, _ in CRAFTED}) == len(CRAFTED)


@pytest.mark.parametrize(("content", "words"), [pytest.param(file, words, id=name) for name, file, words in CRAFTED])
def test_a_hostile_file_is_refused_with_a_sentence(content, words):
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    with pytest.raises(FileRefused) as refused:
        read_here(content)
    assert words in refused.value.sentence
    assert refused.value.sentence[0].isupper() and refused.value.sentence.endswith(".")
    # Seconds of work, not of the clock: the same on a busy machine.
    assert time.process_time() - start < 5
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300 * 1024


@pytest.mark.parametrize(
    "content", [to_csv(hostile.ROWS), to_xlsx(hostile.ROWS), hostile.with_sheet(hostile.heading())]
)
def test_the_control_files_are_read(content):
    assert read_table(content).headers[:2] == ("Naam", "KvK-nummer")


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param('<row><c r="A2"><v>1</v></c><c r="A2"><v>1</v></c><c r="A2"><v>1</v></c></row>', id="one place"),
        pytest.param("<a/>" * 20, id="elements"),
        pytest.param('<row a="1" b="1" c="1" d="1"/>' * 6, id="attributes"),
    ],
)
def test_a_workbook_that_goes_on_and_on_is_left_as_soon_as_it_has_more_than_a_table(rows, monkeypatch):
    content = hostile.with_sheet(hostile.heading(rows))
    monkeypatch.setattr(workbook, "MOST_CELLS", 4)
    monkeypatch.setattr(workbook, "MOST_MARKS", 20)
    with pytest.raises(FileRefused, match="te veel om te lezen"):
        read_here(content)


def test_what_can_be_counted_at_once_is_refused_without_reading_it(monkeypatch):
    monkeypatch.setattr(workbook, "MOST_MARKS", 20)
    monkeypatch.setattr(workbook.expat, "ParserCreate", None)
    with pytest.raises(FileRefused, match="te veel om te lezen"):
        workbook._walk(b"<a/>" * 41, None)


@pytest.mark.parametrize("writer", list(WRITERS))
def test_what_we_write_reads_back_the_same(writer):
    rows = [
        ("Naam", "Telefoon", "Uren", "Vanaf", "Ja"),
        ('Café ’t Loo; "de" zaak', "+31 53 123", Decimal("25.50"), date(2026, 11, 23), True),
        ("0012", "-5", 3, None, False),
    ]
    table = read_table(WRITERS[writer](rows))
    assert [row.cells for row in table.rows] == [
        ('Café ’t Loo; "de" zaak', "+31 53 123", "25,50", "23-11-2026", "ja"),
        ("0012", "-5", "3", "", "nee"),
    ]
    assert [row.number for row in table.rows] == [2, 3]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_no_text_of_ours_starts_a_formula(start):
    text = f"{start}cmd|' /C calc'!A0"
    assert protected(text) == f"'{text}"
    assert f"'{start}".encode() in to_csv([("Naam",), (text,)])
    assert hostile.parts_of(to_xlsx([("Naam",), (text,)]))[hostile.SHEET].count(b"<f>") == 0


@pytest.mark.parametrize("unseen", [" ", "\u00a0", "\u200b", "\ufeff \u202e", "\u3000", "\u2003\x0b"])
def test_no_text_of_ours_hides_the_start_of_a_formula(unseen):
    assert protected(f"{unseen}=1+1") == f"'{unseen}=1+1"
    assert unprotected(f"'{unseen}=1+1") == f"{unseen}=1+1"
    assert protected(f"{unseen}Jansen") == f"{unseen}Jansen"


@pytest.mark.parametrize("delimiter", [",", "\t"])
@pytest.mark.parametrize("formula", ["=1+1", "@SUM(A1)", "-2+cmd|' /C calc'!A0", "+HYPERLINK(A1)", "－A1!B2", "＝1"])
def test_a_file_of_ours_has_no_formula_for_who_opens_it_with_another_separator(formula, delimiter):
    text = f"Bakker{delimiter}{formula}{delimiter}Zn"
    told = to_csv([("Naam", "Uren"), (text, Decimal("12.50")), ("€ 5,- per uur, -2", -3)]).decode("utf-8-sig")
    read = [cell for row in csv.reader(io.StringIO(told, newline=""), delimiter=delimiter) for cell in row]
    assert f"'{formula}" in read
    assert formula not in read
    assert told.endswith("12,50\r\n€ 5,- per uur, -2;-3\r\n")


@pytest.mark.parametrize("delimiter", [",", "\t"])
@pytest.mark.parametrize("before", ["{} ", "\n", "\r\n", "\r", "{}Bakker\n\u3000"])
@pytest.mark.parametrize("formula", ["=1+1", "@SUM(A1)", "-2+cmd|' /C calc'!A0", "+HYPERLINK(A1)", "－A1!B2", "＝1"])
def test_no_formula_hides_in_a_text_of_ours_for_who_opens_it_with_another_separator(formula, before, delimiter):
    text = f"Bakker{before.format(delimiter)}{formula}{delimiter}Zn"
    told = to_csv([("Naam", "Reden"), (text, text)]).decode("utf-8-sig")
    read = [cell for row in csv.reader(io.StringIO(told, newline=""), delimiter=delimiter) for cell in row]
    assert [cell for cell in read if cell.strip().startswith(FORMULA_STARTS)] == []


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_the_usual_separators_are_recognised(delimiter):
    table = read_table(
        delimiter.join(("Naam", '"Plaats; of, zo"', "X")).encode() + b"\n" + delimiter.join("abc").encode()
    )
    assert table.headers == ("Naam", "Plaats; of, zo", "X")
    assert table.rows[0].cells == ("a", "b", "c")


def test_the_separator_line_of_excel_counts():
    assert read_table(b"sep=|\nNaam|Plaats\nA|B\n").headers == ("Naam", "Plaats")


def test_rows_keep_the_number_the_spreadsheet_shows_beside_them():
    table = read_table(b"\n\nNaam;Plaats\n\nA;\n;;\nB;-\n")
    assert [(row.number, row.cells) for row in table.rows] == [(5, ("A", "")), (7, ("B", ""))]


def test_a_mail_address_that_became_a_link_is_no_harm():
    rels = hostile._relations("hyperlink", "mailto:a@voorbeeld.example")
    content = hostile.workbook(**{"xl/worksheets/_rels/sheet1.xml.rels": rels})
    assert read_table(content).rows[0].cells[0] == "Firma"


def test_numbers_and_days_in_a_workbook_read_as_they_are_typed():
    cells = '<row r="2"><c r="A2"><v>12345678</v></c><c r="B2"><v>25.5</v></c></row>'
    assert read_table(hostile.with_sheet(hostile.heading(cells))).rows[0].cells == ("12345678", "25.5")


@pytest.mark.parametrize("name", ["csv", "xlsx"])
def test_files_with_one_byte_changed_never_break_the_service(name):
    """Either the file is refused with a sentence, or it still holds a table."""
    content = WRITERS[name](hostile.ROWS)
    for place in range(0, len(content), max(1, len(content) // 150)):
        for value in (0, 0x3D, 0xFF):
            changed = content[:place] + bytes([value]) + content[place + 1 :]
            try:
                table = read_here(changed)
            except FileRefused:
                continue
            assert table.headers
