"""The alderman's figures: our count of a day, over time and per gemeente, with small groups hidden."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from werkbedrijf.foundation.facts.regions import gemeente_by_code, gemeenten_of
from werkbedrijf.foundation.parameters import Parameter, ParameterValue, find_row, whole_number_on
from werkbedrijf.foundation.periods import month_ends, months_back
from werkbedrijf.foundation.region import Region
from werkbedrijf.foundation.suppression import hidden_parts, is_small
from werkbedrijf.garantiebanen.counting import Count, LeftOut, Sum
from werkbedrijf.garantiebanen.queries import count_of, counts_of, first_placement_on


@dataclass(frozen=True, slots=True)
class GemeenteLine:
    """One gemeente in the table. ``figures`` is None where the group is too small to show."""

    code: str
    name: str
    figures: Sum | None


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything on the alderman's page. ``quarter_ago`` is the count three months earlier.

    ``left_out`` pairs a reason with a number, or None where the number is too small to show.
    """

    count: Count
    quarter_ago: Count
    smallest: int
    total_is_small: bool
    gemeenten: list[GemeenteLine]
    own: GemeenteLine | None
    left_out: list[tuple[LeftOut, int | None]]
    target: ParameterValue | None

    @property
    def more_persons(self) -> int | None:
        """How many more persons than a quarter ago; negative is fewer. None when that would tell of a small group then."""
        then = self.quarter_ago.total.persons
        return None if is_small(then, smallest=self.smallest) else self.count.total.persons - then

    @property
    def to_target(self) -> Decimal | None:
        """Jobs still to go to the indicative target; negative when it is passed."""
        return None if self.target is None else self.target.value - self.count.total.jobs


def picture_of(session: Session, region: Region | None, day: date, own_gemeente: str | None) -> Picture:
    """Count a day for the alderman's page."""
    counted = count_of(session, day)
    smallest = whole_number_on(session, Parameter.SMALL_CELL, day)
    lines = _lines(counted, region, smallest)
    return Picture(
        count=counted,
        quarter_ago=count_of(session, months_back(day, 3)),
        smallest=smallest,
        total_is_small=is_small(counted.total.persons, smallest=smallest),
        gemeenten=lines,
        own=next((line for line in lines if line.code == own_gemeente), None),
        left_out=[
            (reason, None if is_small(number, smallest=smallest) else number)
            for reason, number in counted.left_out.items()
        ],
        target=find_row(session, Parameter.TARGET_JOBS, day),
    )


def _lines(counted: Count, region: Region | None, smallest: int) -> list[GemeenteLine]:
    codes = {g.code for g in gemeenten_of(region.code)} if region else set()
    nothing = Sum(persons=0, hours=Decimal(0), jobs=Decimal(0), fte=Decimal(0))
    parts = {code: counted.by_gemeente.get(code, nothing) for code in codes | set(counted.by_gemeente)}
    hidden = hidden_parts({code: part.persons for code, part in parts.items()}, smallest=smallest)
    lines = [
        GemeenteLine(code=code, name=name_of(code), figures=None if code in hidden else part)
        for code, part in parts.items()
    ]
    return sorted(lines, key=lambda line: line.name)


def name_of(code: str) -> str:
    """The name of a gemeente; the code when it is unknown."""
    known = gemeente_by_code(code)
    return known.name if known else code


def line_over_time(session: Session, day: date, months: int = 12) -> list[Count]:
    """Counts at the end of each past month and on the day itself, from the first placement on."""
    first = first_placement_on(session)
    days = [end for end in month_ends(day, months) if first is not None and end >= first]
    return counts_of(session, [*days, day])


def shown_day(asked: date, today: date) -> date:
    """The day that figures are shown for: today, or the last day of an earlier month.

    Two days side by side would tell the hours and the gemeente of the one person who started in between.

    >>> shown_day(date(2026, 10, 5), date(2026, 11, 23)), shown_day(date(2026, 11, 5), date(2026, 11, 23))
    (datetime.date(2026, 10, 31), datetime.date(2026, 11, 23))
    """
    if (asked.year, asked.month) >= (today.year, today.month):
        return today
    return month_ends(months_back(asked.replace(day=1), -1), 1)[0]


def shown_points(line: list[Count], smallest: int) -> list[Count]:
    """The points of a line that may be drawn: those of too few persons are left away, as they are in the table."""
    return [count for count in line if not is_small(count.total.persons, smallest=smallest)]
