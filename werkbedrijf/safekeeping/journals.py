"""The files that SQLite keeps beside a database while it is open."""

from pathlib import Path


def forget_journal(path: Path) -> None:
    """Take away what stands beside a database that is closed and whole."""
    for ending in ("-wal", "-shm", "-journal"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
