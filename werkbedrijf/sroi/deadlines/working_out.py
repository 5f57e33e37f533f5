"""The deadlines of a contract, worked out from its rows. Pure: nothing is kept, so a changed contract has other deadlines at once.

A milestone and a report are named by their day: for another amount it stays the same deadline, changed once more; withdrawn it is off. The end,
the end of a repair period and the settlement are one deadline each, which moves when the contract does. What is short at the end is
not late while it may still be put right.

A milestone asks for effort that is approved. To pay what is left, or to let it go, does not reach it; but once nothing is left
nobody has anything to do for it any more, and it is off.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from werkbedrijf.sroi.reports.steps import Step

NOTHING = Decimal("0.00")
ONE_DAY = timedelta(days=1)


class DeadlineKind(StrEnum):
    """What must be done."""

    MILESTONE = "tussendoel"
    REPORT = "tussenrapportage"
    END = "einde"
    REPAIR = "herstel"
    SETTLEMENT = "afrekening"

    @property
    def words(self) -> str:
        """As it stands on a page."""
        return {
            DeadlineKind.MILESTONE: "Tussendoel",
            DeadlineKind.REPORT: "Tussenrapportage",
            DeadlineKind.END: "Einde van de opdracht",
            DeadlineKind.REPAIR: "Einde van de hersteltermijn",
            DeadlineKind.SETTLEMENT: "Afrekenen",
        }[self]


@dataclass(frozen=True, slots=True)
class Planned:
    """A row of the plan: by ``due_on`` so much in all, in euro. Nothing withdraws what was agreed for that day."""

    agreed_on: date
    due_on: date
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Reported:
    """A step of the report that is due on a day."""

    on: date
    due_on: date
    step: Step


@dataclass(frozen=True, slots=True)
class Moved:
    """What was in the books from a day on, in euro: how much came to what is owed, to what is done, and to what is settled."""

    on: date
    owed: Decimal
    done: Decimal
    settled: Decimal = NOTHING


@dataclass(frozen=True, slots=True)
class Rows:
    """What a contract has agreed and booked, each in the order in which it came.

    ``ends`` are (agreed on, first day after it), ``repairs`` the same of days that still count; ``settle_days`` is the term of
    the region, None where it set none.
    """

    ends: Sequence[tuple[date, date]]
    plan: Sequence[Planned]
    books: Sequence[Moved]
    settle_days: int | None = None
    repairs: Sequence[tuple[date, date]] = ()
    reports: Sequence[Reported] = ()


@dataclass(frozen=True, slots=True)
class Deadline:
    """One thing to have done at the latest on ``day``.

    ``key`` names it as long as the contract lasts and ``changes`` counts how often it was moved or changed. ``since`` is when
    this day was agreed. ``amount`` is what must be approved by then, in euro. ``done_on`` is when it was reached.
    ``put_off``: another deadline comes after it, by which the same can still be done.
    """

    key: str
    kind: DeadlineKind
    day: date
    since: date
    amount: Decimal | None = None
    changes: int = 0
    done_on: date | None = None
    is_off: bool = False
    put_off: bool = False

    def is_open(self) -> bool:
        """Whether somebody still has something to do for it."""
        return self.done_on is None and not self.is_off

    def is_late(self, on: date) -> bool:
        """Whether the day is over and it was not done."""
        return self.is_open() and self.day < on and not self.put_off


def deadlines_of(rows: Rows) -> list[Deadline]:
    """Every deadline of a contract, by day; passed, done and withdrawn ones too."""
    return sorted([*_milestones(rows), *_reports(rows), *_last(rows)], key=lambda one: (one.day, one.key))


def _milestones(rows: Rows) -> Iterator[Deadline]:
    last_day, ways = rows.ends[-1][1] - ONE_DAY, _ways(rows.books)
    for day in sorted({one.due_on for one in rows.plan}):
        agreed = [one for one in rows.plan if one.due_on == day]
        last = agreed[-1]
        is_out = last.amount <= 0 or day > last_day
        done_on = None if is_out else _reached(rows.books, last.amount)
        is_settled = done_on is None and ways % 2 == 1
        yield Deadline(
            key=f"{DeadlineKind.MILESTONE}-{day.isoformat()}",
            kind=DeadlineKind.MILESTONE,
            day=day,
            since=last.agreed_on,
            amount=last.amount,
            # A contract that was shortened took its milestones after the end with it. A calendar only follows what counts up.
            changes=len(agreed) - 1 + _outside(rows.ends, day) + ways,
            done_on=done_on,
            is_off=is_out or is_settled,
        )


def _reports(rows: Rows) -> Iterator[Deadline]:
    last_day = rows.ends[-1][1] - ONE_DAY
    for day in sorted({one.due_on for one in rows.reports}):
        steps = [one for one in rows.reports if one.due_on == day]
        last = steps[-1]
        yield Deadline(
            key=f"{DeadlineKind.REPORT}-{day.isoformat()}",
            kind=DeadlineKind.REPORT,
            day=day,
            since=next(one.on for one in reversed(steps) if one.step is Step.AGREED),
            changes=len(steps) - 1 + _outside(rows.ends, day),
            done_on=last.on if last.step is Step.RECEIVED else None,
            is_off=last.step is Step.DROPPED or day > last_day,
        )


def _last(rows: Rows) -> Iterator[Deadline]:
    moves = [one for one in zip(rows.ends, rows.ends[1:], strict=False) if one[0][1] != one[1][1]]
    since = moves[-1][1][0] if moves else rows.ends[0][0]
    done_on, last_day = _nothing_left(rows.books), rows.ends[-1][1] - ONE_DAY
    repaired_by = rows.repairs[-1][1] - ONE_DAY if rows.repairs else last_day
    repairs = repaired_by > last_day
    end, repair, settlement = DeadlineKind.END, DeadlineKind.REPAIR, DeadlineKind.SETTLEMENT
    yield Deadline(end, end, last_day, since, changes=len(moves), done_on=done_on, put_off=repairs)
    # Each row moves it or takes it off, and so does an end that moves: what a calendar shows counts up with all of them.
    changes = len(moves) + len(rows.repairs)
    if rows.repairs:
        agreed = rows.repairs[-1][0]
        off = not repairs
        yield Deadline(repair, repair, repaired_by, agreed, changes=changes - 1, done_on=done_on, is_off=off)
        since = max(since, agreed)
    if rows.settle_days is not None:
        day = max(last_day, repaired_by) + timedelta(days=rows.settle_days)
        yield Deadline(settlement, settlement, day, since, changes=changes, done_on=done_on)


def _reached(books: Sequence[Moved], amount: Decimal) -> date | None:
    """Since when so much is done; what was put right since then undoes it."""
    found, done = None, NOTHING
    for one in books:
        done += one.done
        if done < amount:
            found = None
        elif found is None:
            found = one.on
    return found


def _nothing_left(books: Sequence[Moved]) -> date | None:
    found, left = None, NOTHING
    for one in books:
        left += one.owed - one.done - one.settled
        if left > 0:
            found = None
        elif found is None:
            found = one.on
    return found


def _ways(books: Sequence[Moved]) -> int:
    """How often it turned from something left to nothing left, and back; odd is nothing left now."""
    turns, left = 0, NOTHING
    for one in books:
        left += one.owed - one.done - one.settled
        turns += (left <= 0) != (turns % 2 == 1)
    return turns


def _outside(ends: Sequence[tuple[date, date]], day: date) -> int:
    """How often a day came to lie after the contract, and in it again."""
    turns = 0
    for _, ends_on in ends:
        turns += (day >= ends_on) != (turns % 2 == 1)
    return turns


def term_due(deadline: Deadline, terms: Sequence[int], told: frozenset[int], on: date) -> int | None:
    """Which reminder goes out on this day, as days before the deadline; None when there is none.

    Of several terms that passed at once only the nearest counts: who learns of it late reads one reminder. What was told
    for a nearer term, before the clock was set back, is not told again for a further one.

    >>> one = Deadline("einde", DeadlineKind.END, date(2026, 12, 31), date(2026, 1, 1))
    >>> [term_due(one, (30, 7), frozenset(told), date(2026, 12, day)) for day, told in ((1, ()), (2, {30}), (26, {30}), (25, {7}))]
    [30, None, 7, None]
    """
    if not deadline.is_open() or on > deadline.day:
        return None
    passed = [term for term in terms if on >= deadline.day - timedelta(days=term)]
    nearest = min(passed, default=None)
    return None if nearest is None or any(one <= nearest for one in told) else nearest
