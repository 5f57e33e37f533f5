"""What of a month may be published beside the board: who works where, came and left, and the line ahead. Pure.

Why it gives nobody back. Divisions of the total (branch, sector, ending soon or not) are hidden together with what the
board of that month shows already (``foundation.doubt``), so that no subtraction over all tables narrows a group down.
Who came and left ties months together; it is told only while no total and no part of any month in the row can be worked out
by it, otherwise not at all. The forecast begins at the jobs as the board tells them: of the exact running jobs only which part
ends when is taken over. Twelve months rounded apart, each with its band, would otherwise be as many rulers along the exact jobs
of the day. It is published in tens, its band rounded outwards, once, and never with the chances
behind it. So no published number is a sum of others plus a few people: a chance between 0 and 1 that nobody knows stands
between each of them and the count. How the band held is counted in what was published, so it tells nothing new. How many stayed at work is told with a quarter alone (I09, I10): the
same starts in other periods beside it, month after month, would give away how many stopped.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor
from typing import Final

from werkbedrijf.foundation.doubt import (
    FAR,
    LEAST,
    STEP,
    Moved,
    Reach,
    Table,
    in_tens,
    over_time,
    protected,
    reach_of,
    tells_too_much,
)
from werkbedrijf.garantiebanen.cube import Cube
from werkbedrijf.outlook.forecasting import Ahead

BRANCH: Final = "tak"
SECTOR: Final = "soort"
ENDING: Final = "einde"
CAME: Final = "instroom"
LEFT: Final = "uitstroom"
PLANNED: Final = "gepland"
HOPED: Final = "voorgedragen"
_DIGITS: Final = 9
"""A ten is a ten, also after sums that are right but for their last digits."""
DIVISIONS: Final = (BRANCH, SECTOR, ENDING)


@dataclass(frozen=True, slots=True)
class Cell:
    """One published number of people, in tens; None is too small to show, also where it is none and that is not told."""

    kind: str
    code: str
    number: int | None


@dataclass(frozen=True, slots=True)
class Exact:
    """The exact figures of a month end, which stay inside. ``moved`` is who came and left, None before the second month."""

    total: int
    divisions: Mapping[str, Mapping[str, int]]
    moved: Moved | None
    planned: int
    hoped: int


@dataclass(frozen=True, slots=True)
class Told:
    """What was published of a month: the total in tens (None is hidden), its divisions, and who came and left since."""

    total: int | None
    tables: Sequence[Table[str]]
    moved: Moved

    def reach(self, smallest: int) -> Reach:
        """What the total says by itself."""
        return Reach(0, FAR) if self.total is None else reach_of(self.total, smallest=smallest)


UNTOLD: Final = Moved(0, 0, shown=False)


def board_told(cube: Cube) -> Told:
    """The board of a month as its readers have it. A shown number stands for all that round to it."""
    return Told(
        cube.total.persons,
        [table_told({code: part.persons for code, part in cube.by_gemeente.items()})],
        UNTOLD,
    )


def table_told(numbers: Mapping[str, int | None]) -> Table[str]:
    """A published division: hidden parts have somebody in them, how many is not known."""
    hidden = frozenset(code for code, number in numbers.items() if number is None)
    return Table({code: 1 if number is None else number for code, number in numbers.items()}, hidden)


def sheet_of(exact: Exact, cube: Cube, earlier: Sequence[Told], *, smallest: int) -> list[Cell]:
    """What may be published of a month whose board is ``cube``; ``earlier`` are the months before in a row, oldest first.

    Nothing at all when the total itself is hidden.
    """
    if cube.total.persons is None or exact.total < smallest:
        return []
    cells = _divided(exact, cube, smallest)
    now = Told(cube.total.persons, told_tables(cube, cells), UNTOLD)
    if exact.moved is not None and earlier and may_tell_moves([*earlier, now], exact.moved, smallest=smallest):
        cells += [_counted(CAME, exact.moved.came, smallest), _counted(LEFT, exact.moved.left, smallest)]
    cells += [_counted(PLANNED, exact.planned, smallest), _counted(HOPED, exact.hoped, smallest)]
    return cells


def told_tables(cube: Cube, cells: Sequence[Cell]) -> list[Table[str]]:
    """Every division of the total that is published: the board's by gemeente, and those of the sheet."""
    found = list(board_told(cube).tables)
    for kind in DIVISIONS:
        numbers = {cell.code: cell.number for cell in cells if cell.kind == kind}
        if numbers:
            found.append(table_told(numbers))
    return found


def _divided(exact: Exact, cube: Cube, smallest: int) -> list[Cell]:
    kinds = [kind for kind in DIVISIONS if kind in exact.divisions]
    found = protected(
        exact.total,
        [exact.divisions[kind] for kind in kinds],
        smallest=smallest,
        fixed=board_told(cube).tables,
        known=reach_of(cube.total.persons or 0, smallest=smallest),
    )
    return [
        Cell(kind, code, None if code in hidden else in_tens(number))
        for kind, hidden in zip(kinds, found, strict=True)
        if hidden is not None
        for code, number in exact.divisions[kind].items()
    ]


def may_tell_moves(months: Sequence[Told], moved: Moved, *, smallest: int) -> bool:
    """Whether who came and left in the last of these months can be told without narrowing anything in any of them."""
    between = [*(month.moved for month in months[1:-1]), moved]
    worked = over_time([month.reach(smallest) for month in months], between, smallest=smallest)
    flows = [flow for at, each in enumerate(between) if each.shown for flow in (worked.came[at], worked.left[at])]
    if any(flow.possibilities < LEAST for flow in flows):
        return False
    shown = [(month, known) for month, known in zip(months, worked.totals, strict=True) if month.total is not None]
    return not any(tells_too_much(known, month.tables, smallest=smallest) for month, known in shown)


def _counted(kind: str, number: int, smallest: int) -> Cell:
    """A number that stands by itself; none and a few look alike."""
    return Cell(kind, "", None if number < smallest else in_tens(number))


@dataclass(frozen=True, slots=True)
class Line:
    """The published jobs at the end of a month ahead, in tens; the band rounded outwards."""

    months: int
    low: int
    expected: int
    high: int


def line_of(ahead: Sequence[Ahead]) -> list[Line]:
    """The forecast as it is published.

    >>> line_of([Ahead(1, 84.9, 79.9, 90.1), Ahead(2, 85.0, 80.0, 90.0)])
    [Line(months=1, low=70, expected=80, high=100), Line(months=2, low=80, expected=90, high=90)]
    """
    return [_told(each) for each in ahead]


def _told(ahead: Ahead) -> Line:
    low, expected, high = (round(value / STEP, _DIGITS) for value in (ahead.low, ahead.expected, ahead.high))
    return Line(ahead.months, floor(low) * STEP, floor(expected + 0.5) * STEP, ceil(high) * STEP)
