"""Trying a backup on a database beside the real one: all rows, the trail, and one person who signs in."""

import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from werkbedrijf.accounts import passwords
from werkbedrijf.app import create_app
from werkbedrijf.foundation.actors import User
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.matching_role import role_name
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.safekeeping.errors import BackupRefused
from werkbedrijf.safekeeping.restoring import Restored, put_back, restore
from werkbedrijf.safekeeping.workplaces import workplace

NO_SCRATCH = (
    "De back-up kan hier niet worden geprobeerd: deze gebruiker mag in PostgreSQL geen database maken. "
    "Geef hem dat recht met: ALTER ROLE … CREATEDB"
)
# As PostgreSQL says that somebody may not.
NO_RIGHT = "42501"
# The first half of the lock of a trial; nothing else on the server uses it.
TRIALS = 7_203_017


@contextmanager
def scratch(database: Database, folder: Path, *, like: str | None = None) -> Iterator[Database]:
    """An empty database of the same kind, or on a server one ``like`` another; gone afterwards."""
    if database.engine.dialect.name == "sqlite":
        with workplace(folder) as place:
            made = Database(f"sqlite:///{place}/proef.db", keys=database.keys)
            try:
                yield made
            finally:
                made.close()
        return
    name = f"werkbedrijf_proef_{secrets.token_hex(6)}"
    server = create_engine(
        database.engine.url.set(database="postgres"), isolation_level="AUTOCOMMIT", poolclass=NullPool
    )
    template = f" TEMPLATE {server.dialect.identifier_preparer.quote_identifier(like)}" if like else ""
    with server.connect() as keeper:
        _drop_left_behind(server, keeper)
        keeper.execute(text("SELECT pg_advisory_lock(:trials, hashtext(:name))"), {"trials": TRIALS, "name": name})
        _outside(server, f"CREATE DATABASE {name}{template}")
        url = database.engine.url.set(database=name).render_as_string(hide_password=False)
        made = Database(url, keys=database.keys)
        try:
            yield made
        finally:
            made.close()
            _outside(server, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            _outside(server, f"DROP ROLE IF EXISTS {role_name(name)}")


def _drop_left_behind(server: Engine, keeper: Connection) -> None:
    """Throw away what a trial that was killed left on the server: the whole region stands in it. One that goes on stays."""
    mine = text(
        "SELECT datname FROM pg_database WHERE datname ~ '^werkbedrijf_proef_[0-9a-f]{12}$' "
        "AND datdba = (SELECT oid FROM pg_roles WHERE rolname = current_user)"
    )
    for name in keeper.scalars(mine).all():
        lock = {"trials": TRIALS, "name": name}
        if not keeper.scalar(text("SELECT pg_try_advisory_lock(:trials, hashtext(:name))"), lock):
            continue
        # Without force: somebody may still look into it.
        with suppress(DBAPIError, BackupRefused):
            _outside(server, f"DROP DATABASE IF EXISTS {name}")
            _outside(server, f"DROP ROLE IF EXISTS {role_name(name)}")
        keeper.execute(text("SELECT pg_advisory_unlock(:trials, hashtext(:name))"), lock)


def try_content(settings: Settings, database: Database, content: Path, apart: Path | None, *, at: datetime) -> Restored:
    """Put what is about to be locked into a scratch database, and let somebody sign in there. Raises BackupRefused."""
    with scratch(database, content.parent) as beside:
        put = put_back(_twin(content), _twin(apart) if apart else None, beside, at=at)
        sign_in_once(settings, beside, at=at)
        return put


def try_file(
    settings: Settings, database: Database, source: Path, identity: str, *, keys: Path | None, at: datetime
) -> Restored:
    """The same with a locked file. Raises BackupRefused."""
    with workplace(source.absolute().parent) as place, scratch(database, place) as beside:
        put = restore(source, beside, identity, at=at, keys=keys, beside=place)
        sign_in_once(settings, beside, at=at)
        return put


def sign_in_once(settings: Settings, database: Database, *, at: datetime) -> None:
    """Let one person sign in through the page, with a password that only this scratch database knows."""
    typed = secrets.token_urlsafe(24)
    with database.engine.begin() as connection:
        found = connection.execute(select(User.id, User.email).where(User.is_active).order_by(User.id).limit(1)).first()
        if found is None:
            return  # nobody yet
        kept = passwords.hashed(typed, settings.password_cost)
        connection.execute(update(User).where(User.id == found.id).values(password_hash=kept))
    trial = settings.model_copy(update={"secure_cookies": False, "mail_url": ""})
    client = create_app(trial, database).test_client()
    page = client.get("/inloggen").get_data(as_text=True)
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    answer = client.post(
        "/inloggen",
        data={"csrf_token": token[1] if token else "", "email": found.email, "password": typed},
    )
    if answer.status_code not in {302, 303} or answer.location.endswith("/inloggen"):
        raise BackupRefused("In de teruggezette database kan niemand inloggen. Gebruik een andere back-up.")


def _twin(folder: Path) -> Path:
    """The same files under another name: putting back uses them up."""
    twin = folder.with_name(folder.name + "-proef")
    twin.mkdir()
    for path in folder.iterdir():
        shutil.copyfile(path, twin / path.name)
    return twin


def _outside(server: Engine, statement: str) -> None:
    """A statement that PostgreSQL takes only outside a transaction."""
    try:
        with server.connect() as connection:
            connection.execute(text(statement))
    except DBAPIError as problem:
        if getattr(problem.orig, "sqlstate", None) != NO_RIGHT:
            raise  # the server is gone or full, and that is something else to see to
        raise BackupRefused(NO_SCRATCH) from problem


def sign_in_twin(settings: Settings, database: Database, *, at: datetime) -> None:
    """Let somebody sign in to a copy of a restored database, so that nothing of it stays. Raises BackupRefused."""
    if database.engine.dialect.name == "sqlite":
        with scratch(database, settings.data_dir) as twin:
            with database.engine.connect() as connection:
                raw: Any = connection.connection.driver_connection
                raw.execute("VACUUM INTO ?", (twin.engine.url.database,))
            sign_in_once(settings, twin, at=at)
        return
    # The server copies only what nobody is connected to.
    database.close()
    with scratch(database, settings.data_dir, like=database.engine.url.database) as twin:
        sign_in_once(settings, twin, at=at)
