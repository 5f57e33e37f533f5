"""Whether the tests of a piece of code fail on a change of it: in a process of their own, with what they need made once.

First all its tests run on the code as it is, and it is kept which of them come past which function. A changed function is put
to those alone, the quickest first. All of them share one PostgreSQL server, which ends with this process.
"""

import contextlib
import json
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import CodeType, FrameType, FunctionType
from typing import Any

import pytest
from sqlalchemy import create_engine, make_url, text

from tests.engines import postgresql_url
from werkbedrijf import migrations
from werkbedrijf.foundation.db import Database

OPTIONS = ["-q", "-n", "0", "-p", "no:randomly", "-p", "no:cacheprovider", "-p", "no:faulthandler"]
# Who takes so many seconds and so many times what the tests took hangs on the change, and that is seen as well.
LONGEST, TIMES = 30, 4
HUNG = -signal.SIGKILL


@contextlib.contextmanager
def changed(real: FunctionType, code: CodeType) -> Any:
    """The function with this code, for as long as the question lasts."""
    before, real.__code__ = real.__code__, code
    try:
        yield
    finally:
        real.__code__ = before


class Passing:
    """A plugin of pytest that keeps which test comes past which function, and how long it takes."""

    def __init__(self, functions: Sequence[FunctionType]):
        self.names = {one.__code__: one.__qualname__ for one in functions}
        self.seconds: dict[str, float] = {}
        self.past: dict[str, list[str]] = {one.__qualname__: [] for one in functions}
        self._seen: set[str] = set()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Any:
        """One test, with what it needs."""
        self._seen, start = set(), time.monotonic()
        threading.setprofile(self._looked)
        sys.setprofile(self._looked)
        try:
            return (yield)
        finally:
            sys.setprofile(None)
            threading.setprofile(None)
            self.seconds[item.nodeid] = time.monotonic() - start
            for name in self._seen:
                self.past[name].append(item.nodeid)

    def _looked(self, frame: FrameType, event: str, _what: object) -> None:
        if event == "call" and frame.f_code in self.names:
            self._seen.add(self.names[frame.f_code])


class Bench:
    """The databases every run starts from, and the tests of one piece of code."""

    def __init__(self, folder: Path):
        self.folder = folder
        empty = folder / "leeg.db"
        database = Database(f"sqlite:///{empty}")
        migrations.upgrade(database)
        with database.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        database.close()
        os.environ["WERKBEDRIJF_TEST_SQLITE"] = str(empty)
        url = postgresql_url()
        self.empty = make_url(url) if url else None
        if self.empty:
            database = Database(self.empty.render_as_string(hide_password=False))
            migrations.upgrade(database)
            database.close()
            own = self.empty.set(database=f"{self.empty.database}_mutant")
            os.environ["WERKBEDRIJF_TEST_POSTGRESQL"] = own.render_as_string(hide_password=False)
        self.past: dict[str, list[str]] = {}
        self.longest: dict[str, float] = {}

    def lay(self, tests: Sequence[str], functions: Sequence[FunctionType]) -> None:
        """Run these tests on the code as it is; raises when they fail then, since that would look like seeing."""
        kept = self.folder / "langs.json"

        def work() -> int:
            passing = Passing(functions)
            ended = self._run(tests, passing)
            quickest = {
                name: sorted(set(found), key=lambda one: passing.seconds[one]) for name, found in passing.past.items()
            }
            kept.write_text(json.dumps([quickest, passing.seconds]))
            return ended

        self._quietly(["--collect-only", *tests])
        ended = self._apart(work, 900)
        if ended:
            raise RuntimeError(f"the tests fail on the code as it is ({ended}): {self._told()}")
        self.past, seconds = json.loads(kept.read_text())
        self.longest = {name: LONGEST + TIMES * sum(seconds[one] for one in found) for name, found in self.past.items()}

    def sees(self, real: FunctionType, code: CodeType) -> bool:
        """Whether a test that comes past this function fails on the change."""
        tests = self.past[real.__qualname__]
        if not tests:
            return False

        def work() -> int:
            with changed(real, code):
                return self._run(["-x", *tests])

        return self._apart(work, self.longest[real.__qualname__]) != 0

    def _run(self, tests: Sequence[str], *plugins: object) -> int:
        return int(pytest.main([*tests, *OPTIONS, f"--basetemp={self.folder / 'run'}"], plugins=list(plugins)))

    def _quietly(self, asked: Sequence[str]) -> None:
        """Whatever the tests import is imported here once, and is there in every process that follows."""
        with (self.folder / "gezegd.txt").open("w") as said, contextlib.redirect_stdout(said):
            pytest.main([*asked, *OPTIONS])

    def _apart(self, work: Callable[[], int], longest: float) -> int:
        """The work in a process of its own; how it ended, or HUNG when it was not ready in time."""
        self._copied()
        child = os.fork()
        if not child:
            os.setpgid(0, 0)
            ended = 99
            try:
                said = os.open(self.folder / "gezegd.txt", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
                os.dup2(said, 1)
                os.dup2(said, 2)
                ended = work()
            finally:
                # What was registered to be done at the end belongs to the process that goes on: the server it stops is shared.
                os._exit(ended)
        until = time.monotonic() + longest
        while time.monotonic() < until:
            done, status = os.waitpid(child, os.WNOHANG)
            if done:
                return os.waitstatus_to_exitcode(status)
            time.sleep(0.02)
        os.killpg(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return HUNG

    def _told(self) -> str:
        return (self.folder / "gezegd.txt").read_text(errors="replace")[-2000:]

    def _copied(self) -> None:
        """A new copy of the empty database: what a changed function left behind is seen by nobody else."""
        if not self.empty:
            return
        engine = create_engine(self.empty.set(database="postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f'DROP DATABASE IF EXISTS "{self.empty.database}_mutant" WITH (FORCE)'))
            connection.execute(text(f'CREATE DATABASE "{self.empty.database}_mutant" TEMPLATE "{self.empty.database}"'))
        engine.dispose()
