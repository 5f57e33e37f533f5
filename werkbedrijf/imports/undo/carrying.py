"""Carries taking back out in transactions of its own: at the door for a small file, and by the timetable for the rest."""

from datetime import datetime

from sqlalchemy.orm import Session

from werkbedrijf.foundation.actors import TIMETABLE, Actor
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.imports.undo.actions import undo_some
from werkbedrijf.imports.undo.queries import being_undone, held_for_undo
from werkbedrijf.rights.erasing import ERASED
from werkbedrijf.rights.mentions import Names
from werkbedrijf.rights.tombstones import file_of, write_tombstones
from werkbedrijf.rights.traces import Mails, clear_traces

TURNS = 10
"""After so many the other work of the timetable gets its turn."""


def undo_waits(session: Session) -> bool:
    """Whether an import is being taken back."""
    return session.scalar(being_undone().limit(1)) is not None


def undo_waiting(database: Database, settings: Settings, *, at: datetime) -> int:
    """Go on with every import that is being taken back, for some turns each; returns how many there are."""
    with database.reading(at=at) as session:
        waiting = session.scalars(being_undone()).all()
    for number in waiting:
        undo_turns(database, settings, number, at=at)
    return len(waiting)


def undo_turns(database: Database, settings: Settings, number: int, *, at: datetime, actor: Actor = TIMETABLE) -> None:
    """Take one import back, for at most so many turns. What was done stays done; the timetable goes on with the rest."""
    people: list[Names] = []
    mails = Mails(settings.mail_folder)
    for _ in range(TURNS):
        mails.read()
        with database.transaction(at=at) as session:
            batch = held_for_undo(session, number)
            if batch is None:
                break
            more = undo_some(session, actor, batch, on=day_of(at))
            erased = session.info.pop(ERASED, [])
            # Before it is saved: after that nobody knows what these people were called.
            mails.forget(erased)
        if erased:
            people += erased
            with database.reading(at=at) as session:
                write_tombstones(session, file_of(settings))
        if not more:
            break
    if people:
        clear_traces(database, settings, people)
