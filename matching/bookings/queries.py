"""What can be asked about bookings."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import BindParameter, ColumnElement, Select, false, select, true
from sqlalchemy.orm import Session, contains_eager, joinedload, selectinload

from candidates.models import Candidate
from candidates.queries import in_caseload_of
from employers.training.models import MentorPlace, TrainingPlace
from employers.vacancies.models import Vacancy
from matching.bookings.models import Booking, BookingStatus, BookingWeek
from matching.proposals.queries import concerns_organisation_of
from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.gateway import find, gate


@gate(Booking)
def bookings_visible_to(actor: Actor) -> Select[Booking]:
    """Bookings this person may see: agrees with ``may_see_booking``. Joined with vacancy, employer and candidate."""
    return (
        select(Booking)
        .join(Booking.vacancy)
        .join(Vacancy.employer)
        .join(Booking.candidate)
        .where(_seen_by(actor))
        .order_by(Booking.starts_on, Booking.id)
    )


def _seen_by(actor: Actor) -> ColumnElement[bool]:
    if actor.is_a(Role.EMPLOYER):
        return Vacancy.employer_id.in_(actor.employer_ids)
    if actor.is_a(Role.COACH):
        return in_caseload_of(actor)
    if actor.is_a(Role.ACCOUNT_MANAGER):
        return concerns_organisation_of(actor)
    return true() if actor.is_a(Role.SYSTEM) else false()


def find_booking(session: Session, actor: Actor, reference: str) -> Booking | None:
    """The booking with this reference, if this person may know of it."""
    return find(session, actor, Booking, reference)


def booking_of(session: Session, placement_id: int) -> Booking | None:
    """The booking of a placement, or None."""
    return session.scalars(select(Booking).where(Booking.placement_id == placement_id)).first()


def bookings_at(session: Session, actor: Actor, vacancy: Vacancy, from_day: date) -> Sequence[Booking]:
    """Bookings at a place that this person may see and that are not over on a day, by start."""
    rows = bookings_visible_to(actor).where(
        Booking.vacancy_id == vacancy.id, Booking.status == BookingStatus.BOOKED, Booking.ends_on > from_day
    )
    beside = (
        contains_eager(Booking.candidate).joinedload(Candidate.visibility),
        joinedload(Booking.mentor),
        selectinload(Booking.weeks).joinedload(BookingWeek.mentor),
    )
    return session.scalars(rows.options(*beside)).unique().all()


def booked_weeks(session: Session, vacancies: Iterable[int], from_week: date) -> Sequence[tuple[Booking, BookingWeek]]:
    """Every booked week at these places from a week on, for whoever checks whether it still fits."""
    rows = (
        select(Booking, BookingWeek)
        .join(BookingWeek.booking)
        .where(
            Booking.vacancy_id.in_(set(vacancies)),
            Booking.status == BookingStatus.BOOKED,
            BookingWeek.week >= from_week,
        )
        .order_by(Booking.id, BookingWeek.week)
    )
    return [(booking, week) for booking, week in session.execute(rows)]


def places_with(session: Session, mentor_id: int) -> Sequence[TrainingPlace]:
    """The leerwerkplekken where a mentor guides, or has weeks booked."""
    linked = select(MentorPlace.training_place_id).where(MentorPlace.mentor_id == mentor_id)
    guided = select(Booking.vacancy_id).join(BookingWeek.booking).where(BookingWeek.mentor_id == mentor_id)
    rows = select(TrainingPlace).where(TrainingPlace.id.in_(linked) | TrainingPlace.vacancy_id.in_(guided))
    return session.scalars(rows.order_by(TrainingPlace.vacancy_id)).all()


def places_booked(employers: ColumnElement[bool], since: date | BindParameter[date]) -> Select[TrainingPlace]:
    """Leerwerkplekken of some employers at which anything is booked in the week that begins on a day, or later."""
    weeks = select(BookingWeek.booking_id).where(BookingWeek.week >= since)
    booked = select(Booking.vacancy_id).where(Booking.status == BookingStatus.BOOKED, Booking.id.in_(weeks))
    return (
        select(TrainingPlace)
        .join(TrainingPlace.vacancy)
        .join(Vacancy.employer)
        .where(employers, TrainingPlace.vacancy_id.in_(booked))
        .order_by(TrainingPlace.id)
    )
