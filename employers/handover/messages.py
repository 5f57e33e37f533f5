"""What we tell who receives work at an employer."""

from datetime import date

from sqlalchemy.orm import Session

from employers.handover.models import HandOver
from employers.handover.queries import Bundle
from werkbedrijf.foundation.actors import User
from werkbedrijf.foundation.outbox import Message, link


def received(session: Session, bundle: Bundle, user: User, on: date, by: str = "") -> Message:
    """To the new owner of something: which employer, and where to read all about it. ``by`` did it on behalf of the holder."""
    goal = link(session, f"/werkgevers/{bundle.employer.reference}/overdrachtsblad")
    lines = (
        f"Beste {user.name},",
        f"Je hebt werk bij {bundle.employer.reference} overgenomen van {bundle.holder.name}."
        + (f" {by} heeft dit namens {bundle.holder.name} geregeld." if by else ""),
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


def begun_for(session: Session, row: HandOver, by: str, user: User) -> Message:
    """To who cannot hand over now: somebody does it for them."""
    told = f"{by} draagt jouw werk bij werkgevers over aan collega’s, zodat geen werkgever hoeft te wachten."
    return _for(session, row, "begonnen", "Je werk bij werkgevers wordt overgedragen", told, user)


def finished_for(session: Session, row: HandOver, by: str, user: User) -> Message:
    """To the same: everything has a new owner."""
    told = f"{by} heeft al jouw werk bij werkgevers overgedragen. Ben je er weer, laat het dan weten: dan krijg je weer werk."
    return _for(session, row, "klaar", "Je werk bij werkgevers is overgedragen", told, user)


def _for(session: Session, row: HandOver, kind: str, subject: str, told: str, user: User) -> Message:
    goal = link(session, "/overdracht")
    lines = (f"Beste {user.name},", told, goal, "Met vriendelijke groet,\nhet werkbedrijf")
    return Message(
        key=f"overdracht-namens:{kind}:{row.id}:{row.ended_on or row.started_on}",
        to_address=user.email,
        subject=subject,
        body="\n\n".join(lines),
    )
