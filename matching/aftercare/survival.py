"""How long placements last: the estimator of Kaplan and Meier with the band of Greenwood. Pure, in exact fractions.

A placement that still runs is not left out and not counted as lasting for ever: it counts as long as it has lasted so far.
Sources: Kaplan and Meier, J. Am. Stat. Assoc. 53 (1958) 457-481; Greenwood, Reports on Public Health 33 (1926).
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from math import ceil, floor, sqrt
from typing import Final

from werkbedrijf.foundation.told_shares import Coarse, edge_of, finest, hides_between, told_share

# Two-sided 95 % of the normal distribution.
Z_95 = 1.959964
# Months as people say them, in days; 30.44 days a month, rounded.
GRID = ((1, 30), (3, 91), (6, 183), (12, 365), (18, 548), (24, 731))
# How coarse a share is told, finest first: in steps of so much percent, between the lowest and the highest that is told.
# Where one of these divides, so does each before it, and the steps of I09 and I10 too, as far as they are told. So what is
# told of the same people in two ways, of two months or beside a quarter, says no more than the finer of the two.
COARSE: Final = (
    Coarse(5, 5, 95),
    Coarse(5, 10, 90),
    Coarse(5, 20, 90),
    Coarse(15, 15, 90),
    Coarse(15, 30, 90),
    Coarse(15, 30, 75),
    Coarse(15, 45, 75),
    Coarse(15, 60, 75),
)


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
    """What is published of a day: which part still lasts, and between which shares the true one lies, in whole percent.

    ``edge`` is 1 where it is this share or more, -1 where it is this share or less, 0 where it is about this share.
    """

    months: int
    percent: int
    low: int
    high: int
    edge: int = 0


@dataclass(frozen=True, slots=True)
class Curve:
    """The published curve of one kind, of about so many persons."""

    about: int
    points: tuple[Point, ...]


def published(spells: Sequence[Spell], *, smallest: int) -> Curve | None:
    """What may be shown of a kind: none of it for fewer than ``smallest`` persons, and no day that fewer of them reached.

    Persons are told in tens. A share is told the coarser, the fewer people it is of, so that nobody can work back how many
    stopped; the curve ends where even the coarsest would tell that, and is as coarse everywhere as it must be somewhere: one
    step told finer than the next would say how many stopped between them. The band follows from what is told, not from the
    spells.
    """
    persons = len({one.person for one in spells})
    if persons < smallest:
        return None
    steps = kaplan_meier((one.days, one.ended) for one in spells)
    found: list[tuple[int, Fraction, int, Coarse]] = []
    for months, day in GRID:
        if len({one.person for one in spells if one.days >= day}) < smallest:
            break
        about = tens(len({one.person for one in spells if one.days >= day or one.ended}))
        coarse = coarseness(about, smallest)
        if coarse is None:
            break
        step = at_day(steps, day)
        found.append((months, step.share if step else Fraction(1), about, coarse))
    coarsest = max((coarse for *_, coarse in found), key=COARSE.index, default=COARSE[0])
    points = (_point(months, share, about, coarsest) for months, share, about, _ in found)
    return Curve(tens(persons), (Point(0, 100, 100, 100), *points))


def tens(number: int) -> int:
    """A number of people in tens, half up."""
    return (number + 5) // 10 * 10


@cache
def coarseness(about: int, smallest: int) -> Coarse | None:
    """How coarsely a share of about so many persons must be told, or None where it may not be told at all.

    The reader it is tried against knows that at least ``smallest`` stayed and how a share is rounded, and takes it that
    nobody's work is too recent to say. Neither how many stopped by a day, nor how many stopped between two days, may be known.

    >>> coarseness(10, 10)[:], coarseness(40, 10)[:], coarseness(200, 10)[:]
    ((15, 30, 75), (15, 15, 90), (5, 5, 95))
    """
    sizes = range(max(smallest, about - 5), about + 5)
    ladder = [coarse for coarse in COARSE if hides_between(coarse, about, smallest)]
    return finest(ladder, ((stayed, persons - stayed) for persons in sizes for stayed in range(smallest, persons + 1)))


def _point(months: int, share: Fraction, about: int, coarse: Coarse) -> Point:
    percent = told_share(share, coarse)
    half = max(coarse.step / 2, 100 * Z_95 * sqrt(percent / 100 * (1 - percent / 100) / about))
    edge = edge_of(percent, coarse)
    low = 0 if edge < 0 else floor((percent - half) / 5) * 5
    high = 100 if edge > 0 else ceil((percent + half) / 5) * 5
    return Point(months, percent, max(0, low), min(100, high), edge)
