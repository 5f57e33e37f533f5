"""Columns that stand locked in the database and read as plain values in the code.

    class Candidate(Person, Base):
        first_name = Sealed("")            # candidate.first_name = "Sam" as ever; the column is first_name_sealed
        born_on = Sealed(None, DAY)

A value is opened at the first question and kept with the row; setting the same value changes nothing. The database cannot
search or sort by such a column: asking it to raises. An empty value is stored as NULL, and so is one that was erased.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar, overload
from uuid import uuid4

from sqlalchemy import Dialect, LargeBinary, String, event, inspect
from sqlalchemy.orm import InstrumentedAttribute, Mapped, Session, mapped_column, object_session
from sqlalchemy.types import TypeDecorator

from werkbedrijf.foundation.db import Base
from werkbedrijf.foundation.errors import ProgrammingError
from werkbedrijf.foundation.keys import locks
from werkbedrijf.foundation.keys.cells import Lock
from werkbedrijf.foundation.keys.ring import Kind

T = TypeVar("T")
ENDING = "_sealed"
_OPENED = "_opened"


@dataclass(frozen=True, slots=True)
class Form:
    """How a value becomes bytes and back."""

    written: Callable[[Any], bytes]
    read: Callable[[bytes], Any]


TEXT = Form(lambda value: str(value).encode(), lambda stored: stored.decode())
DAY = Form(lambda value: value.isoformat().encode(), lambda stored: date.fromisoformat(stored.decode()))
RAW = Form(bytes, bytes)
JSON = Form(
    lambda value: json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(),
    lambda stored: json.loads(stored.decode()),
)


class Cell(TypeDecorator[bytes]):
    """A locked value. A plain one that comes this way by mistake is refused before it reaches the database."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> bytes | None:
        if value is not None and not isinstance(value, bytes):
            raise ProgrammingError("a locked column cannot be compared with a plain value")
        return value


class Sealed(Generic[T]):
    """One locked column; ``empty`` is what stands for nothing."""

    def __init__(self, empty: T, form: Form = TEXT, *, deferred: bool = False):
        self.empty, self.form, self.deferred = empty, form, deferred
        self.name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @property
    def column(self) -> str:
        """The column as it is called in the database."""
        return f"{self.name}{ENDING}"

    @overload
    def __get__(self, row: None, owner: Any) -> "InstrumentedAttribute[bytes | None]": ...
    @overload
    def __get__(self, row: Any, owner: Any) -> T: ...
    def __get__(self, row: Any, owner: Any) -> Any:
        if row is None:
            return getattr(owner, self.column)
        opened = row.__dict__.setdefault(_OPENED, {})
        waiting = opened.get(self.name)
        if waiting is not None and waiting[0] is None:
            return waiting[1]
        cell = getattr(row, self.column)
        if cell is None:
            return self.empty
        if waiting is None or waiting[0] != cell:
            opened[self.name] = waiting = (cell, self._opened(row, cell))
        return waiting[1]

    def __set__(self, row: Any, value: T) -> None:
        opened = row.__dict__.setdefault(_OPENED, {})
        if value is None or value == self.empty:
            opened.pop(self.name, None)
            if getattr(row, self.column) is not None:
                setattr(row, self.column, None)
        elif self.__get__(row, type(row)) == value:
            return
        elif inspect(row).persistent:
            self._put(row, _session(row), value)
        else:
            opened[self.name] = (None, value)

    def settle(self, row: Any, session: Session) -> None:
        """Lock what was set before the row had a session."""
        waiting = row.__dict__.get(_OPENED, {}).get(self.name)
        if waiting is not None and waiting[0] is None:
            self._put(row, session, waiting[1])

    def opened_with(self, lock: Lock | None, cell: bytes | None, row: str) -> T:
        """The value of a cell that was read as a column; without its lock it is as empty as one that was erased."""
        if cell is None or lock is None:
            return self.empty
        table = self.owner.__tablename__
        value: T = self.form.read(lock.open(cell, table, self.name, row))
        return value

    owner: Any = None

    def _put(self, row: Any, session: Session, value: T) -> None:
        lock = row.lock(session)
        if lock is None:
            raise locks.KeyGone
        cell = lock.close(self.form.written(value), row.__tablename__, self.name, row.uuid)
        setattr(row, self.column, cell)
        row.__dict__[_OPENED][self.name] = (cell, value)

    def _opened(self, row: Any, cell: bytes) -> T:
        return self.opened_with(row.lock(_session(row)), cell, row.uuid)


