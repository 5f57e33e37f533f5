"""What the database itself can tell: whether the file is whole, every reference leads somewhere, and no constraint is gone."""

from collections.abc import Iterable, Iterator

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import CheckConstraint, Connection, ForeignKeyConstraint, Table, and_, exists, inspect, select, text
from sqlalchemy.engine import Inspector

from werkbedrijf import migrations
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.errors import SetupError
from werkbedrijf.rooms import METADATA

# What is asked of PostgreSQL: constraints and indexes that are there but not in force.
NOT_IN_FORCE = text(
    "SELECT conname FROM pg_constraint WHERE NOT convalidated AND connamespace = current_schema()::regnamespace "
    "UNION ALL SELECT indexrelid::regclass::text FROM pg_index WHERE NOT indisvalid "
    "UNION SELECT coalesce(conname, tgname)::text FROM pg_trigger LEFT JOIN pg_constraint c ON c.oid = tgconstraint "
    "WHERE tgenabled IN ('D', 'R')"
)
TRIGGERS = {
    "sqlite": text("SELECT name FROM sqlite_master WHERE type = 'trigger'"),
    "postgresql": text("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"),
}
# Of one reference that leads nowhere, this many rows are enough to find the rest.
MOST_ROWS = 20


def step_problems(database: Database) -> Iterator[str]:
    """Whether the database is at the step of this program."""
    try:
        migrations.require_newest(database)
    except SetupError as problem:
        yield problem.sentence


def file_problems(connection: Connection) -> Iterator[str]:
    """Whether SQLite can read every page and finds every row in its indexes. PostgreSQL is asked by its own tools."""
    if connection.dialect.name == "sqlite":
        yield from (line for (line,) in connection.exec_driver_sql("PRAGMA integrity_check(50)") if line != "ok")


def reference_problems(connection: Connection) -> Iterator[str]:
    """Rows that point at a row that is not there; on PostgreSQL constraints that are not in force."""
    if connection.dialect.name == "sqlite":
        for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
            yield f"{table}, rij {row}, wijst naar {parent}, maar die rij is er niet"
    else:
        yield from (f"{name} is niet van kracht" for (name,) in connection.execute(NOT_IN_FORCE))
        # Rules that were switched off for a while, as pg_restore can, leave behind what they would have kept out.
        there = set(inspect(connection).get_table_names())
        for table in METADATA.sorted_tables:
            for reference in sorted(table.foreign_key_constraints, key=lambda one: str(one.name)):
                if {table.name, reference.referred_table.name} <= there:
                    yield from _to_nowhere(connection, table, reference)


def _to_nowhere(connection: Connection, table: Table, reference: ForeignKeyConstraint) -> Iterator[str]:
    parent = reference.referred_table.alias("parent")
    pairs = [(table.c[one.parent.name], parent.c[one.column.name]) for one in reference.elements]
    lost = (
        select(*table.primary_key.columns)
        .where(
            *(here.is_not(None) for here, _ in pairs), ~exists().where(and_(*(here == there for here, there in pairs)))
        )
        .limit(MOST_ROWS)
    )
    for row in connection.execute(lost):
        named = "-".join(map(str, row))
        yield f"{table.name}, rij {named}, wijst naar {reference.referred_table.name}, maar die rij is er niet"


def constraint_problems(connection: Connection) -> Iterator[str]:
    """Constraints, tables and columns that this program relies on and the database does not have."""
    looker = inspect(connection)
    tables = set(looker.get_table_names())
    for table in METADATA.sorted_tables:
        if table.name not in tables:
            yield f"tabel {table.name} ontbreekt"
        else:
            yield from (f"{table.name}: regel {name} ontbreekt" for name in _lost(looker, table))
    present = set(connection.scalars(TRIGGERS[connection.dialect.name]))
    yield from (f"bewaking {name} ontbreekt" for name in sorted(migrations.triggers() - present))
    context = MigrationContext.configure(connection)
    yield from (_told(one) for one in _flat(compare_metadata(context, METADATA)) if one[0] in _MISSING)


_MISSING = {"add_column": "kolom", "add_index": "index", "add_constraint": "regel", "add_fk": "verwijzing"}


def _told(difference: tuple[object, ...]) -> str:
    what = difference[-1]
    return f"{_MISSING[str(difference[0])]} {getattr(what, 'name', what)} ontbreekt"


def _flat(differences: Iterable[object]) -> Iterator[tuple[object, ...]]:
    for one in differences:
        if isinstance(one, tuple):
            yield one
        elif isinstance(one, list):
            yield from _flat(one)


def _lost(looker: Inspector, table: Table) -> list[str]:
    wanted = {str(one.name) for one in table.constraints if isinstance(one, CheckConstraint) and one.name is not None}
    there = {str(one["name"]) for one in looker.get_check_constraints(table.name)}
    return sorted(wanted - there)
