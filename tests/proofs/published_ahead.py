"""What is told of the months ahead, and a reader of it who knows far more than anybody may.

The invented region gets agreed ends, plans and voordrachten. The reader of the line knows every chance behind it, how much
work comes unseen, how large the usual job is, and how wide the band is beside the line: all that is never published. What
is left unknown to him are people and hours: who works until when, who is planned, and who is put forward.
"""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from tests.proofs.puzzles import Name, Puzzle
from werkbedrijf.foundation.doubt import FAR, Reach, flow_reach
from werkbedrijf.garantiebanen.hours_told import LEAST_HOURS, MOST_HOURS
from werkbedrijf.outlook.forecasting import Ahead, Chances, forecast
from werkbedrijf.outlook.past import (
    PLANNED,
    Hope,
    Past,
    Spell,
    Starts,
    as_told,
    chances_on,
    in_sight,
    running_on,
)
from werkbedrijf.outlook.sheet import HOPED, Line, line_of

PER_JOB: Final = 2550
"""Hundredths of hours in one job."""
STARTS: Final = Starts(0.02, 0.6, {PLANNED: 0.9, "aangenomen": 0.8, "uitgenodigd": 0.4, "verstuurd": 0.15}, 20)
ENDS: Final = (*range(1, 13), None)
SOON: Final = 3
ONE: Final[Name] = ("een",)


@dataclass(frozen=True, slots=True)
class Plan:
    """What was agreed for somebody's work: its end, and the day on which it came in sight."""

    seen_on: date
    ends_on: date | None


def agreed(chance: random.Random, starts_on: date, ended_on: date | None) -> Plan:
    """A plan for work that was invented already: some contracts end as agreed, some later, some have no end."""
    seen_on = starts_on - timedelta(days=chance.randrange(90))
    if ended_on is not None and chance.random() < 0.5:
        return Plan(seen_on, ended_on)
    months = chance.choice((0, 0, 6, 12, 24))
    ends_on = starts_on + timedelta(days=30 * months) if months else None
    return Plan(seen_on, ends_on if ends_on and (ended_on is None or ends_on > ended_on) else None)


def put_forward(chance: random.Random, first: date, days: int) -> list[Hope]:
    """Voordrachten of people who find no work here, in some regions many at a time."""
    found = []
    for number in range(chance.choice((0, 10, 60, 200))):
        sent = first + timedelta(days=chance.randrange(days))
        closed = sent + timedelta(days=chance.randrange(10, 60))
        invited = sent + timedelta(days=8) if chance.random() < 0.4 else None
        found.append(Hope(10_000 + number, sent, invited, None, closed, placed=False))
    return found


@dataclass(frozen=True, slots=True)
class Seen:
    """What was told of the months ahead, and what this reader is given besides. ``base`` is what the line was worked out
    from: the jobs as the board tells them, or None for the exact ones. The widths are those of the band, exactly."""

    lines: Sequence[Line]
    base: int | None
    chances: Chances
    widths: Sequence[float]
    size: float


@dataclass
class Facts:
    """What is true of the months ahead on a day: jobs by reference, who is planned and put forward, and the exact line."""

    jobs: Mapping[str, float]
    past: Past
    day: date
    persons: frozenset[int]
    stages: dict[tuple[int, str], int] = field(default_factory=dict)

    def line(self, told: int | None) -> list[Ahead]:
        """The line from the jobs that were told, or from the exact ones."""
        registered = frozenset([*(s.person for s in self.past.spells), *(h.person for h in self.past.hopes)])
        coming = in_sight(self.past, self.day, registered, self.persons)
        self.stages.clear()
        for one in coming:
            key = one.starts_in, one.stage
            self.stages[key] = self.stages.get(key, 0) + 1
        running = running_on(self.jobs, self.past, self.day)
        return forecast(running if told is None else as_told(running, told), coming, self.chances)

    @property
    def chances(self) -> Chances:
        """The chances of the day."""
        return chances_on(self.past, self.day)

    def many(self, *, planned: bool) -> int:
        """How many are planned, or put forward."""
        return sum(number for (_, stage), number in self.stages.items() if (stage == PLANNED) is planned)


def past_of(spells: Iterable[tuple[str, int, date, date | None, Plan, float]], hopes: Sequence[Hope]) -> Past:
    """All that the region remembers."""
    return Past(
        [
            Spell(
                reference,
                person,
                plan.seen_on,
                starts,
                plan.ends_on,
                ended,
                by_contract=ended is not None and ended == plan.ends_on,
                started=True,
                cancelled=False,
                jobs=jobs,
            )
            for reference, person, starts, ended, plan, jobs in spells
        ],
        hopes,
        (),
        STARTS,
    )


