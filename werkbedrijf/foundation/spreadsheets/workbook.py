"""Reads the first sheet of an Excel workbook, after measuring it.

The reader of cells (calamine) is quick because it trusts: one cell far away makes it fill everything before it, and a
text stored once is copied to every cell that names it. So the sheet is measured first, and only checked parts go on.
"""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any, Final
from xml.etree import ElementTree as ET
from xml.parsers import expat

from werkbedrijf.foundation.spreadsheets.archive import packed_again, unpacked
from werkbedrijf.foundation.spreadsheets.limits import (
    LONGEST_CELL,
    LONGEST_MARK,
    MEGABYTE,
    MOST_CELLS,
    MOST_MARKS,
    MOST_OF_ONE_MARK,
    MOST_TEXT,
    FileRefused,
    check_shape,
    column_letters,
)

_NOT_A_WORKBOOK = "Dit is geen Excel-werkmap. Sla het bestand op als .xlsx of als CSV (UTF-8) en probeer het opnieuw."
_UNREADABLE = "Dit Excel-bestand is niet te lezen. Open het in Excel, sla het opnieuw op en probeer het nog een keer."
_TOO_MANY_MARKS = (
    "In dit Excel-bestand staat te veel om te lezen. Kopieer alleen de rijen en kolommen die je wilt importeren naar een "
    "nieuwe werkmap, en kies die."
)
_TOO_MUCH_TEXT = "In dit bestand staat te veel tekst. Verdeel het over meer bestanden."
_CONTENT_TYPES: Final = "[Content_Types].xml"
_BOOK: Final = "xl/workbook.xml"
_BOOK_LINKS: Final = "xl/_rels/workbook.xml.rels"
_TEXTS: Final = "xl/sharedStrings.xml"
_KEPT: Final = (_CONTENT_TYPES, "_rels/.rels", _BOOK, _BOOK_LINKS, _TEXTS, "xl/styles.xml")
# An encoding nobody knows; in the process apart one cannot even be looked for.
_STRANGE: Final = (LookupError, ValueError, OSError)
_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def read_workbook(content: bytes) -> list[list[str]]:
    """The cells of the first sheet as texts, from A1 on. Raises FileRefused."""
    parts = unpacked(content)
    if _CONTENT_TYPES not in parts or _BOOK not in parts or _BOOK_LINKS not in parts:
        raise FileRefused(_NOT_A_WORKBOOK)
    for name, part in parts.items():
        if name.lower().endswith((".xml", ".rels")):
            _check_markup(part)
        if name.endswith(".rels"):
            _check_links(part)
    if b"macroenabled" in parts[_CONTENT_TYPES].lower():
        raise FileRefused("In dit Excel-bestand zitten macro's. Sla het op als gewone werkmap (.xlsx) zonder macro's.")
    name, sheet = _first_sheet(parts)
    _measure(parts[sheet], _text_lengths(parts.get(_TEXTS)))
    return _cells(packed_again({key: parts[key] for key in (*_KEPT, sheet) if key in parts}), name)


def _check_markup(part: bytes) -> None:
    if part[:2] in {b"\xff\xfe", b"\xfe\xff"} or b"\0" in part:
        raise FileRefused(_UNREADABLE)
    low = part.lower()
    if b"<!doctype" in low or b"<!entity" in low:
        raise FileRefused("Dit Excel-bestand bevat opdrachten die er niet horen (DTD). Sla het opnieuw op in Excel.")


def _check_links(part: bytes) -> None:
    for link in _parsed(part):
        # A mail address in a cell is a link too, and does nothing by itself.
        outside = link.get("TargetMode", "").lower() == "external"
        if outside and not link.get("Type", "").endswith("/hyperlink"):
            raise FileRefused(
                "In dit Excel-bestand zitten koppelingen naar andere bestanden. Verbreek ze en sla het opnieuw op."
            )


def _parsed(part: bytes) -> ET.Element:
    if len(part) > MEGABYTE:
        raise FileRefused(_UNREADABLE)
    try:
        return ET.fromstring(part)  # noqa: S314  # DTD and entities were refused before
    except (ET.ParseError, *_STRANGE) as problem:
        raise FileRefused(_UNREADABLE) from problem


