"""Reading the processing log: some days of it, newest first, a page at a time and never the whole.

There can be millions of lines, so nothing here counts them all or skips over them: a page begins where the one before it ended.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from candidates.models import Candidate
from werkbedrijf.foundation.log_store import LogStore
from werkbedrijf.foundation.purposes import activities
from werkbedrijf.logbook.volumes import milliseconds

PAGE: Final = 50
COUNTED: Final = 10_000
"""Beyond this many lines a page says "more than" instead of a number."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which lines: from one day until and with another, perhaps of one activity or one person (by the id in the logs)."""

    since: date
    until: date
    activity: str = ""
    person: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line as a person reads it. ``reference`` is empty for a line about several people, and for who was erased."""

    id: int
    at: datetime
    activity: str
    act: str
    person: str
    reference: str
    failed: bool
    trace_id: str


@dataclass(frozen=True, slots=True)
class Page:
    """Some lines, how many there are in all (at most ``COUNTED`` + 1 are counted), and where the next page begins."""

    lines: tuple[Line, ...]
    total: int
    older: int | None

    @property
    def is_more(self) -> bool:
        """Whether there are more lines than were counted."""
        return self.total > COUNTED


def page_of_log(session: Session, logs: LogStore, wanted: Wanted, *, before: int | None = None) -> Page:
    """The newest lines of these days, or those before the line with number ``before``."""
    table = logs.table
    asked = _within(logs, wanted)
    counted = select(func.count()).select_from(asked.with_only_columns(table.c.id).limit(COUNTED + 1).subquery())
    older = asked if before is None else asked.where(table.c.id < before)
    with logs.reading() as connection:
        total = connection.scalar(counted) or 0
        rows = connection.execute(older.order_by(table.c.id.desc()).limit(PAGE + 1)).all()
    named = references_of(session, {row.data_subject_id for row in rows if row.data_subject_id})
    lines = tuple(_read(rows[:PAGE], named))
    return Page(lines, total, lines[-1].id if len(rows) > PAGE else None)


def number_within(logs: LogStore, wanted: Wanted, most: int) -> int:
    """How many lines there are in these days, counted no further than one beyond ``most``."""
    asked = _within(logs, wanted).with_only_columns(logs.table.c.id).limit(most + 1)
    with logs.reading() as connection:
        return connection.scalar(select(func.count()).select_from(asked.subquery())) or 0


def references_of(session: Session, persons: Iterable[str]) -> dict[str, str]:
    """The references of people by their ids in the logs; who was erased has none."""
    asked = sorted(set(persons))
    rows = (
        session.execute(select(Candidate.uuid, Candidate.reference).where(Candidate.uuid.in_(asked))) if asked else ()
    )
    return {uuid: reference for uuid, reference in rows if uuid}


def _within(logs: LogStore, wanted: Wanted) -> Select[Any]:
    table = logs.table
    asked = select(table).where(
        table.c.start_time >= milliseconds(wanted.since),
        table.c.start_time < milliseconds(wanted.until + timedelta(days=1)),
    )
    if wanted.activity:
        uris = [one.uri for one in activities() if one.code == wanted.activity]
        asked = asked.where(table.c.processing_activity_id.in_(uris))
    if wanted.person:
        asked = asked.where(table.c.data_subject_id == wanted.person)
    return asked


def _read(rows: Iterable[Any], named: dict[str, str]) -> Iterator[Line]:
    names = {one.uri: one.name for one in activities()}
    for row in rows:
        person = row.data_subject_id or ""
        yield Line(
            id=row.id,
            at=datetime.fromtimestamp(row.start_time / 1000, UTC),
            activity=names.get(row.processing_activity_id, row.processing_activity_id),
            act=row.name,
            person=person,
            reference=named.get(person, ""),
            failed=row.status_code != 0,
            trace_id=bytes(row.trace_id).hex(),
        )
