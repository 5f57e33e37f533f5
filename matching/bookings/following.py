"""A placement at a leerwerkplek and its booking stay the same: planned, started, another end, ended. One transaction."""

from datetime import date

from sqlalchemy.orm import Session

from candidates.models import Candidate
from employers.training.models import Mentor
from employers.training.queries import training_of
from employers.vacancies.models import Vacancy
from matching.bookings.actions import NO_END, book, cancel, end_early, move
from matching.bookings.models import Booking, BookingStatus
from matching.bookings.queries import booking_of
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.errors import InputRefused


def book_weeks(
    session: Session,
    actor: Actor,
    vacancy: Vacancy,
    candidate: Candidate,
    mentor: Mentor | None,
    *,
    placement_id: int,
    starts_on: date,
    ends_on: date | None,
    on: date,
) -> Booking | None:
    """Book the weeks of a placement; None at a place of which nothing was set up. Refusals as of ``book``."""
    place = training_of(session, vacancy)
    if place is None:
        return None
    facts = {"placement_id": placement_id, "starts_on": starts_on, "ends_on": ends_on, "on": on}
    return book(session, actor, place, candidate, mentor, **facts)  # type: ignore[arg-type]  # as they came in


def follow_start(session: Session, actor: Actor, placement_id: int, first_day: date, *, on: date) -> None:
    """The work began on another day. Raises DoesNotFit when it began in a week without room."""
    booking = _live(session, placement_id)
    if booking is not None and first_day != booking.starts_on:
        facts = {"starts_on": first_day, "ends_on": booking.ends_on, "on": on, "field": "started_on"}
        move(session, actor, booking, mentor=booking.mentor, **facts)  # type: ignore[arg-type]  # as they came in


def follow_agreed_end(session: Session, actor: Actor, placement_id: int, ends_on: date | None, *, on: date) -> None:
    """Another end was agreed. Raises InputRefused for none, DoesNotFit when the weeks that come with it have no room."""
    booking = _live(session, placement_id)
    if booking is None:
        return
    if ends_on is None:
        raise InputRefused({"ends_on": NO_END})
    facts = {"starts_on": booking.starts_on, "ends_on": ends_on, "on": on, "field": "ends_on"}
    move(session, actor, booking, mentor=booking.mentor, **facts)  # type: ignore[arg-type]  # as they came in


def follow_end(session: Session, actor: Actor, placement_id: int, ended_on: date | None, *, on: date) -> None:
    """The work stopped, or never began (None): the weeks from then on come free."""
    booking = _live(session, placement_id)
    if booking is None:
        return
    if ended_on is None or ended_on <= booking.starts_on:
        cancel(session, actor, booking)
    else:
        end_early(session, actor, booking, min(ended_on, booking.ends_on), on=on)


def follow_corrected_end(
    session: Session, actor: Actor, placement_id: int, agreed_end: date | None, ended_on: date, *, on: date
) -> None:
    """The work stopped on another day. Raises DoesNotFit when the weeks that come with it have no room any more."""
    _again(
        session, actor, placement_id, agreed_end if agreed_end and agreed_end < ended_on else ended_on, "ended_on", on
    )
    follow_end(session, actor, placement_id, ended_on, on=on)


def follow_no_end(session: Session, actor: Actor, placement_id: int, agreed_end: date | None, *, on: date) -> None:
    """The work did not stop: its weeks up to the agreed end are booked again. Raises DoesNotFit where they have no room."""
    _again(session, actor, placement_id, agreed_end, "because", on)


def follow_taken_back(session: Session, actor: Actor, placement_id: int) -> None:
    """The work should never have been there: its weeks come free, also those that are over."""
    booking = booking_of(session, placement_id)
    if booking is None or booking.status == BookingStatus.CANCELLED:
        return
    booking.status = BookingStatus.BOOKED
    session.flush()
    cancel(session, actor, booking)


def _again(session: Session, actor: Actor, placement_id: int, until: date | None, field: str, on: date) -> None:
    booking = booking_of(session, placement_id)
    if booking is None or booking.status != BookingStatus.ENDED:
        return
    booking.status = BookingStatus.BOOKED
    session.flush()
    if until is not None and until <= booking.starts_on:
        return
    facts = {"starts_on": booking.starts_on, "ends_on": until or booking.ends_on, "on": on, "field": field}
    move(session, actor, booking, mentor=booking.mentor, **facts)  # type: ignore[arg-type]  # as they came in


def _live(session: Session, placement_id: int) -> Booking | None:
    booking = booking_of(session, placement_id)
    return booking if booking is not None and booking.status == BookingStatus.BOOKED else None
