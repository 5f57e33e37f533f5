"""Where the processing log is kept: apart from the main tables, for it grows faster than everything else together.

Beside SQLite it is a file of its own, so that readers who are written down do not wait for whoever writes elsewhere; on
PostgreSQL it is the schema ``logboek`` in monthly partitions, written in the transaction at hand.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection, Engine, MetaData, Table
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from werkbedrijf.foundation.processing import SCHEMA, make_tables, processing_log

if TYPE_CHECKING:
    from werkbedrijf.foundation.db import Database

IN_SCHEMA: Final = processing_log.to_metadata(MetaData(schema=SCHEMA))


class LogStore:
    """The processing log of one database."""

    def __init__(self, database: "Database"):
        self._database = database
        self._own: Engine | None = None
        self._making = threading.Lock()

    @property
    def apart(self) -> bool:
        """Whether it is a file of its own."""
        return self._database.engine.dialect.name == "sqlite"

    @property
    def table(self) -> Table:
        """The table, under the name it has here."""
        return processing_log if self.apart else IN_SCHEMA

    @cached_property
    def file(self) -> Path | None:
        """The file of its own, where it is one; a backup takes it along."""
        name = make_url(self._database.url).database if self.apart else None
        if not name or name == ":memory:":
            return None
        main = Path(name)
        return main.with_name("logboek.db" if main.stem == "werkbedrijf" else f"{main.stem}-logboek.db")

    @contextmanager
    def writing(self, session: Session) -> Iterator[Connection]:
        """A connection to write lines with: saved before the session is, or together with it."""
        if not self.apart:
            yield session.connection()
            return
        with self._engine().connect().execution_options(writing=True) as connection, connection.begin():
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection to look with."""
        engine = self._engine() if self.apart else self._database.engine
        with engine.connect() as connection:
            yield connection

    @contextmanager
    def keeping(self) -> Iterator[Connection]:
        """A connection of its own to keep the log in hand with; saved at the end."""
        engine = self._engine() if self.apart else self._database.engine
        with engine.connect().execution_options(writing=True) as connection, connection.begin():
            yield connection

    def close(self) -> None:
        """Give back every connection."""
        if self._own is not None:
            self._own.dispose()

    def _engine(self) -> Engine:
        with self._making:
            if self._own is None:
                from werkbedrijf.foundation.db import sqlite_engine

                engine = sqlite_engine(f"sqlite:///{self.file}" if self.file else "sqlite://")
                with engine.connect().execution_options(writing=True) as connection, connection.begin():
                    make_tables(connection)
                self._own = engine
        return self._own
