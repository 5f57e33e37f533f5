"""The production way of serving: gunicorn with several worker processes, and the timetable in a process of its own.

The application is loaded before the workers are made: a worker that falls away is back within a fraction of a second, and
the code is in memory once. No connection to the database crosses a fork.
"""

import gc
import os
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import gunicorn.http.wsgi
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.glogging import Logger
from gunicorn.http.errors import ChunkMissingTerminator, InvalidChunkExtension, InvalidChunkSize, NoMoreData

from werkbedrijf.app import create_app
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.operating.behind import Wsgi, behind
from werkbedrijf.operating.limits import die_with, keep_private
from werkbedrijf.operating.unread import Worker
from werkbedrijf.refusals import unreadable
from werkbedrijf.serving import keep_time, shown_host, taken_port, warm_up
from werkbedrijf.watching import logs, metrics

THREADS = 8
# What gunicorn says of a body in pieces, once somebody reads it: whoever sent it is wrong, not we.
BROKEN_BODY = (ChunkMissingTerminator, InvalidChunkExtension, InvalidChunkSize, NoMoreData)
# In memory, so that a slow disk never makes a healthy worker look dead.
MEMORY = Path("/dev/shm")  # noqa: S108  # only the heartbeat file of a worker, made by gunicorn with a random name
# Longer than a web server in front keeps its connections: it, not we, closes an idle one.
KEEP_ALIVE = 75
# A page leaves some hundreds of things that point at each other. Looking for them after each page costs one part in fifty.
GARBAGE = (7_000, 20, 20)
GRACEFUL = 25


def options(workers: int, descriptor: int) -> dict[str, Any]:
    """The settings of gunicorn, each for a reason that stands beside it."""
    return {
        "bind": [f"fd://{descriptor}"],
        "workers": workers,
        "worker_class": Worker,  # threads wait for the database without holding up each other
        "threads": THREADS,
        "preload_app": True,
        "control_socket_disable": True,  # nobody steers a running service but by signals
        "timeout": 60,  # a worker whose own loop stands still is replaced
        "graceful_timeout": GRACEFUL,  # running requests are answered; below the 30 s a service manager waits
        "keepalive": KEEP_ALIVE,
        "max_requests": 20_000,  # whatever grows slowly begins anew, not for all workers at once
        "max_requests_jitter": 4_000,
        "limit_request_line": 8_190,  # above what nginx lets by, which refuses in Dutch
        "limit_request_fields": 60,
        "limit_request_field_size": 8_190,
        "forwarded_allow_ips": "",  # who the visitor is decides ``behind``
        "worker_tmp_dir": str(MEMORY) if MEMORY.is_dir() else None,
        "umask": 0o077,
        "accesslog": None,  # a line per request is written where route and role are known
        "logger_class": Lines,
        "post_fork": _in_the_worker,
        "child_exit": _worker_ended,
    }


class Lines(Logger):
    """What gunicorn itself says, as lines like all others."""

    def setup(self, cfg: Any) -> None:
        """No handlers of its own: everything goes on to ours."""
        self.cfg = cfg
        self.error_log.propagate = True
        self.error_log.handlers = []
        self.access_log.handlers = []
        self.access_log.disabled = True


def _worker_ended(_arbiter: Any, worker: Any) -> None:
    metrics.forget_process(worker.pid)


def _in_the_worker(arbiter: Any, worker: Any) -> None:
    die_with(arbiter.pid)
    keep_private()
    application: Production = worker.app
    threading.Thread(target=warm_up, args=(application.database,), name="opwarmen", daemon=True).start()


class Timekeeper(Arbiter):
    """The process over all others: it keeps the workers alive, and the timetable beside them."""

    timetable_pid = 0

    def manage_workers(self) -> None:
        """Called every second and after each death: make anew who is missing."""
        super().manage_workers()
        if self.app.timetable and self.LISTENERS and not _lives(self.timetable_pid):
            self.timetable_pid = self._begin_timetable()

    def stop(self, graceful: bool = True) -> None:
        """Let the timetable finish its work beside the workers."""
        if _lives(self.timetable_pid):
            os.kill(self.timetable_pid, signal.SIGTERM if graceful else signal.SIGKILL)
        super().stop(graceful)

    def _begin_timetable(self) -> int:
        parent = os.getpid()
        pid = os.fork()
        if pid:
            return pid
        status = 1
        try:
            die_with(parent)
            stop = threading.Event()
            for number in self.SIGNALS:
                signal.signal(number, signal.SIG_DFL)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            for number in (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT):
                signal.signal(number, lambda _number, _frame: stop.set())
            for listener in self.LISTENERS:
                listener.sock.close()
            keep_time(self.app.settings, stop=stop)
            status = 0
        except Exception:  # a timetable that cannot start is tried again, the pages go on
            self.log.exception("the timetable stopped")
            # Not at once again and again: a database that is away comes back in its own time.
            stop.wait(2)
        finally:
            sys.stderr.flush()
            os._exit(status)


def _lives(pid: int) -> bool:
    if not pid:
        return False
    try:
        # Whoever collected it, a child that ended is no longer there after this.
        os.waitpid(pid, os.WNOHANG)
        os.kill(pid, 0)
    except (ChildProcessError, ProcessLookupError):
        return False
    return True


class Production(BaseApplication):
    """The service as gunicorn asks for it."""

    def __init__(self, settings: Settings, database: Database, *, workers: int, descriptor: int, timetable: bool):
        self.settings = settings
        self.database = database
        self.timetable = timetable
        self._options = options(workers, descriptor)
        super().__init__()

    def load_config(self) -> None:
        """Hand our settings to gunicorn."""
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Wsgi:
        """The application, made once in the process over all others."""
        application = create_app(self.settings, self.database)
        for kind in BROKEN_BODY:
            application.register_error_handler(kind, unreadable)
        # No connection may cross a fork: SQLite would lose its locks, PostgreSQL its place in the talk.
        self.database.close()
        # What is there now stays: the collector need not touch it, so its pages stay shared between workers.
        gc.collect()
        gc.freeze()
        gc.set_threshold(*GARBAGE)
        return behind(application, self.settings.trusted_proxy)

    def run(self) -> None:
        """Serve until a signal ends it."""
        Timekeeper(self).run()


def serve(
    settings: Settings,
    database: Database,
    *,
    workers: int,
    host: str,
    port: int,
    timetable: bool,
    ready: Callable[[str], None],
) -> None:
    """Serve until SIGTERM or Ctrl-C. Raises SetupError with a sentence when the port is taken."""
    # It tells nobody what it is made of.
    gunicorn.http.wsgi.SERVER = "werkbedrijf"
    ours = taken_port(host, port)
    logs.configure(for_programs=True)
    address = f"http://{shown_host(host)}:{ours.getsockname()[1]}"
    if "base_url" not in settings.model_fields_set:
        settings.base_url = address
    ready(address)
    Production(settings, database, workers=workers, descriptor=ours.detach(), timetable=timetable).run()
