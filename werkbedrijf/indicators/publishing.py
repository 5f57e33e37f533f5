"""From the exact figures of a quarter to the cells that are published. Pure: nothing exact comes out of here."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from matching.placements.lasting import HALF_YEAR, YEAR
from werkbedrijf.foundation.doubt import FAR, Table, reach_of, worked_out
from werkbedrijf.foundation.suppression import is_small
from werkbedrijf.foundation.told_shares import LEAST_DOUBT, hides_between
from werkbedrijf.garantiebanen.counting import LeftOut
from werkbedrijf.garantiebanen.cube import Cube
from werkbedrijf.garantiebanen.cube import Figures as BoardFigures
from werkbedrijf.indicators.chains import NOTHING_BESIDE, TOTAL, Beside, Bounds, Key, Link
from werkbedrijf.indicators.definitions import Shape, Split, indicators
from werkbedrijf.indicators.masking import SHARES, Exact, Figures, Known, narrowed, published, shown_cells, tens
from werkbedrijf.indicators.masking import Plan as Shown
from werkbedrijf.indicators.measuring import NOTHING, Measured, measured, split
from werkbedrijf.indicators.quarters import Quarter, quarter_named
from werkbedrijf.indicators.records import Facts

REGION: Final = "regio"
GEMEENTE: Final = Split.GEMEENTE.value
ONLY_GROWING: Final = frozenset({"I09", "I10"})
DAY_STEP: Final = 5
YEARLY: Final = "I10"
HALF_YEARLY: Final = "I09"
TELLING: Final = "telling"
COUNTING: Final = (TELLING, "telt")
NO_MONTH: Final = "De maand waarmee dit kwartaal eindigt is niet vastgezet."


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure as it is published. ``value`` None with no ``missing`` means hidden; ``base`` None means its size is too."""

    indicator: str
    split: str
    code: str
    value: Decimal | None
    base: int | None
    as_of: date
    left_out: int | None = 0
    missing: str = ""

    @property
    def hidden(self) -> bool:
        """Whether there is a figure that is not shown."""
        return self.value is None and not self.missing


Past = Mapping[str, Sequence[Cell]]
"""What was published of earlier quarters, by the name of each."""


def cells_of(
    facts: Facts, board: Cube | None, gemeenten: Iterable[str], *, smallest: int, past: Past | None = None
) -> list[Cell]:
    """Everything that is published of a quarter.

    ``board`` is what was published of garantiebanen for its last month, which is told here again and not worked out anew.
    ``past`` are the cells of the quarters before it by name, of which nothing may come out either.
    """
    past = past or {}
    every = sorted({*gemeenten, *facts.gemeenten})
    cells: list[Cell] = []
    for code, indicator in indicators().items():
        if indicator.shape is Shape.BOARD:
            cells += _of_board(code, board, every, facts)
        elif code == "I07":
            cells += _of_starts(facts, every, smallest)
        elif indicator.shape is Shape.SHARE:
            cells += _of_shares(code, facts, every, smallest, {**past, str(facts.quarter): cells})
        elif indicator.shape is Shape.MONEY:
            cells.append(_of_money(code, facts, smallest))
        elif indicator.shape is Shape.MEDIAN:
            cells += _of_days(code, facts, every, smallest)
    return cells


def _of_board(code: str, board: Cube | None, every: Sequence[str], facts: Facts) -> Iterator[Cell]:
    if board is None:
        yield Cell(code, REGION, "", None, None, facts.on, missing=NO_MONTH)
        return
    left = list(board.left_out.values())
    out = None if None in left else sum(number or 0 for number in left)
    yield _board_cell(code, REGION, "", board.total, facts, out)
    for gemeente in every:
        found = board.by_gemeente.get(gemeente, BoardFigures(0, 0, 0))
        yield _board_cell(code, GEMEENTE, gemeente, found, facts, None)


def _board_cell(code: str, by: str, part: str, figures: BoardFigures, facts: Facts, left_out: int | None) -> Cell:
    number = {"I02": figures.jobs, "I03": figures.persons, "I04": figures.fte}[code]
    value = None if number is None else Decimal(number)
    return Cell(code, by, part, value, figures.persons, facts.on, left_out)


