"""The reply clock and the messages, as lines of Vandaag; and the next thing with a day for who is done."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, func
from sqlalchemy.orm import Session

from employers.models import Employer
from employers.questions.models import EmployerQuestion
from employers.questions.queries import for_me, lately_answered, too_late
from werkbedrijf.agenda.entries import Entry
from werkbedrijf.agenda.queries import coming_of
from werkbedrijf.dashboards.today.asking import SINCE, UNTIL, asked
from werkbedrijf.dashboards.today.lines import NEW_DAYS, Line
from werkbedrijf.dashboards.today.matters import MOST_LINES
from werkbedrijf.foundation.actors import Actor, Organisation, User
from werkbedrijf.foundation.notices import unread_of
from werkbedrijf.foundation.texts import count, short_day


def to_answer(session: Session, actor: Actor, day: date) -> list[Line]:
    """Questions of employers that this person answers, the first term on top."""
    return [
        Line(
            f"{employer} wacht op antwoord, {_by(due_on, day)}",
            "questions.show",
            {"question": reference},
            button="Geef antwoord",
            who=reference,
            on=asked_on,
        )
        for reference, employer, due_on, asked_on in asked(session, _to_answer, actor)
    ]


def _to_answer(actor: Actor) -> Select[*tuple[Any, ...]]:
    told = (EmployerQuestion.reference, Employer.name, EmployerQuestion.due_on, EmployerQuestion.asked_on)
    return for_me(actor).join(EmployerQuestion.employer).with_only_columns(*told).limit(MOST_LINES)


def unanswered(session: Session, actor: Actor, day: date) -> list[Line]:
    """Questions of employers that nobody answered in time, for who watches over the region."""
    return [
        Line(
            f"{employer} kreeg geen antwoord op tijd, {_by(due_on, day)}",
            "questions.show",
            {"question": reference},
            button="Bekijk de vraag",
            who=whose,
            on=asked_on,
        )
        for reference, employer, due_on, asked_on, whose in asked(session, _unanswered, actor, until=day)
    ]


def _unanswered(actor: Actor) -> Select[*tuple[Any, ...]]:
    late = too_late(actor, UNTIL).join(EmployerQuestion.employer).join(EmployerQuestion.organisation)
    whose = func.coalesce(User.name, Organisation.name)
    told = (EmployerQuestion.reference, Employer.name, EmployerQuestion.due_on, EmployerQuestion.asked_on, whose)
    return late.outerjoin(EmployerQuestion.owner).with_only_columns(*told).limit(MOST_LINES)


def answered(session: Session, actor: Actor, day: date) -> list[Line]:
    """Answers an employer got in the past days."""
    return [
        Line(
            "U heeft antwoord op uw vraag",
            "questions.show",
            {"question": reference},
            button="Lees het antwoord",
            who=reference,
            on=answered_on,
        )
        for reference, answered_on in asked(session, _answered, actor, since=day - timedelta(days=NEW_DAYS))
    ]


def _answered(actor: Actor) -> Select[*tuple[Any, ...]]:
    told = (EmployerQuestion.reference, EmployerQuestion.answered_on)
    return lately_answered(actor, SINCE).with_only_columns(*told).limit(MOST_LINES)


def unread(session: Session, actor: Actor) -> list[Line]:
    """One line for everything that was told and not read yet."""
    # The head of the page shows the same number, and need not ask again.
    number = session.info["unread"] = unread_of(session, actor.id or 0)
    told = f"{count(number, 'bericht', 'berichten')} nog niet gelezen"
    return [Line(told, "notices.index", {"stand": "ongelezen"}, button="Lees")] if number else []


def next_thing(session: Session, actor: Actor) -> Entry | None:
    """What comes first for somebody for whom nothing waits."""
    return next(iter(coming_of(session, actor, session.info["at"])), None)


def _by(due_on: date, day: date) -> str:
    late = due_on < day
    return f"{'had' if late else 'uiterlijk'} {short_day(due_on)}{' gemoeten' if late else ''}"
