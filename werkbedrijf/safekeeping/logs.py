"""The processing log in a backup: it is kept apart from the main tables, and is taken along and put back apart as well.

It is copied after the main tables, so that every act in the backup has its lines; lines of a moment later may stand in it too.
"""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, func, select, text

from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.log_store import IN_SCHEMA
from werkbedrijf.foundation.processing import SCHEMA, processing_log
from werkbedrijf.logbook.volumes import first_of_month, make_month, moment_of
from werkbedrijf.safekeeping import copying
from werkbedrijf.safekeeping.errors import BackupRefused
from werkbedrijf.safekeeping.journals import forget_journal

FILE: Final = "verwerkingen.sqlite3"
COPY: Final = "verwerkingen.copy"


def copy_file(database: Database, content: Path) -> dict[str, int]:
    """Copy the file of an embedded log as it is at one moment; what it says of itself, or nothing when there is no log yet."""
    kept = database.logs.file
    if kept is None or not kept.exists():
        return {}
    with database.logs.reading() as connection:
        raw: Any = connection.connection.driver_connection
        raw.execute("VACUUM INTO ?", (str(content / FILE),))
    taken = Database(f"sqlite:///{content / FILE}", keys=database.keys)
    try:
        with taken.engine.connect() as connection:
            told = _told(connection, processing_log)
    finally:
        taken.close()
    forget_journal(content / FILE)
    return told


def copy_rows(connection: Connection, content: Path) -> dict[str, int]:
    """Copy the log of PostgreSQL, in the transaction that copies the rest."""
    if not connection.scalar(text("SELECT to_regclass(:name) IS NOT NULL"), {"name": f"{SCHEMA}.processing_log"}):
        return {}
    columns = _columns()
    # A table in partitions cannot be copied by its name.
    question = f"COPY (SELECT {columns} FROM {SCHEMA}.processing_log ORDER BY id) TO STDOUT"  # noqa: S608  # names of ours
    copying.write(connection, question, content / COPY)
    return _told(connection, IN_SCHEMA)


def put_back_file(database: Database, told: dict[str, int], content: Path, *, at: datetime) -> Path | None:
    """Put the copied log in the place of an embedded one. A log with lines that stands there is set aside; returns where."""
    target = database.logs.file
    if target is None or not (content / FILE).exists():
        return None
    _prove_file(database, told, content / FILE)
    aside = _set_aside(database, target, at)
    (content / FILE).chmod(0o600)
    (content / FILE).replace(target)
    return aside


def put_back_rows(connection: Connection, told: dict[str, int], content: Path) -> None:
    """Put the copied log back on PostgreSQL, its months first. Raises BackupRefused when a line is missing."""
    if not (content / COPY).exists():
        return
    for month in _months(told):
        make_month(connection, month)
    copying.read(connection, f"COPY {SCHEMA}.processing_log ({_columns()}) FROM STDIN", content / COPY)
    connection.execute(
        text(
            f"SELECT setval('{SCHEMA}.processing_log_id_seq', coalesce(max(id), 0) + 1, false) FROM {SCHEMA}.processing_log"  # noqa: S608
        )
    )
    _prove(_told(connection, IN_SCHEMA), told)


def _columns() -> str:
    return ", ".join(column.name for column in processing_log.columns)


def _told(connection: Connection, table: Any) -> dict[str, int]:
    asked = select(func.count(), func.min(table.c.start_time), func.max(table.c.start_time), func.max(table.c.id))
    lines, first, last, number = connection.execute(asked.select_from(table)).one()
    return {"lines": lines, "first": first or 0, "last": last or 0, "number": number or 0}


def _months(told: dict[str, int]) -> Iterator[date]:
    if not told.get("lines"):
        return
    month, end = (first_of_month(day_of(moment_of(told[name]))) for name in ("first", "last"))
    while month <= end:
        yield month
        month = first_of_month(month, 1)


def _prove_file(database: Database, told: dict[str, int], copy: Path) -> None:
    ready = Database(f"sqlite:///{copy}", keys=database.keys)
    try:
        with ready.engine.connect() as connection:
            if connection.exec_driver_sql("PRAGMA integrity_check").scalar() != "ok":
                raise BackupRefused(
                    "Het logboek van verwerkingen in deze back-up is niet heel. Gebruik een andere back-up."
                )
            _prove(_told(connection, processing_log), told)
    finally:
        ready.close()
    forget_journal(copy)


def _prove(found: dict[str, int], told: dict[str, int]) -> None:
    if found != told:
        raise BackupRefused(
            f"In het logboek van verwerkingen horen {told.get('lines', 0)} regels te staan; het zijn er {found['lines']}, of "
            "het zijn andere. Gebruik een andere back-up."
        )


def _set_aside(database: Database, target: Path, at: datetime) -> Path | None:
    """A log that was still there is never written over: it may be newer than the backup."""
    if not target.exists():
        return None
    with database.logs.keeping() as connection:
        lines = _told(connection, processing_log)["lines"]
    with database.logs.reading() as connection:
        raw: Any = connection.connection.driver_connection
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    forget_journal(target)
    if not lines:
        target.unlink()
        return None
    aside = target.with_name(f"{target.stem}-opzij-{at:%Y%m%dT%H%M%SZ}{target.suffix}")
    target.replace(aside)
    return aside
