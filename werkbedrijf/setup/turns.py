"""One at a time: two commands that start together make one environment."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def turn(path: Path, on_wait: Callable[[], None]) -> Iterator[int]:
    """Hold the file at `path` alone; `on_wait` is called when another holds it.

    Yields the descriptor, so that processes that inherit it keep the turn until they end too:
    an installer that outlives a killed parent is waited for.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        if not _taken(descriptor, wait=False):
            on_wait()
            _taken(descriptor, wait=True)
        yield descriptor
    finally:
        os.close(descriptor)  # the system gives the turn back, also after a crash


if sys.platform == "win32":
    import msvcrt
    import time

    def _taken(descriptor: int, *, wait: bool) -> bool:
        while True:
            try:
                msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
            except OSError:
                if not wait:
                    return False
                time.sleep(0.2)
            else:
                return True

else:
    import fcntl

    def _taken(descriptor: int, *, wait: bool) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            return False
        return True
