"""The published figures as files: the same numbers as on the page, however often and in whatever form they are taken."""

from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum

from werkbedrijf.foundation.tables import Cell as TableCell
from werkbedrijf.foundation.tables import Sheets, to_csv, to_ods, to_typed_xlsx
from werkbedrijf.indicators.definitions import Indicator, indicators
from werkbedrijf.indicators.models import IndicatorValue
from werkbedrijf.indicators.overview import OWN, Overview
from werkbedrijf.indicators.publishing import Cell
from werkbedrijf.indicators.quarters import quarter_named
from werkbedrijf.indicators.telling import part_words, told

HEADING: tuple[str, ...] = (
    *(
        "Code",
        "Indicator",
        "Uitgesplitst naar",
        "Onderdeel",
        "Code van onderdeel",
        "Waarde",
        "Eenheid",
        "Zoals getoond",
    ),
    *("Hoeveel erachter zit", "Periode", "Peildatum", "Soort cijfer", "Van wie", "Bron", "Teller", "Noemer"),
)
DEFINED: tuple[str, ...] = (
    *("Code", "Indicator", "Eenheid", "Teller", "Noemer", "Moment", "Soort cijfer", "Bron", "Wat het zegt"),
    *("Hoe te lezen", "Waar het cijfer vandaan komt"),
)


class FileKind(StrEnum):
    """In which form the figures are taken along; the value is the end of the file name."""

    XLSX = "xlsx"
    CSV = "csv"
    ODS = "ods"
    PDF = "pdf"

    @property
    def mimetype(self) -> str:
        """What the browser is told it is."""
        return {
            FileKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            FileKind.CSV: "text/csv; charset=utf-8",
            FileKind.ODS: "application/vnd.oasis.opendocument.spreadsheet",
            FileKind.PDF: "application/pdf",
        }[self]


def sheets_of(overview: Overview) -> Sheets:
    """All published quarters up to the chosen one, and what every indicator means."""
    return {"Cijfers": [HEADING, *_rows(overview)], "Uitleg": [DEFINED, *map(_defined, indicators().values())]}


def file_of(overview: Overview, kind: FileKind, region: str) -> bytes:
    """The figures as a workbook or CSV. The PDF is a page of its own."""
    title, made_on = f"Basisindicatoren {region}, {overview.quarter.words}", overview.quarter.last
    if kind is FileKind.CSV:
        return to_csv([HEADING, *_rows(overview)])
    write = to_ods if kind is FileKind.ODS else to_typed_xlsx
    return write(sheets_of(overview), title=title, made_on=made_on)


def _rows(overview: Overview) -> Iterator[Sequence[TableCell]]:
    for name, cells in overview.cells.items():
        for cell in cells:
            if cell.indicator in indicators():
                yield _own(cell, name)
    for (code, _), row in sorted(overview.entered.items()):
        yield _entered(row, indicators()[code])


def _own(cell: Cell, name: str) -> Sequence[TableCell]:
    one = indicators()[cell.indicator]
    quarter = quarter_named(name)
    part = part_words(cell.split, cell.code)
    return (
        *(one.code, one.name, cell.split, part, cell.code, cell.value, one.unit, told(cell), cell.base),
        *(str(quarter or name), cell.as_of, one.status.words, OWN, one.source, None, None),
    )


def _entered(row: IndicatorValue, one: Indicator) -> Sequence[TableCell]:
    split = "gemeente" if row.gemeente_code else "regio"
    shown: date = row.as_of
    return (
        *(one.code, one.name, split, part_words(split, row.gemeente_code), row.gemeente_code, row.value, one.unit),
        *(f"{row.value:f}".replace(".", ","), None, row.period, shown, one.status.words, row.label, row.source),
        *(row.numerator, row.denominator),
    )


def _defined(one: Indicator) -> Sequence[TableCell]:
    return (
        *(one.code, one.name, one.unit, one.numerator, one.denominator, one.moment, one.status.words, one.source),
        *(one.plain, one.read, one.get),
    )
