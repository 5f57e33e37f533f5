"""Real processes of the service over one database, and the databases for them."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from werkbedrijf import migrations
from werkbedrijf.foundation import clock
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.founding import found

SECRET = "only for proofs, never for people"


@contextmanager
def database_for(engine: str, folder: Path) -> Iterator[tuple[Settings, Database]]:
    """An empty database of this kind at the newest step, with the settings every process gets."""
    if engine == "postgresql":
        from tests.engines import postgresql_url

        url = postgresql_url()
        assert url, "PostgreSQL kan hier niet starten"
    else:
        url = f"sqlite:///{folder / 'werkbedrijf.db'}"
    settings = Settings(data_dir=folder, database_url=url, secret_key=SECRET, password_cost="test").prepare()
    database = Database(settings.database)
    migrations.upgrade(database)
    found(database, at=clock.now())
    yield settings, database
    database.close()


def environment(settings: Settings) -> dict[str, str]:
    """What a process needs to serve this database."""
    told = {
        "WERKBEDRIJF_DATA_DIR": str(settings.data_dir),
        "WERKBEDRIJF_DATABASE_URL": settings.database,
        "WERKBEDRIJF_SECRET_KEY": SECRET,
        "WERKBEDRIJF_PASSWORD_COST": "test",
    }
    return {**os.environ, **told, "PYTHONUNBUFFERED": "1"}


@contextmanager
def serving(settings: Settings, many: int) -> Iterator[list[str]]:
    """So many processes that serve; gives their addresses."""
    command = [sys.executable, "-m", "werkbedrijf", "serve", "--no-timetable", "--port", "0"]
    log = (settings.data_dir / "serving.log").open("w", encoding="utf-8")
    started = [
        subprocess.Popen(command, env=environment(settings), stdout=subprocess.PIPE, stderr=log, text=True)
        for _ in range(many)
    ]
    try:
        yield [_address(one) for one in started]
    finally:
        for one in started:
            one.terminate()
        for one in started:
            with suppress(subprocess.TimeoutExpired):
                one.wait(timeout=20)
            one.kill()
            one.stdout.close()
        log.close()


def _address(process: subprocess.Popen) -> str:
    for line in process.stdout:
        if found_one := re.search(r"http://[0-9.:]+[0-9]", line):
            return found_one[0]
    raise AssertionError("a process did not start")
