"""Words about health or about a law somebody comes under, and numbers that may be a BSN, found in what people type or paste.

Health, treatment, regelingen and the BSN have no place in free text in this service (security.md 1.4). The lists are our
own and short: they remind a person who types, they do not judge what somebody knows.
"""

import re
import unicodedata
from typing import Final

from stdnum.nl import bsn

from werkbedrijf.foundation.health_words import (
    ABBREVIATED,
    CAPITALS,
    COMPOUND,
    GOODS_STARTS,
    GOODS_WORDS,
    HEALTH_STARTS,
    HEALTH_WORDS,
    INNOCENT,
    PERSONAL_PHRASES,
    PHRASES,
    WORK_STARTS,
)

_LAW_STARTS: Final = (
    "arbeidsongeschikt",
    "bajes",
    "banenafspraak",
    "bijstand",
    "detentie",
    "doelgroepregister",
    "gevangenis",
    "participatiewet",
    "strafblad",
    "uitkering",
    "wajong",
    "ziektewet",
)
_LAW_WORDS: Final = ("ioaw", "p-wet", "pwet", "wao", "wia", "wlz", "wsw")

# Letters with points between them: A.D.H.D. Two before a capital are initials.
_DOTTED: Final = re.compile(r"\b(?:[A-Za-z]\.){3,}|\b(?:[A-Za-z]\.){2}(?! ?[A-Za-z])")
_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")

NO_BSN: Final = "Hier staat een getal dat een BSN kan zijn. Een BSN mag hier niet in; haal het weg."
# Nine figures in a row, or in groups as people write a BSN; in groups behind the code of a country they are a telephone number.
_IN_A_ROW: Final = r"(?<!\d)\d{9}(?!\d)"
_IN_GROUPS: Final = r"(?<!\d)(?<!\d[ .-])(?:\d{4}([ .-])\d{2}\1\d{3}|\d{3}([ .-])\d{3}\2\d{3})(?![ .-]?\d)"
_NINE: Final = re.compile(f"{_IN_A_ROW}|{_IN_GROUPS}")


def holds_bsn(text: str) -> bool:
    """Whether a number in a text may be a BSN: nine figures that pass the elfproef.

    >>> holds_bsn("Nr 111222333"), holds_bsn("Nr 1112.22.333"), holds_bsn("Nr 111 222 333."), holds_bsn("Nr 111222334")
    (True, True, True, False)
    >>> holds_bsn("Bel +31 111 222 333"), holds_bsn("Rekening NL91 ABNA 0111 22 333 0"), holds_bsn("A1112223330")
    (False, False, False)
    """
    return any(bsn.is_valid(one[0]) for one in _NINE.finditer(text))


def health_word(text: str, *, of_work: bool = False) -> str | None:
    """The first word in a text that is about health or treatment, as it was typed; None when there is none.

    ``of_work`` is for texts about a place or an employer: there goods and trades may be named.

    >>> health_word("Bouwt op vanwege een Depressie")
    'Depressie'
    >>> health_word("Begint met 12 uur, daarna elke maand 4 uur erbij") is None
    True
    >>> health_word("Werkt graag in het ziekenhuis, en met MS Office") is None
    True
    >>> health_word("Schenkt alcohol"), health_word("Schenkt alcohol", of_work=True)
    ('alcohol', None)
    >>> health_word("Heeft ADD"), health_word("Bestelling 22add9da4c")
    ('ADD', None)
    >>> health_word("Heeft rugklachten"), health_word("Heeft last van haar knieën"), health_word("Sterke rug")
    ('rugklachten', 'last van haar knieën', None)
    """
    told = _DOTTED.sub(lambda one: one[0].replace(".", ""), ABBREVIATED.sub(" ", INNOCENT.sub(" ", text)))
    starts = tuple(one for one in HEALTH_STARTS if not (of_work and one in GOODS_STARTS))
    words = tuple(one for one in HEALTH_WORDS if not (of_work and one in GOODS_WORDS))
    return _first(told, starts, words, compounds=True) or _phrase(told, of_work)


def law_word(text: str) -> str | None:
    """The first word in a text that names a regeling, a benefit or a criminal record; None when there is none.

    >>> law_word("Heeft een Wajong-uitkering")
    'Wajong-uitkering'
    """
    return _first(text, _LAW_STARTS, _LAW_WORDS)


def delicate_word(text: str) -> str | None:
    """The first word of either kind, as it was typed."""
    return health_word(text) or law_word(text)


def _first(text: str, starts: tuple[str, ...], words: tuple[str, ...], *, compounds: bool = False) -> str | None:
    for one in _WORD.finditer(text):
        whole = words if _stands_alone(one) else ()
        if _names(_plain(one[0]), starts, whole) or (compounds and _is_compound(one[0])):
            return one[0]
    return None


def _is_compound(word: str) -> bool:
    parts = (part for part in _plain(word).split("-") if not part.startswith(WORK_STARTS))
    return word in CAPITALS or any(COMPOUND.fullmatch(part) for part in parts)


def _phrase(text: str, of_work: bool) -> str | None:
    """The first turn of phrase about a body or a mind, as it was typed."""
    spaced = " ".join(text.split())
    plain = _plain(spaced)
    kinds = (PHRASES,) if of_work else (PHRASES, PERSONAL_PHRASES)
    found = next((one for kind in kinds for one in kind.finditer(plain) if _is_whole(one)), None)
    # Letters and their signs fold one to one nearly always; otherwise the folded words say the same.
    return None if found is None else (spaced if len(spaced) == len(plain) else plain)[found.start() : found.end()]


def _is_whole(found: re.Match[str]) -> bool:
    """Whether it begins and ends where words do."""
    around = found.string[max(0, found.start() - 1) : found.start()] + found.string[found.end() : found.end() + 1]
    return not any(one.isalnum() for one in around)


def _stands_alone(found: re.Match[str]) -> bool:
    """Whether no figure touches it: a few letters in the middle of a code are no word."""
    around = found.string[max(0, found.start() - 1) : found.start()] + found.string[found.end() : found.end() + 1]
    return not any(one.isdigit() or one == "_" for one in around)


def _names(word: str, starts: tuple[str, ...], words: tuple[str, ...]) -> bool:
    parts = {word, word.replace("-", ""), *word.split("-")}
    told = (part for part in parts if not part.startswith(WORK_STARTS))
    return any(part.startswith(starts) or part in words for part in told)


def _plain(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word.casefold()) if not unicodedata.combining(c))
