"""What can be asked about broken glass."""

from datetime import datetime, timedelta

from sqlalchemy import BindParameter, ColumnElement, Row, Select, false, or_, select
from sqlalchemy.orm import joinedload

from candidates.models import Candidate
from candidates.queries import in_caseload_of
from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.emergency import EmergencyAccess

Opened = Row[tuple[EmergencyAccess, str]]


def emergencies_visible_to(actor: Actor) -> Select[EmergencyAccess, str]:
    """Openings that this person may know of, with the reference of the candidate, newest first."""
    return (
        select(EmergencyAccess, Candidate.reference)
        .join(Candidate, Candidate.id == EmergencyAccess.candidate_id)
        .where(_seen_by(actor))
        .options(joinedload(EmergencyAccess.user))
        .order_by(EmergencyAccess.opened_at.desc(), EmergencyAccess.id.desc())
    )


def recent_emergencies(actor: Actor, at: datetime, *, days: int) -> Select[EmergencyAccess, str]:
    """Those of the past days on files of this person's caseload, by somebody else."""
    return emergencies_since(actor, at - timedelta(days=days))


def emergencies_since(actor: Actor, since: datetime | BindParameter[datetime]) -> Select[EmergencyAccess, str]:
    """The same, from a moment on."""
    return emergencies_visible_to(actor).where(EmergencyAccess.opened_at >= since, EmergencyAccess.user_id != actor.id)


def _seen_by(actor: Actor) -> ColumnElement[bool]:
    if actor.is_a(Role.COACH):
        mine = EmergencyAccess.user_id == actor.id
        return or_(in_caseload_of(actor), mine) & (EmergencyAccess.organisation_id == actor.organisation_id)
    if actor.is_a(Role.ACCOUNT_MANAGER, Role.ORG_ADMIN) and actor.organisation_id is not None:
        return EmergencyAccess.organisation_id == actor.organisation_id
    return false()
