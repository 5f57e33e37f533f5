"""What may stand in a cell, wherever it stands."""

import re
import unicodedata
from typing import Final

from werkbedrijf.foundation.spreadsheets.limits import LONGEST_CELL, FileRefused, column_letters

FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet may take for the start of a formula, with the full-width twins."""
_PLAIN_NUMBER = re.compile(r"[+-]?[\d\s().,/-]*")
_DIRECTIONS: Final = frozenset("\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff")
_AHEAD: Final = rf"(?:[^\S\t\r\n]|[{''.join(sorted(_DIRECTIONS))}])*"
"""What nobody sees before a text; a tab and a new line are looked at by themselves."""
_PAST = re.compile(_AHEAD)
# A new cell in a file that is opened with another separator, where the quotes around ours are no quotes: behind a comma or a
# tab, and on a new line. A sign that adds or takes away is only a formula when it fetches or works out something: "5,- per
# uur" is none.
_WITHIN = re.compile(rf"([,\t\r\n]{_AHEAD})(?=[=@＝＠]|[+＋－-][^,\t\r\n]*[(|!])")
_MISREAD: Final = "\ufffd"
_SPACE: Final = frozenset("\t\r\n")


def protected(text: str) -> str:
    """The text as it may go into a spreadsheet of somebody else: what looks like a formula gets an apostrophe first.

    >>> protected("=1+1"), protected("De Korenaar"), protected("+31 53 123")
    ("'=1+1", 'De Korenaar', "'+31 53 123")
    """
    return f"'{text}" if _starts_formula(text) else text


def protected_within(text: str) -> str:
    """As ``protected``, for a file that some open with another separator than ours, and so see more cells in one.

    >>> protected_within("Bakker, =A1"), protected_within("5,- per uur"), protected_within("x,-A1|'y'!z")
    ("Bakker, '=A1", '5,- per uur', "x,'-A1|'y'!z")
    """
    return _WITHIN.sub(r"\1'", protected(text))


def _starts_formula(text: str) -> bool:
    """Also behind signs that nobody sees: not every spreadsheet leaves those where they are."""
    return text.startswith(FORMULA_STARTS) or _PAST.sub("", text, count=1).startswith(FORMULA_STARTS)


def unprotected(text: str) -> str:
    """The other way round."""
    return text[1:] if text.startswith("'") and _starts_formula(text[1:]) else text


def checked(text: str, row: int, column: int) -> str:
    """The text without spaces around it, in composed form. Raises FileRefused with the place for what may not stand.

    Numbers with a sign, such as a telephone number with +31, may. ``row`` counts from 1, ``column`` from 0.
    """
    if len(text) > LONGEST_CELL:
        raise FileRefused(f"{_place(row, column)} heeft meer dan {LONGEST_CELL} tekens. Maak de tekst korter.")
    bare = unprotected(text)
    tidy = unicodedata.normalize("NFC", bare.replace("\u00a0", " ")).strip()
    starts = bare.strip(" ").startswith(FORMULA_STARTS) or tidy.startswith(FORMULA_STARTS)
    if starts and tidy and not _PLAIN_NUMBER.fullmatch(bare.strip(" ")):
        raise FileRefused(
            f"{_place(row, column)} begint met een teken waarmee een formule begint ({_named(bare.strip(' ')[0])}). "
            "Haal dat teken weg."
        )
    if _MISREAD in tidy:
        raise FileRefused(
            f"{_place(row, column)} heeft een onleesbaar teken. Het bestand is met een andere tekencodering opgeslagen. "
            "Sla het op als CSV UTF-8 of als .xlsx."
        )
    if any(_is_hidden(sign) for sign in tidy):
        raise FileRefused(f"{_place(row, column)} heeft een onzichtbaar teken dat er niet hoort. Typ de tekst opnieuw.")
    return "" if tidy.strip("-") == "" else tidy


def _is_hidden(sign: str) -> bool:
    return sign in _DIRECTIONS or (unicodedata.category(sign) == "Cc" and sign not in _SPACE)


def _named(sign: str) -> str:
    return {"\t": "een tab", "\r": "een regeleinde", "\n": "een regeleinde"}.get(sign, f"‘{sign}’")


def _place(row: int, column: int) -> str:
    return f"Rij {row}, kolom {column_letters(column)}"
