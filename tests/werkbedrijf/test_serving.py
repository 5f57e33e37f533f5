import importlib
import os
import signal
import socket
import sys
import threading
import urllib.request
from contextlib import ExitStack
from unittest.mock import Mock
from urllib.error import HTTPError

import pytest
from gunicorn.config import Config
from gunicorn.sock import create_sockets
from werkzeug.test import Client

from werkbedrijf.foundation.errors import SetupError
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.operating.production import options
from werkbedrijf.serving import LARGEST_REQUEST, Service, keep_time, serve, taken_port


@pytest.fixture
def settings(tmp_path, database):
    return Settings(data_dir=tmp_path, database_url=database.url, secret_key="only for tests", password_cost="test")


@pytest.fixture
def running(settings):
    """A service on a free port, in a thread of its own."""
    service = Service(settings, port=0)
    thread = threading.Thread(target=service.run)
    thread.start()
    assert service.started.wait(timeout=20)
    yield service
    service.stop()
    thread.join(timeout=20)
    assert not thread.is_alive()


def fetch(address):
    with urllib.request.urlopen(address, timeout=10) as answer:
        return answer.status, dict(answer.headers), answer.read()


def test_it_answers_on_a_free_port_and_does_not_tell_what_it_is_made_of(running):
    status, headers, body = fetch(f"{running.address}/gezond")
    assert (status, body.strip()) == (200, b'{"status":"gezond"}')
    assert "Server" not in headers
    assert running.settings.base_url == running.address


def test_a_body_that_is_far_too_large_is_refused(running):
    request = urllib.request.Request(f"{running.address}/inloggen", data=b"x", method="POST")
    request.add_unredirected_header("Content-Length", str(LARGEST_REQUEST + 1))
    with pytest.raises(HTTPError) as refusal:
        urllib.request.urlopen(request, timeout=10)
    with refusal.value as answer:
        assert answer.status == 413


def test_a_taken_port_is_a_sentence_before_anything_starts(settings):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen(1)
        port = other.getsockname()[1]
        with pytest.raises(SetupError, match=f"Poort {port} is al in gebruik. Kies een andere met --port."):
            Service(settings, port=port)


def test_an_address_that_does_not_exist_is_a_sentence():
    with pytest.raises(SetupError, match="kan niet worden geluisterd"):
        taken_port("203.0.113.1", 8000)
    with pytest.raises(SetupError, match="Poort 99999 bestaat niet"):
        taken_port("127.0.0.1", 99999)


def test_a_burst_of_visitors_waits_in_a_queue_and_is_not_sent_away(settings):
    with ExitStack() as opened:
        ours = opened.enter_context(taken_port("127.0.0.1", 0))
        # Nobody answers yet: with a short queue the system lets the third of these wait until it gives up.
        for _ in range(100):
            opened.enter_context(socket.create_connection(ours.getsockname(), timeout=0.9))


# gunicorn looks at a socket through a copy, and leaves closing that to the collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_the_queue_is_still_long_when_workers_listen(settings):
    with taken_port("127.0.0.1", 0) as ours:
        port, descriptor = ours.getsockname()[1], ours.detach()
    config = Config()
    for name, value in options(1, descriptor).items():
        config.set(name, value)
    (listener,) = create_sockets(config, Mock())
    with ExitStack() as opened:
        opened.callback(listener.close)
        for _ in range(100):
            opened.enter_context(socket.create_connection(("127.0.0.1", port), timeout=0.9))


def test_a_stopped_service_gives_its_port_back(settings):
    first = Service(settings, port=0, timetable=False)
    first.stop()
    first.run()
    second = Service(settings, port=first.port, timetable=False)
    second.stop()
    second.run()


def test_an_empty_database_is_not_served(tmp_path):
    with pytest.raises(SetupError, match="werkbedrijf migrate"):
        Service(Settings(data_dir=tmp_path, secret_key="x"), port=0)


def test_a_database_of_a_newer_version_is_not_served(settings, database):
    with database.engine.connect().execution_options(writing=True) as connection, connection.begin():
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(SetupError, match="nieuwere versie"):
        Service(settings, port=0)


def test_serve_stops_at_a_signal_and_puts_the_signals_back(settings):
    before = signal.getsignal(signal.SIGTERM)
    told = []

    def ready(address):
        told.append(address)
        threading.Timer(0.05, os.kill, (os.getpid(), signal.SIGTERM)).start()

    serve(settings, port=0, timetable=False, ready=ready)
    assert told[0].startswith("http://127.0.0.1:")
    assert signal.getsignal(signal.SIGTERM) is before


def test_the_timetable_can_run_in_a_process_of_its_own(settings):
    stop = threading.Event()
    stop.set()
    keep_time(settings, stop=stop)


def test_production_servers_find_the_application(settings, monkeypatch, tmp_path):
    monkeypatch.setenv("WERKBEDRIJF_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("WERKBEDRIJF_DATABASE_URL", settings.database_url)
    sys.modules.pop("werkbedrijf.wsgi", None)
    module = importlib.import_module("werkbedrijf.wsgi")
    assert Client(module.application).get("/gezond").status_code == 200
    module._database.close()
