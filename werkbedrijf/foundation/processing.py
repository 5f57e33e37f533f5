"""The processing log: one line per person whose data was looked at or changed, before the answer goes out.

The fields are those of *Logboek Dataverwerkingen* (Logius, 03-specificaties); no user stands in it. Who did it stands in the
audit trail, under the same ``trace_id``. Several persons at once are child spans under one span without a person.
It is kept apart from the main tables, for it is much: a file of its own beside SQLite, the schema ``logboek`` on PostgreSQL.
"""

import secrets
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    insert,
)
from sqlalchemy import event as sa_event
from sqlalchemy.orm import Session
from sqlalchemy.types import JSON

from werkbedrijf.foundation.persons import TYPE, person_ids
from werkbedrijf.foundation.purposes import activity, purpose_of

SCHEMA: Final = "logboek"
UNSET, ERROR = 0, 2

METADATA: Final = MetaData()
processing_log: Final = Table(
    "processing_log",
    METADATA,
    Column("id", BigInteger().with_variant(Integer(), "sqlite"), primary_key=True),
    Column("trace_id", LargeBinary(16), nullable=False),
    Column("span_id", LargeBinary(8), nullable=False),
    Column("parent_span_id", LargeBinary(8)),
    Column("status_code", SmallInteger, nullable=False),
    Column("name", String, nullable=False),
    # Milliseconds since 1970, as the standard has them.
    Column("start_time", BigInteger, nullable=False),
    Column("end_time", BigInteger, nullable=False),
    Column("foreign_operation", JSON(none_as_null=True)),
    Column("resource", JSON, nullable=False),
    # The attributes dpl.core.processing_activity_id, data_subject_id and data_subject_id_type.
    Column("processing_activity_id", String, nullable=False),
    Column("data_subject_id", String),
    Column("data_subject_id_type", String),
    Index("ix_processing_log_data_subject_id", "data_subject_id", "start_time"),
    Index("ix_processing_log_trace_id", "trace_id"),
    Index("ix_processing_log_start_time", "start_time"),
)


def _resource() -> dict[str, str]:
    try:
        return {"service.name": "werkbedrijf", "service.version": version("werkbedrijf")}
    except PackageNotFoundError:
        return {"service.name": "werkbedrijf", "service.version": "0"}


RESOURCE: Final = _resource()


@dataclass(slots=True)
class Seen:
    """What there is to answer for so far: persons by id, per action and purpose."""

    persons: dict[tuple[str, str], dict[str, None]] = field(default_factory=dict)

    def add(self, name: str, purpose: str, ids: Iterable[str]) -> None:
        """Note persons once each."""
        self.persons.setdefault((name, purpose), {}).update(dict.fromkeys(ids))


def shown(session: Session, numbers: Iterable[int], *, name: str, purpose: str = "") -> None:
    """Say that data of these candidates (their numbers in the database) go out with the answer; each counts once.

    ``name`` is the action. The lines are written with the transaction that is saved next, or by the door, before the answer.
    """
    seen: Seen = session.info.setdefault("shown", Seen())
    seen.add(name, purpose or purpose_of(name), person_ids(session, numbers))


def concerns(session: Session, person: str, name: str, purpose: str) -> None:
    """Say that an act concerns this person, by id."""
    seen: Seen = session.info.setdefault("concerned", Seen())
    seen.add(name, purpose, [person])


def lines_of(session: Session, seen: Seen, *, status: int = UNSET) -> list[dict[str, Any]]:
    """The lines for what was seen: one per person, and one above them where there are several."""
    at: datetime = session.info["at"]
    now: datetime = session.info["now"]() if "now" in session.info else at
    common = {
        "trace_id": trace_of(session),
        "status_code": status,
        "start_time": _milliseconds(at),
        "end_time": max(_milliseconds(at), _milliseconds(now)),
        "foreign_operation": session.info.get("foreign_operation"),
        "resource": RESOURCE,
    }
    lines: list[dict[str, Any]] = []
    for (name, purpose), ids in seen.persons.items():
        about = {**common, "name": name, "processing_activity_id": activity(purpose).uri}
        lines += _spans(about, list(ids))
    return lines


