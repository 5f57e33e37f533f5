"""One report as it may be seen: small groups masked, every figure with its margin, and what asks for people. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import ceil, floor

from werkbedrijf.fairness.margins import smallest_difference, wilson
from werkbedrijf.fairness.masking import REGION, How, Shown, shown_shares
from werkbedrijf.fairness.measures import (
    Level,
    Limits,
    Selection,
    Tally,
    departures_of_decisions,
    everybody,
    labels_of,
    nobody_looks,
    reached_of_able,
    reached_of_registered,
    selection,
)
from werkbedrijf.fairness.result import Measures
from werkbedrijf.fairness.shares import Shift, exposure, shifts
from werkbedrijf.foundation.doubt import in_tens


class Beside(StrEnum):
    """How the share of a group lies to that of the best served one. The ratio itself would give back the numbers it is of."""

    BEST = "best"
    NEAR = "dichtbij"
    REPORT = "melding"
    ALARM = "alarm"


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group on the page. ``low`` and ``high`` are its margin and ``smallest`` what would be noticed, of every 100.

    These three follow from what is told of the group and of the region: the exact numbers would come back out of them.

    ``beside`` says how it lies to the best served group, where both may be shown. ``registered`` is the share of everybody
    registered, ``exposure`` and ``moved`` see ``shares``; each is None where it may not be shown or cannot be said.
    """

    label: str
    shown: Shown
    level: Level
    low: int | None
    high: int | None
    beside: Beside | None
    smallest: int | None
    chance: bool
    registered: Shown | None
    registered_level: Level
    displaced: Shown | None
    departures: Shown | None
    exposure: float | None
    moved: Shift | None

    @property
    def is_told(self) -> bool:
        """Whether the share stands as a number, and so can be drawn."""
        return self.shown.how is How.TOLD


@dataclass(frozen=True, slots=True)
class Masked:
    """A count of people in tens, None when it is too small to tell."""

    number: int | None
    smallest: int

    @property
    def words(self) -> str:
        """The number, or that it is small."""
        if self.number is None:
            return f"minder dan {self.smallest}"
        return f"ongeveer {self.number}" if self.number else "0"


@dataclass(frozen=True, eq=False)
class Board:
    """What a page shows of one report."""

    region: Shown | None
    region_registered: Shown | None
    lines: Sequence[GroupLine]
    hidden: Sequence[str]
    passed: Masked
    passed_by_choice: Masked
    departures: Shown | None
    nobody_looks: bool | None
    measures: Measures
    limits: Limits
    smallest: int

    @property
    def worst(self) -> Level:
        """What the groups ask at most."""
        found = {line.level for line in self.lines} | {line.registered_level for line in self.lines}
        return next((level for level in (Level.ALARM, Level.REPORT, Level.FINE) if level in found), Level.TOO_FEW)

    @property
    def alarms(self) -> list[GroupLine]:
        """The groups with less than the alarm allows, by either figure."""
        return [line for line in self.lines if Level.ALARM in {line.level, line.registered_level}]

    @property
    def reports(self) -> list[GroupLine]:
        """The groups to look at that are no alarm."""
        asked = [line for line in self.lines if Level.REPORT in {line.level, line.registered_level}]
        return [line for line in asked if line not in self.alarms]

    @property
    def moved(self) -> list[GroupLine]:
        """The groups whose part of the lists lies far from their part by fit alone."""
        return [
            line
            for line in self.lines
            if line.moved is not None and abs(line.moved.part) > self.limits.shift and not line.moved.chance
        ]

    @property
    def best(self) -> GroupLine | None:
        """The best served group of those shown."""
        return next((line for line in self.lines if line.beside is Beside.BEST), None)

    @property
    def best_registered(self) -> GroupLine | None:
        """The group of whose registered people the largest share got something, of those that may be told."""
        told = [line for line in self.lines if line.registered is not None and line.registered.how is How.TOLD]
        return max(told, key=lambda line: (line.registered and line.registered.per_hundred) or 0, default=None)

    @property
    def asks(self) -> bool:
        """Whether anything asks for people."""
        return bool(self.engine_fails or self.alarms or self.reports or self.moved or self.nobody_looks)

    @property
    def engine_fails(self) -> bool:
        """Whether the allocation itself did what it promises not to do."""
        return not self.measures.priority.passed or self.measures.passed.by_anybody > 0


