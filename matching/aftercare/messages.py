"""What we tell coaches about staying at work. A reference and a link, never a name and never what was said."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy.orm import Session

from matching.aftercare.models import MissedWork
from matching.aftercare.plan import Planned
from matching.placements.models import Placement
from matching.proposals.messages import CLOSING, coaches_now
from werkbedrijf.foundation.actors import User
from werkbedrijf.foundation.outbox import Message, link
from werkbedrijf.foundation.texts import long_day


def moment_near(session: Session, placement: Placement, planned: Planned) -> Iterator[Message]:
    """To the coach: the day of a contact moment is near; once per moment and day."""
    moment = planned.moment
    for user in coaches_now(placement.candidate):
        yield _message(
            session,
            placement,
            f"moment-{moment.key}-{moment.due_on}",
            user,
            f"Contact over plaatsing {placement.reference}",
            f"Op {long_day(moment.due_on)} is het tijd voor contact over plaatsing {placement.reference} "
            f"({placement.vacancy.title}): {moment.kind.words.lower()}.",
            "Leg hier vast hoe het gaat:",
        )


def agreement_near(session: Session, placement: Placement, visit_number: int, day: date) -> Iterator[Message]:
    """To the coach: what was agreed is tomorrow; once per contact and day."""
    for user in coaches_now(placement.candidate):
        yield _message(
            session,
            placement,
            f"afspraak-{visit_number}-{day}",
            user,
            f"Morgen een afspraak over plaatsing {placement.reference}",
            f"Voor morgen staat een afspraak over plaatsing {placement.reference} ({placement.vacancy.title}).",
            "Bekijk wat is afgesproken:",
        )


def day_missed(session: Session, missed: MissedWork) -> Iterator[Message]:
    """To the coach: the employer said that a day was not worked as agreed."""
    placement = missed.placement
    for user in coaches_now(placement.candidate):
        yield _message(
            session,
            placement,
            f"gemist-{missed.id}",
            user,
            f"Niet gewerkt zoals afgesproken: plaatsing {placement.reference}",
            f"De werkgever van plaatsing {placement.reference} ({placement.vacancy.title}) meldt dat op "
            f"{long_day(missed.day)} niet is gewerkt zoals afgesproken.",
            "Bekijk de dag, en bel als dat helpt:",
        )


def assessment_ready(session: Session, placement: Placement, number: int) -> Iterator[Message]:
    """To the coach: the closing assessment was written, so the learner can read and sign it."""
    for user in coaches_now(placement.candidate):
        yield _message(
            session,
            placement,
            f"beoordeling-{number}",
            user,
            f"De afsluiting van plaatsing {placement.reference} is geschreven",
            f"Voor plaatsing {placement.reference} ({placement.vacancy.title}) staat klaar wat de leerling heeft geleerd.",
            "Lees het samen met de leerling, en laat de leerling tekenen:",
            page="afsluiting",
        )


def _message(
    session: Session,
    placement: Placement,
    about: str,
    user: User,
    subject: str,
    *lines: str,
    page: str = "begeleiding",
) -> Message:
    where = link(session, f"/plaatsingen/{placement.reference}/{page}")
    return Message(
        key=f"nazorg:{placement.reference}:{about}:{user.id}",
        to_address=user.email,
        subject=subject,
        body="\n\n".join([f"Beste {user.name},", *lines, where, CLOSING]) + "\n",
    )
