"""Dutch on a page: dates, numbers, money and words, the same everywhere. Babel knows the language."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Final

from babel.dates import format_date, format_datetime
from babel.numbers import format_currency, format_decimal
from jinja2 import Environment

from werkbedrijf.foundation.clock import AMSTERDAM, today
from werkbedrijf.foundation.workflow import label

DUTCH = "nl"
# The same few days and numbers stand on page after page, and finding the words takes longer than anything else on a line.
REMEMBERED: Final = 4_096


@lru_cache(REMEMBERED)
def long_day(day: date | None) -> str:
    """``maandag 23 november 2026``; empty for no day."""
    return format_date(day, "EEEE d MMMM y", locale=DUTCH) if day else ""


@lru_cache(REMEMBERED)
def short_day(day: date | None) -> str:
    """``23 nov 2026``; empty for no day."""
    return format_date(day, "d MMM y", locale=DUTCH) if day else ""


@lru_cache(REMEMBERED)
def month_and_year(day: date) -> str:
    """``mei 2026``.

    >>> month_and_year(date(2026, 5, 4))
    'mei 2026'
    """
    return format_date(day, "MMMM y", locale=DUTCH)


@lru_cache(REMEMBERED)
def moment(at: datetime | None) -> str:
    """``23 nov 2026, 14:03`` in Dutch time."""
    return format_datetime(at.astimezone(AMSTERDAM), "d MMM y, HH:mm", locale=DUTCH) if at else ""


def near_day(day: date | None, now: date | None = None) -> str:
    """Near now in words (``over 3 dagen``), farther away the short day.

    >>> near_day(date(2026, 11, 20), date(2026, 11, 23))
    '3 dagen geleden'
    >>> near_day(date(2026, 11, 24), date(2026, 11, 23))
    'morgen'
    """
    if day is None:
        return ""
    days = (day - (now or today())).days
    words = {0: "vandaag", 1: "morgen", -1: "gisteren"}
    if days in words:
        return words[days]
    if abs(days) > 21:
        return short_day(day)
    return f"over {days} dagen" if days > 0 else f"{-days} dagen geleden"


@lru_cache(REMEMBERED)
def number(value: Decimal | int | None, decimals: int | None = None) -> str:
    """``1.234,5``; with ``decimals`` rounded half up to that many.

    >>> number(Decimal("1234.50"))
    '1.234,5'
    >>> number(Decimal("0.125"), 2)
    '0,13'
    """
    if value is None:
        return ""
    exact = Decimal(value)
    if decimals is None:
        return format_decimal(
            exact.normalize() if exact % 1 else exact.to_integral_value(), format="#,##0.###", locale=DUTCH
        )
    rounded = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return format_decimal(rounded, format="#,##0" + ("." + "0" * decimals if decimals else ""), locale=DUTCH)


def hours(value: Decimal | None, period: str = "per week") -> str:
    """``24 uur per week``: hours always carry their period."""
    return f"{number(value)} uur {period}" if value is not None else ""


def hours_range(low: Decimal, high: Decimal) -> str:
    """``16 tot 24 uur per week``, or one number when both are the same."""
    return hours(low) if low == high else f"{number(low)} tot {number(high)} uur per week"


@lru_cache(REMEMBERED)
def euro(value: Decimal | None) -> str:
    """``€ 1.250,00``."""
    return format_currency(value, "EUR", locale=DUTCH) if value is not None else ""


def count(number_of: int, one: str, more: str) -> str:
    """``1 plek``, ``3 plekken``.

    >>> count(1, "plek", "plekken"), count(0, "plek", "plekken")
    ('1 plek', '0 plekken')
    """
    return f"{number(number_of)} {one if number_of == 1 else more}"


ONE_OF = {
    "apparaten": "apparaat",
    "banen": "baan",
    "berichten": "bericht",
    "bestanden": "bestand",
    "dagen": "dag",
    "lijsten": "lijst",
    "maanden": "maand",
    "mensen": "mens",
    "minuten": "minuut",
    "nummers": "nummer",
    "personen": "persoon",
    "pogingen": "poging",
    "regels": "regel",
    "voordrachten": "voordracht",
}


def unit_for(value: Decimal | int, unit: str) -> str:
    """The unit behind a number: of one thing its singular.

    >>> unit_for(1, "maanden na het einde"), unit_for(2, "maanden"), unit_for(1, "uur")
    ('maand na het einde', 'maanden', 'uur')
    """
    first, space, rest = unit.partition(" ")
    return f"{ONE_OF.get(first, first)}{space}{rest}" if value == 1 else unit


def in_words(items: list[str]) -> str:
    """``a, b en c``."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} en {items[-1]}" if items else ""


def is_web_address(text: str | None) -> bool:
    """Whether a page may make a link of this: a browser would run ``javascript:`` and the like."""
    return (text or "").casefold().startswith(("https://", "http://"))


def title_of(value: StrEnum) -> str:
    """What a stored value is called on a page: its own ``words``, or the value with spaces."""
    return str(getattr(value, "words", None) or label(value))


FILTERS = {
    "long_day": long_day,
    "month_and_year": month_and_year,
    "short_day": short_day,
    "moment": moment,
    "near_day": near_day,
    "number": number,
    "hours": hours,
    "euro": euro,
    "in_words": in_words,
    "title_of": title_of,
}


def register(environment: Environment) -> None:
    """Make these words usable in every template."""
    environment.filters.update(FILTERS)
    environment.tests["web_address"] = is_web_address
    environment.globals.update(count=count, hours_range=hours_range, today=today)
