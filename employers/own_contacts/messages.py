"""What we tell the face of an employer that changed its own contact persons. Which one stands behind the link."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from employers.models import ContactPerson
from werkbedrijf.foundation.outbox import Message, link

CLOSING = "Met vriendelijke groet,\nhet werkbedrijf"


def changed(session: Session, contact: ContactPerson) -> Iterator[Message]:
    """To the face: the employer changed something itself, at most once a minute per person."""
    employer, at = contact.employer, session.info["at"]
    face = employer.account_manager
    if face is not None and face.is_active:
        where = link(session, f"/werkgevers/{employer.reference}")
        lines = (
            f"Beste {face.name},",
            f"{employer.name} heeft zelf een contactpersoon gewijzigd of toegevoegd. Je hoeft niets te doen.",
            f"Zo staat het er nu: {where}",
            CLOSING,
        )
        yield Message(
            key=f"werkgever:{employer.reference}:contactpersoon-{contact.id}:{at:%Y%m%d%H%M}",
            to_address=face.email,
            subject=f"{employer.name} heeft een contactpersoon bijgewerkt",
            body="\n\n".join(lines) + "\n",
        )
