"""What the own coach hears when a colleague opened a file: that it happened and where to look, nothing about the person."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from candidates.models import Candidate
from werkbedrijf.foundation.emergency import EmergencyAccess
from werkbedrijf.foundation.outbox import Message, link


def opened(session: Session, candidate: Candidate, access: EmergencyAccess) -> Iterator[Message]:
    """To the coach and the substitute who still work for the partner."""
    where = link(session, "/kandidaten/noodtoegang")
    for user in (candidate.coach, candidate.substitute):
        if user is not None and user.is_active and user.organisation_id == candidate.organisation_id:
            yield Message(
                key=f"noodtoegang:{access.id}:{user.id}",
                to_address=user.email,
                subject="Een collega opende een bestand van jouw kandidaten",
                body="\n\n".join(
                    [
                        f"Beste {user.name},",
                        "Een collega van je organisatie heeft met noodtoegang een bestand geopend dat bij jou hoort.",
                        "Wie dat was, welk bestand het was en waarom, zie je na het inloggen:",
                        where,
                        "Klopt het niet? Bespreek het met je collega of met de beheerder van je organisatie.",
                        "Met vriendelijke groet,\nhet werkbedrijf",
                    ]
                )
                + "\n",
            )
