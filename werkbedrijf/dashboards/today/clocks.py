"""The reply clock and the messages, as lines of Vandaag; and the next thing with a day for who is done."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from employers.questions.models import EmployerQuestion
from employers.questions.queries import for_me, lately_answered, too_late
from werkbedrijf.agenda.entries import Entry
from werkbedrijf.agenda.queries import coming_of
from werkbedrijf.dashboards.today.lines import NEW_DAYS, Line
from werkbedrijf.dashboards.today.matters import MOST_LINES
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.notices import unread_of
from werkbedrijf.foundation.texts import count, short_day


def to_answer(session: Session, actor: Actor, day: date) -> list[Line]:
    """Questions of employers that this person answers, the first term on top."""
    return [
        Line(
            f"{one.employer.name} wacht op antwoord, {_by(one, day)}",
            "questions.show",
            {"question": one.reference},
            button="Geef antwoord",
            who=one.reference,
            on=one.asked_on,
        )
        for one in session.scalars(for_me(actor).limit(MOST_LINES)).unique()
    ]


def unanswered(session: Session, actor: Actor, day: date) -> list[Line]:
    """Questions of employers that nobody answered in time, for who watches over the region."""
    return [
        Line(
            f"{one.employer.name} kreeg geen antwoord op tijd, {_by(one, day)}",
            "questions.show",
            {"question": one.reference},
            button="Bekijk de vraag",
            who=one.owner.name if one.owner else one.organisation.name,
            on=one.asked_on,
        )
        for one in session.scalars(too_late(actor, day).limit(MOST_LINES)).unique()
    ]


def answered(session: Session, actor: Actor, day: date) -> list[Line]:
    """Answers an employer got in the past days."""
    lately = lately_answered(actor, day - timedelta(days=NEW_DAYS)).limit(MOST_LINES)
    return [
        Line(
            "U heeft antwoord op uw vraag",
            "questions.show",
            {"question": one.reference},
            button="Lees het antwoord",
            who=one.reference,
            on=one.answered_on,
        )
        for one in session.scalars(lately).unique()
    ]


def unread(session: Session, actor: Actor) -> list[Line]:
    """One line for everything that was told and not read yet."""
    # The head of the page shows the same number, and need not ask again.
    number = session.info["unread"] = unread_of(session, actor.id or 0)
    told = f"{count(number, 'bericht', 'berichten')} nog niet gelezen"
    return [Line(told, "notices.index", {"stand": "ongelezen"}, button="Lees")] if number else []


def next_thing(session: Session, actor: Actor) -> Entry | None:
    """What comes first for somebody for whom nothing waits."""
    return next(iter(coming_of(session, actor, session.info["at"])), None)


def _by(question: EmployerQuestion, day: date) -> str:
    late = question.due_on < day
    return f"{'had' if late else 'uiterlijk'} {short_day(question.due_on)}{' gemoeten' if late else ''}"
