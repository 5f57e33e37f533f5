"""The contact moments of a placement, worked out from its days. Pure.

Nothing is stored of a plan: it is made anew from the first day, the last day and the hours of the coach. So it moves with the
placement by itself, every moment is in it once, and none lies after the end.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from werkbedrijf.foundation.periods import months_back


class MomentKind(StrEnum):
    """Why there is contact just then."""

    FIRST = "begin"
    SETTLED = "ingewerkt"
    BEFORE_END = "voor_einde"
    HOURS_LOW = "uren_bijna_op"

    @property
    def words(self) -> str:
        """As it stands on a page."""
        return {
            MomentKind.FIRST: "Na de eerste weken",
            MomentKind.SETTLED: "Na de eerste maanden",
            MomentKind.BEFORE_END: "Voor het einde van het contract",
            MomentKind.HOURS_LOW: "Uren van de jobcoach bijna op",
        }[self]


@dataclass(frozen=True, slots=True)
class Offsets:
    """When there is contact: days and months after the first day, days before the last; and how many days a moment stays open."""

    first_days: int
    settled_months: int
    before_end_days: int
    open_days: int


@dataclass(frozen=True, slots=True)
class Moment:
    """One contact moment. ``key`` stays the same as long as it is about the same thing; another end is another moment."""

    kind: MomentKind
    key: str
    due_on: date


class Stand(StrEnum):
    """How a moment stands on a day."""

    DONE = "gedaan"
    COMING = "komt nog"
    DUE = "nu"
    LATE = "te laat"
    LAPSED = "niet vastgelegd"


@dataclass(frozen=True, slots=True)
class Planned:
    """A moment on a day: whether it was, is to come, or waits; ``done_on`` is the day of the contact that ticked it off."""

    moment: Moment
    stand: Stand
    done_on: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do it."""
        return self.stand in {Stand.COMING, Stand.DUE, Stand.LATE}

    @property
    def waits(self) -> bool:
        """Whether its day has come and nobody did it."""
        return self.stand in {Stand.DUE, Stand.LATE}


def plan_of(
    starts_on: date, last_day: date | None, offsets: Offsets, low: Iterable[tuple[str, date]] = ()
) -> tuple[Moment, ...]:
    """The moments of a placement, the first first. ``low`` says of which hours, and on which day, little was left.

    What would come after the last day is left out. Of a short contract the talk about its end comes halfway at the
    earliest, so that there is something to talk about.

    >>> offsets = Offsets(first_days=14, settled_months=3, before_end_days=42, open_days=56)
    >>> [f"{one.due_on:%d-%m} {one.kind}" for one in plan_of(date(2026, 3, 2), date(2026, 8, 28), offsets)]
    ['16-03 begin', '02-06 ingewerkt', '17-07 voor_einde']
    >>> [f"{one.due_on:%d-%m} {one.kind}" for one in plan_of(date(2026, 3, 2), date(2026, 3, 29), offsets)]
    ['15-03 voor_einde', '16-03 begin']
    """
    found = [
        Moment(MomentKind.FIRST, MomentKind.FIRST, starts_on + timedelta(days=offsets.first_days)),
        Moment(MomentKind.SETTLED, MomentKind.SETTLED, months_back(starts_on, -offsets.settled_months)),
        *(Moment(MomentKind.HOURS_LOW, f"{MomentKind.HOURS_LOW}:{about}", day) for about, day in dict(low).items()),
    ]
    if last_day is not None:
        halfway = starts_on + (last_day - starts_on) // 2
        due = max(halfway, last_day - timedelta(days=offsets.before_end_days))
        found.append(Moment(MomentKind.BEFORE_END, f"{MomentKind.BEFORE_END}:{last_day.isoformat()}", due))
    inside = (one for one in found if starts_on <= one.due_on and (last_day is None or one.due_on <= last_day))
    return tuple(sorted(inside, key=lambda one: (one.due_on, one.key)))


def standing(
    moments: Iterable[Moment], done: Mapping[str, date], day: date, offsets: Offsets, *, late_after: int
) -> tuple[Planned, ...]:
    """How each moment stands on a day. ``done`` has the day of the contact per key; ``late_after`` days it is too late."""
    return tuple(_stand_of(one, done.get(one.key), day, offsets, late_after) for one in moments)


def _stand_of(moment: Moment, done_on: date | None, day: date, offsets: Offsets, late_after: int) -> Planned:
    if done_on is not None:
        return Planned(moment, Stand.DONE, done_on)
    past = (day - moment.due_on).days
    if past < 0:
        return Planned(moment, Stand.COMING)
    # Nobody is helped by a list of what should have been done long ago.
    if past > offsets.open_days:
        return Planned(moment, Stand.LAPSED)
    return Planned(moment, Stand.LATE if past > late_after else Stand.DUE)
