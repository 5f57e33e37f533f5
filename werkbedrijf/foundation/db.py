"""The database: base class, column types, names of constraints, and how a transaction begins.

SQLite is the embedded default and PostgreSQL the choice for production; both see the same models.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from types import ModuleType
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Connection,
    Dialect,
    Engine,
    Enum,
    MetaData,
    Numeric,
    String,
    create_engine,
    event,
    text,
)
from sqlalchemy import DateTime as SaDateTime
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, declared_attr, mapped_column
from sqlalchemy.types import TypeDecorator

from werkbedrijf.foundation.keys.ring import KeyRing, ring_at
from werkbedrijf.foundation.log_store import LogStore
from werkbedrijf.foundation.matching_role import matching_role
from werkbedrijf.foundation.server import ANSWER, engine_of, postgresql_engine
from werkbedrijf.foundation.turns import turn, turns_of

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

# From this version on SQLite is free of the race between checkpoint and write in WAL mode.
SOUND_SQLITE = (3, 51, 3)


class Moment(TypeDecorator[datetime]):
    """An aware moment in UTC; a naive one is refused instead of guessed."""

    impl = SaDateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone cannot be stored")
        value = value.astimezone(UTC)
        return value if dialect.name == "postgresql" else value.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Exact(TypeDecorator[Decimal]):
    """An exact decimal number; SQLite keeps it as whole thousandths so that sums stay exact."""

    impl = Numeric(12, 3)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        return dialect.type_descriptor(BigInteger() if dialect.name == "sqlite" else Numeric(12, 3))

    def process_bind_param(self, value: Decimal | int | None, dialect: Dialect) -> Decimal | int | None:
        if value is None or dialect.name != "sqlite":
            return value
        thousandths = Decimal(value) * 1000
        if thousandths != int(thousandths):
            raise ValueError(f"{value} has more than three decimals")
        return int(thousandths)

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        if value is None:
            return None
        exact = Decimal(int(value)) / 1000 if dialect.name == "sqlite" else Decimal(value)
        return exact.normalize() if exact != exact.to_integral() else exact.quantize(Decimal(1))


def one_of(kind: type[StrEnum], *, checked: bool = True) -> Enum:
    """A column that holds one of the values of a StrEnum; the database checks it by name, unless the list still grows."""
    return Enum(
        kind,
        values_callable=lambda members: [member.value for member in members],
        native_enum=False,
        create_constraint=checked,
        length=40,
        name=kind.__name__.lower(),
    )


class Base(DeclarativeBase):
    """Every table has an ``id`` and named constraints."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {datetime: Moment, Decimal: Exact, str: String}

    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-10)


class Versioned:
    """Counts edits, so that a change based on an old version is refused."""

    version: Mapped[int] = mapped_column(nullable=False, default=1)

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.__table__.c.version}  # type: ignore[attr-defined]  # known once mapped


class Database:
    """An engine with its manners, and sessions that know whether they come to write."""

    def __init__(self, url: str, *, echo: bool = False, keys: KeyRing | None = None):
        self.url = url
        self.keys = keys or ring_at()
        # Where the service is found, for links in mails; the door that knows better sets it.
        self.base_url = ""
        # So many seconds an answer of PostgreSQL may take; who serves pages waits less.
        self.patience = ANSWER
        bare = (
            sqlite_engine(url, echo=echo)
            if engine_of(url) == "sqlite"
            else postgresql_engine(url, echo=echo, json=_json, patience=lambda: self.patience)
        )
        self.engine = bare.execution_options(keys=self.keys)
        self.logs = LogStore(self)

    def session(self, *, at: datetime, write: bool = False) -> Session:
        """A session for one door. ``at`` is the moment the door noted; ``write`` takes the write lock at once."""
        session = Session(self.engine, expire_on_commit=False)
        session.info["at"] = at
        session.info["base_url"] = self.base_url
        session.info["logs"] = self.logs
        if write:
            begin_writing(session)
        return session

    @contextmanager
    def transaction(self, *, at: datetime, keep: bool = True) -> Iterator[Session]:
        """One transaction for a command or a job: saved as a whole, or not at all when ``keep`` is false."""
        session = self.session(at=at, write=True)
        try:
            yield session
            if keep:
                session.commit()
            else:
                session.flush()
                session.rollback()
        except BaseException:
            session.rollback()
            raise
        finally:
            session.close()

    @contextmanager
    def reading(self, *, at: datetime) -> Iterator[Session]:
        """A session that only looks; nothing is saved and no lock is taken."""
        session = self.session(at=at)
        try:
            yield session
        finally:
            session.close()

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()
        self.logs.close()


def begin_writing(session: Session) -> None:
    """Start the write transaction now, so that what is checked and what is saved cannot drift apart.

    A reading transaction that is already open is given up first: on SQLite it could not become a writing one.
    """
    if session.info.get("writing") and session.in_transaction():
        return
    if session.in_transaction():
        session.rollback()
    session.connection(execution_options={"writing": True})
    session.info["writing"] = True


def _sqlite_module() -> ModuleType:
    try:
        from pysqlite3 import dbapi2
    except ImportError:
        import sqlite3 as dbapi2
    return dbapi2  # type: ignore[no-any-return]  # both modules are untyped in this place


def sqlite_engine(url: str, *, echo: bool = False) -> Engine:
    """An engine on SQLite with the manners of this house."""
    module = _sqlite_module()
    sound, turns = module.sqlite_version_info >= SOUND_SQLITE, turns_of(url)
    engine = create_engine(
        url,
        echo=echo,
        # What people typed stays out of logs and messages about problems.
        hide_parameters=True,
        module=module,
        connect_args={"isolation_level": None, "timeout": 10},
        json_serializer=_json,
    )

    @event.listens_for(engine, "connect")
    def _manners(connection: Any, _record: Any) -> None:
        cursor = connection.cursor()
        # An older engine has a rare race in WAL mode; the rollback journal with EXTRA is slower and safe.
        journal = ("WAL", "FULL") if sound else ("DELETE", "EXTRA")
        for pragma in (
            f"journal_mode={journal[0]}",
            f"synchronous={journal[1]}",
            "busy_timeout=10000",
            "foreign_keys=ON",
            "trusted_schema=OFF",
            "cell_size_check=ON",
            # What is deleted is overwritten, also in pages that come free: erasing is erasing.
            "secure_delete=ON",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if connection.get_execution_options().get("writing"):
            with turn(turns):
                connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            connection.exec_driver_sql("BEGIN")

    return engine


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def is_reachable(engine: Engine) -> bool:
    """Whether the database answers."""
    with engine.connect() as connection:
        return bool(connection.execute(text("SELECT 1")).scalar_one() == 1)


__all__ = [
    "Base",
    "CheckConstraint",
    "Database",
    "Exact",
    "Moment",
    "Versioned",
    "begin_writing",
    "matching_role",
    "one_of",
]
