"""Putting a backup back: into an empty database, proved row by row, and closed until the erasures since then are done again."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text
from sqlalchemy.orm import Session

from werkbedrijf import migrations
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.keys.needed import missing
from werkbedrijf.foundation.keys.ring import KeyRing
from werkbedrijf.foundation.notes import RESTORED, ServiceNote, note
from werkbedrijf.foundation.server import unhurried
from werkbedrijf.logbook.restored import write_restored
from werkbedrijf.migrations.engine_role import keep_engine_role
from werkbedrijf.operating.limits import keep_private
from werkbedrijf.operating.selfcheck.files import database_file
from werkbedrijf.safekeeping import copying, logs
from werkbedrijf.safekeeping.errors import BackupRefused
from werkbedrijf.safekeeping.journals import forget_journal
from werkbedrijf.safekeeping.making import DATABASE
from werkbedrijf.safekeeping.manifest import KEY_TABLES, NEWER, Manifest, counted, read, trail_of
from werkbedrijf.safekeeping.sealing import unseal
from werkbedrijf.safekeeping.workplaces import workplace

NOT_EMPTY = (
    "De database waarin u wilt terugzetten, is niet leeg. Kies met --into een lege: een back-up komt nooit over "
    "gegevens heen."
)
OTHER_ENGINE = "Deze back-up is van {} en kan niet in {}. Kies met --into een database van dezelfde soort."
NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back, whether the keys of persons came along, and where a processing log that stood there is now."""

    manifest: Manifest
    with_keys: bool
    aside: Path | None = None


def restore(
    source: Path, database: Database, identity: str, *, at: datetime, keys: Path | None = None, beside: Path
) -> Restored:
    """Unlock a backup and put it into an empty database. Raises BackupRefused; then nothing has changed."""
    with workplace(beside) as place:
        content, apart = place / "gegevens", place / "sleutels"
        unseal(source, content, identity)
        if keys is not None:
            unseal(keys, apart, identity)
        return put_back(content, apart if keys is not None else None, database, at=at)


def put_back(content: Path, apart: Path | None, database: Database, *, at: datetime) -> Restored:
    """Put what was unlocked into an empty database at today's step, and prove it. Raises BackupRefused."""
    keep_private()
    manifest = read(content)
    if apart is not None and read(apart, kind="sleutels").made_at != manifest.made_at:
        raise BackupRefused("Het bestand met sleutels hoort bij een andere back-up.")
    engine = database.engine.dialect.name
    if manifest.engine != engine:
        raise BackupRefused(OTHER_ENGINE.format(NAMES[manifest.engine], NAMES[engine]))
    _require_known_step(database, manifest)
    aside = (_into_file if engine == "sqlite" else _into_server)(database, manifest, content, apart, at)
    return Restored(manifest, with_keys=apart is not None, aside=aside)


def _require_known_step(database: Database, manifest: Manifest) -> None:
    """Before anything is put anywhere: what a later version added, this one would not know what to do with."""
    steps = ScriptDirectory.from_config(migrations.config_for(database))
    if manifest.step not in {step.revision for step in steps.walk_revisions()}:
        raise BackupRefused(NEWER)


def _into_file(database: Database, manifest: Manifest, content: Path, apart: Path | None, at: datetime) -> Path | None:
    target = database_file(database)
    if target is None:
        raise BackupRefused("In een database in het geheugen kan niets worden teruggezet.")
    if target.exists() and not _is_empty(database):
        raise BackupRefused(NOT_EMPTY)
    database.close()
    ready = Database(f"sqlite:///{content / DATABASE}", keys=database.keys)
    try:
        if apart is not None:
            _keys_into_file(ready, apart / DATABASE)
        with ready.engine.connect() as connection:
            prove(connection, manifest, with_keys=apart is not None)
            _require_keys(connection, database.keys)
        migrations.upgrade(ready)
        _close_until_replayed(ready, manifest, at)
    finally:
        ready.close()
    forget_journal(content / DATABASE)
    target.parent.mkdir(parents=True, exist_ok=True)
    # The log first: where it is cut off here, there is no database yet that could open without it.
    aside = logs.put_back_file(database, manifest.log, content, at=at)
    forget_journal(target)
    (content / DATABASE).chmod(0o600)
    (content / DATABASE).replace(target)
    return aside


