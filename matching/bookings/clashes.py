"""Booked weeks that no longer fit: a mentor away, a recognition that ends, a capacity that was lowered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from employers.training.models import TrainingPlace
from employers.training.weeks import monday_of
from matching.bookings.fitting import Why
from matching.bookings.loading import loaded
from matching.bookings.models import Booking
from matching.bookings.queries import booked_weeks


@dataclass(frozen=True, slots=True)
class Clash:
    """A booking with its weeks that do not fit, and why."""

    booking: Booking
    why: Why
    weeks: tuple[date, ...]


def clashes_at(session: Session, places: Iterable[TrainingPlace], *, on: date) -> list[Clash]:
    """What does not fit any more at these places from the week of a day on, by booking; a constant number of questions."""
    rows = {one.place.vacancy_id: one for one in loaded(session, places, on=on)}
    found: dict[tuple[int, Why], tuple[Booking, list[date]]] = {}
    for booking, week in booked_weeks(session, rows, monday_of(on)):
        one = rows[booking.vacancy_id]
        mentor = one.weeks.mentor(week.mentor_id)
        if mentor is None:
            why = Why.NOT_A_MENTOR
        elif not one.weeks.is_recognised(week.week):
            why = Why.RECOGNITION_ENDS if one.weeks.recognised else Why.UNRECOGNISED
        elif not mentor.is_there(week.week):
            why = Why.MENTOR_AWAY
        elif one.taken.mentors.get((mentor.number, week.week), 0) > mentor.most:
            why = Why.MENTOR_FULL
        elif one.taken.place.get(week.week, 0) > one.weeks.capacity(week.week):
            why = Why.FULL
        else:
            continue
        found.setdefault((booking.id, why), (booking, []))[1].append(week.week)
    return [Clash(booking, why, tuple(weeks)) for (_, why), (booking, weeks) in found.items()]
