"""Who of the pool fits a line of a card as well as the person it is about. Pure, over packed columns."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from fractions import Fraction
from typing import Final

import numpy as np
from numpy.typing import NDArray

from matching.core import catalogue
from matching.core.catalogue import CAPABILITY_CODES, CONDITION_CODES
from matching.core.explanation import ExplainedTask, Grade
from matching.core.fit import task_values
from matching.core.language import Demand, Task
from matching.core.packing import UNKNOWN_LEVEL
from matching.core.sharing import Line, Yes
from matching.core.store import Columns
from matching.core.travel import UNKNOWN_MINUTES, TravelTimes
from matching.proposals.shown import MODES, Shown

Longs = NDArray[np.int64]

HOURS, TIMES, AVAILABLE, TRAVEL, CERTIFICATES = "hours", "times", "available", "travel", "certificates"
RUNGS: Final = {HOURS: 2, TIMES: 1, AVAILABLE: 1, TRAVEL: 3, CERTIFICATES: 1}
"""How many rungs a line has; that many down it is not shown."""
TASK_RUNGS: Final = 2
HOURS_STEP: Final = 8
"""On the second rung hours are told in these steps, minutes in ``MINUTES_WIDE``."""
MINUTES_STEP, MINUTES_WIDE = 5, 15

_GRADES: Final = tuple(Grade)
_WELL: Final = (_GRADES.index(Grade.CAN), _GRADES.index(Grade.MOSTLY))


def need_line(code: str) -> str:
    """The line about one condition of the workplace."""
    return f"need:{code}"


def task_line(number: int) -> str:
    """The line about one task, counted from 0."""
    return f"task:{number}"


def wide_hours(low: Decimal, high: Decimal) -> tuple[Decimal, Decimal]:
    """Hours in steps, so that nothing exact is told.

    >>> wide_hours(Decimal(18), Decimal("24.5"))
    (Decimal('16'), Decimal('32'))
    """
    down = (low / HOURS_STEP).to_integral_value(ROUND_FLOOR) * HOURS_STEP
    return down, (high / HOURS_STEP).to_integral_value(ROUND_CEILING) * HOURS_STEP


@dataclass(frozen=True, eq=False)
class Compared:
    """Everybody in beeld with a profile, as far as a card tells of people.

    ``quarters`` are the least and most hours in quarters, a row per person; ``neutral`` stands for unknown levels,
    ``ids`` are the numbers of the people, to leave somebody out.
    """

    columns: Columns
    quarters: Longs
    available: tuple[date, ...]
    neutral: tuple[int, ...]
    ids: Longs


def lines_of(shown: Shown, demand: Demand, people: Compared, travel: TravelTimes, tau: Fraction) -> list[Line]:
    """The lines of a card, from what can be missed to what somebody can do: the last come back first."""
    told, columns = shown.explanation, people.columns
    days = np.array([max((day - shown.on).days, 0) for day in people.available], np.int64)
    mine = {one.code for one in told.arrangements}
    return [
        *_needs(mine, columns, told=False),
        Line(TIMES, (columns.times == _times(shown),)),
        Line(AVAILABLE, (days == max((shown.available_from - shown.on).days, 0),)),
        Line(CERTIFICATES, (_same_certificates(shown, demand, columns),)),
        Line(HOURS, _same_hours(shown, people.quarters)),
        Line(TRAVEL, _same_travel(shown, travel.row(demand.pc4), columns)),
        *_needs(mine, columns, told=True),
        *_tasks(told.tasks, demand, people, tau),
    ]


def _times(shown: Shown) -> int:
    return catalogue.times_to_bits(code for code, words in catalogue.TIMES.items() if words in shown.times)


def _same_certificates(shown: Shown, demand: Demand, columns: Columns) -> Yes:
    """Only what the place asks is on the card; the rest of somebody's certificates is not compared."""
    has = [code for code in demand.certificates if catalogue.CERTIFICATES[code] in shown.certificates]
    asked, mine = (catalogue.certificates_to_bits(codes) for codes in (demand.certificates, has))
    same: Yes = (columns.certificates & np.uint16(asked)) == mine
    return same


