"""When a job is due. Pure: the moment is given, Dutch local time decides about days."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Protocol

from sqlalchemy.orm import Session

from werkbedrijf.foundation.clock import AMSTERDAM, day_of
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.settings import Settings

EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


class Rule(Protocol):
    """A rule that says when something is due."""

    @property
    def words(self) -> str:
        """The rule as a person says it."""

    def last_due(self, at: datetime) -> datetime:
        """The latest due moment that is not after ``at``."""

    def next_due(self, at: datetime) -> datetime:
        """The first due moment after ``at``."""


@dataclass(frozen=True, slots=True)
class Every:
    """Again and again, with the same time between.

    >>> at = datetime(2026, 11, 23, 9, 7, tzinfo=UTC)
    >>> Every(timedelta(minutes=10)).last_due(at).isoformat(), Every(timedelta(minutes=10)).next_due(at).isoformat()
    ('2026-11-23T09:00:00+00:00', '2026-11-23T09:10:00+00:00')
    """

    period: timedelta

    @property
    def words(self) -> str:
        """As a person says it."""
        seconds = int(self.period.total_seconds())
        if seconds == 3600:
            return "elk uur"
        return f"elke {seconds // 60} minuten" if seconds >= 60 else f"elke {seconds} seconden"

    def last_due(self, at: datetime) -> datetime:
        """The latest multiple of the period that is not after ``at``."""
        return at - (at - EPOCH) % self.period

    def next_due(self, at: datetime) -> datetime:
        """The first multiple of the period after ``at``."""
        return self.last_due(at) + self.period


@dataclass(frozen=True, slots=True)
class Daily:
    """Once a day, at a Dutch wall-clock time; also on the nights when the clock jumps.

    >>> at = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
    >>> Daily(time(6, 30)).last_due(at).isoformat(), Daily(time(6, 30)).next_due(at).isoformat()
    ('2026-11-22T05:30:00+00:00', '2026-11-23T05:30:00+00:00')
    """

    at: time

    @property
    def words(self) -> str:
        """As a person says it."""
        return f"elke dag om {self.at:%H:%M} uur"

    def last_due(self, at: datetime) -> datetime:
        """Today's moment when it has come, otherwise yesterday's."""
        today = self._on(at, 0)
        return today if today <= at else self._on(at, -1)

    def next_due(self, at: datetime) -> datetime:
        """Today's moment when it is still to come, otherwise tomorrow's."""
        today = self._on(at, 0)
        return today if today > at else self._on(at, 1)

    def _on(self, at: datetime, days: int) -> datetime:
        day = day_of(at) + timedelta(days=days)
        return datetime.combine(day, self.at, AMSTERDAM).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Work:
    """What a job gets: the database, the settings, and the moment the clock said."""

    database: Database
    settings: Settings
    at: datetime


@dataclass(frozen=True, slots=True)
class Job:
    """One line of the timetable.

    ``function`` does the work in transactions of its own and returns how many things it did, or None when there is
    nothing to count. It may run twice: what it did once it does not do again. ``needed`` looks whether there is
    anything to do, so that a job that comes by often leaves no rows behind.
    """

    name: str
    title: str
    rule: Rule
    function: Callable[[Work], int | None]
    needed: Callable[[Session, datetime], bool] | None = None
