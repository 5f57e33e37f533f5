"""Moves rows from one employer or vestiging to another, says exactly which, and moves them back.

It writes beside the session, because the rooms above this one are not known here; whoever asks has flushed before and
forgets what the session knew after.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Table, and_, delete, func, select, update

from employers.merging.holdings import EMPLOYER, ESTABLISHMENT, Holding, all_keys, holdings, movable, where
from werkbedrijf.foundation.db import Base

Moved = dict[str, Any]
"""{"table", "column", "from", "to", "keys": [[identity], …], "stayed": n}"""


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows of a table there are, that go or that stay."""

    table: str
    column: str
    goes: int
    stays: int = 0


def move_all(connection: Connection, target: str, source: int, goal: int, *, but: Iterable[int] = ()) -> list[Moved]:
    """Move whatever points at the source to the goal. ``but`` are vestigingen that stay where they are."""
    done = []
    apart = set(but)
    for holding in holdings(target):
        keys, stayed = movable(connection, holding, source, goal)
        if holding.table.name == "establishment":
            stayed += len([key for key in keys if key[0] in apart])
            keys = [key for key in keys if key[0] not in apart]
        for key in keys:
            _put(connection, holding, key, source, goal)
        if keys or stayed:
            done.append(
                {
                    "table": holding.table.name,
                    "column": holding.column.name,
                    "from": source,
                    "to": goal,
                    "keys": keys,
                    "stayed": stayed,
                }
            )
    return done


def counts(connection: Connection, target: str, source: int, goal: int) -> list[Count]:
    """What would move, without moving it."""
    found = []
    for holding in holdings(target):
        keys, stayed = movable(connection, holding, source, goal)
        if keys or stayed:
            found.append(Count(holding.table.name, holding.column.name, len(keys), stayed))
    return found


def move_back(connection: Connection, moved: Iterable[Moved]) -> int:
    """Move rows back, the last first; says how many were no longer there to move."""
    missing = 0
    for one in reversed(list(moved)):
        holding = _holding(one)
        for key in one["keys"]:
            missing += 1 - _put(connection, holding, key, one["to"], one["from"])
    return missing


def follow_vestiging(connection: Connection, kept: int, gone: int) -> int:
    """What has a vestiging belongs to the employer of that vestiging: also what was added or moved there meanwhile."""
    establishment = Base.metadata.tables["establishment"]
    changed = 0
    for holding in holdings(EMPLOYER):
        table = holding.table
        key = next((one.column for one in all_keys(ESTABLISHMENT) if one.table is table), None)
        if key is None or holding.column.name != "employer_id":
            continue
        for there, here in ((kept, gone), (gone, kept)):
            at = select(establishment.c.id).where(establishment.c.employer_id == here)
            wrong = and_(holding.column == there, key.in_(at))
            done = connection.execute(update(table).where(wrong).values({holding.column.name: here}))
            changed += done.rowcount
    return changed


def marks(connection: Connection) -> dict[str, int]:
    """How far each table with a key to an employer is: a row with a higher number was added since."""
    tables = {holding.table for holding in holdings(EMPLOYER) if "id" in holding.table.c}
    return {table.name: connection.scalar(select(func.max(table.c.id))) or 0 for table in tables}


def added_since(connection: Connection, kept: int, marked: dict[str, int]) -> list[Count]:
    """What came to the kept employer since the marks."""
    found = []
    for holding in holdings(EMPLOYER):
        table = holding.table
        if "id" not in table.c:
            continue
        newer = and_(holding.column == kept, table.c.id > marked.get(table.name, 0))
        number = connection.scalar(select(func.count()).select_from(table).where(newer)) or 0
        if number:
            found.append(Count(table.name, holding.column.name, number))
    return found


def set_values(connection: Connection, table_name: str, row: int, wanted: dict[str, Any]) -> list[dict[str, Any]]:
    """Set values of one row, and say what they were; also of those that were so already, for what means something together."""
    table = Base.metadata.tables[table_name]
    names = list(wanted)
    before = connection.execute(select(*(table.c[name] for name in names)).where(table.c.id == row)).one()
    changed = {name: wanted[name] for name, old in zip(names, before, strict=True) if old != wanted[name]}
    if changed:
        connection.execute(update(table).where(table.c.id == row).values(changed))
    return [
        {"table": table_name, "row": row, "column": name, "before": plain(old), "after": plain(wanted[name])}
        for name, old in zip(names, before, strict=True)
    ]


def unset_values(
    connection: Connection, values: Iterable[dict[str, Any]], together: Iterable[Sequence[str]] = ()
) -> list[str]:
    """Give values back where nobody changed them since; answers the columns where somebody did.

    ``together`` are columns that only mean something together: when one of them was changed since, all of them stay.
    A row gets all of it back at once, because the rules of the database are about the whole row.
    """
    rows: dict[tuple[str, int], dict[str, dict[str, Any]]] = {}
    for one in values:
        rows.setdefault((one["table"], one["row"]), {})[one["column"]] = one
    groups = [set(group) for group in together]
    left: list[str] = []
    for (name, row), columns in rows.items():
        table = Base.metadata.tables[name]
        now = connection.execute(select(*(table.c[column] for column in columns)).where(table.c.id == row)).one()
        present = {column: plain(value) for column, value in zip(columns, now, strict=True)}
        changed = {column for column, one in columns.items() if present[column] not in (one["after"], one["before"])}
        kept = changed.union(*(group for group in groups if group & changed)) & columns.keys()
        back = {column: typed(table, column, one["before"]) for column, one in columns.items() if column not in kept}
        if back:
            connection.execute(update(table).where(table.c.id == row).values(back))
        left += sorted(kept)
    return left


def unmake(connection: Connection, made: Iterable[dict[str, Any]]) -> None:
    """Take away the rows that the merge made itself."""
    for one in reversed(list(made)):
        table = Base.metadata.tables[one["table"]]
        connection.execute(delete(table).where(table.c.id == one["row"]))


def plain(value: Any) -> Any:
    """A value as JSON can hold it."""
    if isinstance(value, StrEnum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def typed(table: Table, name: str, value: Any) -> Any:
    """What ``plain`` made of it, back as a value of this column."""
    if value is None:
        return None
    kind = table.c[name].type.python_type
    if kind is date:
        return date.fromisoformat(value)
    return kind(value)


def _holding(one: Moved) -> Holding:
    return Holding(Base.metadata.tables[one["table"]].c[one["column"]])


def _put(connection: Connection, holding: Holding, key: list[Any], source: int, goal: int) -> int:
    moved = update(holding.table).where(where(holding, key, source)).values({holding.column.name: goal})
    return connection.execute(moved).rowcount
