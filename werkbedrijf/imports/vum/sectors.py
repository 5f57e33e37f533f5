"""The kind of work an SBI code points at: a first proposal for a place whose occupation we do not know."""

from typing import Final

# Divisions of the Standaard Bedrijfsindeling 2008 (CBS) as kinds of work of matching.core.catalogue.
_DIVISIONS: Final = (
    (range(1, 4), "agrarisch"),
    (range(10, 34), "productie"),
    (range(37, 40), "recycling"),
    (range(41, 44), "bouw"),
    (range(45, 46), "techniek"),
    (range(46, 47), "logistiek"),
    (range(47, 48), "detailhandel"),
    (range(49, 53), "logistiek"),
    (range(53, 54), "bezorging"),
    (range(55, 57), "horeca"),
    (range(58, 75), "administratie"),
    (range(75, 76), "agrarisch"),
    (range(77, 81), "administratie"),
    (range(81, 82), "schoonmaak"),
    (range(82, 86), "administratie"),
    (range(86, 89), "zorg_welzijn"),
    (range(90, 95), "facilitair"),
    (range(95, 96), "techniek"),
    (range(96, 97), "facilitair"),
)
_GREEN = "813"


def family_of_sbi(code: int) -> str | None:
    """The kind of work of a code of four or five digits; None when there is none.

    As a number a code loses its leading zero. Of four digits that start with 1, 2 or 3 it is then not certain whether
    they are industry or farming; those say nothing.

    >>> family_of_sbi(4332), family_of_sbi(8130), family_of_sbi(1132), family_of_sbi(16239)
    ('bouw', 'groen', None, 'productie')
    """
    digits = str(code)
    if not 4 <= len(digits) <= 5 or (len(digits) == 4 and digits[0] in "123"):
        return None
    if digits.startswith(_GREEN):
        return "groen"
    division = int(digits[:2])
    return next((family for divisions, family in _DIVISIONS if division in divisions), None)
