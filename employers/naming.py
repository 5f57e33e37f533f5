"""Names and numbers of firms as people type them, brought to one shape. Pure."""

import re
import unicodedata

KVK_DIGITS = 8
# More letters than any name has are not read.
LONGEST = 400
BRANCH_DIGITS = 12

# Longest first, so that "b.v. i.o." does not leave "i o" behind.
_LEGAL_FORMS = (
    ("b", "v", "i", "o"),
    ("c", "v", "b", "a"),
    ("b", "v"),
    ("n", "v"),
    ("v", "o", "f"),
    ("c", "v"),
    ("u", "a"),
    ("bvba",),
    ("holding",),
    ("bv",),
    ("nv",),
    ("vof",),
    ("cv",),
    ("ua",),
    ("stichting",),
    ("cooperatie",),
    ("eenmanszaak",),
    ("maatschap",),
)
_WORD = re.compile(r"[a-z0-9]+")
_POSTCODE = re.compile(r"[1-9][0-9]{3}(?!SA|SD|SS)[A-Z]{2}")
# Letters that do not fall apart into a letter and an accent.
_WHOLE_LETTERS = str.maketrans(
    {"ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "&": " en "}
)


def search_name(name: str) -> str:
    """What a loosely typed name is compared with: lower case, without accents, signs and legal forms.

    A name that is nothing but a legal form stays as it is. Applying it twice changes nothing.

    >>> search_name("Bakkerij De Korenaar B.V.")
    'bakkerij de korenaar'
    >>> search_name("Café Zoë & Zn. VOF"), search_name("Holding")
    ('cafe zoe en zn', 'holding')
    """
    plain = unicodedata.normalize("NFKD", name[:LONGEST].translate(_WHOLE_LETTERS).casefold())
    # An apostrophe joins ("foto's"), every other sign parts.
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign) and sign not in "'’‘`")
    words = _WORD.findall(letters)
    return " ".join(_without_legal_forms(words) or words)


def _without_legal_forms(words: list[str]) -> list[str]:
    """Leaving one out may bring another together, so this goes on until nothing changes."""
    while (kept := _without_present_forms(words)) != words:
        words = kept
    return words


def _without_present_forms(words: list[str]) -> list[str]:
    kept: list[str] = []
    position = 0
    while position < len(words):
        skip = _legal_form_at(words, position)
        if not skip:
            kept.append(words[position])
        position += skip or 1
    return kept


def _legal_form_at(words: list[str], position: int) -> int:
    """How many words from here are a legal form; 0 for none."""
    for form in _LEGAL_FORMS:
        if tuple(words[position : position + len(form)]) == form:
            return len(form)
    return 0


def digits_of(text: str) -> str:
    """Only the digits of what was typed: numbers come with spaces, dots and dashes.

    >>> digits_of("KvK 08.12 34-56")
    '08123456'
    """
    return "".join(sign for sign in text if sign.isascii() and sign.isdigit())


def kvk_number(text: str) -> str | None:
    """The eight digits of a KvK number, or None when it is not one.

    Spaces, dots and a word in front are forgiven; a number of seven digits lost its leading zero in a spreadsheet and
    is refused, because guessing the zero could name another firm. The KvK has no check digit.

    >>> kvk_number("KvK 08 123 456"), kvk_number("8123456"), kvk_number("00000000")
    ('08123456', None, None)
    """
    rest = re.sub(r"[\s.\-:]|kvk|nummer|nr", "", text.casefold())
    found = digits_of(rest)
    return found if found == rest and len(found) == KVK_DIGITS and found.strip("0") else None


def branch_number(text: str) -> str | None:
    """The twelve digits of a vestigingsnummer, or None when it is not one.

    >>> branch_number("0000 1234 5678"), branch_number("12")
    ('000012345678', None)
    """
    rest = re.sub(r"[\s.\-]", "", text)
    found = digits_of(rest)
    return found if found == rest and len(found) == BRANCH_DIGITS and found.strip("0") else None


def postcode(text: str) -> str | None:
    """Four digits and two letters without a space, or None. SA, SD and SS are never given out.

    >>> postcode(" 7511 aa "), postcode("0511AA"), postcode("7511SS")
    ('7511AA', None, None)
    """
    found = re.sub(r"\s", "", text).upper()
    return found if _POSTCODE.fullmatch(found) else None
