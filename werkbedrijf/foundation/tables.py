"""The door for tables: read a CSV or XLSX file of somebody else, and write one that is safe to open.

Reading refuses the whole file (``FileRefused``) when it is not what it says, too large, or holds something that could
act. What stays is a heading and rows of plain texts.
"""

from dataclasses import dataclass

from werkbedrijf.foundation.apart import read_apart
from werkbedrijf.foundation.spreadsheets.cells import checked, protected
from werkbedrijf.foundation.spreadsheets.content import kind_of
from werkbedrijf.foundation.spreadsheets.delimited import read_delimited
from werkbedrijf.foundation.spreadsheets.limits import MOST_BYTES, FileRefused, check_shape, check_size
from werkbedrijf.foundation.spreadsheets.opendocument import to_ods
from werkbedrijf.foundation.spreadsheets.typed import Sheets, to_typed_xlsx
from werkbedrijf.foundation.spreadsheets.workbook import read_workbook
from werkbedrijf.foundation.spreadsheets.writing import Cell, to_csv, to_xlsx

__all__ = [
    "MOST_BYTES",
    "Cell",
    "FileRefused",
    "Sheets",
    "Table",
    "TableRow",
    "check_size",
    "plain_table",
    "protected",
    "read_here",
    "read_table",
    "to_csv",
    "to_ods",
    "to_typed_xlsx",
    "to_xlsx",
]

# Loaded before the process apart closes itself off.
NEEDS = ("python_calamine",)


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row; ``number`` is the one a spreadsheet shows beside it."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A heading and the rows under it that are not empty."""

    headers: tuple[str, ...]
    rows: tuple[TableRow, ...]


def read_table(content: bytes) -> Table:
    """The table in a file, whatever its name, read in a process apart. Raises FileRefused with a sentence for a person."""
    check_size(len(content))
    headers, rows = read_apart("werkbedrijf.foundation.tables:plain_table", content)
    return Table(tuple(headers), tuple(TableRow(number, tuple(cells)) for number, cells in rows))


def plain_table(content: bytes) -> tuple[tuple[str, ...], list[tuple[int, tuple[str, ...]]]]:
    """What the process apart answers: the heading, and each row with its number."""
    table = read_here(content)
    return table.headers, [(row.number, row.cells) for row in table.rows]


def read_here(content: bytes) -> Table:
    """The table in a file, read in this process: for the process apart, and for files of our own making."""
    check_size(len(content))
    raw = read_workbook(content) if kind_of(content) == "xlsx" else read_delimited(content)
    cells = [
        TableRow(number, tuple(checked(cell, number, column) for column, cell in enumerate(row)))
        for number, row in enumerate(raw, start=1)
    ]
    filled = [row for row in cells if any(row.cells)]
    if not filled:
        raise FileRefused("In dit bestand staat niets. Zet kolomnamen op de eerste rij en daaronder de gegevens.")
    check_shape(len(filled), 0)
    heading, *rows = filled
    return Table(_heading(heading), tuple(_aligned(row, heading) for row in rows))


def _heading(row: TableRow) -> tuple[str, ...]:
    width = max(index for index, cell in enumerate(row.cells) if cell) + 1
    return row.cells[:width]


def _aligned(row: TableRow, heading: TableRow) -> TableRow:
    width = len(_heading(heading))
    if any(row.cells[width:]):
        raise FileRefused(
            f"Rij {row.number} heeft meer cellen dan er kolomnamen zijn. Staat er een scheidingsteken in een tekst? "
            "Zet die tekst tussen aanhalingstekens."
        )
    return TableRow(row.number, row.cells[:width] + ("",) * (width - len(row.cells)))
