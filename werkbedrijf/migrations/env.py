"""How Alembic reaches the tables: with the engine the program already has."""

from typing import Any

from alembic import context

from werkbedrijf.foundation.errors import ProgrammingError
from werkbedrijf.rooms import METADATA

# A lock of our own in the database, for taking steps.
ONE_AT_A_TIME = 7_119_071


def ours(_object: Any, name: str | None, kind: str, _reflected: bool, _compared: Any) -> bool:  # Alembic's shape
    """Whether a thing in the database belongs to us."""
    return not (kind == "table" and name == "apscheduler_jobs")


def run() -> None:
    """Run the steps in one transaction, with the write lock from the start.

    SQLite changes a table by making it anew: its references are not watched meanwhile, and looked at as a whole before the
    commit.
    """
    engine = context.config.attributes["engine"]
    sqlite = engine.dialect.name == "sqlite"
    with engine.connect() as connection:
        # Not through SQLAlchemy: inside a transaction SQLite would ignore it.
        raw = connection.connection.driver_connection
        if sqlite:
            raw.execute("PRAGMA foreign_keys=OFF")
        try:
            writing = connection.execution_options(writing=True)
            context.configure(
                connection=writing,
                target_metadata=METADATA,
                render_as_batch=sqlite,
                include_object=ours,
                compare_type=True,
                transaction_per_migration=False,
            )
            with context.begin_transaction():
                if not sqlite:
                    # A step over everything takes its time; a lock that somebody holds is still not waited for, but for
                    # whoever takes the same steps at this moment: what that one did need not be done again.
                    writing.exec_driver_sql("SET LOCAL statement_timeout = 0")
                    raw.patience = None
                    writing.exec_driver_sql("SET LOCAL lock_timeout = 0")
                    writing.exec_driver_sql(f"SELECT pg_advisory_xact_lock({ONE_AT_A_TIME})")
                    writing.exec_driver_sql("SET LOCAL lock_timeout = '3s'")
                context.run_migrations()
                if sqlite and (astray := writing.exec_driver_sql("PRAGMA foreign_key_check").first()):
                    raise ProgrammingError(f"a step left a reference to nothing in {astray[0]}")
            if writing.in_transaction():
                writing.commit()
        finally:
            if sqlite:
                if connection.in_transaction():
                    connection.rollback()
                raw.execute("PRAGMA foreign_keys=ON")


run()
