"""Who comes in for an employer."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from employers.models import Employer
from werkbedrijf.foundation.actors import Role, User, speaks_for
from werkbedrijf.foundation.audit import AuditEntry


def colleagues_of(session: Session, employer: Employer) -> Sequence[User]:
    """Everybody who speaks for this employer and may come in, or was invited to; by name."""
    return session.scalars(
        select(User)
        .join(speaks_for, speaks_for.c.user_id == User.id)
        .where(speaks_for.c.employer_id == employer.id, User.role == Role.EMPLOYER, User.is_active)
        .order_by(func.lower(User.name), User.id)
    ).all()


def colleague_named(session: Session, employer: Employer, reference: str) -> User | None:
    """One of them, by reference."""
    return next((one for one in colleagues_of(session, employer) if one.reference == reference), None)


def invited_since(session: Session, actor_id: int | None, since: datetime) -> int:
    """How many people this person invited from this moment on, also those whose access was ended again."""
    asked = select(func.count(AuditEntry.id)).where(
        AuditEntry.act == "user.added", AuditEntry.actor_id == actor_id, AuditEntry.at >= since
    )
    return session.scalar(asked) or 0