def _of_starts(facts: Facts, every: Sequence[str], smallest: int) -> Iterator[Cell]:
    """I07 and I08 are the same starts in three ways, so they are hidden together."""
    parts = {
        **{(GEMEENTE, code): measured("I07", facts, code) for code in every},
        **{(by.value, part): one for by in (Split.KIND, Split.GROUND) for part, one in split("I08", facts, by).items()},
    }
    figures = Figures(
        {TOTAL: _exact(measured("I07", facts)), **{key: _exact(one) for key, one in parts.items()}}, smallest
    )
    plan = published(figures)
    for (by, part), many, _ in shown_cells(figures, plan):
        value = None if many is None else Decimal(many)
        if by in {REGION, GEMEENTE}:
            yield Cell("I07", by, part, value, many, facts.on)
        if by != GEMEENTE:
            yield Cell("I08", by, part, value, many, facts.on)


def _of_shares(code: str, facts: Facts, every: Sequence[str], smallest: int, past: Past) -> Iterator[Cell]:
    total = measured(code, facts)
    if total.denominator is None:
        yield Cell(code, REGION, "", None, None, facts.on, missing=total.missing)
        return
    exact = {(GEMEENTE, part): _exact(measured(code, facts, part)) for part in every}
    before = past.get(str(facts.quarter.before(1)), ())
    earlier = known_of(_of(before, code), smallest) if code in ONLY_GROWING else {}
    chain = chain_of(facts.quarter, past, smallest) if code == YEARLY else ()
    figures = Figures({TOTAL: _exact(total), **exact}, smallest, earlier, chain)
    if code == YEARLY:
        figures = replace(figures, unsaid=_told_half_way(facts, figures, past))
    on, left = total.on or facts.on, _tens_or_none(total.left_out, smallest)
    for (by, part), many, share in shown_cells(figures, published(figures)):
        value = None if share is None else Decimal(share)
        yield Cell(code, by, part, value, many, on, left if by == REGION else 0, missing="" if many != 0 else NOTHING)


def _told_half_way(facts: Facts, figures: Figures, past: Past) -> frozenset[Key]:
    """The groups of whom it was told already how many lasted half a year: the very same starts, and not many.

    How many lasted a year, told beside it, would say how many stopped between half a year and a year.
    """
    year_ago = facts.on - timedelta(days=YEAR)
    found = set()
    for name, cells in past.items():
        quarter = quarter_named(name)
        half_ago = (quarter.last if quarter else facts.on) - timedelta(days=HALF_YEAR)
        first, last = sorted((half_ago, year_ago))
        between = {one.gemeente for one in facts.spells if first < one.starts_on <= last}
        for cell in _of(cells, HALF_YEARLY):
            key = cell.split, cell.code
            same = not between if key == TOTAL else cell.code not in between
            many = figures.cells[key].many if key in figures.cells else 0
            if same and cell.value is not None and not hides_between(SHARES, tens(many), LEAST_DOUBT):
                found.add(key)
    return frozenset(found)


def _of_days(code: str, facts: Facts, every: Sequence[str], smallest: int) -> Iterator[Cell]:
    each = {TOTAL: measured(code, facts), **{(GEMEENTE, part): measured(code, facts, part) for part in every}}
    figures = Figures({key: Exact(int(one.denominator or 0)) for key, one in each.items()}, smallest)
    plan = published(figures)
    for key, many, _ in shown_cells(figures, plan):
        one = each[key]
        value = _fives(one.value) if many and one.value is not None else None
        left = _tens_or_none(one.left_out, smallest) if key == TOTAL else 0
        yield Cell(code, key[0], key[1], value, many, facts.on, left, missing="" if many != 0 else NOTHING)


def _of_money(code: str, facts: Facts, smallest: int) -> Cell:
    """A share of money: hidden while it comes from the work of few people, and otherwise in steps of five percent."""
    one = measured(code, facts)
    if one.value is None:
        return Cell(code, REGION, "", None, None, facts.on, missing=one.missing)
    if is_small(one.people, smallest=smallest):
        return Cell(code, REGION, "", None, None, facts.on)
    return Cell(code, REGION, "", _fives(one.value), tens(one.people), facts.on)


