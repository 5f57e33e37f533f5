"""What the database itself lets matching read, and not one column more.

Inside ``matching_role`` PostgreSQL answers as a role without login that may only look at the columns below; SQLite asks
the same list before it prepares a question. Regeling, register, names, birth dates and organisations are not on it, and a
table or column that is added later is not either. Source: matching.md 2.10.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

ALL: Final = ("*",)
"""Every column of a table about work, that tells nothing of a person."""

READS: Final[Mapping[str, tuple[str, ...]]] = {
    # Whether somebody was erased since: the packed copies forget that person.
    # Whether somebody wants no list at all: then there is nothing to compare.
    "candidate": ("id", "status", "erased_revision", "people_only_since"),
    "profile": (
        "id",
        "candidate_id",
        "pseudonym",
        "levels",
        "needs",
        "essentials",
        "hours_min",
        "hours_max",
        "pc4",
        "mode",
        "max_minutes",
        "times",
        "certificates",
        "vetoes",
        "wishes",
        "available_from",
        "pool_revision",
    ),
    "pool_revision": ALL,
    "neutral_levels": ALL,
    # Both said yes: without it nobody is put forward.
    "visibility": ("candidate_id", "candidate_agreed_on", "coach_agreed_on"),
    "vacancy": ALL,
    "task": ALL,
    "workplace_condition": ALL,
    "establishment": ALL,
    "employer": ALL,
    "proposal": ("id", "vacancy_id", "candidate_id", "status", "sent_on", "held_until", "ended_on"),
    "placement": ("id", "vacancy_id", "candidate_id", "status", "starts_on", "ends_on", "ended_on"),
    # What a coach decided, without the reason that was given.
    "allocation_choice": ("id", "vacancy_id", "candidate_id", "kind", "ended_on"),
    "parameter_value": ALL,
}

_LONGEST_NAME = 63
_WITHIN = "matching_role"
# Numbers of SQLite's authorizer: what is asked, and its answers.
_OK, _DENY = 0, 1
_SQLITE_READ = 20
_SQLITE_LOOKS = frozenset(
    {_SQLITE_READ, 21, 22, 31, 32, 33}
)  # read, select, transaction, function, savepoint, recursive


def role_name(database: str) -> str:
    """The role of one database; roles belong to a whole cluster, so the name of the database is in it.

    >>> role_name("regio_twente")
    'werkbedrijf_matching_regio_twente'
    """
    name = f"werkbedrijf_matching_{database}"
    if len(name.encode()) <= _LONGEST_NAME:
        return name
    return f"werkbedrijf_matching_{sha256(database.encode()).hexdigest()[:16]}"


def role_of(connection: Connection) -> str:
    """The quoted name of the role that belongs to the database of this connection."""
    raw: Any = connection.connection.driver_connection
    return connection.dialect.identifier_preparer.quote_identifier(role_name(raw.info.dbname))


@contextmanager
def matching_role(session: Session) -> Iterator[None]:
    """Within this block the session reads what matching may read; anything else is refused by the database itself.

    Read columns here, not whole rows of ``Candidate``, ``Profile`` or ``Proposal``: those have columns that are refused.
    A refusal is a DatabaseError, as for every question the database does not answer.
    """
    if session.info.get(_WITHIN):
        yield
        return
    # What waits to be written is written as oneself.
    session.flush()
    connection = session.connection()
    begin, end = _manners(connection)
    begin()
    session.info[_WITHIN] = True
    try:
        with session.no_autoflush:
            yield
    except BaseException:
        # After a refusal PostgreSQL takes no more statements, and after a lost connection there is nobody to tell; the
        # role then ends with the transaction or its savepoint.
        with suppress(SQLAlchemyError):
            end()
        raise
    else:
        end()
    finally:
        del session.info[_WITHIN]


def _manners(connection: Connection) -> tuple[Callable[[], Any], Callable[[], Any]]:
    if connection.dialect.name == "postgresql":
        role = role_of(connection)
        return (
            lambda: connection.exec_driver_sql(f"SET LOCAL ROLE {role}"),
            lambda: connection.exec_driver_sql("RESET ROLE"),
        )
    raw: Any = connection.connection.driver_connection
    module: Any = type(raw)
    free = None if _lets_go(module) else _sqlite_free
    return lambda: raw.set_authorizer(_sqlite_answer), lambda: raw.set_authorizer(free)


@cache
def _lets_go(connect: Callable[[str], Any]) -> bool:
    """Whether this module understands that nobody is asked any more; older ones then refuse everything."""
    raw = connect(":memory:")
    try:
        raw.set_authorizer(_sqlite_free)
        raw.set_authorizer(None)
        return bool(raw.execute("SELECT 1").fetchone())
    except raw.Error:
        return False
    finally:
        raw.close()


def _sqlite_answer(action: int, table: str | None, column: str | None, *_more: str | None) -> int:
    if action not in _SQLITE_LOOKS:
        return _DENY
    if action != _SQLITE_READ:
        return _OK
    allowed = READS.get(table or "", ())
    # Without a column only the rows are counted.
    return _OK if allowed and (allowed == ALL or column in {*allowed, ""}) else _DENY


def _sqlite_free(*_asked: Any) -> int:
    """Anything goes again, asked for each column: for a version of the module that cannot be told to ask no more."""
    return _OK
