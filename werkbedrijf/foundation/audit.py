"""The audit trail: who did what to what, written in the same transaction as the act.

A commit that changed an audited row without a record raises: forgetting is loud. Values are never kept, only the names
of the fields that changed. A line holds what BIO2 8.15.01 asks (act, object, result, origin, actor, time) and the role, the
organisation, the purpose, the trace and a pseudonymous id of the person concerned; ``sealing`` chains the lines.
"""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol

from sqlalchemy import JSON, Index, Select, inspect, select, text
from sqlalchemy import event as sa_event
from sqlalchemy.orm import Mapped, Session, mapped_column

from werkbedrijf.foundation.db import Base, one_of
from werkbedrijf.foundation.errors import ProgrammingError
from werkbedrijf.foundation.persons import person_of
from werkbedrijf.foundation.plain import one_line
from werkbedrijf.foundation.processing import concerns, trace_of
from werkbedrijf.foundation.purposes import purpose_of


class By(Protocol):
    """What the trail needs to know of an actor."""

    @property
    def id(self) -> int | None: ...
    @property
    def role(self) -> StrEnum: ...
    @property
    def organisation_id(self) -> int | None: ...


class Audited:
    """Mixin: rows of this table may only change together with a record in the audit trail."""

    __abstract__ = True

    if TYPE_CHECKING:

        @property
        def reference(self) -> Any:
            """How the trail names this row."""


class Result(StrEnum):
    """How the act ended."""

    DONE = "gedaan"
    REFUSED = "geweigerd"


class AuditEntry(Base):
    """One line of the trail. Nobody changes or removes it from within the service."""

    __tablename__ = "audit_entry"
    __table_args__ = (
        Index("ix_audit_entry_subject", "subject_kind", "subject_reference"),
        Index("ix_audit_entry_unsealed", "id", sqlite_where=text("seq IS NULL"), postgresql_where=text("seq IS NULL")),
    )

    at: Mapped[datetime] = mapped_column(index=True)
    act: Mapped[str] = mapped_column(index=True)
    result: Mapped[Result] = mapped_column(one_of(Result), default=Result.DONE)
    actor_id: Mapped[int | None] = mapped_column(index=True)
    actor_role: Mapped[str]
    organisation_id: Mapped[int | None]
    subject_kind: Mapped[str]
    subject_reference: Mapped[str]
    fields: Mapped[list[str]] = mapped_column(JSON, default=list)
    reason: Mapped[str] = mapped_column(default="")
    origin: Mapped[str] = mapped_column(default="")
    trace_id: Mapped[str] = mapped_column(default="", index=True)
    # Why this was done: the code of an activity in the register of processing activities.
    purpose: Mapped[str] = mapped_column(default="", server_default="")
    # The person it is about, by an id that tells nothing.
    person: Mapped[str | None] = mapped_column(index=True)
    # The chain: the name and own proof of the line, then its place and what hangs it on the line before.
    line: Mapped[str | None] = mapped_column(unique=True)
    proof: Mapped[str] = mapped_column(default="", server_default="")
    seq: Mapped[int | None] = mapped_column(unique=True)
    mac: Mapped[str] = mapped_column(default="", server_default="")
    key_id: Mapped[str] = mapped_column(default="", server_default="")


def record(
    session: Session,
    actor: By,
    act: str,
    subject: Audited,
    *also: Audited,
    fields: Iterable[str] = (),
    reason: str = "",
    result: Result = Result.DONE,
) -> AuditEntry:
    """Write one act down, in the transaction of the act.

    ``act`` is past tense with a dot (``placement.started``). ``also`` names other audited rows that this one act changed.
    ``fields`` adds names of changed fields; fields changed on ``subject`` and not yet flushed are found by themselves.
    """
    names = sorted({*fields, *_changed(subject)})
    if not _can_be_named(subject):
        session.flush()
    session.info.setdefault("recorded", set()).update(id(row) for row in (subject, *also))
    session.info.setdefault("kept", []).extend((subject, *also))
    person = person_of(session, subject)
    return note(
        session,
        actor,
        act,
        type(subject).__name__.lower(),
        str(subject.reference),
        fields=names,
        reason=reason,
        result=result,
        person=person,
    )


def note(
    session: Session,
    actor: By,
    act: str,
    kind: str,
    reference: str,
    *,
    fields: Iterable[str] = (),
    reason: str = "",
    result: Result = Result.DONE,
    person: str | None = None,
    purpose: str = "",
) -> AuditEntry:
    """Write down an act on something that is no audited row: a page, a search, the trail itself. Otherwise as ``record``."""
    entry = AuditEntry(
        at=session.info["at"],
        act=act,
        result=result,
        actor_id=actor.id,
        actor_role=actor.role.value,
        organisation_id=actor.organisation_id,
        subject_kind=kind,
        subject_reference=one_line(reference),
        fields=sorted(map(one_line, fields)),
        reason=one_line(reason),
        origin=one_line(session.info.get("origin", ""), 200),
        trace_id=trace_of(session).hex(),
        purpose=purpose or purpose_of(act),
        person=person,
    )
    session.add(entry)
    if person is not None:
        concerns(session, person, act, entry.purpose)
    session.info["lines"] = session.info.get("lines", 0) + 1
    return entry


def done_to(subject: Audited, acts: Iterable[str]) -> Select[AuditEntry]:
    """What was done to this thing, newest first: these acts alone, so that looking and refusals are no part of its story."""
    mine = (
        AuditEntry.subject_kind == type(subject).__name__.lower(),
        AuditEntry.subject_reference == str(subject.reference),
    )
    happened = (AuditEntry.act.in_(tuple(acts)), AuditEntry.result == Result.DONE)
    return select(AuditEntry).where(*mine, *happened).order_by(AuditEntry.at.desc(), AuditEntry.id.desc())


def _can_be_named(subject: Audited) -> bool:
    """Whether the row has its reference already; one that is named by its number gets it from the database."""
    state = inspect(subject)
    assert state is not None  # noqa: S101  # every audited row is a mapped object
    return "reference" in state.mapper.column_attrs or state.persistent


def _changed(subject: Audited) -> set[str]:
    state = inspect(subject)
    assert state is not None  # noqa: S101  # every audited row is a mapped object
    if state.transient or state.pending:
        return set()
    # A locked column is named as what it holds.
    return {attribute.key.removesuffix("_sealed") for attribute in state.attrs if attribute.history.has_changes()} - {
        "version"
    }


class Unrecorded(ProgrammingError):
    """An audited row changed and nobody wrote it down."""


@sa_event.listens_for(Session, "after_flush")
def _note_changes(session: Session, _context: object) -> None:
    changed = session.info.setdefault("changed", {})
    for row in (*session.new, *session.deleted, *(r for r in session.dirty if session.is_modified(r))):
        if isinstance(row, Audited):
            changed[id(row)] = row


@sa_event.listens_for(Session, "before_commit")
def _refuse_silent_change(session: Session) -> None:
    if session.in_nested_transaction():
        return  # a savepoint saves nothing yet
    session.flush()
    recorded = session.info.get("recorded", set())
    silent = [row for key, row in session.info.get("changed", {}).items() if key not in recorded]
    if silent:
        kinds = ", ".join(sorted({type(row).__name__ for row in silent}))
        raise Unrecorded(f"changed without a record in the audit trail: {kinds}")


@sa_event.listens_for(Session, "after_transaction_end")
def _forget(session: Session, transaction: Any) -> None:
    if transaction.parent is None:
        for name in ("recorded", "changed", "kept", "writing"):
            session.info.pop(name, None)
