"""What we tell about a request to erase: a number and what was decided, nothing about the person."""

from sqlalchemy.orm import Session

from werkbedrijf.foundation.four_eyes import PendingAct
from werkbedrijf.foundation.outbox import Message, link

CLOSING = "Met vriendelijke groet,\nhet werkbedrijf"


def erased(session: Session, pending: PendingAct) -> Message:
    """To who asked: it was done."""
    return _message(
        session,
        pending,
        f"{pending.subject_reference} is gewist",
        "De regiocoördinator zei ja op je verzoek. Alles over deze persoon is weg; alleen een regel zonder gegevens blijft. "
        "Laat de persoon weten dat het klaar is.",
        "/kandidaten",
    )


def declined(session: Session, pending: PendingAct) -> Message:
    """To who asked: it was not done, and where the reason stands."""
    return _message(
        session,
        pending,
        f"{pending.subject_reference} is niet gewist",
        "De regiocoördinator zei nee op je verzoek. Lees de reden op de pagina met rechten, en laat de persoon binnen een "
        "maand na het verzoek weten waarom (AVG, artikel 12 lid 4).",
        f"/kandidaten/{pending.subject_reference}/rechten",
    )


def _message(session: Session, pending: PendingAct, subject: str, told: str, path: str) -> Message:
    user = pending.asked_by
    body = "\n\n".join([f"Beste {user.name},", told, link(session, path), CLOSING])
    return Message(f"wissen-{pending.reference}-{user.id}", user.email, subject, body)
