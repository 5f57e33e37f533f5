"""Whether a period fits at a leerwerkplek, why not, and from when it does. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from employers.training.capacity import MentorWeeks, PlaceWeeks
from employers.training.weeks import WEEK, weeks_of

# So far ahead a free week is looked for.
HORIZON_WEEKS = 104


class Why(StrEnum):
    """What stands in the way."""

    UNRECOGNISED = "niet_erkend"
    RECOGNITION_ENDS = "erkenning_eindigt"
    NOT_A_START = "geen_startdag"
    GROUP_FULL = "groep_vol"
    NOT_A_MENTOR = "geen_begeleider"
    MENTOR_AWAY = "begeleider_weg"
    MENTOR_FULL = "begeleider_vol"
    FULL = "vol"


@dataclass(frozen=True, slots=True)
class Refusal:
    """One thing in the way, and in which weeks; none where it is about the whole period."""

    why: Why
    weeks: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """What is booked already: learners per week at the place, per mentor and week over all places, and per day of starting."""

    place: Mapping[date, int] = field(default_factory=dict)
    mentors: Mapping[tuple[int, date], int] = field(default_factory=dict)
    started: Mapping[date, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A period with a mentor; ``ends_on`` is the first day after it."""

    starts_on: date
    ends_on: date
    mentor: int

    @property
    def weeks(self) -> tuple[date, ...]:
        """The Mondays of the weeks it touches."""
        return weeks_of(self.starts_on, self.ends_on)

    def from_day(self, day: date) -> "Wanted":
        """The same number of days from another day on."""
        return Wanted(day, day + (self.ends_on - self.starts_on), self.mentor)


def refusals_of(place: PlaceWeeks, taken: Taken, wanted: Wanted) -> tuple[Refusal, ...]:
    """Everything in the way of a booking, the gravest first; nothing when it fits."""
    return tuple(_refusals(place, taken, wanted))


def _refusals(place: PlaceWeeks, taken: Taken, wanted: Wanted) -> Iterator[Refusal]:
    weeks = wanted.weeks
    if not place.recognised:
        yield Refusal(Why.UNRECOGNISED)
        return
    if late := tuple(week for week in weeks if not place.is_recognised(week)):
        yield Refusal(Why.RECOGNITION_ENDS, late)
    yield from _start_refusals(place, taken, wanted.starts_on)
    mentor = place.mentor(wanted.mentor)
    if mentor is None:
        yield Refusal(Why.NOT_A_MENTOR)
        return
    yield from _mentor_refusals(mentor, taken, weeks)
    # A week past the recognition or without the mentor is told as such already.
    told = (week for week in weeks if place.is_recognised(week) and mentor.is_there(week))
    if full := tuple(week for week in told if taken.place.get(week, 0) >= place.capacity(week)):
        yield Refusal(Why.FULL, full)


def _start_refusals(place: PlaceWeeks, taken: Taken, starts_on: date) -> Iterator[Refusal]:
    if place.starts and starts_on not in place.starts:
        yield Refusal(Why.NOT_A_START)
    elif place.starts and taken.started.get(starts_on, 0) >= place.starts[starts_on]:
        yield Refusal(Why.GROUP_FULL)


def _mentor_refusals(mentor: MentorWeeks, taken: Taken, weeks: tuple[date, ...]) -> Iterator[Refusal]:
    if away := tuple(week for week in weeks if not mentor.is_there(week)):
        yield Refusal(Why.MENTOR_AWAY, away)
    there = (week for week in weeks if mentor.is_there(week))
    if full := tuple(week for week in there if taken.mentors.get((mentor.number, week), 0) >= mentor.most):
        yield Refusal(Why.MENTOR_FULL, full)


def next_free(place: PlaceWeeks, taken: Taken, wanted: Wanted, *, horizon: int = HORIZON_WEEKS) -> date | None:
    """The first day, from the wanted one on, from which the whole period fits; None when none does within the horizon.

    Without start groups it is the same day of a later week, with them one of their days.
    """
    return next(
        (day for day in _days(place, wanted, horizon) if not refusals_of(place, taken, wanted.from_day(day))), None
    )


def _days(place: PlaceWeeks, wanted: Wanted, horizon: int) -> Iterator[date]:
    if place.starts:
        last = wanted.starts_on + timedelta(weeks=horizon)
        yield from (day for day in sorted(place.starts) if wanted.starts_on <= day <= last)
        return
    yield from (wanted.starts_on + number * WEEK for number in range(horizon + 1))


def other_mentors(place: PlaceWeeks, taken: Taken, wanted: Wanted) -> tuple[MentorWeeks, ...]:
    """Mentors of the place with whom the same period does fit."""
    others = (one for one in place.mentors if one.number != wanted.mentor)
    return tuple(
        one for one in others if not refusals_of(place, taken, Wanted(wanted.starts_on, wanted.ends_on, one.number))
    )


def free_in(place: PlaceWeeks, taken: Taken, week: date) -> int:
    """How many learners more fit in a week; never less than none. A mentor's room that is taken elsewhere is gone here too.

    >>> monday = date(2026, 11, 23)
    >>> place = PlaceWeeks(((monday, 3),), (MentorWeeks(1, "Sanne", 2),))
    >>> free_in(place, Taken(place={monday: 1}, mentors={(1, monday): 2}), monday)
    0
    """
    guided = sum(max(0, one.room(week) - taken.mentors.get((one.number, week), 0)) for one in place.mentors)
    return max(0, min(place.capacity(week) - taken.place.get(week, 0), guided))


def first_free_week(place: PlaceWeeks, taken: Taken, from_week: date, *, horizon: int = HORIZON_WEEKS) -> date | None:
    """The first week with room for one more learner, from a week on."""
    weeks = (from_week + number * WEEK for number in range(horizon + 1))
    return next((week for week in weeks if free_in(place, taken, week)), None)
