"""Publishing the sheet of a month: worked out once, after the board of that month, and kept as it was published."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from werkbedrijf.foundation.actors import TIMETABLE, Actor
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.doubt import Moved
from werkbedrijf.foundation.periods import month_ends, months_back
from werkbedrijf.garantiebanen.board import boards_until, cube_in
from werkbedrijf.garantiebanen.counting import Work
from werkbedrijf.garantiebanen.models import BoardMonth
from werkbedrijf.outlook.forecasting import Ahead, Tried, forecast, kept
from werkbedrijf.outlook.models import OutlookAhead, OutlookCell, OutlookMonth
from werkbedrijf.outlook.past import PLANNED, as_told, chances_on, in_sight, running_on
from werkbedrijf.outlook.queries import Remembered, counted_on, outlooks_until, remembered
from werkbedrijf.outlook.reading import told_of
from werkbedrijf.outlook.sheet import BRANCH, ENDING, SECTOR, Exact, Told, line_of, sheet_of

LOOKED_BACK: Final = 12
"""Past months whose forecast is held against what came of it."""
QUARTER: Final = 3
ALL: Final = 1000
TURN: Final = 7_203_018
"""Any number will do, as long as nothing else in this database uses it."""


def publish_outlooks(session: Session, *, on: date) -> int:
    """Publish the sheet of every month with a board and without a sheet; returns how many. Safe to run twice."""
    _take_turn(session)
    known = {month.on for month in outlooks_until(session, on)}
    due = [board for board in boards_until(session, on, ALL) if board.on not in known]
    if due:
        desk = Desk(session, remembered(session, on))
        for board in due:
            publish(session, TIMETABLE, board, desk)
    return len(due)


def _take_turn(session: Session) -> None:
    """Two jobs come by here in the same minute; the second waits, and finds it done. On SQLite who writes is alone already."""
    if session.get_bind().dialect.name == "postgresql":
        # Longer than a page waits: a month of a large region takes its time.
        session.execute(text("SET LOCAL lock_timeout = '15s'"))
        session.execute(text("SELECT pg_advisory_xact_lock(:turn)"), {"turn": TURN})


@dataclass(eq=False)
class Desk:
    """What is worked out of each day, once however often it is asked."""

    session: Session
    known: Remembered
    _works: dict[date, Sequence[Work]] = field(default_factory=dict)

    def works(self, day: date) -> Sequence[Work]:
        """The work that counts on a day."""
        if day not in self._works:
            self._works[day] = counted_on(self.session, day)
        return self._works[day]

    def persons(self, day: date) -> frozenset[int]:
        """Who works in it on a day."""
        return frozenset(work.person for work in self.works(day))

    def line(self, board: BoardMonth, told: int) -> list[Ahead]:
        """The forecast from the day of a board with what was known then, from the jobs that the board tells."""
        day = board.on
        works = {work.reference: float((work.hours or 0) / board.hours_per_job) for work in self.works(day)}
        erased = [float((w.hours or 0) / board.hours_per_job) for w in self.works(day) if not w.reference]
        works.pop("", None)
        past = self.known.past
        coming = in_sight(past, day, self.known.registered_on(day), self.persons(day))
        return forecast(as_told(running_on(works, past, day, erased), told), coming, chances_on(past, day))


def publish(session: Session, actor: Actor, board: BoardMonth, desk: Desk) -> OutlookMonth:
    """Publish the sheet that goes with a board."""
    cube = cube_in(board)
    exact = _exact(session, desk, board)
    cells = sheet_of(exact, cube, _in_a_row(session, board.on), smallest=board.smallest)
    tried = _tried(session, board)
    month = OutlookMonth(
        on=board.on,
        smallest=board.smallest,
        frozen_at=session.info["at"],
        tries=len(tried),
        held=kept([each for _, each in tried]).held,
        afterwards=any(_made_late(session, day) for day, _ in tried),
        cells=[OutlookCell(kind=cell.kind, code=cell.code, persons=cell.number) for cell in cells],
        ahead=[
            OutlookAhead(months=each.months, low=each.low, expected=each.expected, high=each.high)
            # A line of jobs would tell the jobs of the day that the board does not.
            for each in (line_of(desk.line(board, cube.total.jobs)) if cells and cube.total.jobs else ())
        ],
    )
    session.add(month)
    record(session, actor, "outlook.frozen", month)
    return month


def _exact(session: Session, desk: Desk, board: BoardMonth) -> Exact:
    day, before = board.on, _month_before(board.on)
    works, past = desk.works(day), desk.known.past
    now, then = desk.persons(day), desk.persons(before)
    until = months_back(day + timedelta(days=1), -QUARTER)
    ends = {s.reference: s.ends_on for s in past.spells}
    ending = {work.person for work in works if (end := ends.get(work.reference)) is not None and end <= until}
    coming = in_sight(past, day, desk.known.registered_on(day), now)
    planned = sum(each.stage == PLANNED for each in coming)
    return Exact(
        total=len(now),
        divisions={
            BRANCH: desk.known.branches(works),
            SECTOR: desk.known.sectors(works, day),
            ENDING: {"loopt_af": len(ending), "loopt_door": len(now - ending)},
        },
        moved=Moved(len(now - then), len(then - now)) if then else None,
        planned=planned,
        hoped=len(coming) - planned,
    )


def _tried(session: Session, board: BoardMonth) -> list[tuple[date, Tried]]:
    """The lines of past months, a quarter ahead, beside the jobs by then: both as they were published, so that how often
    the band held tells nothing that is not told already.
    """
    boards = {month.on: month for month in boards_until(session, board.on, LOOKED_BACK + QUARTER)}
    lines = {
        month.on: line for month in outlooks_until(session, board.on) for line in month.ahead if line.months == QUARTER
    }
    found = []
    for day in boards.keys() & lines.keys():
        then = boards.get(month_ends(months_back(day + timedelta(days=1), -QUARTER), 1)[0])
        jobs = cube_in(then).total.jobs if then and then.hours_per_job == boards[day].hours_per_job else None
        if jobs is not None:
            found.append((day, Tried(lines[day].low, lines[day].high, jobs)))
    return found


def _made_late(session: Session, day: date) -> bool:
    """Whether the forecast of a month was published more than a month after it."""
    at = session.scalar(select(OutlookMonth.frozen_at).where(OutlookMonth.on == day))
    return at is None or day_of(at) > months_back(day + timedelta(days=1), -1)


def _in_a_row(session: Session, day: date) -> list[Told]:
    """What was published of the months before, as far back as there is one for each month."""
    boards = {month.on: month for month in boards_until(session, day - timedelta(days=1), ALL)}
    sheets = {month.on: month for month in outlooks_until(session, day - timedelta(days=1))}
    found = []
    at = _month_before(day)
    while at in boards:
        found.append(told_of(cube_in(boards[at]), sheets.get(at)))
        at = _month_before(at)
    return found[::-1]


def _month_before(day: date) -> date:
    return month_ends(day, 1)[0]
