"""How long placements last: the estimator of Kaplan and Meier with the band of Greenwood. Pure, in exact fractions.

A placement that still runs is not left out and not counted as lasting for ever: it counts as long as it has lasted so far.
Sources: Kaplan and Meier, J. Am. Stat. Assoc. 53 (1958) 457-481; Greenwood, Reports on Public Health 33 (1926).
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

# Two-sided 95 % of the normal distribution.
Z_95 = 1.959964
# Months as people say them, in days; 30.44 days a month, rounded.
GRID = ((1, 30), (3, 91), (6, 183), (12, 365), (18, 548), (24, 731))


@dataclass(frozen=True, slots=True)
class Spell:
    """One placement: how many days it lasted so far, whether it ended, and whose it was."""

    days: int
    ended: bool
    person: Hashable


@dataclass(frozen=True, slots=True)
class Step:
    """A day on which some ended: of so many that lasted until then, and which part lasts longer, with its variance."""

    day: int
    at_risk: int
    ended: int
    share: Fraction
    variance: Fraction

    @property
    def band(self) -> tuple[float, float]:
        """The lowest and highest share that fit, 95 %."""
        half = Z_95 * sqrt(self.variance)
        return max(0.0, float(self.share) - half), min(1.0, float(self.share) + half)


def kaplan_meier(spells: Iterable[tuple[int, bool]]) -> list[Step]:
    """The steps down, the first day first. Who still runs on a day on which somebody ends, was there on that day.

    >>> steps = kaplan_meier([(6, True), (6, True), (6, True), (6, False), (7, True), (9, False), (10, True)])
    >>> [(one.day, one.at_risk, str(one.share)) for one in steps]
    [(6, 7, '4/7'), (7, 3, '8/21'), (10, 1, '0')]
    """
    known = list(spells)
    ends = Counter(day for day, ended in known if ended)
    share, spread, steps = Fraction(1), Fraction(0), []
    for day in sorted(ends):
        at_risk = sum(lasted >= day for lasted, _ in known)
        ended = ends[day]
        share *= Fraction(at_risk - ended, at_risk)
        # Where nobody is left the share is none, and its spread too.
        if at_risk > ended:
            spread += Fraction(ended, at_risk * (at_risk - ended))
        steps.append(Step(day, at_risk, ended, share, share * share * spread))
    return steps


def at_day(steps: Sequence[Step], day: int) -> Step | None:
    """The last step on or before a day; None while nobody ended."""
    past = [one for one in steps if one.day <= day]
    return past[-1] if past else None


@dataclass(frozen=True, slots=True)
class Point:
    """What is published of a day: which part still lasts and its band, in steps of five percent."""

    months: int
    percent: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Curve:
    """The published curve of one kind, of about so many persons."""

    about: int
    points: tuple[Point, ...]


def published(spells: Sequence[Spell], *, smallest: int) -> Curve | None:
    """What may be shown of a kind: none of it for fewer than ``smallest`` persons, and no day that fewer of them reached.

    Numbers are rounded (persons to tens, shares to five percent), so that one person more or less cannot be read from it.
    """
    persons = len({one.person for one in spells})
    if persons < smallest:
        return None
    steps = kaplan_meier((one.days, one.ended) for one in spells)
    points = [Point(0, 100, 100, 100)]
    for months, day in GRID:
        if len({one.person for one in spells if one.days >= day}) < smallest:
            break
        points.append(_point(months, at_day(steps, day)))
    return Curve(_to(persons, 10), tuple(points))


def _point(months: int, step: Step | None) -> Point:
    if step is None:
        return Point(months, 100, 100, 100)
    low, high = step.band
    return Point(months, _to(float(step.share) * 100, 5), _to(low * 100, 5), _to(high * 100, 5))


def _to(value: float, unit: int) -> int:
    return int((value + unit / 2) // unit) * unit
