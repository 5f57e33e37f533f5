"""How much a file may hold, and how it is refused when it holds more."""

from typing import Final

from werkbedrijf.foundation.errors import DomainError

MEGABYTE: Final = 1024 * 1024
MOST_BYTES: Final = 10 * MEGABYTE
MOST_UNPACKED: Final = 60 * MEGABYTE
MOST_PARTS: Final = 250
MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 200
MOST_CELLS: Final = 1_200_000
"""From the first cell to the last row and column: the widest import of ours has 56 columns, and room for some of your own."""
MOST_MARKS: Final = 4_000_000
"""Elements in a part of a workbook, and attributes: three of each for every cell that may be there."""
MOST_OF_ONE_MARK: Final = 64
"""Attributes of one element; a spreadsheet writes three."""
LONGEST_MARK: Final = 32_768
"""Letters from one element to the next: the longest text of a cell, each letter written as six."""
LONGEST_CELL: Final = 5_000
MOST_TEXT: Final = 30_000_000
"""Letters in a whole table: a text that is stored once may stand in a million cells."""


class FileRefused(DomainError):
    """The whole file is refused: nothing of it is read further. The sentence says why and what to do."""

    status = 422


def check_size(size: int) -> None:
    """Raises FileRefused for a file that is too large or empty, before anything is read."""
    if size > MOST_BYTES:
        # The door reads one byte more than it may: that is said as more, too.
        megabytes = max(round(size / MEGABYTE), MOST_BYTES // MEGABYTE + 1)
        raise FileRefused(
            f"Dit bestand is te groot: {megabytes} MB. Een bestand mag {MOST_BYTES // MEGABYTE} MB zijn. "
            "Verdeel het over meer bestanden."
        )
    if size == 0:
        raise FileRefused("Dit bestand is leeg. Kies een bestand met een kopregel en rijen.")


def column_letters(index: int) -> str:
    """The letters over a column in a spreadsheet, counted from 0.

    >>> column_letters(0), column_letters(25), column_letters(26)
    ('A', 'Z', 'AA')
    """
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def check_shape(rows: int, columns: int) -> None:
    """Raises FileRefused for more rows (heading counted) or columns than a file may have."""
    if columns > MOST_COLUMNS:
        raise FileRefused(
            f"Dit bestand heeft meer dan {MOST_COLUMNS} kolommen. Laat alleen de kolommen staan die je wilt importeren."
        )
    if rows > MOST_ROWS + 1:
        raise FileRefused(
            f"Dit bestand heeft meer dan {MOST_ROWS:,} rijen. Verdeel het over meer bestanden.".replace(",", ".")
        )
    if rows * columns > MOST_CELLS:
        raise FileRefused(
            f"Dit bestand loopt tot en met rij {rows} en kolom {column_letters(columns - 1)}: dat zijn te veel cellen. "
            "Laat alleen de kolommen staan die je wilt importeren, of verdeel het over meer bestanden."
        )
