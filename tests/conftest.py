"""What every test may ask for. The fixtures decide the kind: none is pure, ``session`` is database, ``client`` is web."""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.orm import Session

from tests.engines import postgresql_url
from tests.making import Make
from tests.quicker import make_apps_quicker
from tests.reading import ReadingClient
from werkbedrijf import migrations
from werkbedrijf.app import create_app
from werkbedrijf.foundation.db import Base, Database
from werkbedrijf.foundation.keys.ring import point_at
from werkbedrijf.foundation.settings import Settings

make_apps_quicker()

# One key ring for the whole run, outside every data folder.
os.environ["WERKBEDRIJF_KEYS"] = tempfile.mkdtemp(prefix="werkbedrijf-sleutels-")
atexit.register(shutil.rmtree, os.environ["WERKBEDRIJF_KEYS"], ignore_errors=True)

KEYS = Path(os.environ["WERKBEDRIJF_KEYS"])

MONDAY = date(2026, 11, 23)
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _the_keys_of_this_run() -> None:
    """Where a test before pointed this process, its keys stay; a database that is opened now would be locked with those."""
    point_at(KEYS)


@pytest.fixture(scope="session")
def sqlite_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database at the newest step, to copy from."""
    path = tmp_path_factory.mktemp("databases") / "empty.db"
    if ready := os.environ.get("WERKBEDRIJF_TEST_SQLITE"):
        return Path(shutil.copy(ready, path))
    database = Database(f"sqlite:///{path}")
    migrations.upgrade(database)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return path


@pytest.fixture(scope="session")
def engines(tmp_path_factory: pytest.TempPathFactory, sqlite_file: Path) -> Iterator[dict[str, Database]]:
    """One database of each kind for the whole run; tests roll back what they did."""
    made = {"sqlite": Database(f"sqlite:///{shutil.copy(sqlite_file, sqlite_file.with_name('shared.db'))}")}
    url = postgresql_url()
    if url:
        made["postgresql"] = Database(url)
        migrations.upgrade(made["postgresql"])
    yield made
    for database in made.values():
        database.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def session(request: pytest.FixtureRequest, engines: dict[str, Database]) -> Iterator[Session]:
    """A session on each kind of database: one outer transaction, savepoints inside, rolled back."""
    if request.param not in engines:
        pytest.skip("PostgreSQL kan hier niet starten")
    with engines[request.param].engine.connect().execution_options(writing=True) as connection:
        outer = connection.begin()
        session = Session(bind=connection, join_transaction_mode="create_savepoint", expire_on_commit=False)
        session.info["at"] = NOW
        yield session
        session.close()
        outer.rollback()


@pytest.fixture
def postgresql(engines: dict[str, Database]) -> Iterator[Database]:
    """The real PostgreSQL, for tests that commit; emptied afterwards."""
    if "postgresql" not in engines:
        pytest.skip("PostgreSQL kan hier niet starten")
    database = engines["postgresql"]
    yield database
    tables = ", ".join(f'"{table.name}"' for table in Base.metadata.sorted_tables)
    with database.engine.begin() as connection:
        connection.execute(text(f"TRUNCATE {tables} RESTART IDENTITY CASCADE"))


@pytest.fixture
def make(session: Session) -> Make:
    """Things to test with, one method per noun."""
    return Make(session)


@pytest.fixture
def database(sqlite_file: Path, tmp_path: Path) -> Iterator[Database]:
    """A database of its own, for tests that commit."""
    database = Database(f"sqlite:///{shutil.copy(sqlite_file, tmp_path / 'own.db')}")
    yield database
    database.close()


@pytest.fixture
def app(database: Database, tmp_path: Path) -> Flask:
    """The whole service on a database of its own."""
    settings = Settings(data_dir=tmp_path, secret_key="only for tests", password_cost="test")
    return create_app(settings.prepare(), database, testing=True)


@pytest.fixture
def stored(database: Database) -> Iterator[Make]:
    """As ``make``, on the database of ``client``; saved at the first request, or with ``stored.save()``."""
    session = database.session(at=NOW)
    yield Make(session)
    session.rollback()
    session.close()


@pytest.fixture
def client(app: Flask, stored: Make) -> ReadingClient:
    """A browser without scripts that reads every page it gets."""
    return ReadingClient(app, stored)


@pytest.fixture(scope="session")
def browser():
    """One Chromium for all tests of this process; without one those tests are skipped visibly."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright staat hier niet")
    pytest.importorskip("axe_playwright_python", reason="axe staat hier niet")
    chromium = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if not chromium:
        pytest.skip("Chromium staat hier niet")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()
