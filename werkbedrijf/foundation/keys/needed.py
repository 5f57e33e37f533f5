"""Which keys a database cannot do without, and whether they are here.

A database that finds an empty ring must not get new keys: names would stay locked, a number that is known would pass for
a new one, and the trail would go on with a key that fits nothing before it.
"""

from sqlalchemy import JSON, Connection, String, column, inspect, select, table

from werkbedrijf.foundation.audit import AuditEntry
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.keys.models import OrganisationKey
from werkbedrijf.foundation.keys.ring import KeyLost, KeyRing

_CHAIN = table("pepper_chain", column("kids", JSON), column("next_kid", String))


def kids_in(connection: Connection) -> set[str]:
    """The ids of the keys of the ring with which this database is locked, counted and chained; none when it is new."""
    found: set[str | None] = set()
    if _has(connection, OrganisationKey.__tablename__, "region_kid"):
        found.update(connection.scalars(select(OrganisationKey.region_kid).distinct()))
    if _has(connection, _CHAIN.name, "next_kid"):
        for row in connection.execute(select(_CHAIN)):
            found.update((*row.kids, row.next_kid))
    if _has(connection, AuditEntry.__tablename__, "key_id"):
        newest = select(AuditEntry.key_id).order_by(AuditEntry.id.desc()).limit(1)
        found.add(connection.scalar(newest))
    return {kid for kid in found if kid}


def _has(connection: Connection, name: str, wanted: str) -> bool:
    """Whether the database knows this column: it may be of an older step."""
    seen = inspect(connection)
    return seen.has_table(name) and wanted in {one["name"] for one in seen.get_columns(name)}


def missing(connection: Connection, ring: KeyRing) -> list[str]:
    """Those that are not on the ring, in order. Makes none."""
    return sorted(kids_in(connection) - {key.kid for key in ring.here()})


def require_keys(database: Database) -> None:
    """Raise KeyLost where a key is gone; otherwise make the first of each kind, so that a folder that cannot be written is said."""
    with database.engine.connect() as connection:
        gone = missing(connection, database.keys)
    if gone:
        raise KeyLost(gone, database.keys.folder)
    database.keys.make()
