"""The backup of every night: made, tried, locked, noted, and the old ones thrown away."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.errors import SetupError
from werkbedrijf.foundation.notes import BACKUP, note
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.safekeeping.errors import BackupRefused
from werkbedrijf.safekeeping.making import make
from werkbedrijf.safekeeping.trying import try_content

# A person who is erased is unreadable in every backup when the last box with the own key is gone.
KEPT = timedelta(days=35)
ENDING = ".werkbedrijf"


def make_tonight(settings: Settings, database: Database, *, at: datetime) -> dict[str, Any]:
    """Make, try and lock a backup in the folder of the settings, and note how it went. Raises BackupRefused."""
    folder = settings.backup_dir
    if folder is None:
        raise BackupRefused("Er is geen map voor back-ups ingesteld. Zet WERKBEDRIJF_BACKUP_DIR.")
    target = folder / f"{at:%Y%m%dT%H%M%SZ}{ENDING}"

    def tried(content: Path, apart: Path | None) -> None:
        try_content(settings, database, content, apart, at=at)

    told: dict[str, Any] = {"file": target.name, "made_at": at.isoformat(), "bytes": 0, "problem": ""}
    try:
        told["bytes"] = make(settings, database, target, at=at, tried=tried, replacing=True).bytes
    except (SetupError, OSError) as problem:
        told["problem"] = problem.sentence if isinstance(problem, SetupError) else f"{problem.strerror}: {folder}"
        _note(database, told, at)
        raise BackupRefused(told["problem"]) from problem
    told["thrown_away"] = throw_away(folder, before=at - KEPT)
    _note(database, told, at)
    return told


def throw_away(folder: Path, *, before: datetime) -> int:
    """Remove the backups in this folder that were made before this moment, keys first; returns how many files."""
    gone = 0
    for path in sorted(folder.glob(f"*{ENDING}*"), reverse=True):
        if path.name < f"{before:%Y%m%dT%H%M%SZ}":
            path.unlink(missing_ok=True)
            gone += 1
    return gone


def _note(database: Database, told: dict[str, Any], at: datetime) -> None:
    with database.transaction(at=at) as session:
        note(session, BACKUP, **told)
