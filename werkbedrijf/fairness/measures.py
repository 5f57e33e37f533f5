"""What is counted per group, and what it says. Pure: a group is an opaque label, and a person has a set of them.

Everything is counted per set of labels, so that any group, and everybody outside it, is a sum. Source: matching.md 3.3.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import Any, Self

from werkbedrijf.fairness.margins import Rate, may_be_chance, rate_of, smallest_difference

Labels = frozenset[str]


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of some people. They add up: two groups of other people together are the sum of both.

    ``able`` counts U, those who can do at least one place (Q > 0); ``reached`` those of them on at least one list (n > 0);
    ``reached_any`` everybody on a list; ``proposals`` all their rows on lists together. ``covered_before`` were on a list
    of the run before and are still here, ``displaced`` are not on one now, ``displaced_able`` although they can do a place.
    ``passed_over`` see ``envy``. ``decisions`` and ``departures`` see ``overrides``. ``expected`` and ``listed`` see
    ``shares``: rows on lists by what people can do, and as they are; ``by_fit`` and ``by_list`` the same for fit alone.
    """

    registered: int = 0
    pool: int = 0
    able: int = 0
    reached: int = 0
    reached_any: int = 0
    proposals: int = 0
    covered_before: int = 0
    displaced: int = 0
    displaced_able: int = 0
    passed_over: int = 0
    decisions: int = 0
    departures: int = 0
    expected: float = 0.0
    listed: float = 0.0
    by_fit: float = 0.0
    by_list: float = 0.0

    def __add__(self, other: Self) -> Self:
        """Both together."""
        return type(self)(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    def __sub__(self, other: Self) -> Self:
        """Those who are in the first and not in the second, when the second are some of the first."""
        return type(self)(*(getattr(self, f.name) - getattr(other, f.name) for f in fields(self)))

    def to_dict(self) -> dict[str, Any]:
        """As it is stored; parts of rows to six decimals."""
        return {name: round(value, 6) for name, value in asdict(self).items()}


Cells = Mapping[Labels, Tally]


def counted(people: Iterable[tuple[Labels, Tally]]) -> dict[Labels, Tally]:
    """People, or counts of people, added up per set of labels."""
    cells: dict[Labels, Tally] = defaultdict(Tally)
    for labels, tally in people:
        cells[labels] += tally
    return dict(cells)


def everybody(cells: Cells) -> Tally:
    """All people of the region together."""
    return sum(cells.values(), Tally())


def group(cells: Cells, label: str) -> Tally:
    """Everybody under this label, whatever else they come under."""
    return sum((tally for labels, tally in cells.items() if label in labels), Tally())


def labels_of(cells: Cells) -> tuple[str, ...]:
    """Every label that occurs, in order."""
    return tuple(sorted({label for labels in cells for label in labels}))


class Level(StrEnum):
    """What a figure asks of people."""

    TOO_FEW = "te_weinig"
    FINE = "goed"
    REPORT = "melden"
    ALARM = "alarm"


@dataclass(frozen=True, slots=True)
class Limits:
    """The values of a day: shares in parts of 1, ``fewest`` in people."""

    report: float = 0.90
    alarm: float = 0.80
    fewest: int = 30
    shift: float = 0.05
    fewest_departures: float = 0.02


@dataclass(frozen=True, slots=True)
class Selection:
    """The share of a group that got something, beside the best served group.

    ``ratio`` is SR: 1 for the best served group, None where too few people say too little. ``smallest`` is how far below
    everybody else the share would have to lie to be noticed; ``chance`` whether the difference with everybody else is no
    larger than chance makes it.
    """

    label: str
    rate: Rate
    ratio: float | None
    level: Level
    smallest: float | None
    chance: bool


Part = Callable[[Tally], tuple[int, int]]


def reached_of_able(tally: Tally) -> tuple[int, int]:
    """Of those who can do a place, how many are on a list: the figure to steer by."""
    return tally.reached, tally.able


def reached_of_registered(tally: Tally) -> tuple[int, int]:
    """Of everybody registered, how many are on a list: sees what is lost before somebody counts as able."""
    return tally.reached_any, tally.registered


def able_of_registered(tally: Tally) -> tuple[int, int]:
    """Of everybody registered, how many can do a place as their levels stand now."""
    return tally.able, tally.registered


def departures_of_decisions(tally: Tally) -> tuple[int, int]:
    """Of the decisions about lists, how many went another way than the list."""
    return tally.departures, tally.decisions


def selection(cells: Cells, limits: Limits, part: Part = reached_of_able) -> dict[str, Selection]:
    """Per group its share and SR. Only groups of enough people are compared, and only they can be the best served one."""
    total = everybody(cells)
    own = {label: group(cells, label) for label in labels_of(cells)}
    rates = {label: rate_of(*part(tally)) for label, tally in own.items()}
    best = max((rate.share for rate in rates.values() if rate.of >= limits.fewest), default=0.0)
    found = {}
    for label, rate in rates.items():
        others = rate_of(*part(total - own[label]))
        enough = rate.of >= limits.fewest and best > 0
        ratio = rate.share / best if enough else None
        found[label] = Selection(
            label=label,
            rate=rate,
            ratio=ratio,
            level=level_of(ratio, limits),
            smallest=smallest_difference(others.share, rate.of, others.of),
            chance=may_be_chance(rate, others),
        )
    return found


def level_of(ratio: float | None, limits: Limits) -> Level:
    """What a ratio to the best served group asks.

    >>> [level_of(ratio, Limits()).value for ratio in (None, 0.9, 0.899, 0.8, 0.799)]
    ['te_weinig', 'goed', 'melden', 'melden', 'alarm']
    """
    if ratio is None:
        return Level.TOO_FEW
    if ratio >= limits.report:
        return Level.FINE
    return Level.REPORT if ratio >= limits.alarm else Level.ALARM


def nobody_looks(cells: Cells, limits: Limits) -> bool | None:
    """Whether so few decisions depart from the lists that nobody seems to look. None when there were too few decisions."""
    departures, decisions = departures_of_decisions(everybody(cells))
    return departures / decisions < limits.fewest_departures if decisions >= limits.fewest else None
