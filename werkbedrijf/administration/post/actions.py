"""What an administrator does with the outbox: see whether mail arrives."""

from sqlalchemy.orm import Session

from werkbedrijf.foundation.actors import Actor, User
from werkbedrijf.foundation.outbox import put_in_outbox, trial


def send_trial(session: Session, actor: Actor) -> bool:
    """Mail this person a message without news; False when the one of this minute is on its way already."""
    at = session.info["at"]
    return put_in_outbox(session, trial(session.get_one(User, actor.id), at), at=at)
