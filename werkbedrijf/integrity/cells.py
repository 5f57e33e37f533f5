"""Whether everything that is locked opens where it stands: what was changed, or put with another person, does not."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session, joinedload, undefer

from werkbedrijf.foundation.db import Base, Database
from werkbedrijf.foundation.keys.cells import CellRefused
from werkbedrijf.foundation.keys.ring import KeyLost
from werkbedrijf.foundation.keys.sealed import Sealing, sealed_of

AT_ONCE = 500
# More than this of one table helps nobody who reads it.
MOST_TOLD = 20


def cell_problems(database: Database, *, at: datetime) -> Iterator[str]:
    """The rows with a value that does not open, and people whose key is gone while their values are not."""
    for kind in _kinds():
        told, last = 0, 0
        while told < MOST_TOLD:
            with database.reading(at=at) as session:
                rows = _rows(session, kind, last)
                try:
                    found = [problem for row in rows for problem in _problems_of(row, session)]
                except KeyLost as problem:
                    yield f"Niet na te kijken: {problem}"
                    return
                last = rows[-1].id if rows else 0
            yield from found[: MOST_TOLD - told]
            told += len(found)
            if len(rows) < AT_ONCE:
                break


def _kinds() -> list[Any]:
    kinds = {mapper.class_ for mapper in Base.registry.mappers if issubclass(mapper.class_, Sealing)}
    return sorted((kind for kind in kinds if sealed_of(kind)), key=lambda kind: kind.__tablename__)


def _rows(session: Session, kind: Any, last: int) -> list[Any]:
    beside: list[Any] = [undefer(getattr(kind, one.column)) for one in sealed_of(kind) if one.deferred]
    if "candidate" in inspect(kind).relationships:
        beside.append(joinedload(kind.candidate))
    some = select(kind).where(kind.id > last).order_by(kind.id).limit(AT_ONCE)
    return list(session.scalars(some.options(*beside)).unique())


def _problems_of(row: Any, session: Session) -> Iterator[str]:
    locked = [one for one in sealed_of(type(row)) if getattr(row, one.column) is not None]
    name = f"{row.__tablename__} {getattr(row, 'reference', row.id)}"
    try:
        if locked and row.lock(session) is None:
            yield f"{name}: de sleutel is weg, en wat erin staat is er nog."
            return
        for one in locked:
            getattr(row, one.name)
    except CellRefused as problem:
        yield f"{name}: {problem.place} past niet op zijn slot."
