"""Invented regions to walk through, made through the real acts."""

from pathlib import Path

from werkbedrijf import migrations
from werkbedrijf.demo.building import build
from werkbedrijf.demo.plans import Plan
from werkbedrijf.foundation import clock
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.founding import found

SMALL = Plan("klein", "AM05", "Enschede", participatiewet=60, wajong=36, wsw=20, places=32, seed=5)


def made(plan: Plan, folder: Path) -> Path:
    """The database of this region, to copy from."""
    settings = Settings(data_dir=folder, secret_key="only for tests", password_cost="test").prepare()
    database = Database(settings.database)
    migrations.upgrade(database)
    found(database, at=clock.now())
    with database.transaction(at=clock.now()) as session:
        build(session, plan, settings, today=clock.today(), told=lambda _done, _total: None)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return settings.data_dir / "werkbedrijf.db"
