"""What people choose about deadlines."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.errors import NotAllowed
from werkbedrijf.sroi.deadlines.models import ReminderChoice


def choose_terms(session: Session, actor: Actor, terms: Iterable[int]) -> None:
    """From now on this person hears of a deadline so many days before; none is never."""
    if actor.id is None:
        raise NotAllowed("Log eerst in.")
    row = session.scalars(select(ReminderChoice).where(ReminderChoice.user_id == actor.id)).first()
    if row is None:
        row = ReminderChoice(user_id=actor.id)
        session.add(row)
    row.terms = sorted(set(terms), reverse=True)
