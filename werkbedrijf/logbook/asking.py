"""Asking the logs: who saw this person, and what did this user do."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session

from candidates.models import Candidate
from candidates.queries import references_like
from werkbedrijf.foundation.actors import Organisation, User
from werkbedrijf.foundation.audit import AuditEntry
from werkbedrijf.foundation.errors import NotFound
from werkbedrijf.foundation.log_store import LogStore
from werkbedrijf.foundation.persons import person_ids
from werkbedrijf.foundation.purposes import activity
from werkbedrijf.foundation.reasons import reasons_of

CHUNK: Final = 500
MOST: Final = 10_000


@dataclass(frozen=True, slots=True)
class Look:
    """One line of an answer: when, who, in which role, for which organisation, what, why and how it ended."""

    at: datetime
    user: str
    role: str
    organisation: str
    act: str
    subject: str
    purpose: str
    result: str
    reason: str
    origin: str
    fields: tuple[str, ...]
    trace_id: str

    def as_json(self) -> dict[str, Any]:
        """For another program."""
        return {name: getattr(self, name) for name in self.__slots__} | {
            "at": self.at.isoformat(),
            "fields": list(self.fields),
        }


def find_person(session: Session, typed: str) -> Candidate:
    """The candidate somebody means: a reference (K-0042, 42) or the id in the logs. Raises NotFound."""
    named = references_like(typed)
    known = Candidate.reference.in_(named) if named else Candidate.uuid == typed.strip().lower().replace("-", "")
    found = session.scalars(select(Candidate).where(known)).first()
    if found is None:
        raise NotFound(f"Er is niemand met het kenmerk {typed.strip()[:40]}.")
    return found


def find_user(session: Session, typed: str) -> User:
    """The user somebody means: an e-mail address, gebruiker-7 or 7. Raises NotFound."""
    number = typed.strip().lower().removeprefix("gebruiker-")
    is_number = number.isascii() and number.isdigit() and len(number) < 10
    known = User.id == int(number) if is_number else User.email == typed.strip().lower()
    found = session.scalars(select(User).where(known)).first()
    if found is None:
        raise NotFound(f"Er is geen gebruiker met het adres of nummer {typed.strip()[:60]}.")
    return found


def traces_about(logs: LogStore, person: str, most: int = MOST) -> list[str]:
    """The traces in which this person was shown or concerned, newest first."""
    table = logs.table
    asked = select(table.c.trace_id).where(table.c.data_subject_id == person).order_by(table.c.start_time.desc())
    with logs.reading() as connection:
        rows = connection.scalars(asked.limit(most)).all()
    return list(dict.fromkeys(bytes(row).hex() for row in rows))


def who_saw(session: Session, logs: LogStore, candidate: Candidate, most: int = MOST) -> list[Look]:
    """Every time somebody saw or changed something of this person, newest first."""
    (person,) = person_ids(session, [candidate.id])
    traces = traces_about(logs, person, most)
    entries = {
        row.id: row for row in session.scalars(select(AuditEntry).where(AuditEntry.person == person).limit(most))
    }
    for start in range(0, len(traces), CHUNK):
        chunk = traces[start : start + CHUNK]
        about = or_(AuditEntry.person == person, AuditEntry.person.is_(None))
        entries |= {r.id: r for r in session.scalars(select(AuditEntry).where(AuditEntry.trace_id.in_(chunk), about))}
    newest = sorted(entries.values(), key=lambda row: (row.at, row.id), reverse=True)
    return looks_of(session, newest[:most])


def what_did(
    session: Session, user: User, *, since: datetime | None = None, until: datetime | None = None, most: int = MOST
) -> list[Look]:
    """Everything this user did and looked at, newest first."""
    return looks_of(session, session.scalars(lines_by(AuditEntry.actor_id == user.id, since, until).limit(most)).all())


def lines_by(whose: ColumnElement[bool], since: datetime | None, until: datetime | None) -> Select[AuditEntry]:
    """Lines of some people in a period, newest first."""
    asked = select(AuditEntry).where(whose).order_by(AuditEntry.at.desc(), AuditEntry.id.desc())
    if since:
        asked = asked.where(AuditEntry.at >= since)
    return asked.where(AuditEntry.at < until) if until else asked


def looks_of(session: Session, entries: Sequence[AuditEntry]) -> list[Look]:
    """Lines with the names of users and organisations, in two questions however many there are."""
    users = _names(session, User, {row.actor_id for row in entries})
    organisations = _names(session, Organisation, {row.organisation_id for row in entries})
    said = reasons_of(session, entries)
    return [
        Look(
            at=row.at,
            user=users.get(row.actor_id, "") if row.actor_id else "",
            role=row.actor_role,
            organisation=organisations.get(row.organisation_id, "") if row.organisation_id else "",
            act=row.act,
            subject=f"{row.subject_kind} {row.subject_reference}",
            purpose=activity(row.purpose).name if row.purpose else "",
            result=row.result.value,
            reason=said[row.reason] if row.reason else "",
            origin=row.origin,
            fields=tuple(row.fields),
            trace_id=row.trace_id,
        )
        for row in entries
    ]


def _names(session: Session, kind: Any, numbers: Iterable[int | None]) -> dict[int, str]:
    wanted = [number for number in numbers if number is not None]
    found: dict[int, str] = {}
    for start in range(0, len(wanted), CHUNK):
        rows = session.execute(select(kind.id, kind.name).where(kind.id.in_(wanted[start : start + CHUNK])))
        found |= {row.id: row.name for row in rows}
    return found
