"""Making a backup while the service runs: everything of one moment, counted, and locked for a key that is kept elsewhere."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, text

from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.server import unhurried
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.safekeeping import copying, logs
from werkbedrijf.safekeeping.errors import BackupRefused
from werkbedrijf.safekeeping.journals import forget_journal
from werkbedrijf.safekeeping.manifest import KEY_TABLES, Manifest, counted, step_of, trail_of
from werkbedrijf.safekeeping.sealing import seal
from werkbedrijf.safekeeping.workplaces import workplace

DATABASE = "database.sqlite3"
KEYS_ENDING = ".sleutels"
THERE_ALREADY = "Het bestand {} bestaat al. Er is niets gemaakt en niets vervangen. Kies een andere naam, of vervang het met --replace."


@dataclass(frozen=True, slots=True)
class Made:
    """What was made: the file, the file with keys (None when there are none), and what the backup says of itself."""

    file: Path
    keys: Path | None
    manifest: Manifest

    @property
    def bytes(self) -> int:
        """How large, keys included."""
        return sum(path.stat().st_size for path in (self.file, self.keys) if path)


def make(
    settings: Settings,
    database: Database,
    target: Path,
    *,
    at: datetime,
    keys: Path | None = None,
    tried: Callable[[Path, Path | None], None] | None = None,
    replacing: bool = False,
) -> Made:
    """Back up the database into ``target``, and the keys of persons beside it.

    What stands there stays, unless it is ``replacing``: an earlier backup may be the only one of its day.
    ``tried`` gets the unlocked content before it is locked, and may refuse it: afterwards this machine cannot open it any more.
    Raises BackupRefused.
    """
    recipient = settings.backup_recipient or database.keys.backup_recipient()
    keys = keys or target.with_name(target.name + KEYS_ENDING)
    if not replacing:
        _refuse_what_is_there(target, keys)
    with workplace(target.absolute().parent) as place:
        content, apart = place / "gegevens", place / "sleutels"
        content.mkdir()
        apart.mkdir()
        embedded = database.engine.dialect.name == "sqlite"
        manifest, of_keys = (_from_file if embedded else _from_server)(database, content, apart, at)
        if tried:
            tried(content, apart if of_keys else None)
        if of_keys:
            seal(apart, keys, [recipient], workplace=place)
        seal(content, target, [recipient], workplace=place)
    return Made(target, keys if of_keys else None, manifest)


def _refuse_what_is_there(*targets: Path) -> None:
    for path in targets:
        # A file with nothing in it is a name that somebody made sure of, and loses nothing.
        if path.is_dir() or (path.exists() and path.stat().st_size > 0):
            raise BackupRefused(THERE_ALREADY.format(path))


def _from_file(database: Database, content: Path, apart: Path, at: datetime) -> tuple[Manifest, bool]:
    """A copy of an embedded database as it is at one moment; writers go on meanwhile."""
    copy = content / DATABASE
    with database.engine.connect() as connection:
        raw: Any = connection.connection.driver_connection
        raw.execute("VACUUM INTO ?", (str(copy),))
    taken = Database(f"sqlite:///{copy}", keys=database.keys)
    try:
        with taken.engine.connect() as connection:
            present = [name for name in KEY_TABLES if name in counted(connection)]
        kept = _set_apart(taken, copy, apart / DATABASE, present) if present else {}
        with taken.engine.connect() as connection:
            manifest = _manifest(connection, at, {**counted(connection), **kept})
    finally:
        taken.close()
    forget_journal(copy)
    manifest.log = logs.copy_file(database, content)
    manifest.write(content)
    return manifest, _keys_manifest(manifest, kept, apart)


def _set_apart(taken: Database, copy: Path, apart: Path, names: list[str]) -> dict[str, int]:
    """Move the keys of persons out of the copy, so that no trace of them stays in it."""
    with taken.engine.connect() as connection:
        raw: Any = connection.connection.driver_connection
        raw.execute("PRAGMA foreign_keys=OFF")
        raw.execute("ATTACH ? AS apart", (str(apart),))
        kept = {}
        for name in names:
            raw.execute(f'CREATE TABLE apart."{name}" AS SELECT * FROM main."{name}"')  # noqa: S608  # a name of ours
            kept[name] = int(raw.execute(f'SELECT count(*) FROM main."{name}"').fetchone()[0])  # noqa: S608
            raw.execute(f'DELETE FROM main."{name}"')  # noqa: S608
        raw.execute("DETACH apart")
        # Deleted rows stay readable in the file until it is written anew.
        raw.execute("VACUUM")
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    forget_journal(apart)
    return kept


def _from_server(database: Database, content: Path, apart: Path, at: datetime) -> tuple[Manifest, bool]:
    """Every table of PostgreSQL as it is at one moment; writers go on meanwhile."""
    with database.engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
        connection.execute(text("SET TRANSACTION READ ONLY"))
        unhurried(connection)
        names = copying.tables(connection)
        manifest = _manifest(connection, at, counted(connection))
        copying.copy_out(connection, [name for name in names if name not in KEY_TABLES], content)
        present = [name for name in names if name in KEY_TABLES]
        copying.copy_out(connection, present, apart)
        manifest.log = logs.copy_rows(connection, content)
        connection.rollback()
    manifest.write(content)
    return manifest, _keys_manifest(manifest, {name: manifest.rows[name] for name in present}, apart)


def _manifest(connection: Connection, at: datetime, rows: dict[str, int]) -> Manifest:
    return Manifest(
        made_at=at.isoformat(),
        engine=connection.dialect.name,
        step=step_of(connection),
        rows=rows,
        trail=trail_of(connection),
    )


def _keys_manifest(of: Manifest, kept: dict[str, int], apart: Path) -> bool:
    if kept:
        Manifest(made_at=of.made_at, engine=of.engine, step=of.step, rows=kept, kind="sleutels").write(apart)
    return bool(kept)
