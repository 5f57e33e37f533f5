"""Where a backup lies open while it is made, tried or put back: for its owner alone, and never for longer than that.

Who is killed clears nothing away. What such a one left is cleared away by who comes next: it holds the database, and the keys
of persons beside it.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Final

_flock: ModuleType | None
try:
    import fcntl as _flock
except ImportError:  # Windows: what somebody left stays until somebody looks
    _flock = None

PREFIX: Final = ".werkbedrijf-"
# Held by who works there, and given back by the system when that process is no more.
HELD: Final = "bezig"


@contextmanager
def workplace(beside: Path) -> Iterator[Path]:
    """A folder for its owner alone, on the same disk as the result; gone afterwards, whatever happened."""
    beside.mkdir(parents=True, exist_ok=True)
    clear_left_behind(beside)
    with tempfile.TemporaryDirectory(prefix=PREFIX, dir=beside) as folder, _holding(Path(folder)):
        yield Path(folder)


def clear_left_behind(beside: Path) -> int:
    """Throw away the workplaces of who was killed in them; returns how many. One in use stays."""
    left = [place for place in beside.glob(f"{PREFIX}*") if _is_left(place / HELD)]
    for place in left:
        shutil.rmtree(place, ignore_errors=True)
    return len(left)


@contextmanager
def _holding(place: Path) -> Iterator[None]:
    # Held before it has its name, so that nobody finds it free for a moment.
    new = place / f"{HELD}-nieuw"
    descriptor = os.open(new, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if _flock:
            _flock.flock(descriptor, _flock.LOCK_EX)
            new.rename(place / HELD)
        yield
    finally:
        os.close(descriptor)


def _is_left(held: Path) -> bool:
    if not _flock or not held.exists():
        return False
    try:
        descriptor = os.open(held, os.O_RDWR)
    except OSError:  # of somebody else, or just gone
        return False
    try:
        _flock.flock(descriptor, _flock.LOCK_EX | _flock.LOCK_NB)
    except OSError:
        return False
    finally:
        os.close(descriptor)
    return True
