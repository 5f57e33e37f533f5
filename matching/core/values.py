"""One value out of a file, of the kind it must be; a refusal is a sentence that names the key."""

from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

E = TypeVar("E", bound=StrEnum)


class ValueRefused(ValueError):
    """A value of another kind than it must be; the sentence is for a person."""


def text(given: Any, key: str) -> str:
    """A text."""
    if not isinstance(given, str):
        raise ValueRefused(f"'{key}' is een tekst, niet {_told(given)}.")
    return given


def texts(given: Any, key: str) -> list[str]:
    """A list of texts; absent is empty."""
    if given is None:
        return []
    if not isinstance(given, list) or not all(isinstance(part, str) for part in given):
        raise ValueRefused(f"'{key}' is een lijst van teksten, niet {_told(given)}.")
    return given


def listing(given: Any, key: str) -> list[Any]:
    """A list of anything."""
    if not isinstance(given, list):
        raise ValueRefused(f"'{key}' is een lijst, niet {_told(given)}.")
    return given


def one_of(kind: type[E], given: Any, key: str) -> E:
    """One of a fixed set of words."""
    if not isinstance(given, str) or given not in tuple(kind):
        raise ValueRefused(f"'{key}' is {', '.join(kind)}, niet {_told(given)}.")
    return kind(given)


def whole(given: Any, key: str) -> int:
    """A whole number; true and false are no numbers."""
    if not isinstance(given, int) or isinstance(given, bool):
        raise ValueRefused(f"'{key}' is een geheel getal, niet {_told(given)}.")
    return given


def number(given: Any, key: str) -> Decimal:
    """A number, exactly as written."""
    if isinstance(given, bool) or not isinstance(given, (int, Decimal)):
        raise ValueRefused(f"'{key}' is een getal, niet {_told(given)}.")
    return Decimal(given)


def flag(given: Any, key: str) -> bool:
    """True or false."""
    if not isinstance(given, bool):
        raise ValueRefused(f"'{key}' is true of false, niet {_told(given)}.")
    return given


def mapping(given: Any, key: str) -> dict[str, Any]:
    """An object with keys."""
    if not isinstance(given, dict):
        raise ValueRefused(f"'{key}' is een object tussen accolades, niet {_told(given)}.")
    return given


def hours(given: Any) -> tuple[Decimal, Decimal]:
    """Hours per week: least and most."""
    if not isinstance(given, list) or len(given) != 2:
        raise ValueRefused(f"'hours' is [minste, meeste] uren per week, niet {_told(given)}.")
    least, most = (number(part, "hours") for part in given)
    return least, most


def levels(given: Any, key: str) -> dict[str, int | None]:
    """Levels by code; null is unknown."""
    found = mapping(given, key)
    return {code: None if level is None else whole(level, key) for code, level in found.items()}


def _told(given: Any) -> str:
    shown = repr(given)
    return shown if len(shown) <= 40 else f"{shown[:37]}..."
