"""Who answers an employer: the face, else the substitute, else the account managers of one partner. Never nobody."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from employers.models import Employer
from werkbedrijf.foundation.actors import Organisation, Role, User


@dataclass(frozen=True, slots=True)
class Owner:
    """The person who answers, or None, and the partner that does it then."""

    user_id: int | None
    organisation_id: int


def owner_now(session: Session, employer: Employer, *, otherwise: int | None = None) -> Owner:
    """Who answers this employer today. ``otherwise`` is the partner of a colleague who wrote the question down."""
    for user in (employer.account_manager, employer.substitute):
        if user is not None and user.is_active and user.role == Role.ACCOUNT_MANAGER and user.organisation_id:
            return Owner(user.id, user.organisation_id)
    return Owner(None, _partner_of(session, employer) or otherwise or _first_partner(session))


def _partner_of(session: Session, employer: Employer) -> int | None:
    """The partner of who was the face; else the gemeente where the employer is, when that takes part."""
    face = employer.account_manager
    if face is not None and face.organisation_id is not None:
        return face.organisation_id
    codes = [place.gemeente_code for place in employer.establishments]
    here = select(Organisation.id).where(Organisation.gemeente_code.in_(codes)).order_by(Organisation.id)
    return session.scalars(here.limit(1)).first()


def _first_partner(session: Session) -> int:
    return session.scalars(select(Organisation.id).order_by(Organisation.id).limit(1)).one()


def who_answer(session: Session, owner: User | None, organisation_id: int) -> Sequence[User]:
    """Everybody who is told of a question: its owner; else the account managers of the partner; else the coordinators."""
    if owner is not None and owner.is_active:
        return [owner]
    managers = select(User).where(User.role == Role.ACCOUNT_MANAGER, User.organisation_id == organisation_id)
    found = session.scalars(managers.where(User.is_active).order_by(User.id)).all()
    return found or coordinators(session)


def coordinators(session: Session) -> Sequence[User]:
    """Who watches over the region."""
    found = select(User).where(User.role == Role.COORDINATOR, User.is_active).order_by(User.id)
    return session.scalars(found).all()
