"""Rows of PostgreSQL as files, and back: COPY in the text format, one file per table, all of one moment."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, text

from werkbedrijf.rooms import METADATA

ENDING = ".copy"
BLOCK = 1 << 20


def tables(connection: Connection) -> list[str]:
    """Every table of ours, those that are pointed at first; one that the models do not know comes last."""
    there = set(connection.scalars(text("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"))) - {
        "alembic_version"
    }
    ordered = [table.name for table in METADATA.sorted_tables if table.name in there]
    return [*ordered, *sorted(there - set(ordered))]


def copy_out(connection: Connection, names: list[str], folder: Path) -> None:
    """Write each of these tables to a file of its own."""
    for name in names:
        write(connection, f"COPY {_columns(connection, name)} TO STDOUT", _file(folder, name))


def copy_in(connection: Connection, names: list[str], folder: Path) -> None:
    """Read each table that has a file, in this order, and let the numbering go on after the highest."""
    for name in names:
        source = _file(folder, name)
        if not source.exists():
            continue
        read(connection, f"COPY {_columns(connection, name)} FROM STDIN", source)
        _number_on(connection, name)


def write(connection: Connection, statement: str, path: Path) -> None:
    """What a COPY gives, to a file."""
    with _cursor(connection).copy(statement) as copy, path.open("wb") as file:
        for block in copy:
            file.write(block)


def read(connection: Connection, statement: str, path: Path) -> None:
    """A file, to a COPY that takes it."""
    with path.open("rb") as file, _cursor(connection).copy(statement) as copy:
        while block := file.read(BLOCK):
            copy.write(block)


def _file(folder: Path, name: str) -> Path:
    return folder / f"{name}{ENDING}"


def _cursor(connection: Connection) -> Any:
    raw: Any = connection.connection.driver_connection
    return raw.cursor()


def _columns(connection: Connection, name: str) -> str:
    return f"{_quoted(connection, name)} ({', '.join(_quoted(connection, column) for column in _stored(connection, name))})"


def _stored(connection: Connection, name: str) -> Iterator[str]:
    """The columns that hold something themselves, by name: the order of making may differ between databases."""
    question = """
        SELECT column_name FROM information_schema.columns
        WHERE table_schema = current_schema() AND table_name = :name AND is_generated = 'NEVER' ORDER BY column_name
    """
    yield from connection.scalars(text(question), {"name": name}).all()


def _number_on(connection: Connection, name: str) -> None:
    quoted = _quoted(connection, name)
    for column in _stored(connection, name):
        sequence = connection.scalar(
            text("SELECT pg_get_serial_sequence(:table, :column)"), {"table": quoted, "column": column}
        )
        if sequence:
            highest = (
                f"SELECT setval('{sequence}', coalesce(max({_quoted(connection, column)}), 0) + 1, false) FROM {quoted}"  # noqa: S608
            )
            connection.execute(text(highest))


def _quoted(connection: Connection, name: str) -> str:
    return connection.dialect.identifier_preparer.quote_identifier(name)
