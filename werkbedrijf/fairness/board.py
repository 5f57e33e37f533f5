"""One report as it may be seen: small groups masked, every figure with its margin, and what asks for people. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor

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


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group on the page. ``low`` and ``high`` are its margin and ``smallest`` what would be noticed, of every 100.

    ``ratio`` is the share against the best served group, where both may be shown. ``registered`` is the share of everybody
    registered, ``exposure`` and ``moved`` see ``shares``; each is None where it may not be shown or cannot be said.
    """

    label: str
    shown: Shown
    level: Level
    low: int | None
    high: int | None
    ratio: float | None
    smallest: int | None
    chance: bool
    registered: Shown | None
    registered_level: Level
    displaced: Shown | None
    departures: Shown | None
    exposure: float | None
    moved: Shift | None

    @property
    def is_exact(self) -> bool:
        """Whether the share stands as a number, and so can be drawn."""
        return self.shown.how is How.EXACT


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
        compared = [line for line in self.lines if line.ratio is not None]
        return max(compared, key=lambda line: line.ratio or 0.0, default=None)

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
    exact = {label for label, figure in shown.items() if figure.how is How.EXACT}
    best = max((label for label in exact & found.keys()), key=lambda label: found[label].ratio or 0.0, default=None)
    lines = [
        GroupLine(
            label=label,
            shown=shown[label],
            level=found[label].level,
            low=round(100 * found[label].rate.low) if label in exact else None,
            high=round(100 * found[label].rate.high) if label in exact else None,
            ratio=_ratio(found, label, best) if label in exact else None,
            smallest=_per_hundred(found[label]),
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
    told = {line.label for line in lines}
    return Board(
        region=shown.get(REGION),
        region_registered=registered.get(REGION),
        lines=lines,
        hidden=[label for label in labels_of(cells) if label not in told],
        passed=_masked(measures.passed.by_anybody, smallest),
        passed_by_choice=_masked(measures.passed.by_choice, smallest),
        departures=departures.get(REGION),
        nobody_looks=nobody_looks(cells, limits),
        measures=measures,
        limits=limits,
        smallest=smallest,
    )


def _ratio(found: dict[str, Selection], label: str, best: str | None) -> float | None:
    """To two decimals, and only beside a best group that may be seen too."""
    ratio = found[label].ratio
    seen = best is not None and found[best].ratio == 1
    # Rounded down, so that what is below a limit never reads as the limit.
    return floor(100 * ratio + 1e-9) / 100 if ratio is not None and seen else None


def _per_hundred(one: Selection) -> int | None:
    return None if one.smallest is None else ceil(100 * one.smallest)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def _masked(number: int, smallest: int) -> Masked:
    return Masked(None if 0 < number < smallest else in_tens(number), smallest)


def people_able(board: Board) -> int:
    """How many people can do a place, in tens."""
    return round(everybody(board.measures.cells).able / 10) * 10
