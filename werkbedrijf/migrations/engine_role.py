"""The role on PostgreSQL under which matching reads; made and kept right by ``migrate``."""

from collections.abc import Iterator

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.errors import SetupError
from werkbedrijf.foundation.matching_role import ALL, READS, role_of
from werkbedrijf.rooms import METADATA

# One process at a time; the number means nothing.
_TURN = 7_410_2026


def keep_engine_role(database: Database) -> None:
    """Make the role when it is not there, and give it exactly what matching reads; without PostgreSQL there is nothing to do.

    Raises SetupError with the two statements for the administrator of the database when this user may not make a role.
    """
    if database.engine.dialect.name != "postgresql":
        return
    with database.engine.connect() as connection:
        role = role_of(connection)
        try:
            with connection.begin():
                connection.execute(text("SELECT pg_advisory_xact_lock(:turn)"), {"turn": _TURN})
                _make(connection, role)
                if set(_readable(connection, role)) != set(_wanted()):
                    _grant(connection, role)
                readable = set(_readable(connection, role))
                connection.exec_driver_sql(f"SET LOCAL ROLE {role}")
        except DBAPIError as problem:
            owner = connection.scalar(text("SELECT quote_ident(current_user)"))
            raise SetupError(_for_the_administrator(role, owner)) from problem
    if more := readable - set(_wanted()):
        table, column = min(more)
        raise SetupError(
            f"De rol {role} mag meer lezen dan de bedoeling is, zoals {table}.{column}. Waarschijnlijk geeft de database "
            "dit aan iedereen (PUBLIC). Trek dat in en draai daarna: werkbedrijf migrate"
        )


def require_engine_role(database: Database) -> None:
    """Refuse to go on without the role: matching would have no answer. Raises SetupError."""
    if database.engine.dialect.name != "postgresql":
        return
    with database.engine.connect() as connection:
        role = role_of(connection)
        if not connection.scalar(text("SELECT to_regrole(:role) IS NOT NULL"), {"role": role}):
            raise SetupError(f"De rol {role} staat nog niet in deze database. Draai eerst: werkbedrijf migrate")


def _make(connection: Connection, role: str) -> None:
    if not connection.scalar(text("SELECT to_regrole(:role) IS NOT NULL"), {"role": role}):
        connection.exec_driver_sql(f"CREATE ROLE {role} NOLOGIN")
        connection.exec_driver_sql(f"GRANT {role} TO CURRENT_USER")


def _grant(connection: Connection, role: str) -> None:
    schema = connection.scalar(text("SELECT quote_ident(current_schema())"))
    connection.exec_driver_sql(f"REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM {role}")
    connection.exec_driver_sql(f"GRANT USAGE ON SCHEMA {schema} TO {role}")
    for table, columns in READS.items():
        which = "" if columns == ALL else f" ({', '.join(columns)})"
        connection.exec_driver_sql(f"GRANT SELECT{which} ON {schema}.{table} TO {role}")


def _wanted() -> Iterator[tuple[str, str]]:
    for table, columns in READS.items():
        names = METADATA.tables[table].columns.keys() if columns == ALL else columns
        yield from ((table, name) for name in names)


def _readable(connection: Connection, role: str) -> list[tuple[str, str]]:
    """Every column of this schema the role can read, by whatever road."""
    question = """
        SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
        WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')
          AND a.attnum > 0 AND NOT a.attisdropped
          AND has_column_privilege(to_regrole(:role)::oid, c.oid, a.attnum, 'SELECT')
    """
    return [(table, column) for table, column in connection.execute(text(question), {"role": role})]


def _for_the_administrator(role: str, owner: str | None) -> str:
    return (
        f"Het zoeken naar wie het werk kan doen, leest onder een eigen rol, en die kon hier niet worden gemaakt. Vraag de "
        f"beheerder van de database om deze twee regels, en draai daarna: werkbedrijf migrate\n"
        f"  CREATE ROLE {role} NOLOGIN;\n"
        f"  GRANT {role} TO {owner};"
    )
