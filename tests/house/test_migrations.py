"""The database's history: one line, no drift, and a way back on both engines."""

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from tests.engines import postgresql_url
from werkbedrijf import migrations
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.errors import SetupError
from werkbedrijf.rooms import METADATA


@pytest.fixture(params=["sqlite", "postgresql"])
def fresh(request, tmp_path, tmp_path_factory):
    url = f"sqlite:///{tmp_path / 'fresh.db'}" if request.param == "sqlite" else postgresql_url()
    if url is None:
        pytest.skip("PostgreSQL kan hier niet starten")
    database = Database(url)
    yield database
    database.close()


def checks_of(database):
    looker = inspect(database.engine)
    return {check["name"] for table in looker.get_table_names() for check in looker.get_check_constraints(table)}


def test_up_down_and_up_again(fresh):
    migrations.upgrade(fresh)
    tables = set(inspect(fresh.engine).get_table_names())

    command.downgrade(migrations.config_for(fresh), "base")
    left = set(inspect(fresh.engine).get_table_names()) - {"alembic_version"}
    migrations.upgrade(fresh)

    assert left == set()
    assert set(inspect(fresh.engine).get_table_names()) == tables


def test_the_history_and_the_models_tell_the_same(fresh):
    migrations.upgrade(fresh)

    with fresh.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []


def test_every_named_check_of_the_models_is_in_the_database(fresh):
    migrations.upgrade(fresh)

    wanted = {
        constraint.name
        for table in METADATA.tables.values()
        for constraint in table.constraints
        if constraint.name and str(constraint.name).startswith("ck_")
    }
    assert wanted - checks_of(fresh) == set()


def test_there_is_one_newest_step():
    database = Database("sqlite://")

    assert len(ScriptDirectory.from_config(migrations.config_for(database)).get_heads()) == 1


def test_a_database_of_a_newer_version_is_refused_with_a_sentence(fresh):
    migrations.upgrade(fresh)
    with fresh.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(SetupError, match="nieuwere versie"):
        migrations.upgrade(fresh)