def _first_sheet(parts: dict[str, bytes]) -> tuple[str, str]:
    """Title of the first sheet with cells, and the part it stands in."""
    targets = {link.get("Id", ""): link.get("Target", "") for link in _parsed(parts[_BOOK_LINKS])}
    for element in _parsed(parts[_BOOK]).iter():
        if element.tag.rpartition("}")[2] != "sheet":
            continue
        target = targets.get(element.get(_RELATION, ""), "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if part.startswith("xl/worksheets/") and part in parts:
            return element.get("name", ""), part
    raise FileRefused("In dit Excel-bestand staat geen blad met rijen.")


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _walk(part: bytes, start: Callable[[str, dict[str, str]], None], **handlers: Callable[..., None]) -> None:
    """Go through a part; one that would take long is refused before, or as soon as it has more than a table needs."""
    # Each element opens, and most close. An element without an end is looked for in steps that it cannot pass over.
    endless = any(part.find(b"<", at, at + LONGEST_MARK) < 0 for at in range(0, len(part) - LONGEST_MARK, LONGEST_MARK))
    if endless or part.count(b"<") > 2 * MOST_MARKS:
        raise FileRefused(_TOO_MANY_MARKS)
    elements = attributes = 0

    def counted(name: str, about: dict[str, str]) -> None:
        nonlocal elements, attributes
        elements, attributes = elements + 1, attributes + len(about)
        if elements > MOST_MARKS or attributes > MOST_MARKS or len(about) > MOST_OF_ONE_MARK:
            raise FileRefused(_TOO_MANY_MARKS)
        start(name, about)

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = counted
    for name, handler in handlers.items():
        setattr(parser, name, handler)
    try:
        parser.Parse(part, True)
    except (expat.ExpatError, *_STRANGE) as problem:
        raise FileRefused(_UNREADABLE) from problem


def _text_lengths(part: bytes | None) -> list[int]:
    """How long each shared text is; a text that is too long for a cell is refused here."""
    lengths: list[int] = []

    def start(name: str, _attributes: dict[str, str]) -> None:
        if _local(name) == "si":
            lengths.append(0)

    def text(found: str) -> None:
        if lengths:
            lengths[-1] += len(found)
            if lengths[-1] > LONGEST_CELL:
                raise FileRefused(
                    f"In dit bestand staat een cel met meer dan {LONGEST_CELL} tekens. Maak de tekst korter."
                )

    if part is not None:
        _walk(part, start, CharacterDataHandler=text)
    return lengths


class _Ruler:
    """Walks over a sheet and stops at the first thing that does not belong in a table."""

    def __init__(self, lengths: list[int]):
        self.lengths = lengths
        self.row = self.column = self.total = self.lowest = self.widest = self.cells = 0
        self.letters = self.index = ""
        self.shared = self.value = False

    @property
    def place(self) -> str:
        return f"{column_letters(self.column - 1)}{self.row}"

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = _local(name)
        if local == "row":
            self.row = _number(attributes.get("r"), self.row + 1)
            self.column = 0
        elif local == "c":
            self._cell(attributes)
        elif local == "f":
            raise FileRefused(
                f"In cel {self.place} staat een formule. Kopieer de cellen en plak ze als waarden, en sla het opnieuw op."
            )
        self.value = local == "v" and self.shared
        if self.value:
            self.index = ""

    def end(self, name: str) -> None:
        if self.value and _local(name) == "v":
            self.value = False
            index = _number(self.index.strip(), 0)
            if index >= len(self.lengths):
                raise FileRefused(_UNREADABLE)
            self._count(self.lengths[index])

    def text(self, found: str) -> None:
        if self.value:
            self.index += found[:12]
        else:
            self._count(len(found))

    def _count(self, length: int) -> None:
        self.total += length
        if self.total > MOST_TEXT:
            raise FileRefused(_TOO_MUCH_TEXT)

    def _cell(self, attributes: dict[str, str]) -> None:
        said = attributes.get("r", "")
        letters = said.rstrip("0123456789")
        if said:
            self.row = _number(said[len(letters) :], self.row)
            self.column = _column(letters)
        else:
            self.column += 1
        self.lowest, self.widest = max(self.lowest, self.row), max(self.widest, self.column)
        check_shape(self.lowest, self.widest)
        self.cells += 1
        if self.cells > MOST_CELLS:
            # The same place again and again.
            raise FileRefused(_TOO_MANY_MARKS)
        self.shared = attributes.get("t") == "s"
        if attributes.get("t") == "e":
            raise FileRefused(
                f"In cel {self.place} staat een fout uit een formule, zoals #N/B. Verbeter of leeg de cel."
            )


def _number(text: str | None, otherwise: int) -> int:
    if text is None:
        return otherwise
    if not (text.isascii() and text.isdecimal() and 0 < len(text) < 10):
        raise FileRefused(_UNREADABLE)
    return int(text)


def _column(letters: str) -> int:
    if not (0 < len(letters) < 5 and letters.isascii() and letters.isalpha()):
        raise FileRefused(_UNREADABLE)
    found = 0
    for letter in letters.upper():
        found = found * 26 + ord(letter) - ord("A") + 1
    return found


def _measure(part: bytes, lengths: list[int]) -> None:
    ruler = _Ruler(lengths)
    _walk(part, ruler.start, EndElementHandler=ruler.end, CharacterDataHandler=ruler.text)


def _cells(content: bytes, sheet: str) -> list[list[str]]:
    from python_calamine import CalamineWorkbook

    try:
        with CalamineWorkbook.from_filelike(BytesIO(content)) as book:
            rows = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as problem:  # the reader is compiled and stops with its own kinds of panic
        raise FileRefused(_UNREADABLE) from problem
    return [[_text(cell) for cell in row] for row in rows]


def _text(cell: Any) -> str:
    """A cell as it would be typed: whole numbers without a fraction, days as 2026-11-23."""
    if isinstance(cell, bool):
        return "ja" if cell else "nee"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ", timespec="minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    return str(cell)
