"""The database's own history. Each step says why, and why it is safe while the old version still runs."""

import re
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy.exc import DatabaseError

from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.errors import SetupError
from werkbedrijf.migrations.engine_role import keep_engine_role, require_engine_role

LOCKED_SINCE = "0022"
"""Before this step names and notes stood in the database as they are read."""
ALL_LOCKED_SINCE = next(Path(__file__).parent.glob("versions/*_locked_names.py")).name[:4]
"""Before this step some of what is typed about people did so too."""

_TRIGGER = re.compile(r"CREATE\s+(?:OR\s+REPLACE\s+)?(?:CONSTRAINT\s+)?TRIGGER\s+(\w+)", re.IGNORECASE)

NEWER = (
    "Deze database is gemaakt door een nieuwere versie van Werkbedrijf. Start de nieuwere versie, "
    "of kies een andere map met --data-dir."
)


def config_for(database: Database) -> Config:
    """Alembic's settings for this database; no file is needed."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["engine"] = database.engine
    return config


def upgrade(database: Database) -> tuple[str | None, str]:
    """Bring the database to the newest step; returns the step before and after.

    Raises SetupError when the database is newer than this program, or is no database of ours.
    """
    before = current(database)
    config = config_for(database)
    steps = ScriptDirectory.from_config(config)
    newest = steps.get_current_head()
    assert newest is not None  # noqa: S101  # a test keeps it at one head
    known = {step.revision for step in steps.walk_revisions()}
    if before is not None and before not in known:
        raise SetupError(NEWER)
    if before != newest:
        command.upgrade(config, "head")
        _leave_nothing_behind(database, was_plain=before is not None and before < ALL_LOCKED_SINCE)
    keep_engine_role(database)
    return before, newest


def _leave_nothing_behind(database: Database, *, was_plain: bool) -> None:
    """What a step took out of a table is not left in the journal beside the database, nor in pages nobody uses."""
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if connection.dialect.name == "sqlite":
            connection.connection.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[union-attr]
        elif was_plain:
            connection.exec_driver_sql("SET statement_timeout = 0")
            connection.connection.driver_connection.patience = None  # type: ignore[union-attr]  # one of ours
            connection.exec_driver_sql(
                "VACUUM FULL candidate, profile, proposal, allocation_choice, import_batch, correction, retention_hold, "
                "objection, emergency_access"
            )


def current(database: Database) -> str | None:
    """The step the database is at, or None for an empty one."""
    try:
        with database.engine.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision()
    except DatabaseError as problem:
        raise SetupError(
            f"De database kan niet worden geopend ({problem.orig}). Controleer de map of het adres van de database."
        ) from problem
    except CommandError as problem:
        raise SetupError(
            "In de tabel alembic_version staat meer dan één stap, dus is niet te zien welke versie deze database heeft. "
            "Zet een back-up terug, of laat de beheerder van de database er de goede stap laten staan."
        ) from problem


def require_newest(database: Database) -> None:
    """Refuse to go on with a database of another version than this program.

    Raises SetupError: an older one has to be brought up to date first, a newer one needs the newer program.
    """
    now = current(database)
    steps = ScriptDirectory.from_config(config_for(database))
    if now is not None and now not in {step.revision for step in steps.walk_revisions()}:
        raise SetupError(NEWER)
    if now != steps.get_current_head():
        raise SetupError("De database is nog niet bijgewerkt voor deze versie. Draai eerst: werkbedrijf migrate")
    require_engine_role(database)


def triggers() -> set[str]:
    """The names of the triggers that the steps make. The models do not know them."""
    folder = Path(__file__).parent / "versions"
    return {name for step in folder.glob("*.py") for name in _TRIGGER.findall(step.read_text(encoding="utf-8"))}
