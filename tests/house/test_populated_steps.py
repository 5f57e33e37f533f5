"""Steps of the database on tables that are full: the way back and forth loses nothing, and the old version goes on beside the new."""

import hashlib
import signal
import subprocess
import sys
import textwrap

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import MetaData, Table, inspect, select, text

from tests.conftest import NOW
from tests.engines import postgresql_url
from tests.house.sources import ROOT
from tests.making import Make
from werkbedrijf import migrations
from werkbedrijf.foundation.db import Database
from werkbedrijf.migrations.engine_role import keep_engine_role

# What a step makes anew each time it goes forth, beside what people wrote.
OF_STEPS = {"alembic_version"}
HOW_FAR_BACK = 3


@pytest.fixture(params=["sqlite", "postgresql"])
def full(request, tmp_path, tmp_path_factory):
    """A database of its own at the newest step, with a bit of everything in it."""
    url = f"sqlite:///{tmp_path / 'vol.db'}" if request.param == "sqlite" else postgresql_url()
    if url is None:
        pytest.skip("PostgreSQL kan hier niet starten")
    database = Database(url)
    migrations.upgrade(database)
    session = database.session(at=NOW)
    made = Make(session)
    made.region()
    made.parameters()
    made.user()
    made.placement()
    made.candidate()
    session.commit()
    session.close()
    yield database
    database.close()


def columns(database):
    """The names of the columns of every table, as the database tells them."""
    looker = inspect(database.engine)
    return {
        name: {column["name"] for column in looker.get_columns(name)}
        for name in looker.get_table_names()
        if name not in OF_STEPS
    }


def digests(database, kept):
    """Per table: how many rows, and what is in these columns."""
    told = {}
    with database.engine.connect() as connection:
        for name, names in kept.items():
            table = Table(name, MetaData(), autoload_with=connection)
            rows = sorted(repr(row) for row in connection.execute(select(*(table.c[one] for one in sorted(names)))))
            told[name] = (len(rows), hashlib.sha256("\n".join(rows).encode()).hexdigest())
    return told


def steps_back(database, number):
    """The step so many before the newest."""
    script = ScriptDirectory.from_config(migrations.config_for(database))
    revisions = [step.revision for step in script.walk_revisions()]
    return revisions[min(number, len(revisions) - 1)]


@pytest.mark.parametrize("number", range(1, HOW_FAR_BACK + 1))
def test_down_and_up_again_keeps_what_both_steps_know(full, number):
    newest = columns(full)
    config = migrations.config_for(full)

    command.downgrade(config, steps_back(full, number))
    older = columns(full)
    both = {name: names & newest[name] for name, names in older.items() if name in newest}
    before = digests(full, both)
    command.upgrade(config, "head")
    keep_engine_role(full)

    assert digests(full, both) == before
    assert columns(full) == newest
    assert before["candidate"][0] >= 2


def test_what_a_step_added_need_not_be_filled_in_by_the_old_version(full):
    """The version before writes beside the new tables: what it does not know has a default or may stay empty."""
    config = migrations.config_for(full)
    newest = inspect(full.engine)
    wanted = {
        (table, column["name"])
        for table in newest.get_table_names()
        for column in newest.get_columns(table)
        if not column["nullable"] and column["default"] is None and not column.get("computed")
    }
    command.downgrade(config, steps_back(full, 1))
    older = columns(full)
    command.upgrade(config, "head")
    keep_engine_role(full)

    asked = {(table, name) for table, name in wanted if table in older and name not in older[table]}
    assert asked == set()


def test_two_that_take_the_steps_at_once_both_end_well():
    """PostgreSQL: several machines start a new version at the same moment. One takes the steps, the other waits and goes on."""
    url = postgresql_url()
    if url is None:
        pytest.skip("PostgreSQL kan hier niet starten")
    script = textwrap.dedent(f"""
        from werkbedrijf import migrations
        from werkbedrijf.foundation.db import Database
        database = Database({url!r})
        migrations.upgrade(database)
        migrations.require_newest(database)
    """)
    both = [
        subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    said = [one.communicate()[1].decode()[-500:] for one in both]
    assert [one.returncode for one in both] == [0, 0], said


def test_a_step_that_was_killed_halfway_is_finished_or_undone(tmp_path):
    """SQLite, killed in the middle of the newest steps: afterwards `migrate` goes on as if nothing happened."""
    url = f"sqlite:///{tmp_path / 'half.db'}"
    database = Database(url)
    migrations.upgrade(database)
    command.downgrade(migrations.config_for(database), steps_back(database, HOW_FAR_BACK))
    database.close()
    script = textwrap.dedent(f"""
        import os, signal
        from sqlalchemy import event
        from werkbedrijf import migrations
        from werkbedrijf.foundation.db import Database
        database = Database({url!r})
        seen = []
        @event.listens_for(database.engine, "after_cursor_execute")
        def _kill(connection, cursor, statement, *rest):
            if statement.lstrip().upper().startswith(("CREATE", "ALTER", "DROP")):
                seen.append(statement)
                if len(seen) == 3:
                    os.kill(os.getpid(), signal.SIGKILL)
        migrations.upgrade(database)
    """)
    killed = subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False, capture_output=True)
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()[-500:]

    again = Database(url)
    migrations.upgrade(again)
    migrations.require_newest(again)
    with again.engine.connect() as connection:
        assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
        assert connection.execute(text("PRAGMA foreign_key_check")).first() is None
    again.close()
