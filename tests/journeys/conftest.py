"""A small region of its own, served for real, and a browser to walk through it."""

import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.journeys.visiting import Visitor
from werkbedrijf import migrations, serving
from werkbedrijf.demo.building import build
from werkbedrijf.demo.plans import Plan
from werkbedrijf.foundation import clock
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.founding import found
from werkbedrijf.serving import Service

REGION = Plan("klein", "AM05", "Enschede", participatiewet=60, wajong=36, wsw=20, places=32, seed=5)
STARTING = 20


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small region, made once through the real acts, to copy from."""
    settings = Settings(
        data_dir=tmp_path_factory.mktemp("regio"), secret_key="only for tests", password_cost="test"
    ).prepare()
    database = Database(settings.database)
    migrations.upgrade(database)
    found(database, at=clock.now())
    with database.transaction(at=clock.now()) as session:
        build(session, REGION, settings, today=clock.today(), told=lambda _done, _total: None)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return settings.data_dir / "werkbedrijf.db"


@pytest.fixture(scope="module")
def service(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """The service itself on a free port, with a region that belongs to this file. Its timetable is run by the tests."""
    settings = Settings(
        data_dir=tmp_path_factory.mktemp("dienst"), secret_key="only for tests", password_cost="test"
    ).prepare()
    shutil.copy(filled, settings.data_dir / "werkbedrijf.db")
    # Compiling beside the walks would only make them wait; until it is warm the service answers in NumPy.
    with pytest.MonkeyPatch.context() as cold:
        cold.setattr(serving, "warm_up", lambda _database: None)
        yield from _running(Service(settings, port=0, timetable=False))


def _running(service: Service) -> Iterator[Service]:
    thread = threading.Thread(target=service.run)
    thread.start()
    assert service.started.wait(STARTING)
    yield service
    service.stop()
    thread.join(STARTING)
    assert not thread.is_alive()


@pytest.fixture
def come(browser, service: Service) -> Iterator[Callable[..., Visitor]]:
    """Someone comes: ``come("jobcoach")`` is signed in by the form, ``come()`` stands at the door.

    Named settings go to the browser: ``java_script_enabled=False``, ``viewport={...}``.
    """
    visitors: list[Visitor] = []

    def opened(mailbox: str = "", **context) -> Visitor:
        visitor = Visitor(browser, service.address, **context)
        visitors.append(visitor)
        if mailbox:
            visitor.sign_in(mailbox)
        return visitor

    yield opened
    for visitor in visitors:
        visitor.leave()
