"""The first things every installation has: the values the product ships with."""

from datetime import datetime

from sqlalchemy.exc import IntegrityError

from werkbedrijf.foundation.actors import TIMETABLE
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.parameters import missing_shipped_values


def found(database: Database, *, at: datetime) -> int:
    """Add the shipped parameter values this database lacks; returns how many. Another machine may do so at the same moment."""
    try:
        return _add_missing(database, at)
    except IntegrityError:
        return _add_missing(database, at)


def _add_missing(database: Database, at: datetime) -> int:
    with database.transaction(at=at) as session:
        rows = missing_shipped_values(session)
        for row in rows:
            session.add(row)
            record(session, TIMETABLE, "parameter.shipped", row)
    return len(rows)
