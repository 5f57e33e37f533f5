"""Wrong links are counted at once, whatever becomes of the request that tried one."""

from sqlalchemy.orm import Session

from matching.trays.actions import note_try
from werkbedrijf.foundation.db import begin_writing


def count_try(session: Session, origin: str) -> None:
    """Keep that a link that is nobody's was tried from here, in a transaction of its own."""
    begin_writing(session)
    note_try(session, origin)
    session.commit()
