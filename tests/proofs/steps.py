"""Every step of the database back and forth on a full one, killed halfway too: ``python -m tests.proofs.steps --engine postgresql``.

From the newest step to the oldest that can be gone back to, one by one. Each is first killed in the middle, which must leave
nothing of it, and then done. What both steps know must be the same afterwards, row by row; at the end the newest step again.
"""

import argparse
import hashlib
import json
import os
import random
import signal
import tempfile
import time
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import event, inspect

from tests.engines import postgresql_url
from tests.proofs.service import seeded
from werkbedrijf import migrations
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.keys.ring import ring_at
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.migrations.engine_role import keep_engine_role
from werkbedrijf.rooms import METADATA

OLDEST = "0016"
"""Before it there was no role for some of the people who sign in: the database refuses to go further back."""
CHANGES = ("CREATE", "ALTER", "DROP", "UPDATE", "INSERT", "DELETE")


def columns(database):
    """The columns of every table with their kinds."""
    looker = inspect(database.engine)
    return {
        name: {column["name"]: str(column["type"]) for column in looker.get_columns(name)}
        for name in looker.get_table_names()
        if name != "alembic_version"
    }


def digests(database, shape):
    """Per column what stands in it, row by row."""
    quoted, told = database.engine.dialect.identifier_preparer.quote, {}
    with database.engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SET statement_timeout = 0")
            connection.connection.driver_connection.patience = None
        for table, names in shape.items():
            listed = ", ".join(quoted(name) for name in names)
            order = "id" if "id" in names else listed
            sums = {name: hashlib.sha256() for name in names}
            for row in connection.exec_driver_sql(f"SELECT {listed} FROM {quoted(table)} ORDER BY {order}"):
                for name, value in zip(names, row, strict=True):
                    sums[name].update(repr(value).encode())
            told |= {(table, name): one.hexdigest() for name, one in sums.items()}
    return told


def killed(database, go):
    """Do this in a process that is killed after some statements that change something, at the latest when it wants to commit."""
    child = os.fork()
    if child:
        return os.WIFSIGNALED(os.waitpid(child, 0)[1])
    try:
        database.engine.dispose(close=False)
        left = [random.randint(1, 6)]

        @event.listens_for(database.engine, "after_cursor_execute")
        def _count(_connection, _cursor, statement, *_rest):
            left[0] -= statement.lstrip().upper().startswith(CHANGES)
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)

        event.listen(database.engine, "commit", lambda _connection: os.kill(os.getpid(), signal.SIGKILL))
        go(database)
    finally:
        os._exit(0)


def prove(database):
    """Down with kills, and up with kills."""
    config, kills, left_behind, told_apart = migrations.config_for(database), 0, [], []
    steps = [step.revision for step in ScriptDirectory.from_config(config).walk_revisions()]
    steps = steps[: steps.index(OLDEST) + 1]
    newest, times = columns(database), {}
    shape, before = newest, digests(database, newest)
    for way, towards in (("down", steps[1:]), ("up", list(reversed(steps[:-1])))):
        go = command.downgrade if way == "down" else command.upgrade
        for step in towards:
            name, was = f"{way} to {step}", migrations.current(database)
            kills += killed(database, lambda one, go=go, step=step: go(migrations.config_for(one), step))
            if migrations.current(database) == was and columns(database) != shape:
                left_behind.append(name)
            began = time.monotonic()
            go(config, step)
            times[name] = round(time.monotonic() - began, 2)
            shape = columns(database)
            after = digests(database, shape)
            changed = sorted(
                f"{table}.{column}" for (table, column), one in after.items() if before.get((table, column), one) != one
            )
            told_apart += [f"{name}: {', '.join(changed)}"] if changed else []
            before = after
    keep_engine_role(database)
    with database.engine.connect() as connection:
        drift = compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), METADATA)
    slowest = sorted(((seconds, name) for name, seconds in times.items()), reverse=True)[:3]
    return {
        "steps": len(times),
        "killed": kills,
        "left_behind": left_behind,
        "changed": told_apart,
        "slowest": slowest,
        "the_same_columns": columns(database) == newest,
        "drift": [str(one) for one in drift],
    }


def main():
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--engine", choices=["sqlite", "postgresql"], default="sqlite")
    wanted.add_argument("--people", type=int, default=0)
    wanted.add_argument(
        "--folder", type=Path, help="the folder of a full one that is there, with --url when it is on PostgreSQL"
    )
    wanted.add_argument("--url", default="")
    chosen = wanted.parse_args()
    if chosen.engine == "postgresql" and not chosen.url:
        chosen.url = postgresql_url()
    with tempfile.TemporaryDirectory() as place:
        folder = chosen.folder or Path(place) / "map"
        if not chosen.folder:
            settings = {"WERKBEDRIJF_DATABASE_URL": chosen.url} if chosen.url else {}
            seeded(folder, people=chosen.people, places=chosen.people // 10, **settings)
        settings = Settings(data_dir=folder)
        database = Database(chosen.url or settings.database, keys=ring_at(settings.keys_folder))
        print(json.dumps(prove(database), indent=1))
        database.close()


if __name__ == "__main__":
    main()
