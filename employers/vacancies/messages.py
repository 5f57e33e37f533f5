"""What we tell the face of an employer and the employer's own users about their places. Places only, never people."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from employers.vacancies.models import Vacancy
from werkbedrijf.foundation.actors import Role, User, speaks_for
from werkbedrijf.foundation.notices import Topic
from werkbedrijf.foundation.outbox import Message, link
from werkbedrijf.foundation.texts import count, long_day

CLOSING = "Met vriendelijke groet,\nhet werkbedrijf"


@dataclass(frozen=True, slots=True)
class Notice:
    """One place in a message: in which round of which subject, and the day on which something happens."""

    vacancy: Vacancy
    round: str
    day: date


def face_of(vacancy: Vacancy) -> User | None:
    """The account manager of the employer, or else who logged the place and still is one."""
    found = vacancy.employer.account_manager or vacancy.logged_by
    return found if found is not None and found.is_active and found.role is Role.ACCOUNT_MANAGER else None


def users_by_employer(session: Session, vacancies: Iterable[Vacancy]) -> dict[int, list[User]]:
    """Who can sign in for the employers of these places."""
    rows = session.execute(
        select(speaks_for.c.employer_id, User)
        .join(User, User.id == speaks_for.c.user_id)
        .where(speaks_for.c.employer_id.in_({one.employer_id for one in vacancies}), User.is_active)
        .order_by(User.id)
    )
    found: dict[int, list[User]] = {}
    for employer_id, user in rows:
        found.setdefault(employer_id, []).append(user)
    return found


def still_true(session: Session, user: User, notices: Sequence[Notice]) -> Message:
    """Is this place still true? One message with all the places of this person."""
    number = count(len(notices), "plek", "plekken")
    lines = [f"- {_named(session, one)}\n  Zonder antwoord sluit deze plek na {long_day(one.day)}." for one in notices]
    return _message(
        "klopt",
        user,
        notices,
        f"Klopt dit nog? {number}" if len(notices) > 1 else f"Klopt deze plek nog? {notices[0].vacancy.title}",
        "Al een tijd heeft niemand gezegd of dit nog klopt. Eén klik op ‘Ja, klopt nog’ is genoeg:",
        lines,
    )


def closes_soon(session: Session, user: User, notices: Sequence[Notice]) -> Message:
    """These places close by themselves in some days."""
    lines = [f"- {_named(session, one)}\n  Sluit na {long_day(one.day)}." for one in notices]
    number = count(len(notices), "plek sluit", "plekken sluiten")
    return _message(
        "sluit-bijna",
        user,
        notices,
        f"Binnenkort: {number}",
        "De sluitingsdatum komt eraan. Daarna komen er geen nieuwe voordrachten meer. "
        "Moet een plek langer open blijven? Kies dan een latere datum, of vraag het ons:",
        lines,
    )


def closed(session: Session, user: User, notices: Sequence[Notice]) -> Message:
    """These places closed by themselves."""
    lines = [f"- {_named(session, one)}\n  Gesloten, omdat {one.vacancy.closed_because}." for one in notices]
    number = count(len(notices), "plek is gesloten", "plekken zijn gesloten")
    return _message(
        "gesloten",
        user,
        notices,
        f"Vanzelf gesloten: {number}",
        "Wie er al werkt, blijft. Een plek kan altijd weer open, met een nieuwe datum:",
        lines,
    )


def _named(session: Session, notice: Notice) -> str:
    vacancy = notice.vacancy
    # The address has a line of its own: that is how a notice finds the page it is about.
    return f"{vacancy.title} bij {vacancy.employer.name}\n  {link(session, f'/plekken/{vacancy.reference}')}"


def _message(about: str, user: User, notices: Sequence[Notice], subject: str, intro: str, lines: list[str]) -> Message:
    rounds = sorted(f"{one.vacancy.reference}/{one.round}" for one in notices)
    told = sha256(" ".join(rounds).encode()).hexdigest()[:24]
    body = "\n\n".join([f"Beste {user.name},", intro, *lines, CLOSING])
    return Message(f"plekken-{about}/{user.id}/{told}", user.email, subject, body, Topic.PLACES)
