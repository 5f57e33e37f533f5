"""Who is at a job now. It is free again the moment its worker dies, and the clock has no say in it."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zlib import crc32

from sqlalchemy import text

from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.settings import Settings

# The first half of the lock; nothing else in this database uses it.
JOBS = 7_203_016
# A lock has a signed number of 32 bits.
HALF = 2**31


@contextmanager
def alone(database: Database, settings: Settings, name: str) -> Iterator[bool]:
    """Whether nobody else is at this job; ours until the end of the block, or until this process is no more.

    PostgreSQL ends the lock with the connection. SQLite lives on one machine, where a file in the data folder does it.
    """
    if database.engine.dialect.name == "postgresql":
        with _locked(database, crc32(name.encode()) - HALF) as ours:
            yield ours
        return
    folder = settings.data_dir / "bezig"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _held(folder / name) as ours:
        yield ours


@contextmanager
def _locked(database: Database, number: int) -> Iterator[bool]:
    lock = {"jobs": JOBS, "job": number}
    connection = database.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
    try:
        taken = bool(connection.execute(text("SELECT pg_try_advisory_lock(:jobs, :job)"), lock).scalar_one())
        yield taken
        if taken:
            connection.execute(text("SELECT pg_advisory_unlock(:jobs, :job)"), lock)
    except BaseException:
        # Whatever happened: a connection that may still hold the lock never goes back among the others.
        connection.invalidate()
        raise
    finally:
        connection.close()


@contextmanager
def _held(path: Path) -> Iterator[bool]:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        yield _taken(descriptor)
    finally:
        os.close(descriptor)  # the system gives it back, also after a crash


if sys.platform == "win32":
    import msvcrt

    def _taken(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _taken(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
