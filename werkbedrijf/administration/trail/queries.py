"""What can be asked about the trail, always within what this person may read of it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, true
from sqlalchemy.orm import Session

from werkbedrijf.foundation.actors import Actor, Role, User
from werkbedrijf.foundation.audit import AuditEntry, Result
from werkbedrijf.foundation.clock import AMSTERDAM
from werkbedrijf.foundation.errors import NotFound
from werkbedrijf.foundation.listing import Listing
from werkbedrijf.foundation.log_store import LogStore
from werkbedrijf.foundation.persons import person_ids
from werkbedrijf.foundation.policy import hidden
from werkbedrijf.logbook.asking import find_person, traces_about

# What a line says beyond who, when and which reference is shown for these kinds only: the others are about people.
OPEN_KINDS = frozenset({"user", "organisation", "parametervalue", "region", "employer", "establishment", "vacancy"})
MOST_TRACES = 900


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


def readable_by(actor: Actor) -> ColumnElement[bool]:
    """The lines this person may read: all for the auditor, those of the own staff for their administrator, else the own."""
    if actor.is_a(Role.AUDITOR):
        return true()
    if actor.is_a(Role.ORG_ADMIN):
        return AuditEntry.organisation_id == actor.organisation_id
    return AuditEntry.actor_id == actor.id


def own_of(actor: Actor) -> ColumnElement[bool]:
    """The own lines, but for those about what is not there for this person.

    Of something that does not exist there is no line: one here would tell that something of others does.
    """
    told = or_(AuditEntry.result != Result.REFUSED, AuditEntry.reason != hidden.reason)
    return and_(AuditEntry.actor_id == actor.id, told)


def entries_for(
    whose: ColumnElement[bool],
    listing: Listing,
    asked: Asked,
    acts: Collection[str] = (),
    about: ColumnElement[bool] | None = None,
) -> Select[AuditEntry]:
    """The lines that the address asks for, within ``whose``; of these acts alone, when there are any."""
    query = select(AuditEntry).where(whose)
    if acts:
        query = query.where(AuditEntry.act.in_(acts))
    if result := listing.filters.get("uitkomst"):
        query = query.where(AuditEntry.result == Result(result))
    if asked.person:
        query = query.where(AuditEntry.actor_id.in_(_users_like(asked.person)))
    if asked.subject:
        named = func.lower(AuditEntry.subject_reference) == asked.subject.lower()
        query = query.where(named if about is None else or_(named, about))
    if asked.since:
        query = query.where(AuditEntry.at >= midnight(asked.since))
    if asked.until:
        query = query.where(AuditEntry.at < midnight(asked.until + timedelta(days=1)))
    newest = AuditEntry.id.desc() if listing.descending else AuditEntry.id.asc()
    return query.order_by(*listing.ordered(sorts())).order_by(newest)


def about_person(session: Session, logs: LogStore, typed: str) -> ColumnElement[bool] | None:
    """Every line about the person with this reference, the lists in which this person stood included; None for no person."""
    if not typed:
        return None
    try:
        candidate = find_person(session, typed)
    except NotFound:
        return None
    (person,) = person_ids(session, [candidate.id])
    shown = and_(AuditEntry.person.is_(None), AuditEntry.trace_id.in_(traces_about(logs, person, MOST_TRACES)))
    return or_(AuditEntry.person == person, shown)


def _users_like(text: str) -> Select[int]:
    part = text.lower()
    fits = [func.lower(User.name).contains(part, autoescape=True), User.email.contains(part, autoescape=True)]
    kind, _, number = part.partition("-")
    if kind == "gebruiker" and number.isascii() and number.isdigit() and len(number) < 10:
        fits = [User.id == int(number)]
    return select(User.id).where(or_(*fits))


def midnight(day: date) -> datetime:
    """The Dutch beginning of a day."""
    return datetime.combine(day, time(), AMSTERDAM)


def acts_present(session: Session, whose: ColumnElement[bool]) -> list[str]:
    """The acts that stand in the lines this person may read."""
    return sorted(session.scalars(select(AuditEntry.act).where(whose).distinct()))


def names_of_actors(session: Session, entries: Any) -> dict[int, str]:
    """The names of the people behind these lines, by id."""
    ids = {entry.actor_id for entry in entries if entry.actor_id is not None}
    rows = session.execute(select(User.id, User.name).where(User.id.in_(ids)))
    return {user_id: name for user_id, name in rows}