def sealed_of(cls: type) -> list[Sealed[Any]]:
    """The locked columns of a class."""
    return [value for value in vars(cls).values() if isinstance(value, Sealed)]


class Sealing:
    """Mixin: a row with locked columns. Its ``uuid`` is random, never changes, and is part of every lock."""

    __abstract__ = True

    uuid: Mapped[str] = mapped_column(String(32), unique=True, sort_order=-9)

    def __init_subclass__(cls, **values: Any) -> None:
        for one in sealed_of(cls):
            one.owner = cls
            setattr(cls, one.column, mapped_column(Cell, nullable=True, deferred=one.deferred))
        super().__init_subclass__(**values)

    def lock(self, session: Session) -> Lock | None:
        """The lock of this row; None when its key was thrown away."""
        raise NotImplementedError

    def settle(self, session: Session) -> None:
        """Lock everything that waits; before the row is written."""
        for one in sealed_of(type(self)):
            one.settle(self, session)


class Person(Sealing):
    """A row that is a person: it has a key of its own."""

    def lock(self, session: Session) -> Lock | None:
        """The lock of this person; a new person gets one."""
        if inspect(self).persistent:
            return locks.lock_of_person(session, self.uuid)
        found = session.info.get("locks of people", {}).get(self.uuid)
        return found or locks.new_lock_of_person(session, self.uuid, _organisation_id(self))


class AboutPerson(Sealing):
    """A row about a person (its ``candidate``): locked with the key of that person."""

    def lock(self, session: Session) -> Lock | None:
        """The lock of the person."""
        about: Any = self
        with session.no_autoflush:
            person = about.candidate
        found: Lock | None = person.lock(session)
        return found


class OfPartner(Sealing):
    """A row of a partner (its ``organisation_id``), with people in it who have no key yet."""

    def lock(self, session: Session) -> Lock | None:
        """The lock of the partner."""
        return locks.lock_of_partner(session, _organisation_id(self))


class OfRegion(Sealing):
    """A row that is of no person and no partner: locked with a key of the region, ``region_kid`` says which."""

    region_kid: Mapped[str] = mapped_column(sort_order=-8)

    def lock(self, session: Session) -> Lock | None:
        """The lock of the region; a new row gets the newest."""
        if not self.region_kid:
            self.region_kid = locks.ring_of(session).current(Kind.REGION).kid
        return locks.lock_of_region(session, self.region_kid)

    def lock_anew(self, session: Session) -> None:
        """Lock every value with the newest key of the region."""
        told = {one.name: getattr(self, one.name) for one in sealed_of(type(self))}
        self.region_kid = locks.ring_of(session).current(Kind.REGION).kid
        for one in sealed_of(type(self)):
            setattr(self, one.name, one.empty)
            setattr(self, one.name, told[one.name])


def _organisation_id(row: Any) -> int:
    number: int | None = row.organisation_id or row.organisation.id
    if number is None:
        raise ProgrammingError("a partner is saved before its people")
    return number


def class_of(table: str) -> Any:
    """The class of a table, to read its locked columns where only its name is known."""
    return next(mapper.class_ for mapper in Base.registry.mappers if mapper.local_table is Base.metadata.tables[table])


def opened(row: Any, column: str) -> Any:
    """The value of a column by its name in the database, opened when it is locked."""
    return getattr(row, column.removesuffix(ENDING) if column.endswith(ENDING) else column)


def _session(row: Any) -> Session:
    session = object_session(row)
    if session is None:
        raise ProgrammingError("a locked value is read within a session")
    return session


@event.listens_for(Sealing, "init", propagate=True)
def _give_uuid(row: Any, _args: Any, values: dict[str, Any]) -> None:
    values.setdefault("uuid", uuid4().hex)


@event.listens_for(Person, "load", propagate=True)
def _note(row: Any, context: Any) -> None:
    locks.note_seen(context.session, row.__dict__.get("uuid"))


@event.listens_for(Session, "before_flush")
def _settle(session: Session, _context: Any, _instances: Any) -> None:
    for row in list(session.new):
        if isinstance(row, Sealing):
            row.settle(session)
