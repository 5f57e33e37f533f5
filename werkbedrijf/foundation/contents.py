"""What a thing consists of, for whoever has to know whether it is still the same."""

from collections.abc import Iterator
from functools import singledispatch
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.orm import Session

from werkbedrijf.foundation.db import Base

# What changes without anybody having edited the thing: counters, and what signing in leaves behind.
BESIDE = frozenset(
    {
        "version",
        "held",
        "filled",
        "pool_revision",
        "last_signed_in_at",
        "session_version",
        "password_hash",
        "invited_at",
    }
)
# Parts that are edited on pages of their own.
APART = frozenset({"establishments", "contacts"})


@singledispatch
def fields_of(thing: Any, session: Session) -> Iterator[tuple[str, Any]]:
    """The fields of a thing by name. A room whose thing is no row says here what it consists of."""
    if not isinstance(thing, Base):
        return
    for name in sorted(inspect(type(thing)).column_attrs.keys()):
        if name not in BESIDE:
            yield name.removesuffix("_sealed"), getattr(thing, name)
    for name in parts_of(thing):
        part = getattr(thing, name)
        rows = part if isinstance(part, list) else [part] if part is not None else []
        yield name, [list(fields_of(row, session)) for row in rows]


def readable(thing: Any, name: str, value: Any) -> Any:
    """The value of a field as people read it: what is locked is compared locked, and opened only to be shown."""
    return getattr(thing, name, value) if isinstance(value, bytes) else value


def parts_of(thing: Base) -> list[str]:
    """The relations to rows that exist only with this one and are edited with it."""
    links = inspect(type(thing)).relationships
    return [name for name, link in sorted(links.items()) if link.cascade.delete_orphan and name not in APART]
