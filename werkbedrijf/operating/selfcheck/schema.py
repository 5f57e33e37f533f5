"""Whether every rule that the database itself must hold is really in it: checks, keys, unique indexes and triggers."""

import re
from pathlib import Path

from sqlalchemy import Connection, text

from werkbedrijf import migrations
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.errors import SetupError
from werkbedrijf.operating.selfcheck.findings import Finding, unsafe
from werkbedrijf.rooms import METADATA

NAMED = re.compile(r'CONSTRAINT\s+"?(\w+)"?\s+(?:CHECK|UNIQUE|FOREIGN|PRIMARY)', re.IGNORECASE)
TRIGGER = re.compile(r"CREATE\s+(?:OR\s+REPLACE\s+)?(?:CONSTRAINT\s+)?TRIGGER\s+(\w+)", re.IGNORECASE)
MOST_NAMED = 5
POSTGRESQL_NAME = 63


def schema_findings(database: Database) -> list[Finding]:
    """One finding when rules are missing; a database of another version is told of elsewhere."""
    try:
        migrations.require_newest(database)
    except SetupError:
        return []
    missing = sorted(_missing(database))
    if not missing:
        return []
    named = ", ".join(missing[:MOST_NAMED]) + (f" en nog {len(missing) - MOST_NAMED}" if missing[MOST_NAMED:] else "")
    return [
        unsafe(
            "regel_ontbreekt",
            f"In de database ontbreekt: {named}.",
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
    return rules | indexes | _triggers_of_the_steps()


def rules_of_sqlite(database: Database) -> set[str]:
    """The rules by name that a database on SQLite has."""
    rules: set[str] = set()
    with database.engine.connect() as connection:
        for kind, name, sql in connection.exec_driver_sql("SELECT type, name, sql FROM sqlite_master"):
            if kind in {"index", "trigger"} and sql:
                rules.add(name)
            elif kind == "table":
                rules |= set(NAMED.findall(sql or ""))
    return rules


def _triggers_of_the_steps() -> set[str]:
    folder = Path(migrations.__file__).parent / "versions"
    return {name for step in folder.glob("*.py") for name in TRIGGER.findall(step.read_text(encoding="utf-8"))}


def _rules_of_postgresql(connection: Connection) -> set[str]:
    question = """
        SELECT conname FROM pg_constraint WHERE connamespace = current_schema()::regnamespace
        UNION SELECT indexname FROM pg_indexes WHERE schemaname = current_schema()
        UNION SELECT tgname FROM pg_trigger WHERE NOT tgisinternal
    """
    return set(connection.scalars(text(question)))
