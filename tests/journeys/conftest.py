"""A small region of its own, served for real, and a browser to walk through it."""

import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.journeys.regions import SMALL, made
from tests.journeys.visiting import Visitor
from werkbedrijf import serving
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.serving import Service

STARTING = 20


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small region, made once through the real acts, to copy from."""
    return made(SMALL, tmp_path_factory.mktemp("regio"))


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
