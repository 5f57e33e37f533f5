"""Lasting work: does somebody still work half a year, or a year, after the start? Pure.

One definition for every page and paper (indicators I09 and I10): a placement lasted when, so many days after its start,
it still ran or had been followed within 31 days. A follower counts from there on in its place, so the work must reach
the day: two weeks of work followed by two more is no lasting work. Erased people are in no placement, so in no figure.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

HALF_YEAR: Final = 182
YEAR: Final = 365
FOLLOWED_WITHIN: Final = 31
"""Calendar days. From the first day without work to the first day of the next."""


@dataclass(frozen=True, slots=True)
class Stay:
    """One placement that started. ``person`` only serves to find what followed; ``ended_on`` is the first day without
    work, None while it runs. ``group`` is whatever the caller wants to count by (a gemeente, a kind).
    """

    person: int
    starts_on: date
    ended_on: date | None
    group: str = ""


@dataclass(frozen=True, slots=True)
class Lasted:
    """How many placements could be judged, and how many of them lasted. Placements, not persons."""

    judged: int
    lasted: int

    @property
    def percent(self) -> int | None:
        """The share that lasted in whole percents, half up; None when nothing could be judged.

        >>> Lasted(8, 5).percent, Lasted(0, 0).percent
        (63, None)
        """
        return (200 * self.lasted + self.judged) // (2 * self.judged) if self.judged else None


def lasted(
    stays: Iterable[Stay], *, on: date, days: int = HALF_YEAR, first: date | None = None, within: int = FOLLOWED_WITHIN
) -> Lasted:
    """How many placements lasted ``days`` days, judged by what had happened on a day.

    Every placement whose day was reached on or before ``on`` is judged; with ``first`` only those that reached it on or
    after ``first``, so that a quarter can be compared with the quarter before. What starts after ``on`` follows nothing.

    >>> work = [Stay(1, date(2026, 1, 5), None), Stay(2, date(2026, 1, 5), date(2026, 3, 2))]
    >>> lasted(work, on=date(2026, 8, 31))
    Lasted(judged=2, lasted=1)
    >>> lasted([*work, Stay(2, date(2026, 4, 1), None)], on=date(2026, 8, 31))
    Lasted(judged=2, lasted=2)
    """
    return _summed(_judged(stays, on=on, days=days, first=first, within=within))


def lasted_by_group(
    stays: Iterable[Stay], *, on: date, days: int = HALF_YEAR, first: date | None = None, within: int = FOLLOWED_WITHIN
) -> dict[str, Lasted]:
    """The same per group, by its name. What followed in another group counts for the group of the start."""
    groups: dict[str, list[tuple[Stay, bool]]] = defaultdict(list)
    for stay, holds in _judged(stays, on=on, days=days, first=first, within=within):
        groups[stay.group].append((stay, holds))
    return {name: _summed(groups[name]) for name in sorted(groups)}


def started_by(stays: Iterable[Stay], *, on: date, days: int = HALF_YEAR, first: date | None = None) -> int:
    """How many different people the judged placements are of: what decides whether a number may be shown.

    >>> twice = [Stay(1, date(2026, 1, 5), date(2026, 2, 2)), Stay(1, date(2026, 2, 9), None)]
    >>> lasted(twice, on=date(2026, 9, 30)).judged, started_by(twice, on=date(2026, 9, 30))
    (2, 1)
    """
    return len({stay.person for stay, _ in _judged(stays, on=on, days=days, first=first, within=FOLLOWED_WITHIN)})


def _summed(judged: Sequence[tuple[Stay, bool]]) -> Lasted:
    return Lasted(len(judged), sum(holds for _, holds in judged))


def _judged(stays: Iterable[Stay], *, on: date, days: int, first: date | None, within: int) -> list[tuple[Stay, bool]]:
    by_person: dict[int, list[Stay]] = defaultdict(list)
    for stay in stays:
        if stay.starts_on <= on:
            by_person[stay.person].append(stay)
    judged = []
    for theirs in by_person.values():
        theirs.sort(key=lambda stay: (stay.starts_on, _end(stay, on)))
        for at, stay in enumerate(theirs):
            reached = stay.starts_on + timedelta(days=days)
            if reached <= on and (first is None or reached >= first):
                judged.append((stay, _reaches(theirs[at:], reached, on=on, within=within)))
    return judged


def _reaches(chain: Sequence[Stay], day: date, *, on: date, within: int) -> bool:
    """Whether work that began with the first of these, and what followed it in time, was there on a day."""
    worked_until = _end(chain[0], on)
    for following in chain[1:]:
        if worked_until > day or following.starts_on > worked_until + timedelta(days=within):
            break
        # A gap in which the day itself falls is bridged by the work that followed in time.
        worked_until = max(worked_until, following.starts_on + timedelta(days=1), _end(following, on))
    return worked_until > day


def _end(stay: Stay, on: date) -> date:
    """The first day without work, as it was known on a day: work that ended later still ran."""
    still = on + timedelta(days=1)
    return still if stay.ended_on is None or stay.ended_on > on else stay.ended_on
