"""Published figures in words, and as a small picture. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from candidates.registration.models import Ground
from employers.vacancies.kinds import VacancyKind
from werkbedrijf.foundation.facts.regions import gemeente_by_code
from werkbedrijf.foundation.texts import number
from werkbedrijf.foundation.told_shares import EDGES, edge_of
from werkbedrijf.indicators.definitions import Shape, Split, indicators
from werkbedrijf.indicators.masking import SHARES, STEP
from werkbedrijf.indicators.measuring import NO_GROUND
from werkbedrijf.indicators.publishing import Cell
from werkbedrijf.indicators.quarters import period_in_words

HIDDEN: Final = "niet getoond"
NO_FIGURE: Final = "geen cijfer"
UNITS: Final[Mapping[str, tuple[str, str]]] = {
    "baan van 25,5 uur": ("baan van 25,5 uur", "banen van 25,5 uur"),
    "persoon": ("persoon", "personen"),
    "plaatsing": ("plaatsing", "plaatsingen"),
    "kalenderdagen": ("dag", "dagen"),
    "procent": ("procent", "procent"),
    "fte": ("fte", "fte"),
    "cijfer": ("als cijfer", "als cijfer"),
}
THEMES: Final[Sequence[tuple[str, Sequence[str]]]] = (
    ("Banen en mensen aan het werk", ("I01", "I02", "I03", "I04", "I05", "I06", "I19")),
    ("Plaatsingen en wat blijft", ("I07", "I08", "I09", "I10", "I11")),
    ("Plekken", ("I12", "I13", "I14", "I17", "I18")),
    ("Mensen en hun ontwikkeling", ("I15", "I16")),
)
WIDE, HIGH, EDGE = 120, 32, 3


def told(cell: Cell | None) -> str:
    """A published figure in words.

    >>> from datetime import date
    >>> told(Cell("I07", "regio", "", Decimal(30), 30, date(2026, 9, 30)))
    'ongeveer 30'
    >>> told(Cell("I09", "regio", "", Decimal(90), 60, date(2026, 9, 30)))
    '90 of meer'
    >>> told(Cell("I07", "regio", "", None, None, date(2026, 9, 30)))
    'niet getoond'
    """
    if cell is None or cell.missing:
        return NO_FIGURE
    if cell.value is None:
        return HIDDEN
    shape = indicators()[cell.indicator].shape if cell.indicator in indicators() else Shape.COUNT
    edge = edge_of(int(cell.value), SHARES) if shape is Shape.SHARE else 0
    if edge:
        return f"{number(cell.value)}{EDGES[edge]}"
    if cell.value == 0:
        return f"minder dan {STEP // 2}" if cell.base else "0"
    return f"ongeveer {number(cell.value)}"


def unit_words(unit: str, value: Decimal | None) -> str:
    """The unit after a number.

    >>> unit_words("persoon", Decimal(1)), unit_words("persoon", Decimal(30))
    ('persoon', 'personen')
    """
    one, more = UNITS[unit]
    return one if value == 1 else more


def part_words(split: str, code: str) -> str:
    """What a part of a figure is called."""
    if split == Split.KIND:
        return VacancyKind(code).words
    if split == Split.GROUND:
        return "Stond niet in het register" if code == NO_GROUND else Ground(code).words
    known = gemeente_by_code(code) if code else None
    return known.name if known else code or "Regio"


@dataclass(frozen=True, slots=True)
class Trend:
    """A figure over time: the points of each unbroken piece of the line, and the same in a sentence."""

    pieces: Sequence[str]
    last: tuple[int, int] | None
    words: str


def trend_of(points: Sequence[tuple[str, Decimal | None]], unit: str) -> Trend | None:
    """The line of a figure over periods, oldest first; None when fewer than two may be shown."""
    shown = [(name, value) for name, value in points if value is not None]
    if len(shown) < 2:
        return None
    top = max(value for _, value in shown) or Decimal(1)
    step = (WIDE - 2 * EDGE) / (len(points) - 1)
    places = [
        None
        if value is None
        else (round(EDGE + at * step), round(HIGH - EDGE - float(value / top) * (HIGH - 2 * EDGE)))
        for at, (_, value) in enumerate(points)
    ]
    pieces: list[list[tuple[int, int]]] = [[]]
    for place in places:
        if place is None:
            pieces.append([])
        else:
            pieces[-1].append(place)
    (first, before), (last, after) = shown[0], shown[-1]
    begin, end = period_in_words(first), period_in_words(last)
    words = f"Van {number(before)} ({begin}) naar {number(after)} {unit_words(unit, after)} ({end})."
    drawn = [" ".join(f"{x},{y}" for x, y in piece) for piece in pieces if piece]
    return Trend(drawn, next(place for place in reversed(places) if place is not None), words)
