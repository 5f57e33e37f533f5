"""Taking turns at writing, where one writes at a time: who waits longest is not passed by again and again.

SQLite lets in whoever asks at the right moment, and asks ever more seldom for who waits. A process that writes without a
pause then keeps others out until they give up: ten seconds, while each write takes some milliseconds. So one waits for the
writer, and the others wait until it is theirs to wait. The system gives a turn back, also of a process that was killed.
"""

import os
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import ModuleType
from typing import Final

from sqlalchemy import make_url

_flock: ModuleType | None
try:
    import fcntl as _flock
except ImportError:  # Windows: everybody goes at once, as SQLite has it
    _flock = None

# After so many seconds without a turn one goes all the same: SQLite itself says then whether it is busy.
PATIENCE: Final = 5.0
# Seconds between two looks, different each time, so that two do not keep missing it together.
LOOK: Final = (0.001, 0.005)


def turns_of(url: str) -> str:
    """The file at which the writers of a database wait; empty for one in memory.

    >>> turns_of("sqlite:////srv/werkbedrijf.db"), turns_of("sqlite://"), turns_of("sqlite:///:memory:")
    ('/srv/werkbedrijf.db-beurt', '', '')
    """
    kept = make_url(url).database or ""
    return "" if not kept or kept.startswith((":", "file:")) else f"{kept}-beurt"


@contextmanager
def turn(file: str, *, patience: float = PATIENCE) -> Iterator[None]:
    """It is our turn to wait for the writer, until the end of the block; everybody's where there is no such file."""
    descriptor = _opened(file)
    try:
        if descriptor is not None:
            _wait(descriptor, patience)
        yield
    finally:
        if descriptor is not None:
            os.close(descriptor)


def _opened(file: str) -> int | None:
    # A folder that is full or may only be read: the database itself says so, in its own words.
    with suppress(OSError):
        if file and _flock:
            return os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    return None


def _wait(descriptor: int, patience: float) -> bool:
    assert _flock is not None  # noqa: S101  # without it nothing was opened
    until = time.monotonic() + patience
    while True:
        try:
            _flock.flock(descriptor, _flock.LOCK_EX | _flock.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                return False
            time.sleep(random.uniform(*LOOK))  # noqa: S311  # nothing secret
        else:
            return True
