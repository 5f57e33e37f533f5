"""Which value tables there are: those that ship and those that a region brought in, as values the arithmetic reads.

A version never changes, so what was read once holds as long as the session does. Only a version that was not read yet is looked up.
"""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from werkbedrijf.foundation.actors import Role, User
from werkbedrijf.sroi.tables import ValueTable, shipped, table_of
from werkbedrijf.sroi.values.models import StoredTable

_READ = "value_tables"


def known_tables(session: Session) -> Mapping[str, ValueTable]:
    """Every table by version: the shipped ones, then those that were brought in, in that order."""
    query = select(StoredTable).options(selectinload(StoredTable.blocks)).order_by(StoredTable.id)
    found = {**shipped(), **{row.name: row.told for row in session.scalars(query)}}
    session.info[_READ] = found
    return found


def known_table(session: Session, version: str) -> ValueTable | None:
    """The table with this version, if there is one."""
    ships: Mapping[str, ValueTable] = session.info.get(_READ) or shipped()
    return ships.get(version) or known_tables(session).get(version)


def table_named(session: Session, version: str) -> ValueTable:
    """The table with this version. Raises NotFound, naming those that exist."""
    return known_table(session, version) or table_of(known_tables(session), version)


def imported(session: Session, version: str) -> StoredTable | None:
    """The row of a table that was brought in; None for one that ships."""
    return session.scalars(select(StoredTable).where(StoredTable.name == version)).first()


def who_imports(session: Session, email: str | None) -> User | None:
    """Who brings a table in from the command line: the coordinator with this address, or the first one."""
    able = select(User).where(User.role == Role.COORDINATOR, User.is_active).order_by(User.id)
    return session.scalars(able.where(User.email == email.strip().lower()) if email else able).first()
