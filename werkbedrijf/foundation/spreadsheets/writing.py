"""Tables that go out: CSV and XLSX in which no text can act as a formula."""

import csv
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO

from werkbedrijf.foundation.spreadsheets.cells import protected, protected_within

Cell = str | int | Decimal | date | bool | None


def to_csv(rows: Iterable[Sequence[Cell]]) -> bytes:
    """UTF-8 with a mark and semicolons, as a Dutch Excel opens it; the first row is the heading."""
    out = StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerows([_written(cell, protected_within) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def to_xlsx(rows: Iterable[Sequence[Cell]], sheet: str = "Blad1") -> bytes:
    """A workbook of one sheet with only texts, so that postcodes and KvK numbers keep their zeros."""
    import xlsxwriter

    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    page = book.add_worksheet(sheet)
    text = book.add_format({"num_format": "@"})
    heading = book.add_format({"num_format": "@", "bold": True})
    widths: dict[int, int] = {}
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            written = _written(cell)
            page.write_string(number, column, written, heading if number == 0 else text)
            widths[column] = max(widths.get(column, 8), min(len(written) + 2, 60))
    for column, width in widths.items():
        page.set_column(column, column, width, text)
    page.freeze_panes(1, 0)
    book.close()
    return out.getvalue()


def _written(cell: Cell, safe: Callable[[str], str] = protected) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "ja" if cell else "nee"
    if isinstance(cell, Decimal):
        return f"{cell:f}".replace(".", ",")
    if isinstance(cell, date):
        return f"{cell:%d-%m-%Y}"
    return safe(cell) if isinstance(cell, str) else str(cell)
