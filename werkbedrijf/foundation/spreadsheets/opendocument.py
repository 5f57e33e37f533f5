"""Workbooks in the open standard of the government's list: OpenDocument 1.3 (.ods), with real numbers and real days.

Written by hand because it is little: a zip of four parts, of which ``mimetype`` comes first and is not compressed
(OpenDocument 1.3 part 2, section 3.3). The same sheets always give the same bytes.
"""

import zipfile
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

from werkbedrijf.foundation.spreadsheets.cells import protected
from werkbedrijf.foundation.spreadsheets.typed import Sheets
from werkbedrijf.foundation.spreadsheets.writing import Cell

MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
        ("number", "datastyle"),
        ("fo", "xsl-fo-compatible"),
        ("meta", "meta"),
        ("manifest", "manifest"),
    )
)
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_STYLES = (
    '<office:automatic-styles><number:date-style style:name="dag"><number:day number:style="long"/><number:text>-</number:text>'
    '<number:month number:style="long"/><number:text>-</number:text><number:year number:style="long"/></number:date-style>'
    '<style:style style:name="cel-dag" style:family="table-cell" style:data-style-name="dag"/>'
    '<style:style style:name="cel-kop" style:family="table-cell"><style:text-properties fo:font-weight="bold"/></style:style>'
    "</office:automatic-styles>"
)


def to_ods(sheets: Sheets, *, title: str, made_on: date) -> bytes:
    """A workbook: a Decimal or whole number is a number, a date is a date, everything else is text."""
    out = BytesIO()
    parts = {
        "content.xml": _content(sheets),
        "meta.xml": (
            f'{_HEAD}<office:document-meta {_NAMES} xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3"><office:meta>'
            f"<dc:title>{_text(title)}</dc:title><dc:date>{made_on.isoformat()}T00:00:00</dc:date><dc:language>nl-NL</dc:language>"
            "</office:meta></office:document-meta>"
        ),
        "META-INF/manifest.xml": _manifest(),
    }
    with zipfile.ZipFile(out, "w") as archive:
        _add(archive, "mimetype", MIMETYPE, zipfile.ZIP_STORED)
        for name, content in parts.items():
            _add(archive, name, content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _add(archive: zipfile.ZipFile, name: str, content: str, how: int) -> None:
    info = zipfile.ZipInfo(name, date_time=_LONG_AGO)
    info.compress_type = how
    # The same on every system.
    info.create_system = 0
    archive.writestr(info, content.encode())


def _manifest() -> str:
    entry = '<manifest:file-entry manifest:full-path="{}" manifest:media-type="{}"{}/>'
    lines = (
        entry.format("/", MIMETYPE, ' manifest:version="1.3"'),
        entry.format("content.xml", "text/xml", ""),
        entry.format("meta.xml", "text/xml", ""),
    )
    return f'{_HEAD}<manifest:manifest {_NAMES} manifest:version="1.3">{"".join(lines)}</manifest:manifest>'


def _content(sheets: Sheets) -> str:
    tables = "".join(_table(name, rows) for name, rows in sheets.items())
    return (
        f'{_HEAD}<office:document-content {_NAMES} office:version="1.3">{_STYLES}'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )


def _table(name: str, rows: Sequence[Sequence[Cell]]) -> str:
    columns = max((len(row) for row in rows), default=1)
    written = "".join(
        f"<table:table-row>{''.join(_cells(row, number == 0))}</table:table-row>" for number, row in enumerate(rows)
    )
    return (
        f"<table:table table:name={quoteattr(_text(name))}>"
        f'<table:table-column table:number-columns-repeated="{columns}"/>{written}</table:table>'
    )


def _cells(row: Sequence[Cell], heading: bool) -> Iterator[str]:
    for cell in row:
        if heading:
            yield f'<table:table-cell table:style-name="cel-kop" office:value-type="string">{_paragraph(str(cell))}</table:table-cell>'
        elif cell is None or cell == "":
            yield "<table:table-cell/>"
        elif isinstance(cell, bool):
            yield f'<table:table-cell office:value-type="string">{_paragraph("ja" if cell else "nee")}</table:table-cell>'
        elif isinstance(cell, Decimal | int):
            yield f'<table:table-cell office:value-type="float" office:value="{cell:f}"><text:p>{_shown(cell)}</text:p></table:table-cell>'
        elif isinstance(cell, date):
            yield (
                f'<table:table-cell table:style-name="cel-dag" office:value-type="date" office:date-value="{cell.isoformat()}">'
                f"<text:p>{cell:%d-%m-%Y}</text:p></table:table-cell>"
            )
        else:
            yield f'<table:table-cell office:value-type="string">{_paragraph(protected(cell))}</table:table-cell>'


def _shown(number: Decimal | int) -> str:
    return f"{number:f}".replace(".", ",") if isinstance(number, Decimal) else str(number)


def _paragraph(text: str) -> str:
    return "".join(f"<text:p>{_text(line)}</text:p>" for line in text.split("\n"))


def _text(text: str) -> str:
    """Only what XML may hold."""
    return escape(
        "".join(letter for letter in text if letter in "\t\n" or " " <= letter < "\ufffe" or letter > "\uffff")
    )
