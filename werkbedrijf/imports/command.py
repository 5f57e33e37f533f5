"""``werkbedrijf import KIND FILE``: the command line's door to this room."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from employers.vocabulary.esco import NOTICE
from employers.vocabulary.esco.actions import difference, take_release
from employers.vocabulary.esco.reading import read_esco
from werkbedrijf.borders.actions import border_difference, take_borders
from werkbedrijf.borders.reading import read_borders
from werkbedrijf.foundation.actors import Actor, actor_for
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.errors import DomainError, NotAllowed
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.foundation.tables import FileRefused, check_size, read_table
from werkbedrijf.foundation.texts import count
from werkbedrijf.garantiebanen.outside.actions import take
from werkbedrijf.garantiebanen.outside.policy import may_take
from werkbedrijf.garantiebanen.outside.queries import who_takes
from werkbedrijf.garantiebanen.outside.reading import read_figures
from werkbedrijf.imports.actions import carry_out, take_file
from werkbedrijf.imports.errors import NoImporter
from werkbedrijf.imports.models import ImportKind
from werkbedrijf.imports.planning import plan
from werkbedrijf.imports.policy import may_import
from werkbedrijf.imports.queries import first_account_manager

ESCO = "esco"
UWV = "uwv"
BORDERS = "borders"
KINDS: Mapping[str, ImportKind] = {
    "employers": ImportKind.EMPLOYERS,
    "werkgevers": ImportKind.EMPLOYERS,
    "vacancies": ImportKind.VACANCIES,
    "vacatures": ImportKind.VACANCIES,
    "plekken": ImportKind.VACANCIES,
    "candidates": ImportKind.CANDIDATES,
    "kandidaten": ImportKind.CANDIDATES,
    "placements": ImportKind.PLACEMENTS,
    "plaatsingen": ImportKind.PLACEMENTS,
    "vum": ImportKind.VUM,
}


def run_import(
    database: Database,
    settings: Settings,
    kind: str,
    path: Path,
    *,
    commit: bool,
    actor_email: str | None,
    at: datetime,
    coach_email: str = "",
    gemeente: str = "",
    with_doubtful: bool = False,
) -> dict[str, Any]:
    """Read a file and say what it would do, or with ``commit`` do it.

    Answers ``{"new": n, "changed": n, "doubtful": n, "refused": [{"record", "field", "reason"}]}``. Imports for the account
    manager with ``actor_email``, or the first one. Raises DomainError with a sentence when nothing could be read or saved.
    """
    whole = {ESCO: _import_esco, UWV: _import_uwv, BORDERS: _import_borders}.get(kind.strip().lower())
    if whole is not None:
        return whole(database, path, commit=commit, actor_email=actor_email, at=at)
    wanted = _kind(kind)
    content = _content(path)
    with database.transaction(at=at, keep=commit) as session:
        actor = _actor(session, actor_email)
        on = day_of(at)
        made = plan(session, actor, wanted, content, on=on, coach_email=coach_email, gemeente=gemeente)
        if commit:
            batch = take_file(session, actor, made, file_name=path.name, content=b"")
            carry_out(session, actor, made, on=on, batch=batch, chosen=made.doubtful if with_doubtful else ())
    return made.summary


def _import_esco(
    database: Database, path: Path, *, commit: bool, actor_email: str | None, at: datetime
) -> dict[str, Any]:
    """A whole release of ESCO, or nothing: a row that cannot be read stops the saving."""
    file = read_esco(_content(path))
    with database.transaction(at=at, keep=commit and not file.refused) as session:
        actor = _actor(session, actor_email)
        numbers = difference(session, file)
        if commit and file.refused:
            raise FileRefused(
                f"Er is niets opgeslagen: {count(len(file.refused), 'rij klopt', 'rijen kloppen')} niet. "
                "Bekijk de proef zonder --commit, of neem het bestand zoals ESCO het aanbiedt."
            )
        if commit:
            take_release(session, actor, file, on=day_of(at))
    return {**numbers, "doubtful": 0, "refused": list(file.refused), "notice": NOTICE}


def _import_uwv(
    database: Database, path: Path, *, commit: bool, actor_email: str | None, at: datetime
) -> dict[str, Any]:
    """Figures of UWV, all or none: for the administrator or the coordinator with this address, or the first one."""
    table = read_table(_content(path))
    reading = read_figures(table.headers, [(row.number, row.cells) for row in table.rows], today=day_of(at))
    with database.transaction(at=at, keep=commit) as session:
        user = who_takes(session, actor_email)
        if user is None:
            raise NotAllowed("Er is geen beheerder of regiocoördinator met dit e-mailadres. Noem er een met --as.")
        actor = actor_for(session, user)
        verdict = may_take(actor)
        if not verdict:
            raise NotAllowed(verdict.reason)
        taken = take(session, actor, reading, keep=commit)
    refused = [asdict(one) for one in taken.refused]
    if commit and refused:
        raise FileRefused(
            f"Er is niets opgeslagen. {refused[0]['record']}, {refused[0]['field']}: {refused[0]['reason']}"
        )
    return {"new": taken.new, "changed": 0, "doubtful": 0, "refused": refused}


def _import_borders(
    database: Database, path: Path, *, commit: bool, actor_email: str | None, at: datetime
) -> dict[str, Any]:
    """Borders of gemeenten: a shape that is broken stops the saving, a gemeente that is not known is passed over."""
    file = read_borders(_content(path))
    with database.transaction(at=at, keep=commit and not file.broken) as session:
        actor = _actor(session, actor_email)
        numbers = border_difference(session, file)
        if commit and file.broken:
            raise FileRefused(
                f"Er is niets opgeslagen: {count(file.broken, 'grens klopt', 'grenzen kloppen')} niet. "
                "Bekijk de proef zonder --commit."
            )
        if commit:
            take_borders(session, actor, file, on=day_of(at))
    return {**numbers, "doubtful": 0, "refused": list(file.refused), "notice": f"Bron van de grenzen: {file.source}."}


def _kind(told: str) -> ImportKind:
    found = KINDS.get(told.strip().lower())
    if found is None:
        raise UnknownKind(told)
    return found


class UnknownKind(DomainError):
    """A kind of import that does not exist."""

    status = 422

    def __init__(self, told: str):
        others = f"{ESCO}, {UWV}, {BORDERS}"
        super().__init__(f"‘{told[:40]}’ kan niet worden geïmporteerd. Kies uit: {', '.join(KINDS)}, {others}.")


def _content(path: Path) -> bytes:
    try:
        check_size(path.stat().st_size)
        return path.read_bytes()
    except OSError as problem:
        raise FileRefused(
            f"Het bestand {path} bestaat niet, of is niet te lezen. Kijk de naam en de map na."
        ) from problem


def _actor(session: Session, email: str | None) -> Actor:
    user = first_account_manager(session, email)
    if user is None:
        raise NoImporter(email)
    actor = actor_for(session, user)
    verdict = may_import(actor)
    if not verdict:
        raise NotAllowed(verdict.reason)
    return actor
