"""What we tell about a bezwaar: its number and a link, nothing about the person."""

from datetime import date

from sqlalchemy.orm import Session

from werkbedrijf.foundation.actors import User
from werkbedrijf.foundation.outbox import Message, link
from werkbedrijf.foundation.texts import long_day
from werkbedrijf.objections.models import Objection

CLOSING = "Met vriendelijke groet,\nhet werkbedrijf"


def received(session: Session, objection: Objection) -> Message:
    """To the owner."""
    return _message(
        session,
        objection,
        "ontvangen",
        objection.owner,
        f"Er is een bezwaar ontvangen: {objection.reference}",
        f"Geef antwoord uiterlijk op {long_day(objection.due_on)}.",
    )


def extended(session: Session, objection: Objection) -> Message:
    """To the coach, who tells the candidate."""
    return _message(
        session,
        objection,
        "verlengd",
        objection.candidate.coach,
        f"Bezwaar {objection.reference} duurt langer",
        f"Het antwoord komt uiterlijk op {long_day(objection.due_on)}. Vertel de kandidaat waarom; de reden staat bij het bezwaar.",
    )


def decided(session: Session, objection: Objection) -> Message:
    """To the coach, who tells the candidate."""
    return _message(
        session,
        objection,
        "besloten",
        objection.candidate.coach,
        f"Er is besloten over bezwaar {objection.reference}",
        "Bespreek het besluit met de kandidaat. De tekst staat bij het bezwaar.",
    )


def withdrawn(session: Session, objection: Objection) -> Message:
    """To the owner."""
    return _message(
        session,
        objection,
        "ingetrokken",
        objection.owner,
        f"Bezwaar {objection.reference} is ingetrokken",
        "U hoeft niets meer te doen.",
    )


def reminder(session: Session, objection: Objection, on: date) -> Message:
    """To the owner, before the term ends or after; the name of the message makes that each goes once per term."""
    late = objection.due_on < on
    return _message(
        session,
        objection,
        f"{'te-laat' if late else 'bijna'}-{objection.due_on}",
        objection.owner,
        f"Bezwaar {objection.reference} {'had al een antwoord moeten hebben' if late else 'wacht op uw antwoord'}",
        f"De termijn {'liep af' if late else 'loopt af'} op {long_day(objection.due_on)}.",
    )


def late(session: Session, objection: Objection, user: User) -> Message:
    """To the other coordinators, when the term has passed; the name of the message makes that each is told once per term."""
    return _message(
        session,
        objection,
        f"te-laat-{objection.due_on}",
        user,
        f"Bezwaar {objection.reference} is te laat",
        f"De termijn liep af op {long_day(objection.due_on)}. De eigenaar is {objection.owner.name}. Spreek af wie het "
        "afmaakt; wie het oppakt of beslist, doet dat bij het bezwaar.",
    )


def _message(session: Session, objection: Objection, what: str, user: User, subject: str, *paragraphs: str) -> Message:
    where = link(session, f"/bezwaren/{objection.reference}")
    body = "\n\n".join([f"Beste {user.name},", *paragraphs, where, CLOSING])
    return Message(f"bezwaar-{objection.reference}-{what}-{user.id}", user.email, subject, body)
