"""Places and what is taken, as the arithmetic wants them: a constant number of questions however many places."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from employers.training.capacity import MentorWeeks, PlaceWeeks
from employers.training.models import Mentor, MentorPlace, TrainingForm, TrainingPlace
from employers.training.recognition import forms_needing_recognition, recognition_of
from employers.training.weeks import working_weeks_of
from employers.vacancies.models import Vacancy
from matching.bookings.fitting import Taken
from matching.bookings.models import Booking, BookingStatus, MentorWeek, PlaceWeek
from matching.bookings.words import last_day


@dataclass(frozen=True, slots=True)
class Loaded:
    """One leerwerkplek with its weeks and what is taken of them."""

    place: TrainingPlace
    weeks: PlaceWeeks
    taken: Taken


def loaded(session: Session, places: Iterable[TrainingPlace], *, on: date) -> list[Loaded]:
    """The weeks of these places, in their order; ``on`` decides which forms ask for recognition."""
    numbers = [place.id for place in places]
    beside = (
        joinedload(TrainingPlace.vacancy).joinedload(Vacancy.employer),
        joinedload(TrainingPlace.vacancy).joinedload(Vacancy.establishment),
        selectinload(TrainingPlace.capacities),
        selectinload(TrainingPlace.groups),
        selectinload(TrainingPlace.links).joinedload(MentorPlace.mentor).selectinload(Mentor.absences),
    )
    rows = select(TrainingPlace).where(TrainingPlace.id.in_(numbers)).options(*beside)
    found = {row.id: row for row in session.scalars(rows.execution_options(populate_existing=True)).unique()}
    needing = forms_needing_recognition(session, on)
    taken = _taken(session, found.values())
    return [Loaded(found[one], weeks_of_place(found[one], needing), taken[one]) for one in numbers if one in found]


def load_one(session: Session, place: TrainingPlace, *, on: date) -> Loaded:
    """As ``loaded``, for one."""
    return loaded(session, [place], on=on)[0]


def weeks_of_place(place: TrainingPlace, needing: Collection[TrainingForm]) -> PlaceWeeks:
    """A place as plain values."""
    recognition, needed = recognition_of(place.vacancy.employer), place.form in needing
    return PlaceWeeks(
        steps=tuple((row.from_week, row.learners) for row in place.capacities),
        mentors=tuple(sorted((weeks_of_mentor(link.mentor) for link in place.links), key=lambda one: one.name)),
        recognised=recognition.told or not needed,
        recognised_until=recognition.until if needed else None,
        starts={group.starts_on: group.size for group in place.groups},
    )


def weeks_of_mentor(mentor: Mentor) -> MentorWeeks:
    """A mentor as plain values."""
    away = {week for one in mentor.absences for week in working_weeks_of(one.first_day, one.last_day)}
    until = last_day(mentor.stopped_on) if mentor.stopped_on else None
    return MentorWeeks(mentor.id, mentor.name, mentor.most, frozenset(away), until)


def _taken(session: Session, places: Iterable[TrainingPlace]) -> Mapping[int, Taken]:
    by_vacancy = {place.vacancy_id: place for place in places}
    mentors = {link.mentor_id for place in by_vacancy.values() for link in place.links}
    at_places: dict[int, dict[date, int]] = defaultdict(dict)
    for row in session.execute(
        select(PlaceWeek.vacancy_id, PlaceWeek.week, PlaceWeek.booked).where(PlaceWeek.vacancy_id.in_(by_vacancy))
    ):
        at_places[row.vacancy_id][row.week] = row.booked
    with_mentors = {
        (row.mentor_id, row.week): row.booked
        for row in session.execute(
            select(MentorWeek.mentor_id, MentorWeek.week, MentorWeek.booked).where(MentorWeek.mentor_id.in_(mentors))
        )
    }
    started: dict[int, dict[date, int]] = defaultdict(dict)
    for vacancy_id, starts_on, number in session.execute(
        select(Booking.vacancy_id, Booking.starts_on, func.count())
        .where(Booking.vacancy_id.in_(by_vacancy), Booking.status != BookingStatus.CANCELLED)
        .group_by(Booking.vacancy_id, Booking.starts_on)
    ):
        started[vacancy_id][starts_on] = number
    return {place.id: Taken(at_places[number], with_mentors, started[number]) for number, place in by_vacancy.items()}
