"""What the face of an employer hears about who comes in there."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from employers.models import Employer
from werkbedrijf.foundation.actors import Actor, User
from werkbedrijf.foundation.outbox import Message, link

CLOSING = "Met vriendelijke groet,\nhet werkbedrijf"


def invited(session: Session, actor: Actor, employer: Employer, user: User) -> Iterator[Message]:
    """Somebody was invited."""
    yield from _to_the_face(
        session,
        employer,
        f"uitgenodigd:{user.id}",
        f"{employer.name} nodigt een collega uit",
        f"{actor.name} van {employer.name} nodigde {user.name} uit om in te loggen.",
    )


def ended(session: Session, actor: Actor, employer: Employer, user: User, *, is_last: bool) -> Iterator[Message]:
    """Somebody can no longer come in."""
    what = (
        f"{user.name} heeft bij {employer.name} de eigen toegang gestopt."
        if actor.id == user.id
        else f"{actor.name} heeft bij {employer.name} de toegang van {user.name} gestopt."
    )
    nobody = " Nu kan niemand van deze werkgever nog inloggen: bel om dat te bespreken." if is_last else ""
    yield from _to_the_face(
        session,
        employer,
        f"gestopt:{user.id}:{user.session_version}",
        f"Niemand van {employer.name} kan nog inloggen" if is_last else f"Toegang gestopt bij {employer.name}",
        what + nobody,
    )


def _to_the_face(session: Session, employer: Employer, about: str, subject: str, what: str) -> Iterator[Message]:
    face = employer.account_manager
    if face is not None and face.is_active:
        where = link(session, f"/werkgevers/{employer.reference}/collegas")
        yield Message(
            key=f"werkgever:{employer.reference}:{about}:{face.id}",
            to_address=face.email,
            subject=subject,
            body=f"Beste {face.name},\n\n{what}\n\nHier staat wie er toegang heeft:\n\n{where}\n\n{CLOSING}\n",
        )
