"""Whether a rule of the database still asks what it asked, and does not only bear its name.

A database tells a condition in words of its own: PostgreSQL writes ``a IN ('x', 'y')`` as ``a = ANY (ARRAY['x', 'y'])`` and
``BETWEEN`` as two comparisons. So not the text is compared but what it speaks of: the columns, the values and the comparisons.
"""

import re
from collections.abc import Iterator

from sqlalchemy import CheckConstraint, Column, Connection, Dialect, Table, UniqueConstraint, text
from sqlalchemy.sql.elements import ClauseElement

from werkbedrijf import migrations
from werkbedrijf.rooms import METADATA

Asks = tuple[str, ...]
"""What a rule speaks of, in order; of a unique index first its columns."""

CAST = re.compile(
    r"::(?:character varying|double precision|timestamp with(?:out)? time zone|\"?\w+\"?)(?:\(\d+(?:,\d+)?\))?(?:\[\])?",
    re.IGNORECASE,
)
TOKEN = re.compile(r"'(?:[^']|'')*'|\d+(?:\.\d+)?|\w+|<>|!=|<=|>=|<|>|=|%|\+|-|\*|/")
COMPARISONS = {"NOT IN": "<>", "!=": "<>", "IN": "=", "ANY": "=", "ALL": "<>", "BETWEEN": "<= >="}
KEPT_WORDS = frozenset({"AND", "OR", "NOT", "IS", "NULL", "TRUE", "FALSE"})
CONSTRAINT = re.compile(r'CONSTRAINT\s+"?(\w+)"?\s+(CHECK|UNIQUE)\s*\(', re.IGNORECASE)
POSTGRESQL_NAME = 63
"""A longer name is cut off there."""
INDEX = re.compile(r"\sON\s+\S+(?:\s+USING\s+\w+)?\s*\(", re.IGNORECASE)


def changed(connection: Connection) -> set[str]:
    """The checks, unique rules and unique indexes that are there by name and ask something else than the models say.

    Those that are not there at all are told of elsewhere.
    """
    wanted = wanted_of(connection.dialect)
    idle = {name for name, refuses in _triggers(connection) if not refuses}
    return idle | {name for name, found in asked(connection).items() if name in wanted and found != wanted[name]}


def wanted_of(dialect: Dialect) -> dict[str, Asks]:
    """What the checks, unique rules and unique indexes of the models ask."""
    return {name[:POSTGRESQL_NAME]: asks for name, asks in _wanted(dialect)}


def asked(connection: Connection) -> dict[str, Asks]:
    """What those in this database ask, by name."""
    return dict(_of_sqlite(connection) if connection.dialect.name == "sqlite" else _of_postgresql(connection))


def asks(condition: str, columns: frozenset[str]) -> Asks:
    """The columns, values and comparisons of a condition, each once.

    >>> asks("status IN ('open', 'vol') AND seats BETWEEN 1 AND 9", frozenset({"status", "seats"}))
    ("'open'", "'vol'", '1', '9', '<=', '=', '>=', 'AND', 'seats', 'status')
    >>> asks("CHECK (1)", frozenset({"status"}))
    ('1',)
    """
    plain = re.sub(r"\bNOT\s+IN\b", "<>", CAST.sub("", condition), flags=re.IGNORECASE)
    found: set[str] = set()
    for token in TOKEN.findall(plain.replace('"', "")):
        known = COMPARISONS.get(token.upper(), token)
        if token in columns or not (token[0].isalpha() or token[0] == "_"):
            found |= {known}
        elif token.upper() in COMPARISONS:
            found |= set(known.split())
        elif token.upper() in KEPT_WORDS:
            found |= {token.upper()}
    return tuple(sorted(found))


