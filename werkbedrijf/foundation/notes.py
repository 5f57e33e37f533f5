"""What the service knows of itself: that the timetable lives, when the last backup was made, whether it was restored.

One row per thing, overwritten each time. It holds nothing about people.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from werkbedrijf.foundation import clock
from werkbedrijf.foundation.db import Base, Database
from werkbedrijf.foundation.errors import SetupError

TIMETABLE_LIVES = "dienstregeling"
BACKUP = "backup"
RESTORED = "teruggezet"


class ServiceNote(Base):
    """One thing, and when it was noted."""

    __tablename__ = "service_note"

    key: Mapped[str] = mapped_column(unique=True)
    at: Mapped[datetime]
    value: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


def note(session: Session, key: str, **value: Any) -> ServiceNote:
    """Write this down, over what was there; the moment is that of the session."""
    row = noted(session, key)
    if row is None:
        row = ServiceNote(key=key, at=session.info["at"], value=value)
        session.add(row)
    else:
        row.at, row.value = session.info["at"], value
    return row


def noted(session: Session, key: str) -> ServiceNote | None:
    """What was written down last, or None."""
    return session.scalars(select(ServiceNote).where(ServiceNote.key == key)).first()


def require_replayed(database: Database) -> None:
    """Refuse to go on with a restored database in which the erasures since its backup are not done again yet.

    Raises SetupError: people who asked to be erased would be back.
    """
    with database.reading(at=clock.now()) as session:
        row = noted(session, RESTORED)
    if row is not None and not row.value.get("replayed"):
        raise SetupError(
            "Deze database is teruggezet uit een back-up, en wie daarna is gewist, is nog niet opnieuw gewist. "
            "Draai eerst: werkbedrijf restore --replay"
        )
