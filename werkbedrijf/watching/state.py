"""How the service is doing: one look at the database and the disk, for readiness and for the numbers."""

import shutil
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Table, func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from werkbedrijf import migrations
from werkbedrijf.foundation.audit import AuditEntry
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.errors import SetupError
from werkbedrijf.foundation.notes import BACKUP, RESTORED, TIMETABLE_LIVES, ServiceNote
from werkbedrijf.foundation.outbox import OutboxMessage, given_up
from werkbedrijf.timetable.queries import last_runs

Number = float | int | None


@dataclass(slots=True)
class State:
    """What was seen. None is: not known here."""

    reachable: bool = False
    newest: bool = False
    replayed: bool = True
    timetable_seconds: Number = None
    backup_seconds: Number = None
    backup_failed: bool = False
    outbox_waiting: Number = None
    outbox_stuck: Number = None
    unsealed: Number = None
    unsealed_seconds: Number = None
    wal_bytes: Number = None
    free_bytes: Number = None
    jobs: dict[str, bool] = field(default_factory=dict)

    def numbers(self) -> dict[str, tuple[str, Number]]:
        """Name, words and value of each number."""
        return {
            "database_reachable": ("Whether the database answers.", int(self.reachable)),
            "timetable_seconds": ("Seconds since the timetable gave a sign of life.", self.timetable_seconds),
            "backup_seconds": ("Seconds since the last nightly backup.", self.backup_seconds),
            "backup_failed": ("Whether the last nightly backup went wrong.", int(self.backup_failed)),
            "outbox_waiting": ("Messages that wait to be sent.", self.outbox_waiting),
            "outbox_stuck": ("Messages that could not be sent and are not tried any more.", self.outbox_stuck),
            "audit_unsealed": ("Lines of the trail that are not in the chain yet.", self.unsealed),
            "audit_unsealed_seconds": ("Age of the oldest line that is not in the chain.", self.unsealed_seconds),
            "wal_bytes": ("Size of the journal of an embedded database.", self.wal_bytes),
            "disk_free_bytes": ("Free space where the data is.", self.free_bytes),
        }


def look(database: Database, *, at: datetime, folder: Path | None = None) -> State:
    """The state now. Never raises: a database that does not answer is a state too."""
    state = State()
    kept = database.engine.url.database if database.engine.dialect.name == "sqlite" else None
    place = Path(kept).parent if kept and kept != ":memory:" else folder
    if place is not None and place.exists():
        state.free_bytes = shutil.disk_usage(place).free
    if kept:
        journal = Path(kept + "-wal")
        state.wal_bytes = journal.stat().st_size if journal.exists() else 0
    try:
        with database.reading(at=at) as session:
            session.execute(select(1))
            state.reachable = True
            _look_inside(session, state, at)
        migrations.require_newest(database)
        state.newest = True
    except (SQLAlchemyError, SetupError):
        # What was seen until here counts; what was not stays unknown or wrong.
        return state
    return state


def _look_inside(session: Session, state: State, at: datetime) -> None:
    notes = {row.key: row for row in session.scalars(select(ServiceNote))}
    if TIMETABLE_LIVES in notes:
        state.timetable_seconds = (at - notes[TIMETABLE_LIVES].at).total_seconds()
    if BACKUP in notes:
        state.backup_seconds = (at - notes[BACKUP].at).total_seconds()
        state.backup_failed = bool(notes[BACKUP].value.get("problem"))
    state.replayed = RESTORED not in notes or bool(notes[RESTORED].value.get("replayed"))
    unsent = select(func.count()).select_from(OutboxMessage).where(OutboxMessage.sent_at.is_(None))
    state.outbox_waiting = session.scalar(unsent.where(~given_up())) or 0
    state.outbox_stuck = session.scalar(unsent.where(given_up())) or 0
    state.jobs = {name: bool(run.problem) for name, run in last_runs(session).items()}
    _look_at_chain(session.connection(), state, at)


def _look_at_chain(connection: Connection, state: State, at: datetime) -> None:
    trail: Table = AuditEntry.__table__  # type: ignore[assignment]  # a mapped class has a table
    if "seq" not in trail.columns:
        return
    unsealed = select(func.count(), func.min(trail.c.at)).where(trail.c.seq.is_(None))
    count, oldest = connection.execute(unsealed).one()
    state.unsealed = count
    state.unsealed_seconds = (at - oldest).total_seconds() if oldest is not None else 0
