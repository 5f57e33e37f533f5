"""What we tell about changes that employers ask for. Places only, never people."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from employers.vacancies.messages import CLOSING, face_of
from employers.vacancies.models import Vacancy
from employers.vacancies.wishes.models import PlaceWish
from employers.vacancies.wishes.workflow import WishStatus
from werkbedrijf.foundation.actors import User
from werkbedrijf.foundation.notices import Topic
from werkbedrijf.foundation.outbox import Message, link


def asked(session: Session, wish: PlaceWish) -> Iterator[Message]:
    """To the face: an employer wants a place changed."""
    face, place = face_of(wish.vacancy), wish.vacancy
    if face is not None:
        subject = f"{place.employer.name} vraagt een wijziging"
        what = f"{place.employer.name} wil de plek {place.title} ({place.reference}) wijzigen."
        todo = f"Er verandert niets tot je de vraag overneemt of afwijst:\n\n{_page(session, place)}"
        yield _message(f"plek:{place.reference}:wens-{wish.id}", face, subject, what, todo)


def answered(session: Session, wish: PlaceWish) -> Iterator[Message]:
    """To who asked, as long as that person can sign in."""
    place, user = wish.vacancy, wish.asked_by
    if not user.is_active:
        return
    taken = wish.status is WishStatus.TAKEN_OVER
    subject = f"Uw plek {place.title} is gewijzigd" if taken else f"Uw plek {place.title} blijft zoals die was"
    what = (
        f"Uw aanspreekpunt heeft uw wijziging van {place.title} ({place.reference}) overgenomen."
        if taken
        else f"Uw aanspreekpunt neemt uw wijziging van {place.title} ({place.reference}) niet over. De reden: {wish.word}"
    )
    yield _message(
        f"plek:{place.reference}:wens-{wish.id}-antwoord",
        user,
        subject,
        what,
        f"Bekijk uw plek:\n\n{_place(session, place)}",
    )


def closed_by_employer(session: Session, place: Vacancy) -> Iterator[Message]:
    """To the face: an employer closed a place itself."""
    face = face_of(place)
    if face is not None:
        subject = f"{place.employer.name} heeft een plek gesloten"
        what = f"{place.employer.name} heeft de plek {place.title} ({place.reference}) zelf gesloten."
        todo = f"Waarom, staat in het verloop van de plek:\n\n{_place(session, place)}"
        yield _message(f"plek:{place.reference}:gesloten-door-werkgever:{place.version}", face, subject, what, todo)


def _place(session: Session, place: Vacancy) -> str:
    return link(session, f"/plekken/{place.reference}")


def _page(session: Session, place: Vacancy) -> str:
    return link(session, f"/plekken/{place.reference}/wijziging")


def _message(key: str, user: User, subject: str, *paragraphs: str) -> Message:
    body = "\n\n".join([f"Beste {user.name},", *paragraphs, CLOSING]) + "\n"
    return Message(f"{key}:{user.id}", user.email, subject, body, Topic.PLACES)
