"""Workbooks for who goes on to calculate: real numbers and real days, and no text that can act as a formula.

The same sheets always give the same bytes: the day in the properties is given, not the day of making.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import Any

from werkbedrijf.foundation.spreadsheets.cells import protected
from werkbedrijf.foundation.spreadsheets.writing import Cell

Sheets = Mapping[str, Sequence[Sequence[Cell]]]
"""The rows of each sheet by its name; the first row of a sheet is its heading."""
_WIDEST = 60


def to_typed_xlsx(sheets: Sheets, *, title: str, made_on: date) -> bytes:
    """An Excel workbook: a Decimal or whole number is a number, a date is a date, everything else is text."""
    import xlsxwriter

    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"title": title, "created": datetime.combine(made_on, time())})
    looks = {
        "heading": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
        "day": book.add_format({"num_format": "dd-mm-yyyy", "align": "left"}),
        "text": book.add_format({"num_format": "@"}),
    }
    for name, rows in sheets.items():
        _fill(book.add_worksheet(name), rows, looks)
    book.close()
    return out.getvalue()


def _fill(page: Any, rows: Sequence[Sequence[Cell]], looks: Mapping[str, Any]) -> None:
    widths: dict[int, int] = {}
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            widths[column] = max(widths.get(column, 8), min(len(str("" if cell is None else cell)) + 2, _WIDEST))
            if number == 0:
                page.write_string(0, column, protected(str(cell)), looks["heading"])
            else:
                _write(page, number, column, cell, looks)
    for column, width in widths.items():
        page.set_column(column, column, width)
    page.freeze_panes(1, 0)
    if len(rows) > 1:
        page.autofilter(0, 0, len(rows) - 1, len(rows[0]) - 1)


def _write(page: Any, row: int, column: int, cell: Cell, looks: Mapping[str, Any]) -> None:
    if isinstance(cell, bool):
        page.write_string(row, column, "ja" if cell else "nee", looks["text"])
    elif isinstance(cell, Decimal | int):
        page.write_number(row, column, cell)
    elif isinstance(cell, date):
        page.write_datetime(row, column, datetime.combine(cell, time()), looks["day"])
    elif cell is not None:
        page.write_string(row, column, protected(cell), looks["text"])
