"""Every smallest way to make a pair possible, and which single change opens most: for one person, and for one place.

The ways come from `changes`: what can move, never somebody's own choice. All ways of the fewest steps are given, so that
people can choose between learning, a task less and something to arrange. Each was applied and checked.
Source: matching.md 2.9.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations_with_replacement
from typing import Final

import numpy as np
from numpy.typing import NDArray

from matching.core.catalogue import CAPABILITY_CODES
from matching.core.changes import Change, applied, needed_changes
from matching.core.eligibility import REASONS, Reason, minutes_of, reasons_of
from matching.core.fit import SUITABLE, Requirements, level_or, requirements, suitable_points
from matching.core.language import Demand, Offer
from matching.core.packing import LEVEL_MASK
from matching.core.places import Places, reasons_at
from matching.core.question import Question
from matching.core.store import People
from matching.core.travel import TravelTimes
from matching.core.vectors import points_of

Way = tuple[Change, ...]
Longs = NDArray[np.int64]
MOST_EXTRA: Final = 3
"""Steps on top of what the reasons ask; more is not a small change any more."""
MOST_WAYS: Final = 6
LEARN: Final = "niveau"
MOVABLE: Final = tuple(reason for reason in REASONS if reason is not Reason.OWN_CHOICE)


def smallest_ways(
    demand: Demand, offer: Offer, minutes: int | None, neutral: Sequence[int], tau: Fraction = SUITABLE
) -> tuple[Way, ...] | None:
    """The ways of the fewest steps after which this person is suitable here, at most `MOST_WAYS`: those that leave the work whole first, then most fit.

    A step is what one reason asks, one level up on one thing, or one task off the place (one at most). `((),)` when nothing
    has to change; None when the own choice stands in the way, or when more than `MOST_EXTRA` levels and tasks are lacking.
    """
    needed = needed_changes(demand, offer, minutes, neutral)
    if needed is None:
        return None
    place, person, _ = applied(demand, offer, minutes, needed)
    for extra in range(MOST_EXTRA + 1):
        found = sorted(
            _of_size(place, person, neutral, tau, extra), key=lambda one: (one[2] != "", -one[0], one[1], one[2])
        )
        if found:
            return tuple(_joined(needed, _told(person, neutral, steps, task)) for _, steps, task in found[:MOST_WAYS])
    return None


Found = tuple[Fraction, tuple[int, ...], str]
"""The fit it gives, the capabilities that go one up (twice is two up), and the task that goes off ('' for none)."""


def _of_size(demand: Demand, offer: Offer, neutral: Sequence[int], tau: Fraction, extra: int) -> Iterator[Found]:
    """Every way of exactly this many levels and tasks that reaches tau."""
    yield from _learning(requirements(demand), offer, neutral, tau, extra, "")
    if extra and len(demand.tasks) > 1:
        for task in demand.tasks:
            if task.separable:
                without, _, _ = applied(demand, offer, None, [Change("taak_eraf", task.name)])
                yield from _learning(requirements(without), offer, neutral, tau, extra - 1, task.name)


def _learning(
    numbers: Requirements, offer: Offer, neutral: Sequence[int], tau: Fraction, levels: int, task: str
) -> Iterator[Found]:
    own = [level_or(offer, index, neutral) for index in range(len(CAPABILITY_CODES))]
    points = sum(v * min(a, r) for v, a, r in zip(numbers.value, own, numbers.asked, strict=True))
    short = [index for index, asked in enumerate(numbers.asked) if own[index] < asked]
    for steps in combinations_with_replacement(short, levels):
        reached = points + sum(numbers.value[index] for index in steps)
        fits = all(own[index] + steps.count(index) <= numbers.asked[index] for index in set(steps))
        if fits and reached >= suitable_points(numbers.smax, tau):
            yield (Fraction(reached, numbers.smax) if numbers.smax else Fraction(1)), steps, task


def _joined(needed: Way, extra: Iterable[Change]) -> Way:
    """One change per thing: a level that goes further replaces what safety asked of it."""
    found = {(change.what, *_about(change)): change for change in (*needed, *extra)}
    return tuple(found.values())


def _about(change: Change) -> tuple[str, ...]:
    return tuple(change.to) if change.what == LEARN else (str(change.to),)


def _told(offer: Offer, neutral: Sequence[int], steps: tuple[int, ...], task: str) -> Iterator[Change]:
    for index in sorted(set(steps)):
        to = level_or(offer, index, neutral) + steps.count(index)
        yield Change(LEARN, {CAPABILITY_CODES[index]: to})
    if task:
        yield Change("taak_eraf", task)


@dataclass(frozen=True, slots=True)
class Opening:
    """One kind of change (`code`: a reason's code or `niveau`) and the places it would open to one person, best fit first."""

    code: str
    places: tuple[str, ...]


def openings(
    offer: Offer, places: Places, *, travel: TravelTimes, neutral: Sequence[int], tau: Fraction = SUITABLE
) -> tuple[Opening, ...]:
    """Which single change would open places to this person, and which; most places first.

    A place counts where only that one reason stands in the way and the work fits, or where nothing stands in the way and one
    level up suffices.
    """
    person = People.from_offers([offer], travel.points, neutral)
    bits = reasons_at(person, places, travel.row(offer.pc4)[person.mode[0], places.point])
    levels = person.levels[:, 0] & LEVEL_MASK
    points = (places.value * np.minimum(levels, places.asked)).sum(axis=1)
    needed = -(-places.smax * tau.numerator // tau.denominator)
    step = np.where(levels < places.asked, places.value, 0).max(axis=1, initial=0)
    part = points / np.maximum(places.smax, 1)
    opened = [(reason.code, (bits == int(reason)) & (points >= needed)) for reason in MOVABLE]
    opened.append((LEARN, (bits == 0) & (points < needed) & (points + step >= needed)))
    found = [Opening(code, _best_first(places, part, holds)) for code, holds in opened if holds.any()]
    return tuple(sorted(found, key=lambda one: -len(one.places)))


def _best_first(places: Places, part: NDArray[np.float64], holds: NDArray[np.bool_]) -> tuple[str, ...]:
    rows = np.flatnonzero(holds)
    order = np.lexsort((places.ids[rows].astype(str), -part[rows]))
    return tuple(str(places.ids[row]) for row in rows[order])


def would_suit(people: People, question: Question, *, travel: TravelTimes, tau: Fraction = SUITABLE) -> dict[str, int]:
    """Of those left out for one reason alone: how many could do the work if only that changed. By code, zeroes too."""
    bits = reasons_of(people, question, minutes_of(people, travel.row(question.pc4)))
    found: dict[str, int] = {}
    for reason in MOVABLE:
        rows = np.flatnonzero(bits == int(reason))
        found[reason.code] = int(
            np.count_nonzero(points_of(people.levels[:, rows], question) >= question.suitable_from(tau))
        )
    return found
