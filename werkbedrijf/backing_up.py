"""The nightly backup, made by a process beside the timetable."""

import os
import subprocess
import sys
from pathlib import Path

from werkbedrijf.foundation.errors import SetupError
from werkbedrijf.foundation.settings import Settings


def back_up_apart(settings: Settings) -> int | None:
    """Make the nightly backup in a process of its own: it takes memory and minutes, and tries the whole service on a copy.

    Returns None where no folder for backups is set. Raises SetupError with the last sentence of what stopped.
    """
    if settings.backup_dir is None:
        return None
    command = [
        sys.executable,
        "-m",
        "werkbedrijf",
        "backup",
        "--nightly",
        "--data-dir",
        str(settings.data_dir.absolute()),
    ]
    told = {
        "WERKBEDRIJF_BACKUP_DIR": str(settings.backup_dir.absolute()),
        "WERKBEDRIJF_DATABASE_URL": settings.database,
        "WERKBEDRIJF_KEYS": str(settings.keys_folder.absolute()),
    }
    done = subprocess.run(  # noqa: S603  # our own command, with settings of our own
        command,
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, **told},
        cwd=Path(__file__).parents[1],
    )
    if done.returncode:
        raise SetupError((done.stderr.strip().splitlines() or ["De back-up hield op."])[-1])
    return 1
