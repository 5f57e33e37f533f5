"""Who runs the timetable when several processes serve one PostgreSQL: the one that holds the lock."""

import threading

from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError

from werkbedrijf.foundation.db import Database

# Any number will do, as long as nothing else in this database uses it.
LOCK = 7_203_015


class Leader:
    """Holds one connection with an advisory lock. The lock ends with the connection, so a dead leader is replaced.

    On SQLite there is one machine and rows are claimed anyway: everyone leads.
    """

    def __init__(self, database: Database):
        self.database = database
        self._connection: Connection | None = None
        self._guard = threading.Lock()

    def leads(self) -> bool:
        """Whether this process runs the timetable now; takes the lead when nobody has it."""
        if self.database.engine.dialect.name != "postgresql":
            return True
        with self._guard:
            return self._still_connected() or self._taken()

    def step_down(self) -> None:
        """Give the lead and the connection back."""
        with self._guard:
            if self._connection is None:
                return
            try:
                self._connection.execute(text("SELECT pg_advisory_unlock(:lock)"), {"lock": LOCK})
            except SQLAlchemyError:
                # The lock went with the connection already.
                self._connection.invalidate()
            self._connection.close()
            self._connection = None

    def _still_connected(self) -> bool:
        if self._connection is None:
            return False
        try:
            self._connection.execute(text("SELECT 1"))
        except SQLAlchemyError:
            self._connection.close()
            self._connection = None
            return False
        return True

    def _taken(self) -> bool:
        try:
            connection = self.database.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        except SQLAlchemyError:
            return False
        try:
            taken = connection.execute(text("SELECT pg_try_advisory_lock(:lock)"), {"lock": LOCK}).scalar_one()
        except SQLAlchemyError:
            connection.invalidate()
            taken = False
        if not taken:
            connection.close()
            return False
        self._connection = connection
        return True
