"""Counting together over several processes; set before ``metrics`` is imported, for the library chooses its way then."""

import os
import stat
from pathlib import Path

SHARED = "PROMETHEUS_MULTIPROC_DIR"


# The counts are in memory that looks like files: on a disk that is full, counting would end the process.
MEMORY = Path("/dev/shm")  # noqa: S108  # a folder of our own in it, looked at before it is used


def folder_for(port: int, otherwise: Path) -> Path:
    """Where the processes of this port count: in memory, or in ``otherwise`` where that cannot be had."""
    ours = MEMORY / f"werkbedrijf-{os.getuid()}-{port}" if MEMORY.is_dir() else otherwise
    try:
        ours.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = ours.lstat()
    except OSError:
        return otherwise
    # Somebody else on this machine may have put something there first.
    return ours if stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() else otherwise


def count_together(folder: Path) -> None:
    """Let this process and its children count in one folder, emptied of what earlier ones left."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for path in folder.glob("*.db"):
        path.unlink()
    os.environ[SHARED] = str(folder)
