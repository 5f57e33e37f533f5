"""The sections of the Standaard Bedrijfsindeling: in which branch an employer works. Pure; the table has its source."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from werkbedrijf.foundation.facts.tables import Table, rows


@cache
def sections() -> Mapping[str, str]:
    """The short Dutch word of each section, by its letter, in the order of the letters.

    >>> sections()["F"], len(sections())
    ('Bouw', 21)
    """
    return MappingProxyType({row["sectie"]: row["kort"] for row in rows(Table.SBI_SECTIONS)})


def section_of(text: str) -> str | None:
    """The letter of what a file calls the branch: a letter, an SBI code, or one of the titles; None when it is no section.

    A code of which the leading zero was lost is not guessed: one digit, or an odd number of digits below 1000.

    >>> section_of("q"), section_of("81.21"), section_of("0111"), section_of("bouw"), section_of("Bouwnijverheid")
    ('Q', 'N', 'A', 'F', 'F')
    >>> section_of("Z"), section_of("121"), section_of("34")
    (None, None, None)
    """
    typed = " ".join(text.split()).casefold()
    if not typed:
        return None
    digits = typed.replace(".", "")
    for row in rows(Table.SBI_SECTIONS):
        if digits.isascii() and digits.isdigit():
            if len(digits) in (2, 4, 5) and int(row["eerste_afdeling"]) <= int(digits[:2]) <= int(
                row["laatste_afdeling"]
            ):
                return row["sectie"]
        elif typed in {row["sectie"].casefold(), row["titel"].casefold(), row["kort"].casefold()}:
            return row["sectie"]
    return None
