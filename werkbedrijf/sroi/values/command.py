"""What the command line does with value tables: look them up, and bring a file in."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from werkbedrijf.foundation.actors import actor_for
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.errors import NotAllowed
from werkbedrijf.foundation.tables import FileRefused, check_size, read_table
from werkbedrijf.sroi.tables import ValueTable
from werkbedrijf.sroi.values.actions import bring_in
from werkbedrijf.sroi.values.policy import may_bring_in
from werkbedrijf.sroi.values.queries import known_tables, who_imports
from werkbedrijf.sroi.values.reading import tables_file


def run_import(database: Database, path: Path, *, commit: bool, email: str | None, at: datetime) -> dict[str, Any]:
    """Bring the tables of a file in, all or none, or with ``commit`` false only say what that would do.

    Answers ``{"new": [version], "same": [version], "refused": [{"record", "field", "reason"}]}``.
    """
    table = read_table(_content(path))
    file = tables_file(table.headers, [(row.number, row.cells) for row in table.rows])
    with database.transaction(at=at, keep=commit) as session:
        user = who_imports(session, email)
        if user is None:
            whom = "met dit e-mailadres. Noem een ander met --as." if email else "in deze database. Maak er eerst een."
            raise NotAllowed(f"Er is geen regiocoördinator {whom}")
        actor = actor_for(session, user)
        verdict = may_bring_in(actor)
        if not verdict:
            raise NotAllowed(verdict.reason)
        taken = bring_in(session, actor, file, on=day_of(at))
    return {
        "new": [one.version for one in taken.new],
        "same": [one.version for one in taken.same],
        "refused": [asdict(one) for one in taken.refused],
    }


def tables_in(database: Database, at: datetime) -> Mapping[str, ValueTable]:
    """Every table that this database knows."""
    with database.reading(at=at) as session:
        return known_tables(session)


def _content(path: Path) -> bytes:
    try:
        check_size(path.stat().st_size)
        return path.read_bytes()
    except OSError as problem:
        raise FileRefused(
            f"Het bestand {path} is niet te lezen ({problem.strerror}). Kijk de naam en de map na."
        ) from problem