def seen_in(facts: Facts, base: int | None) -> Seen:
    """What is told of these facts, from the jobs that were told, or from the exact ones for who is careless."""
    line, chances = facts.line(base), facts.chances
    ran = [s for s in facts.past.spells if s.started and s.starts_on <= facts.day]
    size = sum(s.jobs for s in ran) / len(ran) if ran else 0.9
    return Seen(line_of(line), base, chances, [each.high - each.expected for each in line], size)


def look_ahead(puzzle: Puzzle, end: date, seen: Seen, told: Mapping[str, int | None], *, smallest: int) -> None:
    """Add what this reader knows of the months ahead to what is known of the month."""
    puzzle.number(ONE, Reach(1, 1))
    _people(puzzle, end, told, smallest)
    for until in ENDS:
        _part(puzzle, end, until, seen.base)
    for line in seen.lines:
        parts, width = _expected(end, seen, line.months), seen.widths[line.months - 1]
        for low, high, wide in (
            (line.expected - 5, line.expected + 5, 0.0),
            (line.low or -FAR, line.low + 10, -width),
            (line.high - 10, line.high, width),
        ):
            _between(puzzle, parts, low - wide, high - wide)


def _part(puzzle: Puzzle, end: date, until: int | None, base: int | None) -> None:
    """The hours with one end as the line knows them: themselves, or as large a part of the jobs that were told."""
    line, hours = (end, "deel tot", until), (end, "uren tot", until)
    puzzle.number(line, Reach(0, FAR))
    if base is None:
        puzzle.add_up(line, [hours])
        return
    if until is None:
        whole = (end, "basis")
        puzzle.number(whole, Reach(base * PER_JOB, base * PER_JOB))
        puzzle.add_up(whole, [(end, "deel tot", month) for month in ENDS])
    # Of all hours together is known between which they lie, so a part of the one bounds a part of the other.
    jobs = puzzle.bounds[puzzle.at[end, "uren"]]
    puzzle.at_most({hours: float(base * PER_JOB), line: -float(jobs.high)})
    puzzle.at_most({hours: -float(base * PER_JOB), line: float(jobs.low)})


def _people(puzzle: Puzzle, end: date, told: Mapping[str, int | None], smallest: int) -> None:
    hours = [(end, "uren tot", month) for month in ENDS]
    people = [(end, "mensen tot", month) for month in ENDS]
    planned = [(end, "gepland", month) for month in range(1, 5)]
    for name in (*hours, *people, *planned, *[(end, "geplande uren", month) for month in range(1, 5)]):
        puzzle.number(name, Reach(0, FAR))
    puzzle.add_up((end, "uren"), hours)
    puzzle.add_up((end, "all"), people)
    for kind, soon in (("loopt_af", True), ("loopt_door", False)):
        if (end, "deel", kind) in puzzle.at:
            some = [name for name in people if (name[2] is not None and name[2] <= SOON) is soon]
            puzzle.add_up((end, "deel", kind), some)
    for name, theirs in [*zip(people, hours, strict=True), *((one, (end, "geplande uren", one[2])) for one in planned)]:
        puzzle.at_most({theirs: 1.0, name: -100.0 * MOST_HOURS})
        puzzle.at_most({theirs: -1.0, name: 100.0 * LEAST_HOURS})
    for kind, parts in ((PLANNED, planned), (HOPED, _hoped(end))):
        if kind in told:
            puzzle.number((end, kind), flow_reach(told[kind] or 0, smallest=smallest))
            for name in parts:
                puzzle.number(name, Reach(0, FAR))
            puzzle.add_up((end, kind), parts)


def _hoped(end: date) -> list[Name]:
    return [(end, HOPED, month, stage) for month in range(1, 5) for stage in STARTS.stages if stage != PLANNED]


def _expected(end: date, seen: Seen, month: int) -> dict[Name, float]:
    """What the line is of a month, in hundredths of hours, as a sum of unknowns."""
    stays, extended = 1 - seen.chances.leaving.mean, seen.chances.extended.mean
    found: dict[Name, float] = {
        (end, "deel tot", until): stays**month * (extended if until is not None and until <= month else 1.0)
        for until in ENDS
    }
    for starts in range(1, min(month, 4) + 1):
        still = stays ** (month - starts)
        found[end, "geplande uren", starts] = still * seen.chances.starting[PLANNED].mean
        for name in _hoped(end):
            if name[2] == starts:
                found[name] = still * seen.chances.starting[name[3]].mean * seen.size * PER_JOB
    unseen = sum(jobs * stays ** (month - at) for at, jobs in enumerate(seen.chances.unseen[:month], start=1))
    found[ONE] = unseen * PER_JOB
    return found


def _between(puzzle: Puzzle, parts: Mapping[Name, float], low: float, high: float) -> None:
    """The sum lies between two numbers of jobs."""
    if low > -FAR / 2:
        puzzle.at_most({**{name: -factor for name, factor in parts.items()}, ONE: low * PER_JOB - parts[ONE]})
    puzzle.at_most({**parts, ONE: parts[ONE] - high * PER_JOB})
