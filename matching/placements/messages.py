"""What we tell people about a placement. A reference and a link, never a name."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from matching.placements.models import Placement
from matching.proposals.messages import CLOSING, coaches_now, users_of
from werkbedrijf.foundation.actors import Actor, Role, User
from werkbedrijf.foundation.outbox import Message, link
from werkbedrijf.foundation.texts import long_day


def planned(session: Session, placement: Placement) -> Iterator[Message]:
    """To the employer: it is agreed."""
    for user in users_of(session, placement.vacancy.employer):
        yield _message(
            session,
            placement,
            "gepland",
            user,
            f"De plaatsing voor {placement.vacancy.title} is gepland",
            f"De plaatsing voor uw plek {placement.vacancy.title} ({placement.vacancy.reference}) is gepland. "
            f"De eerste werkdag is {long_day(placement.starts_on)}.",
            "Bekijk wat is afgesproken:",
        )


def begins(session: Session, placement: Placement) -> Iterator[Message]:
    """To the account manager, or else the coach: the day has come, so ask whether it began."""
    for user in staff_of(placement)[:1]:
        yield _message(
            session,
            placement,
            f"start-{placement.starts_on}",
            user,
            f"Is plaatsing {placement.reference} begonnen?",
            f"Plaatsing {placement.reference} bij {placement.vacancy.employer.name} zou beginnen op "
            f"{long_day(placement.starts_on)}.",
            "Klopt dat? Meld dan de start; pas dan telt de plaatsing mee:",
        )


def ends_soon(session: Session, placement: Placement) -> Iterator[Message]:
    """To account manager and coach: the agreed end is near, so talk about going on."""
    for user in staff_of(placement):
        yield _message(
            session,
            placement,
            f"einde-{placement.ends_on}",
            user,
            f"Plaatsing {placement.reference} loopt af",
            f"Voor plaatsing {placement.reference} bij {placement.vacancy.employer.name} is een einde afgesproken op "
            f"{long_day(placement.ends_on)}. Een werkgever laat uiterlijk een maand van tevoren weten of een tijdelijk contract doorgaat.",
            "Bespreek of het werk doorgaat, en leg het vast:",
        )


def taken_back(session: Session, placement: Placement, number: int, *, whole: bool, by: Actor) -> Iterator[Message]:
    """To the employer and to the coach: the start was a mistake. Not to who took it back."""
    vacancy = placement.vacancy
    now = "is vervallen: zij stond er ten onrechte" if whole else "is weer gepland: het werk is nog niet begonnen"
    place = f"{vacancy.title} ({vacancy.reference})"
    for user in users_of(session, vacancy.employer):
        yield _message(
            session,
            placement,
            f"terug-{number}",
            user,
            f"De plaatsing voor {vacancy.title} {'is vervallen' if whole else 'is weer gepland'}",
            f"De plaatsing voor uw plek {place} {now}. Zij telt niet mee als werk." + (_FREE if whole else ""),
            "Bekijk hoe het nu staat:",
        )
    for user in staff_of(placement):
        if user.id != by.id:
            yield _message(
                session,
                placement,
                f"terug-{number}",
                user,
                f"De start van plaatsing {placement.reference} is teruggenomen",
                f"De start van plaatsing {placement.reference} bij {vacancy.employer.name} is teruggenomen. Zij {now}.",
                "Bekijk waarom:",
            )


_FREE = " De plek is weer vrij."


def staff_of(placement: Placement) -> list[User]:
    """Account manager of the place first, then coach and substitute of the person."""
    vacancy, candidate = placement.vacancy, placement.candidate
    manager = vacancy.employer.account_manager or vacancy.logged_by
    manager = manager if manager is not None and manager.role == Role.ACCOUNT_MANAGER else None
    people = [*([manager] if manager and manager.is_active else []), *coaches_now(candidate)]
    return list({user.id: user for user in people}.values())


def _message(session: Session, placement: Placement, about: str, user: User, subject: str, *lines: str) -> Message:
    where = link(session, f"/plaatsingen/{placement.reference}")
    return Message(
        key=f"plaatsing:{placement.reference}:{about}:{user.id}",
        to_address=user.email,
        subject=subject,
        body="\n\n".join([f"Beste {user.name},", *lines, where, CLOSING]) + "\n",
    )
