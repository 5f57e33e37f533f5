"""Keeping a log that never stops growing in hand: months made ahead, and what is over its term let go."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from sqlalchemy import Connection, delete, func, select, text

from werkbedrijf.foundation.clock import AMSTERDAM, day_of
from werkbedrijf.foundation.db import Database

AHEAD: Final = 3
# So many lines at a time, so that nobody waits long.
STRETCH: Final = 20_000


def first_of_month(day: date, later: int = 0) -> date:
    """The first day of the month so many months later.

    >>> first_of_month(date(2026, 11, 26)).isoformat(), first_of_month(date(2026, 11, 26), 2).isoformat()
    ('2026-11-01', '2027-01-01')
    """
    months = day.year * 12 + day.month - 1 + later
    return date(months // 12, months % 12 + 1, 1)


def milliseconds(day: date) -> int:
    """The Dutch midnight before a day, as the log counts."""
    return round(datetime.combine(day, time(), AMSTERDAM).timestamp() * 1000)


def make_months(database: Database, *, at: datetime) -> int:
    """Make the partitions of this month and the next ones, where they lack; nothing to do on SQLite. Returns how many."""
    if database.engine.dialect.name != "postgresql":
        return 0
    made = 0
    for later in range(AHEAD + 1):
        with database.engine.begin() as connection:
            made += make_month(connection, first_of_month(day_of(at), later))
    return made


def make_month(connection: Connection, begin: date) -> bool:
    """Make the partition of the month that begins on a day, on PostgreSQL; whether it was made now."""
    name = f"processing_log_{begin:%Y_%m}"
    known = connection.scalar(text("SELECT to_regclass(:name) IS NOT NULL"), {"name": f"logboek.{name}"})
    bounds = (milliseconds(begin), milliseconds(first_of_month(begin, 1)))
    # Lines of a month that was not made in time stay with the rest; that month gets no partition of its own.
    rest = "SELECT EXISTS (SELECT 1 FROM logboek.processing_log_rest WHERE start_time >= :a AND start_time < :b)"
    if known or connection.scalar(text(rest), {"a": bounds[0], "b": bounds[1]}):
        return False
    connection.exec_driver_sql(
        f"CREATE TABLE logboek.{name} PARTITION OF logboek.processing_log FOR VALUES FROM ({bounds[0]}) TO ({bounds[1]})"
    )
    return True


def forget_processing_before(database: Database, day: date) -> int:
    """Let go of lines from before a day; returns how many. Whole partitions on PostgreSQL, then what is left, in stretches."""
    limit, gone = milliseconds(day), 0
    table = database.logs.table
    if database.engine.dialect.name == "postgresql":
        gone += _drop_partitions(database, day)
    while True:
        with database.logs.keeping() as connection:
            numbers = select(table.c.id).where(table.c.start_time < limit).order_by(table.c.id).limit(STRETCH)
            done = connection.execute(delete(table).where(table.c.id.in_(numbers.scalar_subquery()))).rowcount
        gone += done
        if done < STRETCH:
            return gone


def _drop_partitions(database: Database, day: date) -> int:
    gone = 0
    with database.engine.begin() as connection:
        names = connection.scalars(
            text(
                "SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid "
                "WHERE i.inhparent = 'logboek.processing_log'::regclass AND c.relname ~ '_[0-9]{4}_[0-9]{2}$'"
            )
        ).all()
        for name in names:
            month = date(int(name[-7:-3]), int(name[-2:]), 1)
            if first_of_month(month, 1) <= day:
                gone += connection.scalar(text(f"SELECT count(*) FROM logboek.{name}")) or 0  # noqa: S608  # a name of ours
                connection.exec_driver_sql(f"DROP TABLE logboek.{name}")
    return gone


def lines_kept(database: Database) -> int:
    """How many lines the processing log holds."""
    with database.logs.reading() as connection:
        return connection.scalar(select(func.count()).select_from(database.logs.table)) or 0


def moment_of(milliseconds_: int) -> datetime:
    """A moment as the log counts, as a moment.

    >>> moment_of(0).isoformat()
    '1970-01-01T00:00:00+00:00'
    """
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=milliseconds_)
