"""Words about health or about a law somebody comes under, found in what people type or paste.

Health, treatment and regelingen have no place in free text in this service (security.md 1.4). The lists are our own and
short: they remind a person who types, they do not judge what somebody knows.
"""

import re
import unicodedata
from typing import Final

# Beginnings of words: ``depressi`` also finds depressief.
_HEALTH_STARTS: Final = (
    "aandoening",
    "alcohol",
    "angststoornis",
    "artrose",
    "asperger",
    "autis",
    "beperking",
    "borderline",
    "burnout",
    "depressi",
    "diabet",
    "diagnos",
    "drugs",
    "dyslexi",
    "epilep",
    "fibromyalgi",
    "gediagnosticeerd",
    "handicap",
    "hernia",
    "hersenletsel",
    "kanker",
    "medicatie",
    "medicijn",
    "migraine",
    "parkinson",
    "persoonlijkheidsstoornis",
    "psych",
    "reuma",
    "schizofren",
    "stoornis",
    "suikerziekte",
    "syndroom",
    "therap",
    "trauma",
    "verslaafd",
    "verslaving",
    "verstandelijk",
    "zelfmoord",
    "ziekte",
    "zwanger",
)
_HEALTH_WORDS: Final = ("add", "adhd", "ass", "cva", "iq", "lvb", "ms", "nah", "ocd", "pdd-nos", "ptss", "ziek")
# Where people work, and what a day brings, is no word about somebody's health.
_WORK_STARTS: Final = (
    "alcoholvrij",
    "drugstore",
    "kankerbestrijding",
    "medicijnkast",
    "psychiatrie",
    "psychologenpraktijk",
    "psychologiepraktijk",
    "reumafonds",
    "therapeut",
    "therapiebad",
    "traumahelikopter",
    "verslavingszorg",
    "ziekteverzuimbeleid",
    "zwangerschapsverlof",
)
# A text about work names these as goods and trades; a text about somebody does not need them.
_GOODS_STARTS: Final = ("alcohol", "drugs", "medicatie", "medicijn", "psych", "therap")
_PRODUCTS: Final = re.compile(
    r"\bms[- ]+(?:office|word|excel|teams|outlook|project|access|dos)\b|\badd[- ]?ons?\b", re.IGNORECASE
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
_LAW_WORDS: Final = ("ioaw", "p-wet", "pwet", "wao", "wia", "wsw")

_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


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
    """
    starts = tuple(one for one in _HEALTH_STARTS if not (of_work and one in _GOODS_STARTS))
    return _first(_PRODUCTS.sub(" ", text), starts, _HEALTH_WORDS)


def law_word(text: str) -> str | None:
    """The first word in a text that names a regeling, a benefit or a criminal record; None when there is none.

    >>> law_word("Heeft een Wajong-uitkering")
    'Wajong-uitkering'
    """
    return _first(text, _LAW_STARTS, _LAW_WORDS)


def delicate_word(text: str) -> str | None:
    """The first word of either kind, as it was typed."""
    return health_word(text) or law_word(text)


def _first(text: str, starts: tuple[str, ...], words: tuple[str, ...]) -> str | None:
    found = ((one[0], words if _stands_alone(one) else ()) for one in _WORD.finditer(text))
    return next((word for word, whole in found if _names(_plain(word), starts, whole)), None)


def _stands_alone(found: re.Match[str]) -> bool:
    """Whether no figure touches it: a few letters in the middle of a code are no word."""
    around = found.string[max(0, found.start() - 1) : found.start()] + found.string[found.end() : found.end() + 1]
    return not any(one.isdigit() or one == "_" for one in around)


def _names(word: str, starts: tuple[str, ...], words: tuple[str, ...]) -> bool:
    parts = {word, word.replace("-", ""), *word.split("-")}
    told = (part for part in parts if not part.startswith(_WORK_STARTS))
    return any(part.startswith(starts) or part in words for part in told)


def _plain(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word.casefold()) if not unicodedata.combining(c))
