"""Which rows each record of a file made, changed or took away, and how they were before.

It listens to what the session writes while the acts of the rooms run, so no room has to know of it. What is kept is a plain
mapping (``Kept``), which the file holds locked for as long as it can be taken back.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy import event, inspect, select
from sqlalchemy.orm import Session

from werkbedrijf.foundation.db import Base
from werkbedrijf.imports.undo.values import differences, mark_of, told_row

Key = tuple[str, int]
"""A row: its table and its number."""

IN_STEPS: Final = 500

BESIDE: Final = {
    "audit_entry": "the trail stays as it was written",
    "reference_counter": "a reference is given out once",
    "pool_revision": "it only counts",
    "person_key": "goes with the person",
    "organisation_key": "is of the partner and not of the file",
    "pepper_chain": "is of the region",
    "known_number": "goes with the last number that leads to it",
    "duplicate_check": "tells who asked, and goes with the person",
    "import_batch": "is the file itself",
    "imported_record": "tells what became of a record",
    "proposal": "a voordracht that ended because somebody works was told to others already",
    "notice": "was told already",
    "outbox_message": "may be on its way",
}
"""Tables that saving an import writes to and that taking it back leaves alone, each with why."""


class Journal:
    """What one file did to the rows. ``number`` is the record that is being saved."""

    def __init__(self) -> None:
        self.number = 0
        self.before: dict[Key, dict[str, Any] | None] = {}
        self.touched: dict[int, set[Key]] = defaultdict(set)

    @contextmanager
    def watching(self, session: Session) -> Iterator["Journal"]:
        """Write down what is written within, until the block ends."""
        event.listen(session, "before_flush", self._before)
        event.listen(session, "after_flush", self._after)
        try:
            yield self
        finally:
            event.remove(session, "before_flush", self._before)
            event.remove(session, "after_flush", self._after)

    def _before(self, session: Session, _context: object, _rows: object) -> None:
        for row in (*session.dirty, *session.deleted):
            if row in session.dirty and not session.is_modified(row):
                continue
            key = key_of(row)
            if key is None:
                continue
            if key not in self.before:
                self.before[key] = rows_now(session, [key]).get(key)
            self.touched[self.number].add(key)

    def _after(self, session: Session, _context: object) -> None:
        for row in session.new:
            key = key_of(row)
            if key is not None:
                self.before.setdefault(key, None)
                self.touched[self.number].add(key)

    def kept(self, session: Session) -> dict[str, Any]:
        """What is kept of it, with the rows as they are now: ``rows`` by their place in the list, ``records`` that name places.

        A row is ``[table, id, "made", mark, leans on]``, ``[table, id, "changed", {column: [before, after]}]`` or
        ``[table, id, "gone", the row]``.
        """
        now = rows_now(session, self.before)
        rows: list[list[Any]] = []
        place: dict[Key, int] = {}
        for key, was in self.before.items():
            told = _entry(was, now.get(key))
            if told is not None:
                place[key] = len(rows)
                rows.append([*key, *told])
        for row in rows:
            if row[2] == "made":
                row.append(sorted(_leans(row[0], now[row[0], row[1]], place)))
        records = {
            str(number): sorted(place[key] for key in keys if key in place) for number, keys in self.touched.items()
        }
        return {"rows": rows, "records": records}


def _entry(was: dict[str, Any] | None, now: dict[str, Any] | None) -> list[Any] | None:
    """What happened to one row; None when it is as it was."""
    if now is None:
        return None if was is None else ["gone", was]
    if was is None:
        return ["made", mark_of(now)]
    changed = differences(was, now)
    return ["changed", changed] if changed else None


def _leans(table: str, row: Mapping[str, Any], place: Mapping[Key, int]) -> set[int]:
    """The places of the rows that this one points at."""
    found = set()
    for column in Base.metadata.tables[table].columns:
        for key in column.foreign_keys:
            target = (key.column.table.name, row[column.name])
            if target in place:
                found.add(place[target])
    return found


def key_of(row: Any) -> Key | None:
    """Which row this is; None for one that is left alone."""
    state = inspect(row)
    table = state.mapper.local_table.name
    number = state.identity[0] if state.identity else getattr(row, "id", None)
    return None if table in BESIDE or number is None else (table, number)


def rows_now(session: Session, keys: Iterable[Key], *, hold: bool = False) -> dict[Key, dict[str, Any]]:
    """The rows as they stand in the database, as they are kept; a row that is not there is left out.

    With ``hold`` nobody else changes them until the transaction ends.
    """
    by_table: dict[str, list[int]] = defaultdict(list)
    for name, number in keys:
        by_table[name].append(number)
    found: dict[Key, dict[str, Any]] = {}
    connection = session.connection()
    for name, numbers in by_table.items():
        table = Base.metadata.tables[name]
        for start in range(0, len(numbers), IN_STEPS):
            query = select(table).where(table.c.id.in_(numbers[start : start + IN_STEPS])).order_by(table.c.id)
            query = query.with_for_update() if hold else query
            for row in connection.execute(query).mappings():
                found[name, row["id"]] = told_row(dict(row))
    return found
