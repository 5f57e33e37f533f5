"""Everything that hangs on an employer or a vestiging, as the metadata tells it: every key to them, in whatever room.

A table that is added later is found here by itself and goes along when its employer is brought together with another.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import (
    Column,
    Connection,
    Index,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
    and_,
    func,
    select,
    true,
)
from sqlalchemy.sql.elements import ColumnElement

from werkbedrijf.foundation.db import Base

EMPLOYER: Final = "employer.id"
ESTABLISHMENT: Final = "establishment.id"
CONTACT: Final = "contact_person.id"

STAYS: Final = {
    "employer.merged_into_id": "tells itself which employer went into which",
    "employer_pair.first_id": "tells of both as they were",
    "employer_pair.second_id": "tells of both as they were",
    "employer_merge.kept_id": "tells of both as they were",
    "employer_merge.gone_id": "tells of both as they were",
    "contact_join.kept_id": "tells of both as they were",
    "contact_join.gone_id": "tells of both as they were",
    "sector_period.employer_id": "the sector of each day is the history of one employer; the kept one has its own",
}
"""Keys that do not go along, each with why."""


@dataclass(frozen=True, slots=True)
class Holding:
    """A column that points at an employer or a vestiging."""

    column: Column[Any]

    @property
    def table(self) -> Table:
        return self.column.table

    @property
    def name(self) -> str:
        return f"{self.table.name}.{self.column.name}"

    @property
    def identity(self) -> list[Column[Any]]:
        """What says which row it is while this column changes."""
        return [column for column in self.table.primary_key if column is not self.column]


def holdings(target: str) -> list[Holding]:
    """Every key to the target that goes along, in the order of the tables."""
    return [holding for holding in all_keys(target) if holding.name not in STAYS]


def all_keys(target: str) -> Iterator[Holding]:
    """Every key to the target."""
    for table in sorted(Base.metadata.tables.values(), key=lambda one: one.name):
        for column in table.columns:
            if any(key.target_fullname == target for key in column.foreign_keys):
                yield Holding(column)


def movable(connection: Connection, holding: Holding, source: int, goal: int) -> tuple[list[list[Any]], int]:
    """The rows at the source that may go to the goal, by identity, and how many may not.

    A row that would be there twice by a rule of the database (the same user speaks for both) stays where it is.
    """
    column = holding.column
    query = select(*(holding.identity or [column])).where(column == source)
    rows = connection.execute(query.order_by(*holding.identity)).all()
    keys = [list(row) if holding.identity else [] for row in rows]
    kept = [key for key in keys if not _would_collide(connection, holding, key, source, goal)]
    return kept, len(keys) - len(kept)


def where(holding: Holding, key: list[Any], at: int) -> ColumnElement[bool]:
    """The row with this identity, as long as it is at this employer or vestiging."""
    same = [column == value for column, value in zip(holding.identity, key, strict=True)]
    return and_(holding.column == at, *same)


def _would_collide(connection: Connection, holding: Holding, key: list[Any], source: int, goal: int) -> bool:
    for columns, only in rules_with(holding.column, connection.dialect.name):
        others = [column for column in columns if column is not holding.column]
        own = connection.execute(select(*(others or [holding.column])).where(where(holding, key, source), only)).first()
        # A row that the rule is not about, or with an unknown in it, stands in nobody's way.
        if own is None or (others and any(value is None for value in own)):
            continue
        same = [column == value for column, value in zip(others, own, strict=False)]
        there = select(func.count()).select_from(holding.table).where(holding.column == goal, only, *same)
        if connection.scalar(there):
            return True
    return False


def rules_with(column: Column[Any], engine: str) -> Iterator[tuple[list[Column[Any]], ColumnElement[bool]]]:
    """Every rule by which rows of this table differ that the column takes part in, and to which rows it applies."""
    table = column.table
    for constraint in table.constraints:
        if isinstance(constraint, UniqueConstraint | PrimaryKeyConstraint) and column.name in constraint.columns:
            yield list(constraint.columns), true()
    for index in sorted(table.indexes, key=lambda one: str(one.name)):
        if index.unique and column.name in {one.name for one in index.columns}:
            yield list(index.columns), _only(index, engine)


def _only(index: Index, engine: str) -> ColumnElement[bool]:
    found = index.dialect_options[engine]["where"]
    return true() if found is None else found
