"""What the database refused, by the name of the constraint: the name finds the sentence.

PostgreSQL names the constraint; SQLite names the columns of a unique one, which lead to the same name.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from werkbedrijf.foundation.db import Base
from werkbedrijf.foundation.errors import DomainError


def constraint_of(problem: IntegrityError) -> str:
    """The name of the constraint that was broken; empty when the database does not tell."""
    diagnosis = getattr(problem.orig, "diag", None)
    if diagnosis is not None:
        return diagnosis.constraint_name or ""
    kind, _, rest = str(problem.orig).partition(" constraint failed: ")
    return _unique_on(rest) if kind == "UNIQUE" else rest


def _unique_on(columns: str) -> str:
    names = [column.strip() for column in columns.split(",")]
    table = Base.metadata.tables.get(names[0].partition(".")[0])
    if table is None:
        return ""
    wanted = {name.partition(".")[2] for name in names}
    unique: list[UniqueConstraint | Index] = [one for one in table.constraints if isinstance(one, UniqueConstraint)]
    unique.extend(index for index in table.indexes if index.unique)
    return next((str(one.name) for one in unique if {column.name for column in one.columns} == wanted), "")


@contextmanager
def refused_as(session: Session, sentences: Mapping[str, DomainError]) -> Iterator[None]:
    """Flush what happens inside; a constraint broken by it becomes the refusal that belongs to its name."""
    try:
        with session.begin_nested():
            yield
    except IntegrityError as problem:
        refusal = sentences.get(constraint_of(problem))
        if refusal is None:
            raise
        raise refusal from problem
