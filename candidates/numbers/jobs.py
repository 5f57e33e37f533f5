"""What the timetable runs for double files; safe to run twice."""

from datetime import datetime

from sqlalchemy.orm import Session

from candidates.numbers.births import mark_births, something_to_mark, suggest
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.db import Database


def find_doubles(database: Database, *, at: datetime) -> int:
    """Mark who came in or changed, a portion at a time, and put new suggestions in the queue; returns how many."""
    while True:
        with database.transaction(at=at) as session:
            if not mark_births(session):
                break
    with database.transaction(at=at) as session:
        return len(suggest(session, on=day_of(at)))


def somebody_changed(session: Session, _at: object) -> bool:
    """Whether there is anybody to mark."""
    return something_to_mark(session)
