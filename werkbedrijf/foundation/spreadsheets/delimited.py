"""Reads CSV: UTF-8, with semicolons, commas or tabs."""

import codecs
import csv
import re
from io import StringIO

from werkbedrijf.foundation.spreadsheets.limits import LONGEST_CELL, FileRefused, check_shape

_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
# How a text of another encoding begins; the longer first, as one is the beginning of another.
_BEGINS = {
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}
_SAVE_AS_UTF8 = "Sla het in Excel op als ‘CSV UTF-8 (door lijstscheidingsteken gescheiden)’, of als .xlsx."


def read_delimited(content: bytes) -> list[list[str]]:
    """The cells as texts. Raises FileRefused for another encoding or a file whose rows do not hold together."""
    text = _decoded(content)
    separator = _SEPARATOR_LINE.match(text)
    if separator:
        text = text[separator.end() :]
    delimiter = separator.group(1) if separator else _delimiter(text)
    rows: list[list[str]] = []
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    widest = 0
    try:
        for row in reader:
            rows.append(row)
            widest = max(widest, len(row))
            check_shape(len(rows), widest)
    except csv.Error as problem:
        raise FileRefused(_unreadable(reader.line_num, text)) from problem
    return rows


def _unreadable(line: int, text: str) -> str:
    """Why the reader stopped in a line: without quotes only a cell without an end does that."""
    if '"' not in text:
        return f"Op regel {line} staat een cel met meer dan {LONGEST_CELL} tekens. Is dit wel een tabel? Maak de tekst korter."
    return (
        f"Regel {line} is niet te lezen. Staat er een aanhalingsteken open? "
        "Verbeter de regel, of sla het bestand op als .xlsx."
    )


def _decoded(content: bytes) -> str:
    told = next((name for begin, name in _BEGINS.items() if content.startswith(begin)), None)
    if told is not None:
        raise FileRefused(f"Dit bestand heeft een andere tekencodering dan UTF-8 (namelijk {told}). {_SAVE_AS_UTF8}")
    if b"\0" in content:
        raise FileRefused(f"In dit bestand staan tekens die niet in een tekstbestand horen. {_SAVE_AS_UTF8}")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = content.count(b"\n", 0, problem.start) + 1
        raise FileRefused(
            f"Dit bestand heeft een andere tekencodering dan UTF-8: op regel {line} staat een teken dat niet te lezen is. "
            f"{_SAVE_AS_UTF8}"
        ) from problem


def _delimiter(text: str) -> str:
    """The sign that parts most cells in the heading, outside quotes; a semicolon when none does."""
    heading = re.sub(r'"[^"]*"', "", text.lstrip("\r\n").split("\n", 1)[0])
    return max(";,\t", key=heading.count)
