"""Starting and stopping the service: a web server for people, and a clock for the timetable."""

import errno
import logging
import signal
import socket
import threading
from collections.abc import Callable
from types import FrameType
from typing import Any

from flask import Flask

from werkbedrijf import migrations
from werkbedrijf.app import create_app
from werkbedrijf.foundation import clock
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.errors import SetupError
from werkbedrijf.foundation.keys.needed import require_keys
from werkbedrijf.foundation.notes import require_replayed
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.jobs import TIMETABLE
from werkbedrijf.timetable.clockwork import Clockwork

log = logging.getLogger("werkbedrijf")

THREADS = 8
# A little above what the app itself accepts, so that its own sentence is read.
LARGEST_REQUEST = 16 * 1024 * 1024
IDLE_SECONDS = 60
# So many connections wait for a worker at most; a system may allow fewer.
QUEUE = 2_048


class Service:
    """One running service. ``run`` serves until ``stop`` is called, from a signal or another thread.

    Making one already takes the port: a taken port or an older database raises SetupError before anything starts.
    """

    def __init__(self, settings: Settings, *, host: str = "127.0.0.1", port: int = 8000, timetable: bool = True):
        self.settings = settings.prepare()
        self.database = Database(settings.database)
        try:
            migrations.require_newest(self.database)
            require_replayed(self.database)
            require_keys(self.database)
            self._socket = taken_port(host, port)
        except BaseException:
            self.database.close()
            raise
        self.port: int = self._socket.getsockname()[1]
        self.address = f"http://{shown_host(host)}:{self.port}"
        if "base_url" not in settings.model_fields_set:
            settings.base_url = self.address
        self.clockwork = Clockwork(TIMETABLE, self.database, settings) if timetable else None
        self.started = threading.Event()
        self._stopping = threading.Event()
        # Nobody may wake a server that is being taken apart; a signal may come while the same thread holds this.
        self._waking = threading.RLock()
        self._server: Any = None

    def run(self) -> None:
        """Serve until stopped; then let running requests and jobs finish and give everything back."""
        from waitress import wasyncore

        dispatchers: dict[int, Any] = {}
        try:
            app = create_app(self.settings, self.database)
            self._server = _web_server(app, self._socket, dispatchers, self.settings.trusted_proxy)
            if self.clockwork:
                self.clockwork.start()
            threading.Thread(target=warm_up, args=(self.database,), name="opwarmen", daemon=True).start()
            self.started.set()
            while not self._stopping.is_set():
                wasyncore.loop(timeout=1, use_poll=True, map=dispatchers, count=1)
        finally:
            self._close(dispatchers)

    def stop(self) -> None:
        """Ask the service to stop; returns at once. Asking twice is no mistake."""
        self._stopping.set()
        with self._waking:
            if self.started.is_set():
                self._server.pull_trigger()

    def _close(self, dispatchers: dict[int, Any]) -> None:
        from waitress import wasyncore

        with self._waking:
            self.started.clear()
        if self._server is not None:
            self._server.task_dispatcher.shutdown()
            wasyncore.close_all(dispatchers, ignore_all=True)
        self._socket.close()
        if self.clockwork:
            self.clockwork.stop()
        self.database.close()


def warm_up_arithmetic() -> None:
    """Bring the compiled arithmetic of fit and ranking into memory; needs no database."""
    from matching.core import kernel

    kernel.warm_up()


def warm_up(database: Database) -> None:
    """Do once, beside the first page, what the first ranking, suggestion and division would otherwise wait for."""
    from candidates.profile.pool import fresh_people
    from employers.vocabulary.suggest import suggest
    from employers.vocabulary.text import read_text
    from matching.core import warming
    from matching.proposals.open_places import fresh_places
    from werkbedrijf.borders.tiles import tiled

    try:
        warm_up_arithmetic()
        suggest("orders verzamelen in het magazijn")
        read_text("orders verzamelen in het magazijn")
        with database.reading(at=clock.now()) as session:
            fresh_people(session)
            fresh_places(session)
        warming.warm_up_allocation()
        tiled(["GM0153"], {})
    except Exception:
        # Only speed is lost: whatever is wrong will say so at the question itself.
        log.exception("warming up did not work")


def serve(
    settings: Settings,
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    timetable: bool = True,
    ready: Callable[[str], None] | None = None,
) -> None:
    """Serve until Ctrl-C or SIGTERM.

    ``ready`` is told the address once the port is ours. Raises SetupError, with a sentence, when the port is taken or
    the database is not of this version.
    """
    service = Service(settings, host=host, port=port, timetable=timetable)

    def _stop(_signal: int, _frame: FrameType | None) -> None:
        service.stop()

    before = {number: signal.signal(number, _stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        if ready:
            ready(service.address)
        service.run()
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def keep_time(settings: Settings, *, stop: threading.Event) -> None:
    """Run only the timetable, in a process of its own beside production web servers, until ``stop`` is set."""
    database = Database(settings.prepare().database)
    try:
        migrations.require_newest(database)
        require_replayed(database)
        require_keys(database)
        database.base_url = settings.base_url
        clockwork = Clockwork(TIMETABLE, database, settings)
        clockwork.start()
        try:
            stop.wait()
        finally:
            clockwork.stop()
    finally:
        database.close()


def taken_port(host: str, port: int) -> socket.socket:
    """A socket that listens on this port; raises SetupError with what to do when it cannot be had."""
    # The system would quietly take such a number modulo 65,536.
    if not 0 <= port < 65_536:
        raise SetupError(f"Poort {port} bestaat niet. Kies een getal van 1 tot en met 65535 met --port.")
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except socket.gaierror as problem:
        raise SetupError(f"Het adres {host} bestaat niet. Kies een ander met --host.") from problem
    ours = socket.socket(family, kind, protocol)
    try:
        ours.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        ours.bind(address)
        # Listening shows that the port is free for real. The queue is the one that stays: gunicorn leaves a socket that
        # listens already as it is, and who comes when it is full waits for seconds, or is sent away.
        ours.listen(QUEUE)
    except OSError as problem:
        ours.close()
        raise SetupError(_why_not(host, port, problem)) from problem
    ours.setblocking(False)
    return ours


def _why_not(host: str, port: int, problem: OSError) -> str:
    if problem.errno == errno.EADDRINUSE:
        return f"Poort {port} is al in gebruik. Kies een andere met --port."
    if problem.errno == errno.EACCES:
        return f"Poort {port} mag dit programma niet gebruiken. Kies een poort boven 1023 met --port."
    return (
        f"Op {host}:{port} kan niet worden geluisterd ({problem.strerror}). Kies een ander adres met --host of --port."
    )


def shown_host(host: str) -> str:
    """The host as a person can open it."""
    if host in {"0.0.0.0", "::", ""}:  # noqa: S104  # shown, not bound
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host


def _web_server(app: Flask, ours: socket.socket, dispatchers: dict[int, Any], trusted_proxy: str) -> Any:
    from waitress import create_server

    # Only the named server in front may say who the visitor is; otherwise everybody could claim any address.
    behind = {
        "trusted_proxy": trusted_proxy,
        "trusted_proxy_count": 1,
        "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"},
    }
    return create_server(
        app,
        map=dispatchers,
        sockets=[ours],
        threads=THREADS,
        ident=None,
        max_request_body_size=LARGEST_REQUEST,
        channel_timeout=IDLE_SECONDS,
        clear_untrusted_proxy_headers=True,
        asyncore_use_poll=True,
        **(behind if trusted_proxy else {}),
    )