def displaced_of_covered(tally: Tally) -> tuple[int, int]:
    """Of those who were on a list of the run before, how many are not on one now."""
    return tally.displaced, tally.covered_before


def board_of(measures: Measures, limits: Limits, smallest: int) -> Board:
    """Decide what of a report may be seen."""
    cells = measures.cells
    shown = shown_shares(cells, reached_of_able, smallest=smallest, fewest=limits.fewest)
    registered = shown_shares(cells, reached_of_registered, smallest=smallest, fewest=limits.fewest)
    displaced = shown_shares(cells, displaced_of_covered, smallest=smallest)
    departures = shown_shares(cells, departures_of_decisions, smallest=smallest)
    found, early = selection(cells, limits), selection(cells, limits, reached_of_registered)
    seen, moved = exposure(cells), shifts(cells, measures.squares)
    told = {label for label, figure in shown.items() if figure.how is How.TOLD}
    best = next((label for label in sorted(told) if label in found and found[label].ratio == 1), None)
    lines = [
        GroupLine(
            label=label,
            shown=shown[label],
            level=found[label].level,
            low=margin_of(shown[label])[0] if label in told else None,
            high=margin_of(shown[label])[1] if label in told else None,
            beside=_beside(found[label], label == best) if label in told and best is not None else None,
            smallest=_noticed(shown[label], shown.get(REGION)),
            chance=found[label].chance,
            registered=registered.get(label),
            registered_level=early[label].level if label in registered else Level.TOO_FEW,
            displaced=displaced.get(label),
            departures=departures.get(label),
            exposure=_rounded(seen[label]),
            moved=moved[label],
        )
        for label in labels_of(cells)
        if label in shown and found[label].rate.of >= limits.fewest
    ]
    named = {line.label for line in lines}
    return Board(
        region=shown.get(REGION),
        region_registered=registered.get(REGION),
        lines=lines,
        hidden=[label for label in labels_of(cells) if label not in named],
        passed=_masked(measures.passed.by_anybody, smallest),
        passed_by_choice=_masked(measures.passed.by_choice, smallest),
        departures=departures.get(REGION),
        nobody_looks=nobody_looks(cells, limits),
        measures=measures,
        limits=limits,
        smallest=smallest,
    )


def _beside(one: Selection, is_best: bool) -> Beside | None:
    if is_best:
        return Beside.BEST
    return {Level.ALARM: Beside.ALARM, Level.REPORT: Beside.REPORT, Level.FINE: Beside.NEAR}.get(one.level)


def margin_of(shown: Shown) -> tuple[int, int]:
    """Between which shares of every 100 a told share lies, by chance and by its rounding; from what is told alone.

    >>> margin_of(Shown(How.TOLD, 100, 60, half=2.5)), margin_of(Shown(How.TOLD, 100, 85, edge=1, half=2.5))
    ((47, 72), (73, 100))
    """
    least, most = shown.reach
    low, high = wilson(least * shown.about, shown.about)[0], wilson(most * shown.about, shown.about)[1]
    return floor(100 * low), ceil(100 * high)


def _noticed(shown: Shown, region: Shown | None) -> int | None:
    """Which difference with the others would be noticed, of every 100; None when not one would."""
    if region is None or region.per_hundred is None:
        return None
    found = smallest_difference(region.per_hundred / 100, shown.about, region.about - shown.about)
    return None if found is None else ceil(100 * found)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def _masked(number: int, smallest: int) -> Masked:
    return Masked(None if 0 < number < smallest else in_tens(number), smallest)


def people_able(board: Board) -> int:
    """How many people can do a place, in tens."""
    return round(everybody(board.measures.cells).able / 10) * 10
