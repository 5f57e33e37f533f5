"""Leerwerkplekken with weeks in the invented region: mentors, an absence, and learners booked until a place is full."""

from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from employers.models import Employer
from employers.training.actions import add_mentor, set_up
from employers.training.facts import MentorFacts, TrainingFacts
from employers.training.models import Mentor, TrainingForm
from employers.vacancies.models import Vacancy, VacancyKind
from employers.vacancies.workflow import VacancyStatus
from matching.bookings.changing import Choice, add_absence
from matching.bookings.errors import DoesNotFit
from matching.placements.models import Placement
from matching.placements.weeks import set_weeks
from matching.placements.workflow import PlacementStatus
from werkbedrijf.foundation.actors import Actor

MOST_PLACES = 4
NAMES = ("Sanne de Boer", "Omar Aksoy", "Greet Nijhof", "Ruben Slot", "Fatima Idrissi", "Henk Oude Luttikhuis")
GOALS = "Veilig werken met gereedschap\nWerken volgens een planning\nSamenwerken in een ploeg"


def set_up_places(
    session: Session,
    places: list[Vacancy],
    managers: list[Actor],
    *,
    show: Employer,
    today: date,
    latest: datetime,
) -> None:
    """Set up some leerwerkplekken through the real acts: those where people learn already, and one of who signs in."""
    session.info["at"] = min(latest, datetime.combine(today, time(9), UTC))
    faces = {manager.id: manager for manager in managers}
    open_kinds = (VacancyStatus.OPEN, VacancyStatus.FULL)
    wanted = [one for one in places if one.kind == VacancyKind.LEERWERKPLEK and one.status in open_kinds]
    names = iter(NAMES * MOST_PLACES)
    wanted.sort(key=lambda one: -one.filled)
    own = [one for one in wanted[MOST_PLACES - 1 :] if one.employer_id == show.id][:1]
    for number, place in enumerate([*wanted[: MOST_PLACES - len(own)], *own]):
        manager = faces[place.employer.account_manager_id]
        facts = TrainingFacts(TrainingForm.WITHOUT, GOALS)
        # One place is full for some weeks, so that a free week has to be looked for.
        learners = max(1, place.filled) if number == 0 else place.seats
        training = set_up(session, manager, place, facts, learners=learners, on=today)
        guides = [
            add_mentor(session, manager, place.employer, MentorFacts(next(names), 2, "Teamleider"), [training])
            for _ in range(2)
        ]
        session.flush()
        _book(session, manager, place, guides, today)
        away = today + timedelta(weeks=12)
        add_absence(session, manager, guides[-1], away, away + timedelta(days=11), choice=Choice(stays=True), on=today)


def _book(session: Session, manager: Actor, place: Vacancy, guides: list[Mentor], today: date) -> None:
    at_work = select(Placement).where(
        Placement.vacancy_id == place.id, Placement.status.in_((PlacementStatus.PLANNED, PlacementStatus.RUNNING))
    )
    for number, placement in enumerate(session.scalars(at_work.order_by(Placement.id))):
        until = today + timedelta(weeks=6 + number)
        try:
            with session.begin_nested():
                guide = guides[number % len(guides)]
                set_weeks(session, manager, placement, guide, starts_on=None, ends_on=until, on=today)
        except DoesNotFit:
            continue
