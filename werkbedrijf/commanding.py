"""What every command shares: its options, the database it opens, and how it speaks."""

import json
import sys
from collections.abc import Callable, Sequence
from errno import EPIPE
from functools import wraps
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click
from pydantic import ValidationError
from sqlalchemy.exc import DatabaseError, OperationalError

from werkbedrijf import migrations
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.errors import DomainError, SetupError
from werkbedrijf.foundation.keys.needed import require_keys
from werkbedrijf.foundation.plain import one_line
from werkbedrijf.foundation.settings import DEFAULT_DATA_DIR, Settings

F = TypeVar("F", bound=Callable[..., Any])

_WAY_OUT = "Er is niets half opgeslagen. Kijk of de schijf vol of stuk is en of de databaseserver loopt, en probeer het opnieuw."
_ELSEWHERE = "Kijk of de map bestaat, of u daar bestanden mag maken en of de schijf vol is, of kies een andere plek."
DRIVERS = ("sqlite3", "pysqlite3", "psycopg")
# What SQLite says of a file that is none of its own, or is damaged: no kind of error of its own, as these are.
DAMAGED = ("file is not a database", "malformed")
EXIT_REFUSED = 1
EXIT_SETUP = 3


def data_dir_option(command: F) -> F:
    """``--data-dir``, the same for every command."""
    return click.option(
        "--data-dir",
        type=click.Path(file_okay=False, path_type=Path),
        default=None,
        help=f"Map voor database, sleutel en post (standaard {DEFAULT_DATA_DIR}, of WERKBEDRIJF_DATA_DIR).",
    )(command)


def json_option(command: F) -> F:
    """``--json``, the same for every command that tells something."""
    return click.option("--json", "as_json", is_flag=True, help="Schrijf JSON, voor andere programma's.")(command)


def settings_for(data_dir: Path | None) -> Settings:
    """The settings of this run, with the folder made."""
    return _read(data_dir).prepare()


def _read(data_dir: Path | None) -> Settings:
    try:
        return Settings(data_dir=data_dir) if data_dir else Settings()
    except ValidationError as problem:
        raise SetupError(_unusable(problem)) from None


def settings_here(data_dir: Path | None) -> Settings:
    """The settings of a run that only reads. Raises SetupError where there is no database, and makes nothing there."""
    settings = _read(data_dir)
    if not settings.has_database:
        raise SetupError(no_database(settings))
    return settings.prepare()


def no_database(settings: Settings) -> str:
    """That there is none yet, and how to begin; an address is not repeated, for a password may stand in it."""
    where = "Op het adres in WERKBEDRIJF_DATABASE_URL" if settings.database_url else f"In de map {settings.data_dir}"
    return (
        f"{where} staat nog geen database. Begin met: python3 -m werkbedrijf demo, "
        "of maak een lege met: werkbedrijf migrate."
    )


def open_database(settings: Settings, *, must_exist: bool = True) -> Database:
    """The migrated database of these settings. Raises SetupError when there is none yet, or its keys are not here."""
    database = Database(settings.database)
    if must_exist and migrations.current(database) is None:
        raise SetupError(no_database(settings))
    require_keys(database)
    if must_exist:
        migrations.upgrade(database)
    return database


def show(value: Any, *, as_json: bool, lines: Sequence[str]) -> None:
    """Print for a program or for a person."""
    click.echo(json.dumps(value, ensure_ascii=False) if as_json else "\n".join(lines))


def _said_by_database(problem: Exception) -> Exception | None:
    """What the database itself said, when that is what went wrong; also past SQLAlchemy: a copy of the whole, a table in one go.

    >>> import sqlite3
    >>> _said_by_database(sqlite3.OperationalError("database or disk is full"))
    OperationalError('database or disk is full')
    >>> _said_by_database(ValueError("a mistake of ours"))
    """
    if isinstance(problem, OperationalError) or (isinstance(problem, DatabaseError) and _is_damaged(problem.orig)):
        return problem.orig if isinstance(problem.orig, Exception) else problem
    kinds = {(kind.__module__.partition(".")[0], kind.__name__) for kind in type(problem).__mro__}
    return problem if any((driver, "OperationalError") in kinds for driver in DRIVERS) else None


def _is_damaged(problem: BaseException | None) -> bool:
    return any(words in str(problem) for words in DAMAGED)


def _unusable(problem: ValidationError) -> str:
    """Which settings cannot be used. What they say stays out of it: it may be a password.

    >>> from pydantic import BaseModel
    >>> class Settings(BaseModel):
    ...     port: int
    >>> try:
    ...     Settings(port="geheim")
    ... except ValidationError as wrong:
    ...     _unusable(wrong)
    'Met de waarde van WERKBEDRIJF_PORT kan Werkbedrijf niets. In README.md staat wat er mag staan; of haal de instelling weg.'
    """
    names = {"__".join(["WERKBEDRIJF", *map(str, one["loc"])]).upper() for one in problem.errors(include_input=False)}
    named = " en ".join(sorted(name.replace("WERKBEDRIJF__", "WERKBEDRIJF_", 1) for name in names))
    return f"Met de waarde van {named} kan Werkbedrijf niets. In README.md staat wat er mag staan; of haal de instelling weg."


def _told(problem: Exception) -> str:
    """That on one line and without the statement."""
    return one_line(str(problem), 200).rstrip(".")


def spoken(command: F) -> F:
    """Turn a refusal into a sentence and an exit code; a traceback is never an answer."""

    @wraps(command)
    def safe(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except SetupError as problem:
            sentence, code = problem.sentence, problem.exit_code
        except DomainError as problem:
            sentence, code = problem.sentence, EXIT_REFUSED
        except OSError as problem:
            # Whoever reads along and stops (a pipe) is no trouble: click ends quietly on it.
            if problem.errno in {None, EPIPE}:
                raise
            # Who reads or writes on in a file that is open, hears no name.
            what = problem.filename or "Een bestand"
            sentence, code = f"{what} is niet te lezen of te schrijven ({problem.strerror}). {_ELSEWHERE}", EXIT_SETUP
        except Exception as problem:
            # A disk that fails or is full, a server that is away: what was at hand was not saved, and trying again is safe.
            said = _said_by_database(problem)
            if said is None:
                raise
            sentence, code = f"De database doet het niet: {_told(said)}. {_WAY_OUT}", EXIT_SETUP
        _refuse(sentence, code, as_json=kwargs.get("as_json") is True)

    return safe  # type: ignore[return-value]  # the same command, wrapped


def _refuse(sentence: str, code: int, *, as_json: bool) -> NoReturn:
    """Say it to a person, and to a program that waits for JSON; nothing else is on its way out."""
    if as_json:
        click.echo(json.dumps({"ok": False, "problem": sentence}, ensure_ascii=False))
    click.echo(sentence, err=True)
    sys.exit(code)
