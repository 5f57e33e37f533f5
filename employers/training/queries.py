"""What can be asked about leerwerkplekken and mentors."""

from sqlalchemy import ColumnElement, Select, false, select, true
from sqlalchemy.orm import Session, joinedload, selectinload

from employers.models import Employer
from employers.training.models import Mentor, MentorPlace, TrainingPlace
from employers.vacancies.models import Vacancy, VacancyKind
from employers.vacancies.queries import vacancies_visible_to
from employers.vacancies.workflow import VacancyStatus
from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.gateway import find, gate


@gate(TrainingPlace)
def training_places_visible_to(actor: Actor) -> Select[TrainingPlace]:
    """The leerwerkplekken this person may know of: those whose place they may know of."""
    mine = vacancies_visible_to(actor).order_by(None).with_only_columns(Vacancy.id)
    return (
        select(TrainingPlace)
        .join(TrainingPlace.vacancy)
        .where(TrainingPlace.vacancy_id.in_(mine))
        .options(joinedload(TrainingPlace.vacancy).joinedload(Vacancy.employer))
        .order_by(TrainingPlace.id)
    )


@gate(Mentor)
def mentors_visible_to(actor: Actor) -> Select[Mentor]:
    """The mentors this person may know of: all for staff, the own ones for an employer."""
    return select(Mentor).where(_of(actor)).options(joinedload(Mentor.employer)).order_by(Mentor.name, Mentor.id)


def _of(actor: Actor) -> ColumnElement[bool]:
    if actor.is_staff:
        return true()
    return Mentor.employer_id.in_(actor.employer_ids) if actor.is_a(Role.EMPLOYER) else false()


def find_mentor(session: Session, actor: Actor, reference: str) -> Mentor | None:
    """The mentor with this reference, if this person may know of it."""
    return find(session, actor, Mentor, reference)


def find_training(session: Session, actor: Actor, reference: str) -> TrainingPlace | None:
    """The leerwerkplek at the place with this reference, if it was set up and this person may know of it."""
    place = find(session, actor, Vacancy, reference)
    return training_of(session, place) if place else None


def training_of(session: Session, vacancy: Vacancy) -> TrainingPlace | None:
    """What was set up for a place, or None: then it is a place with seats alone."""
    return session.scalars(select(TrainingPlace).where(TrainingPlace.vacancy_id == vacancy.id)).first()


def mentors_of(session: Session, employer: Employer) -> list[Mentor]:
    """Everyone who guides or guided at an employer, with their absences and places."""
    rows = select(Mentor).where(Mentor.employer_id == employer.id).order_by(Mentor.stopped_on.is_not(None), Mentor.name)
    beside = (
        selectinload(Mentor.absences),
        selectinload(Mentor.links).joinedload(MentorPlace.place).joinedload(TrainingPlace.vacancy),
    )
    return list(session.scalars(rows.options(*beside)))


def bare_places_of(session: Session, actor: Actor, employer: Employer) -> list[Vacancy]:
    """Leerwerkplekken of an employer of which nothing was said yet, without the closed ones."""
    set_up = select(TrainingPlace.vacancy_id)
    rows = vacancies_visible_to(actor).where(
        Vacancy.employer_id == employer.id,
        Vacancy.kind == VacancyKind.LEERWERKPLEK,
        Vacancy.status != VacancyStatus.CLOSED,
        Vacancy.id.not_in(set_up),
    )
    return list(session.scalars(rows.order_by(None).order_by(Vacancy.id)))