def _spans(about: dict[str, Any], persons: Sequence[str]) -> list[dict[str, Any]]:
    nobody = {"data_subject_id": None, "data_subject_id_type": None}
    parent = None
    spans = []
    if len(persons) > 1:
        parent = secrets.token_bytes(8)
        spans.append({**about, **nobody, "span_id": parent, "parent_span_id": None})
    for person in persons:
        subject = {"data_subject_id": person, "data_subject_id_type": TYPE}
        spans.append({**about, **subject, "span_id": secrets.token_bytes(8), "parent_span_id": parent})
    return spans


def trace_of(session: Session) -> bytes:
    """The trace this session works under; one is made when nobody gave one."""
    text = session.info.setdefault("trace_id", "") or secrets.token_hex(16)
    session.info["trace_id"] = text
    return bytes.fromhex(text)


def write_seen(session: Session) -> int:
    """Write the lines for what was seen until now; returns how many. Raises when they cannot be kept: then nothing goes out."""
    lines = _waiting(session)
    if lines:
        _write(session, lines)
    return len(lines)


@contextmanager
def written_beside(session: Session) -> Iterator[None]:
    """Write the lines for what was seen while the transaction at hand is saved inside; both are on the disk afterwards.

    Where the log is a file of its own, the disk does both at once. Raises when the lines cannot be kept. Only for looking:
    there the worst is a line about a page that did not go out. An act has its lines before its effect.
    """
    lines, problems = _waiting(session), []
    if not lines or session.info["logs"].file is None:
        if lines:
            _write(session, lines)
        yield
        return
    session.flush()
    saving = ExitStack()
    connection = saving.enter_context(session.info["logs"].writing(session))
    connection.execute(insert(session.info["logs"].table), lines)

    def save() -> None:
        try:
            saving.close()
        except Exception as problem:  # noqa: BLE001  # whatever it is, it is raised where the answer waits
            problems.append(problem)

    # Saving is waiting for the disk, so beside it there is time to save the rest.
    beside = threading.Thread(target=save, name="logboek")
    beside.start()
    try:
        yield
    finally:
        beside.join()
    if problems:
        raise problems[0]


def _waiting(session: Session) -> list[dict[str, Any]]:
    both: list[Seen] = [session.info.pop(name) for name in ("concerned", "shown") if name in session.info]
    return [line for seen in both for line in lines_of(session, seen)] if session.info.get("logs") is not None else []


def _write(session: Session, lines: Sequence[dict[str, Any]]) -> None:
    logs: Any = session.info["logs"]
    with logs.writing(session) as connection:
        connection.execute(insert(logs.table), lines)


def foreign_operation(traceparent: str) -> dict[str, str] | None:
    """What a caller told of its own trace (W3C Trace Context), or None.

    >>> foreign_operation("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
    {'trace_id': '4bf92f3577b34da6a3ce929d0e0e4736', 'span_id': '00f067aa0ba902b7'}
    >>> foreign_operation("00-zz-00-01") is None
    True
    """
    parts = traceparent.strip().lower().split("-")
    if len(parts) < 4 or [len(part) for part in parts[:4]] != [2, 32, 16, 2] or parts[0] == "ff":
        return None
    if any(sign not in "0123456789abcdef" for part in parts[:4] for sign in part):
        return None
    if not parts[1].strip("0") or not parts[2].strip("0"):
        return None
    return {"trace_id": parts[1], "span_id": parts[2]}


def _milliseconds(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)


def make_tables(connection: Connection) -> None:
    """The table of a file of its own, for SQLite; on PostgreSQL a migration makes it."""
    METADATA.create_all(connection)


@sa_event.listens_for(Session, "before_commit")
def _lines_before_effect(session: Session) -> None:
    """No line, no effect: what an act concerned is written down before the act is saved."""
    if not session.in_nested_transaction() and ("concerned" in session.info or "shown" in session.info):
        write_seen(session)


@sa_event.listens_for(Session, "after_rollback")
def _nothing_happened(session: Session) -> None:
    session.info.pop("concerned", None)
