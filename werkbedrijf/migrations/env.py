"""How Alembic reaches the tables: with the engine the program already has."""

from typing import Any

from alembic import context

from werkbedrijf.rooms import METADATA


def ours(_object: Any, name: str | None, kind: str, _reflected: bool, _compared: Any) -> bool:  # Alembic's shape
    """Whether a thing in the database belongs to us."""
    return not (kind == "table" and name == "apscheduler_jobs")


def run() -> None:
    """Run the steps in one transaction, with the write lock from the start."""
    engine = context.config.attributes["engine"]
    with engine.connect() as connection:
        writing = connection.execution_options(writing=True)
        context.configure(
            connection=writing,
            target_metadata=METADATA,
            render_as_batch=engine.dialect.name == "sqlite",
            include_object=ours,
            compare_type=True,
            transaction_per_migration=False,
        )
        with context.begin_transaction():
            context.run_migrations()
        if writing.in_transaction():
            writing.commit()


run()
