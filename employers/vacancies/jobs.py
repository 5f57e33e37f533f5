"""What the timetable does with places."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from employers.vacancies.actions import close_vacancy
from employers.vacancies.models import Vacancy
from employers.vacancies.workflow import VacancyStatus
from werkbedrijf.foundation.actors import Actor

OVERDUE = "de sluitingsdatum is voorbij"


def close_due(session: Session, actor: Actor, *, on: date) -> int:
    """Close places whose closing date has passed; returns how many. Twice in a row changes nothing.

    A place with voordrachten that wait for an answer stays open until those have ended.
    """
    due = session.scalars(
        select(Vacancy)
        .where(Vacancy.status.in_([VacancyStatus.OPEN, VacancyStatus.FULL]), Vacancy.closes_on < on, Vacancy.held == 0)
        .order_by(Vacancy.id)
        .with_for_update(skip_locked=True)
    ).all()
    for vacancy in due:
        close_vacancy(session, actor, vacancy, on=on, reason=OVERDUE)
    return len(due)
