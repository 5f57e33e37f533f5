"""Which rows of an import were changed or used since it was saved. Only reads."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Final

from sqlalchemy import Column, select
from sqlalchemy.orm import Session

from employers.merging.models import EmployerPair, PairVerdict
from werkbedrijf.foundation.db import Base
from werkbedrijf.imports.undo.journal import IN_STEPS, Key, rows_now
from werkbedrijf.imports.undo.kept import Kept, Row
from werkbedrijf.imports.undo.values import mark_of
from werkbedrijf.imports.undo.weighing import Stays, what_stays

GOES_ALONG: Final = {
    "birth_mark.candidate_id": "is made at night, and erased with the person",
    "duplicate_check.candidate_id": "is erased with the person",
    "duplicate_check.other_id": "is erased with the person",
    "shown_line.candidate_id": "a kept list is emptied of who was erased",
    "shown_ranking.candidate_id": "a kept list is emptied of who was erased",
    "employer_pair.first_id": "is looked for at night; one that somebody decided about does count as use",
    "employer_pair.second_id": "is looked for at night; one that somebody decided about does count as use",
}
"""Keys to a row that do not count as use, each with why."""


def staying(session: Session, kept: Kept, numbers: Collection[int], *, hold: bool = False) -> dict[int, Stays]:
    """Of these records, whole groups of them, those that cannot be taken back now, with why.

    With ``hold`` it stays so until the transaction ends: what was seen is held, and a new row that points at it waits.
    """
    records = {number: kept.records[number] for number in numbers if number in kept.records}
    rows = {place: kept.rows[place] for place in kept.places(records)}
    stuck = _changed(session, rows, hold=hold) | _used(session, rows)
    unknown = {number: Stays.GONE for number in numbers if number not in records}
    return unknown | what_stays(records, kept.leans, stuck)


def _changed(session: Session, rows: Mapping[int, Row], *, hold: bool) -> dict[int, Stays]:
    now = rows_now(session, [row.key for row in rows.values()], hold=hold)
    found = {place: _since(row, now.get(row.key)) for place, row in rows.items()}
    return {place: why for place, why in found.items() if why is not None}


def _since(row: Row, now: Mapping[str, Any] | None) -> Stays | None:
    if row.what == "gone":
        return Stays.NUMBER if row.table == "candidate_number" else None
    if now is None:
        # What was made and is gone again needs nothing; what was there before should be there.
        return None if row.what == "made" else Stays.CHANGED
    if row.what == "made":
        return None if mark_of(now) == row.told else Stays.CHANGED
    same = all(now.get(name) == after for name, (_, after) in row.told.items())
    return None if same else Stays.CHANGED


def _used(session: Session, rows: Mapping[int, Row]) -> dict[int, Stays]:
    """The rows that were made and that a row from elsewhere points at."""
    made: dict[str, dict[int, int]] = defaultdict(dict)
    for place, row in rows.items():
        if row.what == "made":
            made[row.table][row.number] = place
    ours = {row.key for row in rows.values()}
    found = {}
    for table, numbers in made.items():
        for column in pointing_at(table):
            for number in _pointed(session, column, list(numbers), ours):
                found[numbers[number]] = Stays.USED
    return found | {made["employer"][number]: Stays.USED for number in _decided(session, list(made["employer"]))}


@cache
def pointing_at(table: str) -> Sequence[Column[Any]]:
    """Every column that is a key to this table and counts as use."""
    return [
        column
        for other in Base.metadata.tables.values()
        for column in other.columns
        if f"{other.name}.{column.name}" not in GOES_ALONG
        and any(key.column.table.name == table for key in column.foreign_keys)
    ]


def _pointed(session: Session, column: Column[Any], numbers: list[int], ours: Collection[Key]) -> Iterable[int]:
    table = column.table
    for start in range(0, len(numbers), IN_STEPS):
        query = select(*(table.c[name] for name in ("id",) if name in table.c), column)
        for row in session.connection().execute(query.where(column.in_(numbers[start : start + IN_STEPS]))):
            if len(row) == 1 or (table.name, row[0]) not in ours:
                yield row[-1]


def _decided(session: Session, numbers: list[int]) -> Iterable[int]:
    """Of these employers those about which somebody said whether they are double."""
    for key in (EmployerPair.first_id, EmployerPair.second_id):
        for start in range(0, len(numbers), IN_STEPS):
            some = numbers[start : start + IN_STEPS]
            yield from session.scalars(select(key).where(key.in_(some), EmployerPair.verdict != PairVerdict.OPEN))
