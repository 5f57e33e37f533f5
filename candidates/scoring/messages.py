"""What we tell coaches about a double scoring: its number and a link, nothing about the person."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from candidates.scoring.models import SecondScoring
from werkbedrijf.foundation.actors import User
from werkbedrijf.foundation.outbox import Message, link
from werkbedrijf.foundation.texts import long_day

CLOSING = "Met vriendelijke groet,\nhet werkbedrijf"


def asked(session: Session, scoring: SecondScoring) -> Iterator[Message]:
    """To the colleague who is invited; a request for everybody stands on the list."""
    if scoring.invited is not None:
        yield _message(
            session,
            scoring,
            "gevraagd",
            scoring.invited,
            "Wil je iemand dubbel beoordelen?",
            f"{scoring.candidate.coach.name} ({scoring.candidate.organisation.name}) vraagt of jij ook wilt invullen wat een "
            "kandidaat kan, zonder de eerste antwoorden te zien.",
            f"Het kan tot en met {long_day(scoring.expires_on)}.",
        )


def finished(session: Session, scoring: SecondScoring) -> Iterator[Message]:
    """To both coaches: the two lie side by side."""
    for user in (scoring.candidate.coach, scoring.scorer):
        if user is not None:
            yield _message(
                session,
                scoring,
                "klaar",
                user,
                "Dubbel beoordeeld: bekijk de verschillen",
                f"De tweede beoordeling {scoring.reference} is klaar.",
                "Jullie zien nu allebei per vraag wat de ander koos. Bel elkaar over wat ver uit elkaar ligt.",
            )


def withdrawn(session: Session, scoring: SecondScoring) -> Iterator[Message]:
    """To who was busy, or invited."""
    user = scoring.scorer or scoring.invited
    if user is not None:
        yield _message(
            session,
            scoring,
            "ingetrokken",
            user,
            "Dubbel beoordelen hoeft niet meer",
            f"De vraag om dubbel te beoordelen ({scoring.reference}) is ingetrokken. Wat je invulde is weggegooid.",
        )


def expired(session: Session, scoring: SecondScoring) -> Iterator[Message]:
    """To the own coach: ask again, or ask somebody by name."""
    yield _message(
        session,
        scoring,
        "verlopen",
        scoring.candidate.coach,
        "Niemand heeft dubbel beoordeeld",
        f"De vraag om dubbel te beoordelen ({scoring.reference}) is niet op tijd afgemaakt. Vraag het opnieuw, bijvoorbeeld aan "
        "een collega die je kent.",
    )


def _message(
    session: Session, scoring: SecondScoring, what: str, user: User, subject: str, *paragraphs: str
) -> Message:
    where = link(session, f"/dubbel-beoordelen/{scoring.reference}")
    body = "\n\n".join([f"Beste {user.name},", *paragraphs, where, CLOSING])
    return Message(f"dubbel-{scoring.reference}-{what}-{user.id}", user.email, subject, body)
