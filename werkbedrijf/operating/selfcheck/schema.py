"""Whether every rule that the database itself must hold is in it: checks, keys, unique indexes and triggers."""

import re

from sqlalchemy import Connection, text

from werkbedrijf import migrations
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.errors import SetupError
from werkbedrijf.operating.selfcheck import conditions
from werkbedrijf.operating.selfcheck.conditions import POSTGRESQL_NAME
from werkbedrijf.operating.selfcheck.findings import Finding, unsafe
from werkbedrijf.rooms import METADATA

NAMED = re.compile(r'CONSTRAINT\s+"?(\w+)"?\s+(?:CHECK|UNIQUE|FOREIGN|PRIMARY)', re.IGNORECASE)
UNIQUE = re.compile(r"CREATE\s+UNIQUE\s", re.IGNORECASE)
MOST_NAMED = 5


def schema_findings(database: Database) -> list[Finding]:
    """One finding when rules are missing; a database of another version is told of elsewhere."""
    try:
        migrations.require_newest(database)
    except SetupError:
        return []
    missing = _missing(database)
    with database.engine.connect() as connection:
        changed = conditions.changed(connection) - missing
    return [*_told(missing, "regel_ontbreekt", "ontbreekt"), *_told(changed, "regel_veranderd", "is veranderd")]


def _told(names: set[str], code: str, what: str) -> list[Finding]:
    if not names:
        return []
    ordered = sorted(names)
    more = len(ordered) - MOST_NAMED
    named = ", ".join(ordered[:MOST_NAMED]) + (f" en nog {more}" if more > 0 else "")
    return [
        unsafe(
            code,
            f"In de database {what}: {named}.",
            "Zonder die regels kan een plek dubbel worden bezet, of het logboek worden gewijzigd.",
            "Zet een back-up terug, of laat de beheerder van de database deze regels terugzetten.",
        )
    ]


def _missing(database: Database) -> set[str]:
    with database.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            return wanted() - rules_of_sqlite(database)
        return {name[:POSTGRESQL_NAME] for name in wanted()} - _rules_of_postgresql(connection)


def wanted() -> set[str]:
    """The rules by name, of the models and the steps: quicker than a new database to compare with, at every start.

    A test holds them beside a new database.
    """
    tables = METADATA.tables.values()
    rules = {str(rule.name) for table in tables for rule in table.constraints if rule.name}
    indexes = {str(index.name) for table in tables for index in table.indexes if index.name}
    return rules | indexes | migrations.triggers()


def unique_indexes() -> set[str]:
    """Those of the indexes that keep something from being there twice."""
    return {str(index.name) for table in METADATA.tables.values() for index in table.indexes if index.unique}


def rules_of_sqlite(database: Database) -> set[str]:
    """The rules by name that a database on SQLite has. An index that lets twice in what may be there once is none."""
    rules: set[str] = set()
    unique = unique_indexes()
    with database.engine.connect() as connection:
        for kind, name, sql in connection.exec_driver_sql("SELECT type, name, sql FROM sqlite_master"):
            if kind in {"index", "trigger"} and sql:
                rules |= {name} if name not in unique or UNIQUE.match(sql) else set()
            elif kind == "table":
                rules |= set(NAMED.findall(sql or ""))
    return rules


def _rules_of_postgresql(connection: Connection) -> set[str]:
    # What is there but not in force keeps nothing out: not looked at when it came, half made, or switched off.
    question = """
        SELECT conname FROM pg_constraint WHERE connamespace = current_schema()::regnamespace AND convalidated
            AND NOT EXISTS (SELECT FROM pg_trigger WHERE tgconstraint = pg_constraint.oid AND tgenabled IN ('D', 'R'))
        UNION SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled NOT IN ('D', 'R')
    """
    indexes = """
        SELECT relname, indisunique FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
        WHERE relnamespace = current_schema()::regnamespace AND indisvalid
    """
    unique = {name[:POSTGRESQL_NAME] for name in unique_indexes()}
    there = {name for name, is_unique in connection.execute(text(indexes)) if is_unique or name not in unique}
    return there | set(connection.scalars(text(question)))
