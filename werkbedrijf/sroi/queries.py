"""Questions of this room."""

from sqlalchemy.orm import Session

from werkbedrijf.foundation.actors import Actor
from werkbedrijf.sroi.tables import ValueTable
from werkbedrijf.sroi.values.queries import known_table


def find_table(session: Session, _actor: Actor, version: str) -> ValueTable | None:
    """The value table with this version."""
    return known_table(session, version)