def _keys_into_file(ready: Database, apart: Path) -> None:
    with ready.engine.connect() as connection:
        raw: Any = connection.connection.driver_connection
        raw.execute("PRAGMA foreign_keys=OFF")
        raw.execute("ATTACH ? AS apart", (str(apart),))
        for name in KEY_TABLES:
            raw.execute(f'INSERT INTO main."{name}" SELECT * FROM apart."{name}"')  # noqa: S608  # a name of ours
        raw.execute("DETACH apart")
        raw.execute("PRAGMA foreign_keys=ON")


def _into_server(
    database: Database, manifest: Manifest, content: Path, apart: Path | None, at: datetime
) -> Path | None:
    if not _is_empty(database):
        raise BackupRefused(NOT_EMPTY)
    config = migrations.config_for(database)
    if migrations.current(database) is not None:
        command.downgrade(config, "base")
    command.upgrade(config, manifest.step)
    with database.engine.begin() as connection:
        unhurried(connection)
        names = copying.tables(connection)
        for name in reversed(names):  # what a step itself put in comes from the backup as well
            connection.execute(text(f"DELETE FROM {connection.dialect.identifier_preparer.quote(name)}"))  # noqa: S608
        for name in names:
            copying.copy_in(connection, [name], apart if apart is not None and name in KEY_TABLES else content)
        prove(connection, manifest, with_keys=apart is not None)
        _require_keys(connection, database.keys)
        logs.put_back_rows(connection, manifest.log, content)
        if ServiceNote.__tablename__ in names:
            # In one with the rows: cut off after this, the service does not open with people who were erased since.
            with Session(connection, info={"at": at}) as session:
                _note_not_replayed(session, manifest)
                session.flush()
    command.upgrade(config, "head")
    keep_engine_role(database)
    _close_until_replayed(database, manifest, at)
    return None


def prove(connection: Connection, manifest: Manifest, *, with_keys: bool) -> None:
    """Raise BackupRefused unless the database is sound and holds every row that was counted, and the trail is as long."""
    if connection.dialect.name == "sqlite":
        problem = connection.exec_driver_sql("PRAGMA integrity_check").scalar()
        astray = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        if problem != "ok" or astray:
            raise BackupRefused(f"De teruggezette database is niet heel ({problem}). Gebruik een andere back-up.")
    found = counted(connection)
    wanted = {name: rows for name, rows in manifest.rows.items() if with_keys or name not in KEY_TABLES}
    wrong = {name: (rows, found.get(name)) for name, rows in wanted.items() if found.get(name) != rows}
    if wrong:
        name, (rows, there) = min(wrong.items())
        raise BackupRefused(
            f"In {name} horen {rows} regels te staan; het zijn er {there or 0}. Gebruik een andere back-up."
        )
    if trail_of(connection) != manifest.trail:
        raise BackupRefused("Het logboek eindigt anders dan toen de back-up werd gemaakt. Gebruik een andere back-up.")


def _require_keys(connection: Connection, ring: KeyRing) -> None:
    gone = missing(connection, ring)
    if gone:
        raise BackupRefused(
            f"Bij deze back-up horen sleutels die niet in de map {ring.folder} staan: {', '.join(gone)}. "
            "Zet die eerst terug, of wijs met WERKBEDRIJF_KEYS de goede map aan."
        )


def _is_empty(database: Database) -> bool:
    """Whether nobody works in it yet: no region and no user, or no tables at all."""
    with database.engine.connect() as connection:
        there = set(inspect(connection).get_table_names())
        quote = connection.dialect.identifier_preparer.quote
        return not any(
            connection.scalar(text(f"SELECT count(*) FROM {quote(name)}"))  # noqa: S608  # names of ours
            for name in ("user", "region", "candidate")
            if name in there
        )


def _note_not_replayed(session: Session, manifest: Manifest) -> None:
    note(session, RESTORED, made_at=manifest.made_at, replayed=False)


def _close_until_replayed(database: Database, manifest: Manifest, at: datetime) -> None:
    with database.transaction(at=at) as session:
        _note_not_replayed(session, manifest)
        write_restored(session, made_at=manifest.moment, after=int(manifest.trail.get("seq") or 0))