def _wanted(dialect: Dialect) -> Iterator[tuple[str, Asks]]:
    for table in METADATA.tables.values():
        columns = frozenset(table.columns.keys())
        for rule in table.constraints:
            if isinstance(rule, CheckConstraint) and rule.name:
                yield str(rule.name), asks(_written(rule.sqltext, dialect), columns)
            elif isinstance(rule, UniqueConstraint) and rule.name:
                yield str(rule.name), tuple(rule.columns.keys())
        for index in table.indexes:
            where = index.dialect_options[dialect.name].get("where")
            if index.unique:
                under = tuple(part.name for part in index.expressions if isinstance(part, Column))
                yield str(index.name), under + (asks(_written(where, dialect), columns) if where is not None else ())


def _written(condition: ClauseElement | str, dialect: Dialect) -> str:
    if isinstance(condition, str):
        return condition
    return str(condition.compile(dialect=dialect, compile_kwargs={"literal_binds": True}))


def _of_sqlite(connection: Connection) -> Iterator[tuple[str, Asks]]:
    question = "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL"
    for kind, name, table, sql in connection.exec_driver_sql(question):
        known = METADATA.tables.get(table)
        if known is not None and kind == "table":
            for found in CONSTRAINT.finditer(sql):
                yield found[1], _asked(found[2], _between_brackets(sql, found.end()), known)
        elif known is not None and kind == "index":
            yield name, _indexed(sql, known)


def _of_postgresql(connection: Connection) -> Iterator[tuple[str, Asks]]:
    constraints = """
        SELECT conname, relname, contype, pg_get_constraintdef(pg_constraint.oid) FROM pg_constraint
        JOIN pg_class ON pg_class.oid = conrelid
        WHERE connamespace = current_schema()::regnamespace AND contype IN ('c', 'u')
    """
    for name, table, kind, sql in connection.execute(text(constraints)):
        if (known := METADATA.tables.get(table)) is not None:
            inside = _between_brackets(sql, sql.index("(") + 1)
            yield name, _asked("UNIQUE" if kind == "u" else "CHECK", inside, known)
    question = "SELECT indexname, tablename, indexdef FROM pg_indexes WHERE schemaname = current_schema()"
    for name, table, sql in connection.execute(text(question)):
        if (known := METADATA.tables.get(table)) is not None:
            yield name, _indexed(sql, known)


def _asked(kind: str, inside: str, table: Table) -> Asks:
    if kind.upper() == "UNIQUE":
        return tuple(re.findall(r"\w+", inside))
    return asks(inside, frozenset(table.columns.keys()))


def _indexed(sql: str, table: Table) -> Asks:
    begin = INDEX.search(sql)
    if begin is None:
        return ()
    inside = _between_brackets(sql, begin.end())
    rest = sql[begin.end() + len(inside) + 1 :]
    return tuple(re.findall(r"\w+", inside)) + asks(rest, frozenset(table.columns.keys()))


def _between_brackets(sql: str, start: int) -> str:
    """What stands from here to the bracket that closes it; a bracket in a value counts for nothing.

    >>> _between_brackets("CHECK (a IN (')', 'b')) AND", 7)
    "a IN (')', 'b')"
    """
    depth, quoted = 1, False
    for at in range(start, len(sql)):
        if sql[at] == "'":
            quoted = not quoted
        elif not quoted:
            depth += (sql[at] == "(") - (sql[at] == ")")
        if depth == 0:
            return sql[start:at]
    return sql[start:]


def _triggers(connection: Connection) -> Iterator[tuple[str, bool]]:
    """Those of the steps, and whether they refuse at all: always, or looking at the line that would change."""
    if connection.dialect.name == "sqlite":
        question = "SELECT name, sql, sql FROM sqlite_master WHERE type = 'trigger'"
    else:
        question = """
            SELECT tgname, pg_get_triggerdef(pg_trigger.oid), prosrc FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid
            WHERE NOT tgisinternal
        """
    known = migrations.triggers()
    for name, sql, body in connection.execute(text(question)):
        if name in known:
            when = re.search(r"\bWHEN\b(.*?)(?:\bBEGIN\b|\bEXECUTE\b|$)", sql, re.DOTALL | re.IGNORECASE)
            yield name, "RAISE" in body.upper() and (when is None or "OLD." in when[1].upper())
