"""From what was known on a day to the forecast of that day: chances out of the own past, and what is in sight. Pure.

Everything takes the day, and looks at nothing after it, so that a forecast of last year can be made again and held against
what came of it. Two things are not kept as they stood then: an agreed end that was moved later, and a plan that was cancelled
later. Forecasts that are made afterwards are told as such.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from statistics import median
from typing import Final

from werkbedrijf.foundation.periods import months_back
from werkbedrijf.outlook.forecasting import MONTHS, Chance, Chances, Coming, Running

WINDOW: Final = 24
"""Months of the past from which chances are learned."""
YEAR: Final = 12
MONTH_DAYS: Final = 30.4375
FOLLOWS: Final = 31
"""Days between two placements of one person within which the second goes on with the first (as ``lasting``)."""
PLANNED: Final = "gepland"
SENT: Final = "verstuurd"
INVITED: Final = "uitgenodigd"
ACCEPTED: Final = "aangenomen"
USUAL_DELAY: Final = 45
"""Days from putting somebody forward to the first day of work, as long as the own past says nothing."""
USUAL_JOB: Final = 0.9


@dataclass(frozen=True, slots=True)
class Spell:
    """A placement that can count: who, from when until when, what was agreed, and when it came in sight.

    ``person`` only serves to see that work goes on. ``ends_on`` is the agreed end, ``ended_on`` the real one; both are the
    first day without work. ``by_contract`` tells that it ended because the contract did. ``seen_on`` is the day on which the
    person was put forward, or the plan was made. ``jobs`` is its size at the start.
    """

    reference: str
    person: int
    seen_on: date
    starts_on: date
    ends_on: date | None
    ended_on: date | None
    by_contract: bool
    started: bool
    cancelled: bool
    jobs: float


@dataclass(frozen=True, slots=True)
class Hope:
    """Somebody put forward for work that can count. ``closed_on`` is when it became something or nothing, None while open."""

    person: int
    sent_on: date
    invited_on: date | None
    accepted_on: date | None
    closed_on: date | None
    placed: bool

    def stage_on(self, day: date) -> str:
        """How far it had come on a day."""
        if self.accepted_on is not None and self.accepted_on <= day:
            return ACCEPTED
        return INVITED if self.invited_on is not None and self.invited_on <= day else SENT


@dataclass(frozen=True, slots=True)
class Starts:
    """The starting values of the chances, as parts of one, and how many cases each weighs."""

    leaving: float
    extended: float
    stages: Mapping[str, float]
    weight: float


@dataclass(frozen=True, slots=True)
class Past:
    """All that is remembered. ``extended_on`` are the days on which another end was agreed for work that ran."""

    spells: Sequence[Spell]
    hopes: Sequence[Hope]
    extended_on: Sequence[date]
    starts: Starts


def chances_on(past: Past, day: date) -> Chances:
    """What the past up to a day says."""
    first = months_back(day, WINDOW)
    follows = _continuing(past.spells, day)
    ran = [spell for spell in past.spells if spell.started and spell.starts_on <= day]
    ended = [spell for spell in ran if spell.ended_on is not None and first < spell.ended_on <= day]
    leavers = [spell for spell in ended if not spell.by_contract and spell.reference not in follows]
    stopped = [spell for spell in ended if spell.by_contract]
    extended = sum(first < each <= day for each in past.extended_on)
    weight = past.starts.weight
    return Chances(
        leaving=Chance(len(leavers), _months_run(ran, first, day), past.starts.leaving, weight * YEAR),
        extended=Chance(
            extended + sum(spell.reference in follows for spell in stopped),
            extended + len(stopped),
            past.starts.extended,
            weight,
        ),
        starting={
            PLANNED: _planned(past, first, day),
            **{stage: _of_stage(past, stage, first, day) for stage in (SENT, INVITED, ACCEPTED)},
        },
        unseen=_unseen(past.spells, day, follows),
        unseen_size=_size(ran),
    )


def _continuing(spells: Iterable[Spell], day: date) -> dict[str, str]:
    """The placements that another of the same person went on with, by reference, as far as that was so on a day."""
    by_person: defaultdict[int, list[Spell]] = defaultdict(list)
    for spell in spells:
        if spell.started and spell.starts_on <= day:
            by_person[spell.person].append(spell)
    found = {}
    for theirs in by_person.values():
        theirs.sort(key=lambda spell: (spell.starts_on, spell.reference))
        for before, after in pairwise(theirs):
            if before.ended_on is not None and after.starts_on <= before.ended_on + timedelta(days=FOLLOWS):
                found[before.reference] = after.reference
    return found


def _months_run(ran: Iterable[Spell], first: date, day: date) -> float:
    """Months of work of all these together, within the window."""
    days = sum(
        max(0, (min(spell.ended_on or day, day) - max(spell.starts_on, first)).days)
        for spell in ran
        if spell.starts_on < day
    )
    return days / MONTH_DAYS


def _planned(past: Past, first: date, day: date) -> Chance:
    due = [s for s in past.spells if first < s.starts_on <= day and (s.started or s.cancelled)]
    return Chance(sum(s.started for s in due), len(due), past.starts.stages[PLANNED], past.starts.weight)


def _of_stage(past: Past, stage: str, first: date, day: date) -> Chance:
    closed = [hope for hope in past.hopes if hope.closed_on is not None and first < hope.closed_on <= day]
    reached = [hope for hope in closed if stage in _stages(hope)]
    return Chance(sum(hope.placed for hope in reached), len(reached), past.starts.stages[stage], past.starts.weight)


def _stages(hope: Hope) -> set[str]:
    """Every stage it came through."""
    stages = {SENT}
    if hope.invited_on is not None:
        stages.add(INVITED)
    if hope.accepted_on is not None or hope.placed:
        stages.add(ACCEPTED)
    return stages


def _unseen(spells: Sequence[Spell], day: date, follows: Mapping[str, str]) -> tuple[float, ...]:
    """Jobs that began in a month and were in no sight so many months before, per month ahead, from the past year.

    Who goes on within a month of the end of other work is no new job.
    """
    first = months_back(day, YEAR)
    going_on = set(follows.values())
    new = [s for s in spells if s.started and first < s.starts_on <= day and s.reference not in going_on]
    known = min((s.starts_on for s in spells if s.started), default=day)
    months = min(float(YEAR), (day - known).days / MONTH_DAYS)
    if months < 1:
        return ()
    return tuple(
        sum(s.jobs for s in new if (s.starts_on - s.seen_on).days <= (ahead - 0.5) * MONTH_DAYS) / months
        for ahead in range(1, MONTHS + 1)
    )


def _size(ran: Sequence[Spell]) -> float:
    sizes = [spell.jobs for spell in ran if spell.jobs > 0]
    return sum(sizes) / len(sizes) if sizes else USUAL_JOB


def running_on(works: Mapping[str, float], past: Past, day: date, erased: Sequence[float] = ()) -> list[Running]:
    """Running work on a day: ``works`` are the jobs that count by reference, ``erased`` those of people who are gone."""
    ends = {spell.reference: spell.ends_on for spell in past.spells}
    known = [Running(jobs, _month_of_end(ends.get(reference), day)) for reference, jobs in works.items()]
    return [*known, *(Running(jobs) for jobs in erased)]


def as_told(running: Sequence[Running], told: int) -> list[Running]:
    """The same work, each made so much larger or smaller that all of it together is the jobs that were told.

    >>> as_told([Running(30.0, 2), Running(12.0)], 40) == as_told([Running(25.0, 2), Running(10.0)], 40)
    True
    """
    jobs = sum(each.jobs for each in running)
    return [replace(each, jobs=each.jobs * told / jobs) for each in running] if jobs else []


def _month_of_end(end: date | None, day: date) -> int | None:
    """In which month after a month end a contract ends; one that should have ended already, the coming month."""
    return None if end is None else months_ahead(day, end - timedelta(days=1))


def months_ahead(day: date, later: date) -> int:
    """In which month after the month end ``day`` another day lies; 1 is the coming one, and the least.

    >>> [months_ahead(date(2026, 10, 31), later) for later in (date(2026, 11, 1), date(2026, 12, 1), date(2026, 10, 1))]
    [1, 2, 1]
    """
    return max(1, (later.year - day.year) * 12 + later.month - day.month)


def in_sight(past: Past, day: date, registered: frozenset[int], working: frozenset[int]) -> list[Coming]:
    """Work in sight on a day, once per person: what is planned, or else the voordracht that came furthest.

    Only of people in the doelgroepregister who have no such work yet: others add no garantiebaan.
    """
    may = registered - working
    size = _size([spell for spell in past.spells if spell.started and spell.starts_on <= day])
    found = {
        spell.person: Coming(spell.jobs, months_ahead(day, spell.starts_on), PLANNED)
        for spell in past.spells
        if spell.person in may and _is_planned(spell, day)
    }
    delay = timedelta(days=_delay(past, day))
    furthest = sorted(
        (hope for hope in past.hopes if hope.person in may - found.keys() and _is_open(hope, day)),
        key=lambda hope: (_ORDER[hope.stage_on(day)], hope.sent_on),
    )
    for hope in furthest:
        found[hope.person] = Coming(size, months_ahead(day, max(hope.sent_on + delay, day)), hope.stage_on(day))
    return list(found.values())


_ORDER: Final = {SENT: 0, INVITED: 1, ACCEPTED: 2}


def _is_planned(spell: Spell, day: date) -> bool:
    return spell.seen_on <= day < spell.starts_on and not spell.cancelled


def _is_open(hope: Hope, day: date) -> bool:
    return hope.sent_on <= day and (hope.closed_on is None or hope.closed_on > day)


def _delay(past: Past, day: date) -> float:
    """Days from being put forward to the first day of work, the middle of the past."""
    first = months_back(day, WINDOW)
    days = [
        (s.starts_on - s.seen_on).days
        for s in past.spells
        if s.started and first < s.starts_on <= day and s.seen_on <= s.starts_on
    ]
    return float(median(days)) if days else USUAL_DELAY