def _same_travel(shown: Shown, row: NDArray[np.uint8], columns: Columns) -> tuple[Yes, Yes, Yes]:
    minutes = row[columns.mode, columns.point].astype(np.int64)
    mine = UNKNOWN_MINUTES if shown.explanation.minutes is None else shown.explanation.minutes
    alike: Yes = columns.mode == list(MODES.values()).index(shown.travel)
    return alike & _same_step(minutes, mine, MINUTES_STEP), alike & _same_step(minutes, mine, MINUTES_WIDE), alike


def _same_step(minutes: Longs, mine: int, step: int) -> Yes:
    unknown = minutes == UNKNOWN_MINUTES
    same: Yes = unknown if mine == UNKNOWN_MINUTES else ~unknown & (-(-minutes // step) == -(-mine // step))
    return same


def _same_hours(shown: Shown, quarters: Longs) -> tuple[Yes, Yes]:
    low, high = int(4 * shown.hours_min), int(4 * shown.hours_max)
    step = 4 * HOURS_STEP
    exact: Yes = (quarters[:, 0] == low) & (quarters[:, 1] == high)
    wide: Yes = (quarters[:, 0] // step == low // step) & (-(-quarters[:, 1] // step) == -(-high // step))
    return exact, wide


def _needs(mine: set[str], columns: Columns, *, told: bool) -> list[Line]:
    """What somebody needs, or what not: that is told too, by its not being there."""
    return [
        Line(need_line(code), (((columns.need >> np.uint32(number)) & np.uint32(1)).astype(bool) == (code in mine),))
        for number, code in enumerate(CONDITION_CODES)
        if (code in mine) == told
    ]


def _tasks(told: tuple[ExplainedTask, ...], demand: Demand, people: Compared, tau: Fraction) -> list[Line]:
    values = task_values(demand)
    return [
        Line(task_line(number), _same_grade(one, demand.tasks[number], values[number], people, tau))
        if number < len(demand.tasks) and _is_same_task(one, demand.tasks[number])
        # The place has changed since: nobody can be compared, so nothing is told.
        else Line(task_line(number), (np.zeros(len(people.available), bool),) * TASK_RUNGS)
        for number, one in enumerate(told)
    ]


def _is_same_task(told: ExplainedTask, task: Task) -> bool:
    asked = {code: ask.level for code, ask in task.demands.items()}
    return told.name == task.name and {item.code: item.asked for item in told.items} == asked


def _same_grade(
    told: ExplainedTask, task: Task, values: dict[str, tuple[int, ...]], people: Compared, tau: Fraction
) -> tuple[Yes, Yes]:
    grades, mine = grades_of(task, values, people, tau), _GRADES.index(told.grade)
    return grades == mine, np.isin(grades, _WELL) == (mine in _WELL)


def grades_of(task: Task, values: dict[str, tuple[int, ...]], people: Compared, tau: Fraction) -> Longs:
    """How far everybody is with a task, as ``explanation`` says it of one person; a position in ``Grade``."""
    many = len(people.available)
    points, of = np.zeros(many, np.int64), 0
    short, unknown = np.zeros(many, bool), np.zeros(many, bool)
    for code, ask in task.demands.items():
        index = CAPABILITY_CODES.index(code)
        level = people.columns.levels[:, index]
        no_level = level == UNKNOWN_LEVEL
        steps = np.cumsum([0, *values[code]])
        has = np.where(no_level, people.neutral[index], level).astype(np.int64)
        points += steps[np.minimum(has, len(steps) - 1)]
        of += int(steps[-1])
        short |= ~no_level & (level < ask.level)
        unknown |= no_level
    enough = points * tau.denominator >= tau.numerator * of
    known = np.where(enough, _GRADES.index(Grade.MOSTLY), _GRADES.index(Grade.GROWS))
    rest = np.where(unknown, _GRADES.index(Grade.ASK), _GRADES.index(Grade.CAN))
    return np.where(short, known, rest)
