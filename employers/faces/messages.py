"""What we tell colleagues about taking over an employer."""

from collections.abc import Iterable, Iterator

from sqlalchemy.orm import Session

from employers.faces.models import FaceRequest
from employers.faces.workflow import RequestStatus
from werkbedrijf.foundation.actors import User
from werkbedrijf.foundation.outbox import Message, link
from werkbedrijf.foundation.texts import long_day

CLOSING = "Met vriendelijke groet,\nhet werkbedrijf"


def asked(session: Session, request: FaceRequest) -> Iterator[Message]:
    """To the present face, and to who stands in when the face is away."""
    by = f"Antwoord uiterlijk {long_day(request.answer_by)}. Daarna kan ook de regiocoördinator beslissen."
    yield _message(
        session,
        request,
        "gevraagd",
        session.get_one(User, request.face_id),
        "Een collega wil een werkgever van je overnemen",
        f"{request.asked_by.name} vraagt om {request.employer.reference} over te nemen.",
        by,
    )
    substitute = request.employer.substitute
    if substitute is not None and substitute.is_active and substitute.id != request.asked_by_id:
        yield _message(
            session,
            request,
            "gevraagd",
            substitute,
            "Een collega wil een werkgever overnemen waar jij vervanger bent",
            f"{request.asked_by.name} vraagt om {request.employer.reference} over te nemen van {request.face.name}.",
            f"Is {request.face.name} er niet? Dan antwoord jij. {by}",
        )


def forwarded(session: Session, request: FaceRequest, coordinators: Iterable[User]) -> Iterator[Message]:
    """To the coordinators: nobody answered in time."""
    for user in coordinators:
        yield _message(
            session,
            request,
            "voorgelegd",
            user,
            "Een verzoek om een werkgever over te nemen wacht op u",
            f"Het aanspreekpunt van {request.employer.reference} heeft niet op tijd geantwoord.",
        )


def answered(session: Session, request: FaceRequest) -> Iterator[Message]:
    """To who asked, and to the old face when somebody else decided."""
    agreed = request.status is RequestStatus.AGREED
    told = "Je bent nu het aanspreekpunt." if agreed else "Het aanspreekpunt blijft zoals het was."
    decided = session.get_one(User, request.answered_by_id).name if request.answered_by_id else "Een collega"
    people = [request.asked_by_id, *([request.face_id] if request.answered_by_id != request.face_id else [])]
    for user_id in people:
        own = user_id == request.asked_by_id
        yield _message(
            session,
            request,
            "beantwoord",
            session.get_one(User, user_id),
            "Antwoord op het verzoek om een werkgever over te nemen",
            f"Over {request.employer.reference} is beslist.",
            told if own else f"{decided} heeft voor jou beslist. Lees op de pagina wat.",
        )


def _message(session: Session, request: FaceRequest, kind: str, user: User, subject: str, *lines: str) -> Message:
    goal = link(session, f"/werkgevers/overname/{request.id}")
    return Message(
        key=f"overname:{kind}:{request.id}:{user.id}",
        to_address=user.email,
        subject=subject,
        body="\n\n".join((f"Beste {user.name},", *lines, goal, CLOSING)),
    )
