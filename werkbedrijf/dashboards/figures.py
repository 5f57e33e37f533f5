"""The alderman's figures: what was published of a month, beside the months before it and per gemeente."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy.orm import Session

from werkbedrijf.foundation.facts.regions import gemeente_by_code
from werkbedrijf.foundation.parameters import Parameter, ParameterValue, find_row, values_of
from werkbedrijf.foundation.periods import month_ends, months_back
from werkbedrijf.garantiebanen.board import board_on, boards_until, cube_in
from werkbedrijf.garantiebanen.counting import LeftOut
from werkbedrijf.garantiebanen.cube import Figures, tens
from werkbedrijf.garantiebanen.models import BoardMonth
from werkbedrijf.outlook.models import OutlookMonth
from werkbedrijf.outlook.queries import outlook_on
from werkbedrijf.outlook.reading import Sheet, sheet_in
from werkbedrijf.outlook.sheet import Line


@dataclass(frozen=True, slots=True)
class GemeenteLine:
    """One gemeente in the table. Its figures are hidden where the group is too small to show."""

    code: str
    name: str
    figures: Figures


@dataclass(frozen=True, slots=True)
class Point:
    """The published total of a month end."""

    on: date
    total: Figures


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything on the alderman's page, as published for the last day of a month. Numbers are rounded to tens.

    ``quarter_ago`` is what was published three months earlier, and ``own_before`` the people of the own gemeente then, or None. ``left_out`` pairs a reason with a number, or None
    where the number is too small to show. ``sheet`` and ``ahead`` are empty where the outlook of the month is not published.
    """

    month: BoardMonth
    total: Figures
    quarter_ago: Figures | None
    gemeenten: list[GemeenteLine]
    own: GemeenteLine | None
    own_before: int | None
    left_out: list[tuple[LeftOut, int | None]]
    target: ParameterValue | None
    sheet: Sheet
    ahead: Sequence[Line]
    outlook: OutlookMonth | None

    @property
    def more_persons(self) -> int | None:
        """How many more persons than a quarter ago, in tens; negative is fewer. None when either is not shown."""
        then = self.quarter_ago.persons if self.quarter_ago else None
        return None if then is None or self.total.persons is None else self.total.persons - then

    @property
    def to_target(self) -> int | None:
        """Jobs still to go to the indicative target, in tens; negative when it is passed."""
        return None if self.target is None or self.total.jobs is None else tens(self.target.value) - self.total.jobs


def picture_of(session: Session, day: date, own_gemeente: str | None) -> Picture | None:
    """What was published for the alderman's page, on or before a day; None before the first month was published."""
    month = board_on(session, day)
    if month is None:
        return None
    cube = cube_in(month)
    found = board_on(session, _quarter_before(month.on))
    earlier = cube_in(found) if found and found.on == _quarter_before(month.on) else None
    before = earlier.by_gemeente.get(own_gemeente or "") if earlier else None
    lines = sorted(
        (GemeenteLine(code, name_of(code), figures) for code, figures in cube.by_gemeente.items()),
        key=lambda line: line.name,
    )
    outlook = outlook_on(session, month.on)
    return Picture(
        month=month,
        total=cube.total,
        quarter_ago=earlier.total if earlier else None,
        gemeenten=lines,
        own=next((line for line in lines if line.code == own_gemeente), None),
        own_before=before.persons if before else None,
        left_out=list(cube.left_out.items()),
        target=find_row(session, Parameter.TARGET_JOBS, month.on) or find_row(session, Parameter.TARGET_JOBS, day),
        sheet=sheet_in(outlook),
        ahead=[Line(each.months, each.low, each.expected, each.high) for each in outlook.ahead] if outlook else [],
        outlook=outlook,
    )


def targets_of(session: Session, days: Iterable[date]) -> dict[date, int]:
    """The indicative target in tens that holds on each of these days, where there is one."""
    rows = session.scalars(values_of(Parameter.TARGET_JOBS)).all()
    found = {}
    for day in days:
        held = [row for row in rows if row.valid_from <= day]
        if held:
            found[day] = tens(max(held, key=lambda row: row.valid_from).value)
    return found


def days_ahead(month: date, ahead: Sequence[Line]) -> list[date]:
    """The month ends that a forecast is of."""
    first = month + timedelta(days=1)
    return [months_back(first, -each.months) - timedelta(days=1) for each in ahead]


def _quarter_before(end: date) -> date:
    """The month end three months earlier.

    >>> _quarter_before(date(2026, 5, 31))
    datetime.date(2026, 2, 28)
    """
    return month_ends(months_back(end.replace(day=1), 2), 1)[0]


def name_of(code: str) -> str:
    """The name of a gemeente; the code when it is unknown."""
    known = gemeente_by_code(code)
    return known.name if known else code


def line_over_time(session: Session, day: date, months: int = 12) -> list[Point]:
    """What was published of each past month, oldest first."""
    return [Point(month.on, cube_in(month).total) for month in boards_until(session, day, months)]


def shown_points(line: Sequence[Point]) -> list[tuple[date, Decimal]]:
    """The day and the jobs of each point that may be drawn."""
    return [(point.on, Decimal(point.total.jobs)) for point in line if point.total.jobs is not None]
