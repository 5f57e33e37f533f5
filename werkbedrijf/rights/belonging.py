"""Which rows of a table belong to one person, as the classification says it."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Column as SaColumn
from sqlalchemy import ColumnElement, select
from sqlalchemy import Table as SaTable
from sqlalchemy.orm import Session

from candidates.models import Candidate
from werkbedrijf.foundation.db import Base
from werkbedrijf.rights.columns import Table, of_people


def sa_table(table: Table) -> SaTable:
    """The table of the database."""
    return Base.metadata.tables[table.name]


def of_person(table: Table, candidate: Candidate) -> ColumnElement[bool]:
    """The condition that picks the rows of this person."""
    rows = sa_table(table)
    column, colon, name = table.person.partition(":")
    if colon:
        return rows.c[column] == (candidate.uuid if name == "candidate.uuid" else candidate.reference)
    return _over(rows, table.person.split("."), candidate.id)


def _over(rows: SaTable, way: list[str], candidate_id: int) -> ColumnElement[bool]:
    column: SaColumn[Any] = rows.c[way[0]]
    if len(way) == 1:
        return column == candidate_id
    (key,) = column.foreign_keys
    target = key.column.table
    return column.in_(select(key.column).where(_over(target, way[1:], candidate_id)))


@cache
def children_first() -> Sequence[Table]:
    """Tables of people in an order in which rows can be deleted: who refers to another comes first."""
    order = {table.name: place for place, table in enumerate(Base.metadata.sorted_tables)}
    return sorted(of_people(), key=lambda table: -order[table.name])


def references_of(session: Session, candidate: Candidate) -> set[str]:
    """Everything this person is called in messages and logs: the own reference, and those of voordrachten and plaatsingen."""
    found = {candidate.reference}
    for table in of_people():
        rows = sa_table(table)
        if "reference" in rows.c and ":" not in table.person:
            found |= set(session.scalars(select(rows.c.reference).where(of_person(table, candidate))))
    return found
