"""What the timetable does with places: ask whether they are still true, announce that they close, and close them.

What was asked or announced stands in the place itself, in the transaction that writes the message. So each place is told of
once per round or closing date, however often a job runs and whatever the clock does.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, joinedload

from employers.models import Employer
from employers.vacancies import messages
from employers.vacancies.actions import announce_closing, ask_again, close_vacancy
from employers.vacancies.messages import Notice
from employers.vacancies.models import ClosedWhy, Vacancy
from employers.vacancies.workflow import VacancyStatus
from werkbedrijf.foundation.actors import Actor, User
from werkbedrijf.foundation.outbox import Message, tell
from werkbedrijf.foundation.parameters import Parameter, whole_number_on

OVERDUE = "de sluitingsdatum is voorbij"
UNCONFIRMED = "niemand heeft bevestigd dat deze plek nog klopt"

Say = Callable[[Session, User, Sequence[Notice]], Message]


def ask_whether_true(session: Session, actor: Actor, *, on: date) -> int:
    """Ask about open places of which nobody said for a while that they are true; returns how many. Once per round."""
    limit = on - timedelta(days=whole_number_on(session, Parameter.CONFIRM_DAYS, on))
    patience = timedelta(days=whole_number_on(session, Parameter.UNPUBLISH_DAYS, on))
    since = func.coalesce(Vacancy.confirmed_on, Vacancy.opened_on, Vacancy.logged_on)
    stale = _locked(
        select(Vacancy).where(Vacancy.status == VacancyStatus.OPEN, Vacancy.asked_on.is_(None), since <= limit)
    )
    due = session.scalars(stale).all()
    for vacancy in due:
        ask_again(session, actor, vacancy, on=on)
    _tell_all(session, [Notice(one, f"r{one.round}", on + patience) for one in due], messages.still_true)
    return len(due)


def announce_closings(session: Session, actor: Actor, *, on: date) -> int:
    """Tell some days ahead that places will close; returns how many. Once per closing date."""
    until = on + timedelta(days=whole_number_on(session, Parameter.CLOSING_DAYS, on))
    soon = _locked(
        select(Vacancy).where(
            Vacancy.status == VacancyStatus.OPEN,
            Vacancy.closes_on.between(on, until),
            or_(Vacancy.told_closing.is_(None), Vacancy.told_closing != Vacancy.closes_on),
        )
    )
    due = session.scalars(soon).all()
    told = [Notice(one, f"d{one.closes_on}", one.closes_on) for one in due if one.closes_on]
    for vacancy in due:
        announce_closing(session, actor, vacancy)
    _tell_all(session, told, messages.closes_soon)
    return len(due)


def close_due(session: Session, actor: Actor, *, on: date) -> int:
    """Close places whose closing date has passed, or about which nobody answered in time; returns how many.

    Twice in a row changes nothing. A place with voordrachten that wait for an answer stays open until those have ended.
    """
    answered = on - timedelta(days=whole_number_on(session, Parameter.UNPUBLISH_DAYS, on))
    over = Vacancy.status.in_([VacancyStatus.OPEN, VacancyStatus.FULL]) & (Vacancy.closes_on < on)
    silent = (Vacancy.status == VacancyStatus.OPEN) & (Vacancy.asked_on < answered)
    due = session.scalars(_locked(select(Vacancy).where(or_(over, silent), Vacancy.held == 0))).all()
    for vacancy in due:
        passed = vacancy.closes_on is not None and vacancy.closes_on < on
        why, reason = (ClosedWhy.CLOSING_DATE, OVERDUE) if passed else (ClosedWhy.NOT_CONFIRMED, UNCONFIRMED)
        close_vacancy(session, actor, vacancy, on=on, reason=reason, why=why)
    _tell_all(session, [Notice(one, f"c{one.round}", on) for one in due], messages.closed)
    return len(due)


def _locked(query: Select[Vacancy]) -> Select[Vacancy]:
    beside = (joinedload(Vacancy.employer).joinedload(Employer.account_manager), joinedload(Vacancy.logged_by))
    return query.options(*beside).order_by(Vacancy.id).with_for_update(skip_locked=True, of=Vacancy)


def _tell_all(session: Session, notices: Iterable[Notice], say: Say) -> None:
    """One message per person, with all the places of that person."""
    rows = list(notices)
    users = messages.users_by_employer(session, [one.vacancy for one in rows]) if rows else {}
    per_person: dict[int, tuple[User, list[Notice]]] = {}
    for notice in rows:
        face = messages.face_of(notice.vacancy)
        for user in [*([face] if face else []), *users.get(notice.vacancy.employer_id, [])]:
            per_person.setdefault(user.id, (user, []))[1].append(notice)
    for user, about in per_person.values():
        tell(session, say(session, user, about))
