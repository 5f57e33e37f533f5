"""What holds over time, as periods that never overlap: a change closes one and opens the next. Pure.

Periods are half-open. Nothing that was registered is lost: what a change takes the place of comes back as ``replaced``.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Generic, TypeVar

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Line(Generic[V]):
    """A value that holds from a day up to and not including another; without an end it holds until something changes."""

    starts_on: date
    ends_on: date | None
    value: V

    def holds_on(self, day: date) -> bool:
        """Whether it holds on this day."""
        return self.starts_on <= day and (self.ends_on is None or day < self.ends_on)


@dataclass(frozen=True, slots=True)
class Changed(Generic[V]):
    """The periods after a change, in order, and what was registered for days that now hold something else."""

    lines: tuple[Line[V], ...]
    replaced: tuple[Line[V], ...] = ()


def line_on(lines: Sequence[Line[V]], day: date) -> Line[V] | None:
    """What holds on a day, or None."""
    return next((line for line in lines if line.holds_on(day)), None)


def changed_from(lines: Sequence[Line[V]], from_on: date, value: V, *, on: date) -> Changed[V]:
    """Another value from a day on, up to the next change that was known. ``on`` is today.

    From today or later an open period only closes: that is how things go. Days in the past, and changes that were planned
    already, were told otherwise before; that comes back as replaced.

    >>> day = date(2026, 1, 1).replace
    >>> told = (Line(day(day=1), None, 24),)
    >>> [(line.starts_on.day, line.value) for line in changed_from(told, day(day=9), 28, on=day(day=5)).lines]
    [(1, 24), (9, 28)]
    >>> changed_from(told, day(day=3), 28, on=day(day=5)).replaced[0].starts_on
    datetime.date(2026, 1, 3)
    """
    now = line_on(lines, from_on)
    later = [line for line in lines if line.starts_on > from_on]
    until = now.ends_on if now else min((line.starts_on for line in later), default=None)
    before = [line for line in lines if line.starts_on < from_on]
    closed = [replace(line, ends_on=from_on) if line is now else line for line in before]
    only_closes = now is not None and now.starts_on < from_on and now.ends_on is None and from_on >= on
    told = () if now is None or only_closes else (replace(now, starts_on=from_on),)
    return Changed((*closed, Line(from_on, until, value), *later), told)


def ended_at(lines: Sequence[Line[V]], end: date) -> Changed[V]:
    """Everything ends before this day; what was planned from then on comes back as replaced.

    >>> day = date(2026, 1, 1).replace
    >>> ended_at((Line(day(day=1), day(day=9), 24), Line(day(day=9), None, 28)), day(day=5)).lines
    (Line(starts_on=datetime.date(2026, 1, 1), ends_on=datetime.date(2026, 1, 5), value=24),)
    """
    kept = [line for line in lines if line.starts_on < end]
    cut = [replace(line, ends_on=end) if line.ends_on is None or line.ends_on > end else line for line in kept]
    return Changed(tuple(cut), tuple(line for line in lines if line.starts_on >= end))


def begun_at(lines: Sequence[Line[V]], start: date) -> Changed[V]:
    """The first day is another one: what was planned to be over by then comes back as replaced.

    >>> day = date(2026, 1, 1).replace
    >>> begun_at((Line(day(day=5), None, 24),), day(day=2)).lines[0].starts_on
    datetime.date(2026, 1, 2)
    """
    left = [line for line in lines if line.ends_on is None or line.ends_on > start]
    gone = tuple(line for line in lines if line not in left)
    return Changed((replace(left[0], starts_on=start), *left[1:]) if left else (), gone)
