"""Bars and marks on a line of days, laid out for a small SVG, and the same as rows of a table. Pure.

What is drawn comes in as lanes; who may see a lane is decided by who makes it. The picture is as wide as a telephone, so
that its letters stay readable there.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from werkbedrijf.foundation.periods import months_back

LEFT, WIDE, WIDTH = 6, 332, 344
TOP, LANE, BAR = 16, 40, 16
LETTER = 6.2
"""How wide a letter is, about, at the size in which a bar is named."""
MOST_TICKS = 6
STEPS = (1, 2, 3, 6, 12, 24, 60, 120)
DAY = timedelta(days=1)
MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


class Look(StrEnum):
    """How something looks, also without colour."""

    FULL = "vol"
    LIGHT = "licht"
    STILL = "stil"


class Shape(StrEnum):
    """How a moment looks: a full dot, an open one, or a triangle for what asks for attention."""

    DONE = "gedaan"
    COMING = "komt"
    ALERT = "let_op"


@dataclass(frozen=True, slots=True)
class Bar:
    """Days on which something holds, half-open; without ``until`` it goes on. ``short`` is what stands in the bar."""

    first: date
    until: date | None
    words: str
    short: str = ""
    look: Look = Look.FULL


@dataclass(frozen=True, slots=True)
class Mark:
    """Something on one day."""

    day: date
    words: str
    shape: Shape = Shape.DONE


@dataclass(frozen=True, slots=True)
class Lane:
    """One line of the picture, with what it is about."""

    title: str
    bars: Sequence[Bar] = ()
    marks: Sequence[Mark] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One bar or mark in words; ``last`` is its last day, None for what goes on and for a moment."""

    title: str
    words: str
    first: date
    last: date | None
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A bar with its place; ``name`` is empty where it does not fit."""

    x: float
    y: int
    width: float
    look: Look
    name: str
    goes_on: bool


@dataclass(frozen=True, slots=True)
class Dot:
    """A mark with its place."""

    x: float
    y: int
    shape: Shape


@dataclass(frozen=True, slots=True)
class Label:
    """Words with their place and the side on which they are held (start, middle or end)."""

    x: float
    words: str
    anchor: str
    y: int = 0


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything the template needs, in units of the viewBox."""

    width: int
    height: int
    axis_y: int
    titles: Sequence[Label]
    boxes: Sequence[Box]
    dots: Sequence[Dot]
    ticks: Sequence[Label]
    today: Label | None
    first: date
    last: date
    rows: Sequence[Row]


def drawn(lanes: Sequence[Lane], today: date) -> Drawing | None:
    """Lay out the lanes that have something in them; None when there is nothing to draw.

    >>> picture = drawn([Lane("Uren", [Bar(date(2026, 1, 1), date(2027, 1, 1), "24 uur")])], date(2026, 7, 2))
    >>> picture.boxes[0].x, picture.boxes[0].width, picture.today.x
    (6.0, 332.0, 171.5)
    """
    shown = [lane for lane in lanes if lane.bars or lane.marks]
    if not shown:
        return None
    first, until = _span(shown, today)

    def at(day: date) -> float:
        share = (min(max(day, first), until) - first).days / (until - first).days
        return round(LEFT + WIDE * share, 1)

    axis_y = TOP + LANE * len(shown)
    inside = first <= today < until
    return Drawing(
        width=WIDTH,
        height=axis_y + 16,
        axis_y=axis_y,
        titles=[Label(LEFT, lane.title, "start", TOP + LANE * n + 13) for n, lane in enumerate(shown)],
        boxes=[_box(bar, at, TOP + LANE * n + 18) for n, lane in enumerate(shown) for bar in lane.bars],
        dots=[
            Dot(at(one.day), TOP + LANE * n + 18 + BAR // 2, one.shape)
            for n, lane in enumerate(shown)
            for one in lane.marks
        ],
        ticks=[_label(at(day), words) for day, words in _ticks(first, until)],
        today=_label(at(today), "vandaag") if inside else None,
        first=first,
        last=until - DAY,
        rows=list(_rows(shown)),
    )


def _span(lanes: Sequence[Lane], today: date) -> tuple[date, date]:
    """The days of the picture. What goes on is drawn a little beyond today; today itself is in it when it lies near."""
    firsts = [bar.first for lane in lanes for bar in lane.bars] + [one.day for lane in lanes for one in lane.marks]
    ends = [bar.until or bar.first + DAY for lane in lanes for bar in lane.bars]
    first, until = min(firsts), max([*ends, *(one.day + DAY for lane in lanes for one in lane.marks)])
    room = max(timedelta(days=14), (until - first) // 12)
    if any(bar.until is None for lane in lanes for bar in lane.bars):
        until = max(until, today + DAY) + room
    if until <= today < until + 3 * room:
        until = today + DAY
    if first - 3 * room < today < first:
        first = today
    return first, max(until, first + timedelta(days=14))


def _box(bar: Bar, at: Callable[[date], float], y: int) -> Box:
    x = at(bar.first)
    end = at(bar.until) if bar.until else LEFT + float(WIDE)
    width = round(max(end - x, 1.5), 1)
    name = bar.short if len(bar.short) * LETTER + 6 <= width else ""
    return Box(x, y, width, bar.look, name, bar.until is None)


def _ticks(first: date, until: date) -> Iterator[tuple[date, str]]:
    """The first days of months, so few that their names do not touch."""
    months = (until.year - first.year) * 12 + until.month - first.month
    step = next((one for one in STEPS if months / one < MOST_TICKS), STEPS[-1])
    day = date(first.year - first.year % max(step // 12, 1), 1, 1) if step >= 12 else date(first.year, 1, 1)
    while day < until:
        if day >= first:
            yield day, str(day.year) if step >= 12 else f"{MONTHS[day.month - 1]} {day:%y}"
        day = months_back(day, -step)


def _label(x: float, words: str) -> Label:
    """Words under or above a place, held inside the picture."""
    half = len(words) * LETTER / 2
    if x - half < LEFT:
        return Label(x, words, "start")
    return Label(x, words, "end" if x + half > LEFT + WIDE else "middle")


def _rows(lanes: Sequence[Lane]) -> Iterator[Row]:
    for lane in lanes:
        rows = [
            Row(lane.title, bar.words, bar.first, bar.until - DAY if bar.until else None, bar.until is None)
            for bar in lane.bars
        ]
        rows += [Row(lane.title, one.words, one.day, None) for one in lane.marks]
        yield from sorted(rows, key=lambda row: row.first)
