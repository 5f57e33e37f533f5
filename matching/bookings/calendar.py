"""The calendar of weeks: what stands in a week of a place or of a mentor. Pure, beyond the rows it was given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from employers.training.capacity import MentorWeeks, PlaceWeeks
from employers.training.weeks import WEEK, is_whole_by, week_number
from matching.bookings.fitting import Taken, free_in
from matching.bookings.loading import Loaded

SHOWN_WEEKS = 12
# Above this, squares are no picture any more.
MOST_SQUARES = 8


class State(StrEnum):
    """What can be done in a week."""

    FREE = "vrij"
    FULL = "vol"
    OVER = "te vol"
    AWAY = "afwezig"
    UNRECOGNISED = "geen erkenning"
    CLOSED = "dicht"


@dataclass(frozen=True, slots=True)
class Cell:
    """One week: so many booked of what fits, so many free, and what that means."""

    week: date
    booked: int
    capacity: int
    free: int
    state: State

    @property
    def word(self) -> str:
        """What is seen."""
        return f"{self.free} vrij" if self.state is State.FREE else self.state.value

    @property
    def squares(self) -> str:
        """Taken and free as squares, which survive grey paper; empty when there are too many."""
        rooms = max(self.capacity, self.booked)
        return "■" * self.booked + "□" * (rooms - self.booked) if 0 < rooms <= MOST_SQUARES else ""

    @property
    def read_aloud(self) -> str:
        """The numbers in words."""
        return f"{self.booked} van {self.capacity} bezet"


@dataclass(frozen=True, slots=True)
class Week:
    """A column: its Monday and its number."""

    monday: date

    @property
    def number(self) -> int:
        """As ISO 8601 counts."""
        return self.monday.isocalendar().week

    @property
    def words(self) -> str:
        """With the year."""
        return week_number(self.monday)


def columns(from_week: date, number: int = SHOWN_WEEKS) -> list[Week]:
    """So many weeks from one on."""
    return [Week(from_week + step * WEEK) for step in range(number)]


def place_cells(one: Loaded, weeks: Sequence[Week]) -> list[Cell]:
    """The weeks of a place."""
    return [_place_cell(one.weeks, one.taken, week.monday) for week in weeks]


def _place_cell(place: PlaceWeeks, taken: Taken, week: date) -> Cell:
    booked, capacity, free = taken.place.get(week, 0), place.capacity(week), free_in(place, taken, week)
    if booked > capacity:
        state = State.OVER
    elif free:
        state = State.FREE
    elif not place.is_recognised(week):
        state = State.UNRECOGNISED
    elif not place.own(week) or not place.mentors:
        state = State.CLOSED
    elif not any(mentor.is_there(week) for mentor in place.mentors):
        state = State.AWAY
    else:
        state = State.FULL
    return Cell(week, booked, capacity, free, state)


def mentor_cells(mentor: MentorWeeks, taken: Mapping[tuple[int, date], int], weeks: Sequence[Week]) -> list[Cell]:
    """The weeks of a mentor, over all places together."""
    return [_mentor_cell(mentor, taken.get((mentor.number, week.monday), 0), week.monday) for week in weeks]


def _mentor_cell(mentor: MentorWeeks, booked: int, week: date) -> Cell:
    room = mentor.room(week)
    if booked > room:
        state = State.OVER
    elif not is_whole_by(week, mentor.last_day):
        state = State.CLOSED
    elif not room:
        state = State.AWAY
    else:
        state = State.FREE if booked < room else State.FULL
    return Cell(week, booked, room, max(0, room - booked), state)
