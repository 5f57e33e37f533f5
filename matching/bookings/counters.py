"""The counters of booked weeks: one more, one less. Their constraint is the arbiter between two doors at the same moment."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from employers.training.models import TrainingPlace
from matching.bookings.errors import JustBooked
from matching.bookings.loading import load_one
from matching.bookings.models import Booking, BookingWeek, MentorWeek, PlaceWeek
from werkbedrijf.foundation.constraints import refused_as

TOO_FULL = ("ck_place_week_never_over_booked", "ck_mentor_week_never_over_booked")


def take(session: Session, place: TrainingPlace, booking: Booking, weeks: Mapping[date, int], *, on: date) -> None:
    """Count these weeks at the place and at who guides; the constraint refuses what does not fit after all."""
    loaded = load_one(session, place, on=on)
    known = {one.number: one for one in loaded.weeks.mentors}
    at_place = counters(session, PlaceWeek, {(place.vacancy_id, week) for week in weeks})
    with_mentor = counters(session, MentorWeek, {(mentor, week) for week, mentor in weeks.items()})
    with refused_as(session, dict.fromkeys(TOO_FULL, JustBooked())):
        for week, mentor in weeks.items():
            one_more(PlaceWeek, at_place[place.vacancy_id, week], loaded.weeks.capacity(week))
            one_more(MentorWeek, with_mentor[mentor, week], known[mentor].room(week))
            booking.weeks.append(BookingWeek(week=week, mentor_id=mentor))


def one_more(table: Any, counter: Any, room: int) -> None:
    """Count one more where there is room for so many."""
    counter.ceiling = max(room, counter.booked)
    counter.booked = table.booked + 1


def free(session: Session, booking: Booking, weeks: Iterable[BookingWeek]) -> None:
    """These weeks of a booking are no longer taken."""
    gone = list(weeks)
    at_place = counters(session, PlaceWeek, {(booking.vacancy_id, one.week) for one in gone})
    with_mentor = counters(session, MentorWeek, {(one.mentor_id, one.week) for one in gone})
    for one in gone:
        at_place[booking.vacancy_id, one.week].booked = PlaceWeek.booked - 1
        with_mentor[one.mentor_id, one.week].booked = MentorWeek.booked - 1
        booking.weeks.remove(one)
    session.flush()


def counters(session: Session, table: Any, keys: Iterable[tuple[int, date]]) -> dict[tuple[int, date], Any]:
    """The counters of these weeks as they are now; one that is not there yet begins at none."""
    wanted = set(keys)
    column = table.vacancy_id if table is PlaceWeek else table.mentor_id
    rows = select(table).where(column.in_({of for of, _ in wanted}), table.week.in_({week for _, week in wanted}))
    session.flush()
    found = session.scalars(rows.order_by(table.id).with_for_update().execution_options(populate_existing=True)).all()
    by_key = {(getattr(row, column.key), row.week): row for row in found}
    for of, week in sorted(wanted - by_key.keys()):
        by_key[of, week] = table(**{column.key: of}, week=week, booked=0, ceiling=0)
        session.add(by_key[of, week])
    session.flush()
    return by_key
