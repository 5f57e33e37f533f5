"""The 35 arbeidsmarktregio's and their 342 gemeenten, by code and by the names people use for them.

Division of 2025 (README.md names the sources). Names are compared without case, accents and signs; old names of merged
gemeenten and everyday names such as Den Haag lead to the gemeente of today.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from werkbedrijf.foundation.facts.tables import Table, rows

# Names in daily use that no table of the sources holds.
EVERYDAY_NAMES = {
    "Den Haag": "GM0518",
    "Den Bosch": "GM0796",
    "Nuenen": "GM0820",
}


@dataclass(frozen=True, slots=True)
class Gemeente:
    """A gemeente with its CBS code (GM and four digits) and the code of its arbeidsmarktregio."""

    code: str
    name: str
    region_code: str


@dataclass(frozen=True, slots=True)
class Region:
    """An arbeidsmarktregio with its CBS code (AM and two digits) and its gemeenten by name.

    `former_name` is the name of 2021 where that was another one.
    """

    code: str
    name: str
    former_name: str | None
    gemeenten: tuple[Gemeente, ...]


@cache
def gemeenten() -> tuple[Gemeente, ...]:
    """All gemeenten, in the order of their names."""
    read = (Gemeente(r["gemeentecode"], r["gemeente"], r["arbeidsmarktregiocode"]) for r in rows(Table.GEMEENTEN))
    return tuple(sorted(read, key=lambda gemeente: folded(gemeente.name)))


@cache
def regions() -> tuple[Region, ...]:
    """All regions, in the order of their codes."""
    return tuple(
        Region(
            code=row["am_code"],
            name=row["naam_2025"],
            former_name=row["naam_2021"] if row["naam_2021"] != row["naam_2025"] else None,
            gemeenten=gemeenten_of(row["am_code"]),
        )
        for row in rows(Table.REGIONS)
    )


def gemeenten_of(region_code: str) -> tuple[Gemeente, ...]:
    """The gemeenten of a region in the order of their names; empty for a code that does not exist."""
    code = region_code.strip().upper()
    return tuple(gemeente for gemeente in gemeenten() if gemeente.region_code == code)


def region_of(code_or_name: str) -> Region | None:
    """The region with this code ("AM05") or name, of today or of before; None when there is none."""
    return _regions_by_name().get(folded(code_or_name))


def gemeente_by_code(code: str) -> Gemeente | None:
    """The gemeente with this code, as "GM0153", "0153" or "153"; a code from before a merger leads to today's."""
    digits = code.strip().upper().removeprefix("GM")
    if not (digits.isascii() and digits.isdigit()):
        return None
    wanted = f"GM{digits:0>4}"
    return _gemeenten_by_code().get(_after_mergers(wanted))


def gemeente_by_name(name: str) -> Gemeente | None:
    """The gemeente with this name; None when there is none, or more than one (Bergen lies in two provinces)."""
    named = _gemeenten_by_name()
    return named.get(folded(name)) or named.get(folded(_without_brackets(name)))


def folded(name: str) -> str:
    """A name without case, accents, spaces and signs, to compare by.

    >>> folded("Súdwest-Fryslân")
    'sudwestfryslan'
    """
    return "".join(letter for letter in unicodedata.normalize("NFD", name.casefold()) if letter.isalnum())


def _without_brackets(name: str) -> str:
    return name.partition("(")[0]


@cache
def _regions_by_name() -> Mapping[str, Region]:
    aliases = {row["am_code"]: row["aliassen"].split(";") for row in rows(Table.REGIONS)}
    pairs = (
        (folded(name), region)
        for region in regions()
        for name in (region.code, region.name, region.former_name or "", *aliases[region.code])
    )
    return {name: region for name, region in pairs if name}


@cache
def _gemeenten_by_code() -> Mapping[str, Gemeente]:
    return {gemeente.code: gemeente for gemeente in gemeenten()}


@cache
def _merged_into() -> Mapping[str, str]:
    return {row["oude_code"]: row["nieuwe_code"] for row in rows(Table.MERGERS)}


def _after_mergers(code: str) -> str:
    while code in _merged_into():
        code = _merged_into()[code]
    return code


@cache
def _gemeenten_by_name() -> Mapping[str, Gemeente]:
    """Later pairs give way to earlier ones: today's names, then names without brackets, then old and everyday names."""
    by_code = _gemeenten_by_code()
    found: dict[str, Gemeente] = {}
    for name, code in (*_names_of_today(), *_other_names()):
        found.setdefault(folded(name), by_code[code])
    return found


def _names_of_today() -> Iterator[tuple[str, str]]:
    yield from ((gemeente.name, gemeente.code) for gemeente in gemeenten())
    yield from _only_once((_without_brackets(gemeente.name), gemeente.code) for gemeente in gemeenten())


def _other_names() -> Iterator[tuple[str, str]]:
    yield from ((row["oude_naam"], _after_mergers(row["oude_code"])) for row in rows(Table.MERGERS))
    yield from EVERYDAY_NAMES.items()


def _only_once(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    kept = [(folded(name), code) for name, code in pairs]
    times = Counter(name for name, _ in kept)
    yield from ((name, code) for name, code in kept if times[name] == 1)
