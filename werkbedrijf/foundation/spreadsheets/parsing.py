"""From the text of a cell to a value. What cannot be read raises ValueError with a Dutch sentence."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import TypeVar

from werkbedrijf.foundation.delicate import NO_BSN, holds_bsn
from werkbedrijf.foundation.facts.regions import Gemeente, folded, gemeente_by_code, gemeente_by_name
from werkbedrijf.foundation.workflow import label

E = TypeVar("E", bound=StrEnum)

_YES = frozenset({"ja", "j", "yes", "y", "1", "waar", "true", "x"})
_NO = frozenset({"nee", "n", "no", "0", "onwaar", "false"})
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?: 00:00(?::00)?)?")
_DUTCH = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
_LIST = re.compile(r"[;,|\n]+")
MOST_SHOWN = 8


def text(cell: str) -> str:
    """A text on one line; a number that is a BSN does not belong in it."""
    line = " ".join(cell.split())
    if holds_bsn(line):
        raise ValueError(NO_BSN)
    return line


def number_text(cell: str) -> str:
    """A number that is a name, such as a KvK number or a telephone number: kept as typed."""
    return " ".join(cell.split())


def day(cell: str) -> date:
    """A day as 2026-11-23 or 23-11-2026."""
    iso, dutch = _ISO.fullmatch(cell), _DUTCH.fullmatch(cell)
    try:
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        if dutch:
            return date(int(dutch[3]), int(dutch[2]), int(dutch[1]))
    except ValueError:
        pass
    raise ValueError(f"‘{_short(cell)}’ is geen datum. Schrijf een datum als 23-11-2026.")


def whole(cell: str) -> int:
    """A whole number without a sign."""
    if not (cell.isascii() and cell.isdecimal() and len(cell) <= 9):
        raise ValueError(f"‘{_short(cell)}’ is geen heel getal. Gebruik alleen cijfers.")
    return int(cell)


def decimal(cell: str) -> Decimal:
    """A number with at most two decimals, with a comma or a point."""
    try:
        found = Decimal(cell.replace(",", ".", 1)) if re.fullmatch(r"\d{1,9}([.,]\d{1,2})?", cell) else None
    except InvalidOperation:
        found = None
    if found is None:
        raise ValueError(
            f"‘{_short(cell)}’ is geen getal. Gebruik cijfers met ten hoogste twee achter de komma, zoals 25,5."
        )
    return found


def yes_no(cell: str) -> bool:
    """Ja or nee."""
    said = cell.casefold()
    if said in _YES:
        return True
    if said in _NO:
        return False
    raise ValueError(f"‘{_short(cell)}’ is geen ja of nee.")


def gemeente(cell: str) -> Gemeente:
    """A gemeente by name or CBS code."""
    found = gemeente_by_code(cell) or gemeente_by_name(cell)
    if found is None:
        raise ValueError(
            f"‘{_short(cell)}’ is geen gemeente, of er zijn er meer met die naam. Gebruik de naam of de code (GM0153)."
        )
    return found


def choice(kind: type[E], aliases: Mapping[str, E] | None = None) -> Callable[[str], E]:
    """A parser for one of the values of a list, by its value or its words."""
    named = {folded(name): member for member in kind for name in (member.value, label(member), _words(member))}
    named |= {folded(name): member for name, member in (aliases or {}).items()}

    def parse(cell: str) -> E:
        found = named.get(folded(cell))
        if found is None:
            raise ValueError(f"‘{_short(cell)}’ staat niet in de lijst. Kies uit: {', '.join(map(_words, kind))}.")
        return found

    return parse


def codes(names: Mapping[str, str], what: str) -> Callable[[str], tuple[str, ...]]:
    """A parser for a list of codes (or their names) with commas, semicolons or bars between; order kept, each once."""
    known = {folded(name): code for code, title in names.items() for name in (code, title)}

    def parse(cell: str) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for part in pieces(cell):
            code = known.get(folded(part))
            if code is None:
                raise ValueError(f"‘{_short(part)}’ is geen bekende {what}. Kies uit: {_some(list(names))}.")
            found[code] = None
        return tuple(found)

    return parse


def pieces(cell: str) -> list[str]:
    """The parts of a list in a cell."""
    return [part.strip() for part in _LIST.split(cell) if part.strip()]


def _words(member: StrEnum) -> str:
    return str(getattr(member, "words", None) or label(member))


def _some(names: Sequence[str]) -> str:
    more = f" en nog {len(names) - MOST_SHOWN} (zie de uitleg van de kolommen)" if len(names) > MOST_SHOWN else ""
    return ", ".join(names[:MOST_SHOWN]) + more


def _short(cell: str) -> str:
    return cell if len(cell) <= 40 else f"{cell[:37]}…"
