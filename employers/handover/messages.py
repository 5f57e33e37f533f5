"""What we tell who receives work at an employer."""

from datetime import date

from sqlalchemy.orm import Session

from employers.handover.queries import Bundle
from werkbedrijf.foundation.actors import User
from werkbedrijf.foundation.outbox import Message, link


def received(session: Session, bundle: Bundle, user: User, on: date) -> Message:
    """To the new owner of something: which employer, and where to read all about it on one page."""
    goal = link(session, f"/werkgevers/{bundle.employer.reference}/overdrachtsblad")
    lines = (
        f"Beste {user.name},",
        f"Je hebt werk bij {bundle.employer.reference} overgenomen van {bundle.holder.name}.",
        "Op één blad staat wat er speelt: wie je belt, de plekken, de beloftes en de volgende stap.",
        goal,
        "Met vriendelijke groet,\nhet werkbedrijf",
    )
    return Message(
        key=f"overdracht:{bundle.employer.id}:{bundle.holder.id}:{user.id}:{on.isoformat()}",
        to_address=user.email,
        subject="Je hebt werk bij een werkgever overgenomen",
        body="\n\n".join(lines),
    )
