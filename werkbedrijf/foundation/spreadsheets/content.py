"""What a file really is, by its first bytes and never by its name."""

from typing import Literal

from werkbedrijf.foundation.spreadsheets.limits import FileRefused

Kind = Literal["csv", "xlsx"]

_ZIP = b"PK\x03\x04"
_SAVE_AS = "Sla het op als Excel-werkmap (.xlsx) of als CSV (UTF-8) en probeer het opnieuw."
_OTHERS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "een pdf"),
    (b"\xd0\xcf\x11\xe0", "een oud of beveiligd Excel-bestand (.xls, of met een wachtwoord)"),
    (b"\x89PNG", "een plaatje"),
    (b"GIF8", "een plaatje"),
    (b"\xff\xd8\xff", "een foto"),
    (b"\x1f\x8b", "een ingepakt bestand"),
    (b"7z\xbc\xaf\x27\x1c", "een ingepakt bestand"),
    (b"Rar!", "een ingepakt bestand"),
    (b"BZh", "een ingepakt bestand"),
    (b"\xfd7zXZ", "een ingepakt bestand"),
    (b"\x28\xb5\x2f\xfd", "een ingepakt bestand"),
    (b"PK\x05\x06", "een leeg ingepakt bestand"),
    (b"MZ", "een programma"),
    (b"\x7fELF", "een programma"),
    (b"#!/", "een programma"),
    (b"{\\rtf", "een tekstdocument"),
    (b"SQLite format 3", "een database"),
)
_OTHER_TEXTS: tuple[tuple[bytes, str], ...] = (
    (b"<", "een webpagina of een XML-bestand"),
    (b"{", "een JSON-bestand"),
    (b"[", "een JSON-bestand"),
)


def kind_of(content: bytes) -> Kind:
    """``xlsx`` or ``csv``; raises FileRefused with what it is instead."""
    if content.startswith(_ZIP):
        return "xlsx"
    for start, what in _OTHERS:
        if content.startswith(start):
            raise FileRefused(f"Dit is geen spreadsheet maar {what}. {_SAVE_AS}")
    text = content.removeprefix(b"\xef\xbb\xbf").lstrip()
    for start, what in _OTHER_TEXTS:
        if text.startswith(start):
            raise FileRefused(f"Dit is geen spreadsheet maar {what}. {_SAVE_AS}")
    return "csv"


def is_archive(content: bytes) -> bool:
    """Whether these bytes are something packed, which has no place inside a workbook."""
    packed = (_ZIP, b"PK\x05\x06", b"\xd0\xcf\x11\xe0", *(start for start, what in _OTHERS if "ingepakt" in what))
    return content.startswith(packed)
