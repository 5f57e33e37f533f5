"""What can be asked about the trail."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from werkbedrijf.foundation.actors import User
from werkbedrijf.foundation.audit import AuditEntry, Result
from werkbedrijf.foundation.clock import AMSTERDAM
from werkbedrijf.foundation.listing import Listing

# What a line says beyond who, when and which reference is shown for these kinds only: the others are about people.
OPEN_KINDS = frozenset({"user", "organisation", "parametervalue", "region", "employer", "establishment", "vacancy"})


@dataclass(frozen=True, slots=True)
class Asked:
    """What the form above the trail asks, besides the filters of the list."""

    person: str = ""
    subject: str = ""
    since: date | None = None
    until: date | None = None


def sorts() -> dict[str, ColumnElement[Any]]:
    """The trail is read by time."""
    return {"wanneer": AuditEntry.at.expression}


def entries_for(listing: Listing, asked: Asked) -> Select[AuditEntry]:
    """The lines that the address asks for."""
    query = select(AuditEntry)
    if act := listing.filters.get("handeling"):
        query = query.where(AuditEntry.act == act)
    if result := listing.filters.get("uitkomst"):
        query = query.where(AuditEntry.result == Result(result))
    if asked.person:
        query = query.where(AuditEntry.actor_id.in_(_users_like(asked.person)))
    if asked.subject:
        query = query.where(func.lower(AuditEntry.subject_reference) == asked.subject.lower())
    if asked.since:
        query = query.where(AuditEntry.at >= _midnight(asked.since))
    if asked.until:
        query = query.where(AuditEntry.at < _midnight(asked.until + timedelta(days=1)))
    newest = AuditEntry.id.desc() if listing.descending else AuditEntry.id.asc()
    return query.order_by(*listing.ordered(sorts())).order_by(newest)


def _users_like(text: str) -> Select[int]:
    part = text.lower()
    fits = [func.lower(User.name).contains(part, autoescape=True), User.email.contains(part, autoescape=True)]
    kind, _, number = part.partition("-")
    if kind == "gebruiker" and number.isascii() and number.isdigit() and len(number) < 10:
        fits = [User.id == int(number)]
    return select(User.id).where(or_(*fits))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), AMSTERDAM)


def acts_present(session: Session) -> list[str]:
    """The acts that stand in the trail."""
    return sorted(session.scalars(select(AuditEntry.act).distinct()))


def names_of_actors(session: Session, entries: Any) -> dict[int, str]:
    """The names of the people behind these lines, by id."""
    ids = {entry.actor_id for entry in entries if entry.actor_id is not None}
    rows = session.execute(select(User.id, User.name).where(User.id.in_(ids)))
    return {user_id: name for user_id, name in rows}
