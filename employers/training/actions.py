"""What changes a leerwerkplek and its mentors, by itself. What could touch bookings is done by ``matching.bookings.changing``."""

from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy.orm import Session

from employers.models import Employer
from employers.training.facts import MentorFacts, TrainingFacts, clean_learners, clean_mentor, clean_training
from employers.training.models import Mentor, MentorAbsence, MentorPlace, StartGroup, TrainingCapacity, TrainingPlace
from employers.training.weeks import monday_of
from employers.vacancies.models import Vacancy
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.constraints import refused_as
from werkbedrijf.foundation.errors import DomainError, InputRefused
from werkbedrijf.foundation.references import Kind, next_reference

FAR = timedelta(days=732)


class SetUpAlready(DomainError):
    """Two colleagues at the same moment."""

    def __init__(self) -> None:
        super().__init__("Een collega heeft deze leerwerkplek net ingericht. Laad de pagina opnieuw.")


def set_up(
    session: Session, actor: Actor, vacancy: Vacancy, facts: TrainingFacts, *, learners: int | None, on: date
) -> TrainingPlace:
    """Say for the first time what a leerwerkplek teaches, and how many learners it takes a week from this week on.

    Raises InputRefused per field.
    """
    clean = clean_training(facts)
    first = TrainingCapacity(from_week=monday_of(on), learners=clean_learners(learners))
    place = TrainingPlace(vacancy=vacancy, capacities=[first])
    _say(place, clean)
    with refused_as(session, {"uq_training_place_vacancy_id": SetUpAlready()}):
        session.add(place)
    record(session, actor, "training.set_up", place)
    return place


def change_training(session: Session, actor: Actor, place: TrainingPlace, facts: TrainingFacts) -> None:
    """Say something else of what is taught. Raises InputRefused per field."""
    _say(place, clean_training(facts))
    record(session, actor, "training.changed", place)


def _say(place: TrainingPlace, facts: TrainingFacts) -> None:
    place.form, place.goals = facts.form, facts.goals
    place.processes, place.school = facts.processes, facts.school


def add_group(
    session: Session, actor: Actor, place: TrainingPlace, starts_on: date, size: int | None, *, on: date
) -> None:
    """From now on learners start here on this day; a day that is there already gets another size. Raises InputRefused."""
    problems = {}
    if not on <= starts_on <= on + FAR:
        problems["starts_on"] = "Kies een dag vanaf vandaag, ten hoogste twee jaar vooruit."
    if size is None or not 1 <= size <= 200:
        problems["size"] = "Vul in hoeveel mensen er kunnen beginnen, ten minste 1."
    if problems:
        raise InputRefused(problems)
    group = next((one for one in place.groups if one.starts_on == starts_on), None)
    if group is None:
        group = StartGroup(starts_on=starts_on)
        place.groups.append(group)
    group.size = size or 1
    record(session, actor, "training.group_added", place, fields=["groups"])


def drop_group(session: Session, actor: Actor, place: TrainingPlace, starts_on: date) -> None:
    """No group starts on this day any more; who is booked stays. Without any group learners start on every day."""
    place.groups = [one for one in place.groups if one.starts_on != starts_on]
    record(session, actor, "training.group_dropped", place, fields=["groups"])


def set_capacity(session: Session, place: TrainingPlace, week: date, learners: int) -> None:
    """The capacity from a week on, until the next row; the caller records."""
    row = next((one for one in place.capacities if one.from_week == week), None)
    if row is None:
        row = TrainingCapacity(from_week=week)
        place.capacities.append(row)
    row.learners = learners
    session.flush()
    session.refresh(place, ["capacities"])


def add_mentor(
    session: Session, actor: Actor, employer: Employer, facts: MentorFacts, places: Iterable[TrainingPlace] = ()
) -> Mentor:
    """Somebody who guides at these leerwerkplekken of an employer. Raises InputRefused per field."""
    clean = clean_mentor(facts)
    mentor = Mentor(
        reference=next_reference(session, Kind.MENTOR),
        employer=employer,
        name=clean.name,
        function=clean.function,
        most=clean.most or 1,
        links=[MentorPlace(place=place) for place in places],
    )
    session.add(mentor)
    record(session, actor, "mentor.added", mentor)
    return mentor


def say_mentor(session: Session, mentor: Mentor, facts: MentorFacts, places: Iterable[TrainingPlace]) -> None:
    """Other facts and places of a mentor; the caller records. Raises InputRefused per field."""
    clean = clean_mentor(facts)
    mentor.name, mentor.function, mentor.most = clean.name, clean.function, clean.most or 1
    wanted = {place.id: place for place in places}
    mentor.links = [link for link in mentor.links if link.training_place_id in wanted]
    known = {link.training_place_id for link in mentor.links}
    mentor.links += [MentorPlace(place=place) for number, place in wanted.items() if number not in known]


def say_absence(mentor: Mentor, first_day: date, last_day: date, *, on: date) -> None:
    """A mentor is away, both days included; the caller records. Raises InputRefused per field."""
    if last_day < first_day:
        raise InputRefused({"last_day": "De laatste dag ligt op of na de eerste dag."})
    if last_day < on:
        raise InputRefused({"last_day": "Deze dagen zijn al voorbij."})
    if last_day > on + FAR:
        raise InputRefused({"last_day": "Deze dag ligt meer dan twee jaar vooruit. Kijk het jaar na."})
    mentor.absences.append(MentorAbsence(first_day=first_day, last_day=last_day))


def drop_absence(session: Session, actor: Actor, mentor: Mentor, number: int) -> None:
    """The mentor is there after all; nothing happens when that was said already."""
    mentor.absences = [one for one in mentor.absences if one.id != number]
    record(session, actor, "mentor.absence_dropped", mentor, fields=["absences"])
