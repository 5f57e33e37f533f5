"""Carries taking back out in transactions of its own: at the door for a small file, and by the timetable for the rest."""

from datetime import datetime

from sqlalchemy.orm import Session

from werkbedrijf.foundation.actors import TIMETABLE, Actor
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.imports.models import ImportBatch
from werkbedrijf.imports.undo.actions import undo_some
from werkbedrijf.imports.undo.queries import being_undone
from werkbedrijf.rights.erasing import ERASED
from werkbedrijf.rights.mentions import Names
from werkbedrijf.rights.tombstones import file_of, write_tombstones
from werkbedrijf.rights.traces import clear_traces


def undo_waits(session: Session) -> bool:
    """Whether an import is being taken back."""
    return session.scalar(being_undone().limit(1)) is not None


def undo_waiting(database: Database, settings: Settings, *, at: datetime) -> int:
    """Go on with every import that is being taken back, until it is done; returns how many."""
    with database.reading(at=at) as session:
        waiting = session.scalars(being_undone()).all()
    for number in waiting:
        undo_whole(database, settings, number, at=at)
    return len(waiting)


def undo_whole(database: Database, settings: Settings, number: int, *, at: datetime, actor: Actor = TIMETABLE) -> None:
    """Take one import back to its end. What was done stays done when this is cut short, and the timetable goes on with it."""
    people: list[Names] = []
    more = True
    while more:
        with database.transaction(at=at) as session:
            batch = session.get_one(ImportBatch, number)
            more = undo_some(session, actor, batch, on=day_of(at))
            erased = session.info.pop(ERASED, [])
        if erased:
            people += erased
            with database.reading(at=at) as session:
                write_tombstones(session, file_of(settings))
    if people:
        clear_traces(database, settings, people)