def counted_cells(
    code: str, by: str, parts: Mapping[str, int], *, smallest: int, on: date, beside: Beside = NOTHING_BESIDE
) -> Iterator[Cell]:
    """A plain count with its parts, for a paper: hidden together as the figures above are, and with what stands beside it."""
    cells = {TOTAL: Exact(sum(parts.values())), **{(by, part): Exact(parts[part]) for part in sorted(parts)}}
    # Work of people who were erased stays in the count of a day alone: then the one is no part of the other any more.
    holds = sum(bounds.low for bounds in beside.given.values()) <= cells[TOTAL].many
    figures = Figures(cells, smallest, beside=beside if holds else NOTHING_BESIDE)
    for (where, part), many, _ in shown_cells(figures, published(figures)):
        yield Cell(code, where, part, None if many is None else Decimal(many), many, on)


def overlapping_cells(
    code: str, by: str, parts: Mapping[str, int], of: int, *, smallest: int, on: date
) -> Iterator[Cell]:
    """Counts that overlap, each of the same whole: hidden when few have it, or when few do not."""
    for part, number in sorted(parts.items()):
        small = is_small(number, smallest=smallest) or is_small(of - number, smallest=smallest) or of < smallest
        many = None if small else tens(number)
        yield Cell(code, by, part, None if many is None else Decimal(many), many, on)


def chain_of(quarter: Quarter, past: Past, smallest: int) -> list[Link]:
    """The published quarters before this one without a gap, oldest first, for who laid two indicators side by side.

    What was started a year before comes under I10 exactly one quarter after the other: I10 grows by the I07 of a year ago.
    """
    links: list[Link] = []
    at = quarter.before(1)
    while str(at) in past:
        known = known_of(_of(past[str(at)], YEARLY), smallest)
        began = at.before(3)
        exact = all(q.last - timedelta(days=YEAR) == q.before(4).last for q in (at, at.before(-1)))
        starts = known_of(_of(past.get(str(began), ()), "I07"), smallest) if exact else {}
        links.append(
            Link({key: one.many for key, one in known.items()}, {key: one.many for key, one in starts.items()})
        )
        at = at.before(1)
    return links[::-1]


def _of(cells: Sequence[Cell], code: str) -> list[Cell]:
    return [cell for cell in cells if cell.indicator == code]


def told_of_board(board: Cube | None, tables: Sequence[Table[str]], smallest: int) -> Beside:
    """What the board of a day says of all work of that day: who counts, what does not by its reason, and second jobs.

    ``tables`` are all published divisions of who counts, the board's by gemeente and those of the sheet: together they can
    say more of it than its rounded number does.
    """
    if board is None or board.total.persons is None:
        return NOTHING_BESIDE
    counting, _ = worked_out(reach_of(board.total.persons, smallest=smallest), tables, smallest=smallest)
    found = {COUNTING: Bounds(*counting), (TELLING, "meer"): Bounds(0, FAR)}
    for reason, number in board.left_out.items():
        # What did not start is no work yet.
        if reason is not LeftOut.NOT_STARTED:
            found[TELLING, reason.value] = Bounds(1, smallest - 1) if number is None else _bounds(number, smallest)
    return Beside(found, {COUNTING: tables})


def _bounds(number: int, smallest: int) -> Bounds:
    return Bounds(*reach_of(number, smallest=smallest))


def known_of(cells: Sequence[Cell], smallest: int) -> dict[Key, Known]:
    """What a reader of published cells knows, to hold the next quarter against."""
    exact: dict[Key, Exact] = {}
    many, shares = set[Key](), set[Key]()
    for cell in cells:
        key = TOTAL if cell.split == REGION else (cell.split, cell.code)
        if cell.base is None:
            exact[key] = Exact(1, 0)
            continue
        part = 0 if cell.value is None else int(cell.value) * cell.base // 100
        exact[key] = Exact(cell.base, part)
        if cell.base:
            many.add(key)
        if cell.value is not None and cell.base:
            shares.add(key)
    if TOTAL not in exact:
        return {}
    return narrowed(Figures(exact, smallest), Shown(frozenset(many), frozenset(shares)))


def _exact(one: Measured) -> Exact:
    if one.denominator is None:
        return Exact(int(one.numerator or 0), None, one.people)
    return Exact(int(one.denominator), int(one.numerator or 0), one.people)


def _tens_or_none(number: int, smallest: int) -> int | None:
    return None if is_small(number, smallest=smallest) else tens(number)


def _fives(value: Decimal) -> Decimal:
    return (value / DAY_STEP).quantize(Decimal(1), ROUND_HALF_UP) * DAY_STEP
