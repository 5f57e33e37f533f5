"""The report of who has which rights, to be looked through every quarter (BIO2 5.18.02 and 8.02.01)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from werkbedrijf.foundation.actors import Actor, Organisation, Role, User
from werkbedrijf.foundation.audit import AuditEntry, record
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.gateway import visible
from werkbedrijf.foundation.parameters import Parameter, whole_number_on

LOOKED_THROUGH = "organisation.rights_reviewed"


@dataclass(frozen=True, slots=True)
class Right:
    """One person with a role: since when, and when this person last came in."""

    user: User
    since: datetime | None


@dataclass(frozen=True, slots=True)
class Report:
    """The rights at one organisation, when they were last looked through, and whether that is too long ago."""

    organisation: Organisation | None
    rights: Sequence[Right]
    reviewed_at: datetime | None
    is_due: bool


def reports_for(session: Session, actor: Actor) -> list[Report]:
    """Per organisation that this person may know of, who can come in and as what; people of employers together, last."""
    users = list(session.scalars(visible(actor, User).where(User.is_active).order_by(func.lower(User.name), User.id)))
    since, reviewed = _since(session, users), _reviewed(session)
    at: datetime = session.info["at"]
    days = timedelta(days=whole_number_on(session, Parameter.RIGHTS_REVIEW_DAYS, day_of(at)))
    by_name = select(Organisation).order_by(func.lower(Organisation.name), Organisation.id)
    own = [one for one in session.scalars(by_name) if actor.is_a(Role.ADMINISTRATOR) or one.id == actor.organisation_id]
    reports = []
    for one in own:
        last = reviewed.get(one.reference)
        rights = [Right(user, since.get(user.reference)) for user in users if user.organisation_id == one.id]
        reports.append(Report(one, rights, last, last is None or at - last >= days))
    loose = [Right(user, since.get(user.reference)) for user in users if user.organisation_id is None]
    return [*reports, Report(None, loose, None, is_due=False)] if loose else reports


def is_due(session: Session, actor: Actor) -> bool:
    """Whether the administrator of an organisation should look through its rights now."""
    return any(report.is_due for report in reports_for(session, actor) if report.organisation is not None)


def mark_reviewed(session: Session, actor: Actor, organisation: Organisation) -> None:
    """Somebody looked through the rights of this organisation; the line in the trail is the proof."""
    record(session, actor, LOOKED_THROUGH, organisation)


def _since(session: Session, users: Sequence[User]) -> dict[str, datetime]:
    """Since when somebody has the present role: the last time it was given."""
    given = (
        select(AuditEntry.subject_reference, AuditEntry.act, AuditEntry.fields, AuditEntry.at)
        .where(
            AuditEntry.subject_kind == "user",
            AuditEntry.act.in_(("user.added", "user.changed")),
            AuditEntry.subject_reference.in_([user.reference for user in users]),
        )
        .order_by(AuditEntry.id)
    )
    return {
        reference: at
        for reference, act, fields, at in session.execute(given)
        if act == "user.added" or "role" in fields
    }


def _reviewed(session: Session) -> dict[str, datetime]:
    last = select(AuditEntry.subject_reference, func.max(AuditEntry.at)).where(AuditEntry.act == LOOKED_THROUGH)
    return dict(session.execute(last.group_by(AuditEntry.subject_reference)).all())
