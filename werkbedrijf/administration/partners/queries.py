"""What can be asked about partners."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from werkbedrijf.foundation.actors import Actor, Organisation, User


def find_organisation(session: Session, actor: Actor, reference: str) -> Organisation | None:
    """The partner with this reference (``organisatie-3``)."""
    kind, _, number = reference.partition("-")
    known = kind == "organisatie" and number.isascii() and number.isdigit() and len(number) < 10
    return session.get(Organisation, int(number)) if known else None


def staff_per_organisation(session: Session) -> dict[int, int]:
    """How many people who can come in work for each partner."""
    rows = session.execute(
        select(User.organisation_id, func.count(User.id))
        .where(User.is_active, User.organisation_id.is_not(None))
        .group_by(User.organisation_id)
    )
    return {organisation: number for organisation, number in rows if organisation is not None}
