"""What can be asked about roles that wait for a second person."""

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from werkbedrijf.accounts.user_policy import ROLE_KIND, may_see_role_request
from werkbedrijf.foundation import four_eyes
from werkbedrijf.foundation.actors import Actor, Role, User
from werkbedrijf.foundation.errors import NotFound
from werkbedrijf.foundation.four_eyes import Decision, PendingAct
from werkbedrijf.foundation.gateway import gate, visible


@gate(PendingAct)
def role_requests_visible_to(actor: Actor) -> Select[PendingAct]:
    """Requests for a role: all for the administrator of the region, those of the own partner for its administrator."""
    about = PendingAct.kind == ROLE_KIND
    if not actor.is_a(Role.ADMINISTRATOR):
        own = actor.organisation_id if actor.is_a(Role.ORG_ADMIN) else None
        about &= PendingAct.organisation_id == (-1 if own is None else own)
    people = (joinedload(PendingAct.asked_by), joinedload(PendingAct.decided_by))
    return select(PendingAct).where(about).options(*people).order_by(PendingAct.id.desc())


def find_role_request(session: Session, actor: Actor, reference: str) -> PendingAct | None:
    """The request with this reference, if this person may know of it."""
    pending = four_eyes.find_pending(session, actor, reference)
    return pending if pending is not None and may_see_role_request(actor, pending=pending) else None


def role_requests(session: Session, actor: Actor) -> list[PendingAct]:
    """What waits for a decision, oldest first."""
    at = session.info["at"]
    waits = visible(actor, PendingAct).where(PendingAct.decision.is_(None), PendingAct.expires_at > at)
    return list(session.scalars(waits.order_by(None).order_by(PendingAct.id)))


def is_unconfirmed(session: Session, user: User) -> bool:
    """Whether this person is new and waits, or waited in vain, for a second person: nobody may let such a person in."""
    about = (PendingAct.kind == ROLE_KIND, PendingAct.subject_reference == user.reference)
    asked = session.execute(select(PendingAct.details, PendingAct.decision).where(*about)).all()
    new = any(row.details.get("invited") for row in asked)
    return new and all(row.decision is not Decision.CONFIRMED for row in asked)


def subject_of(session: Session, pending: PendingAct) -> User:
    """The user a request is about."""
    user = session.get(User, int(pending.subject_reference.rpartition("-")[2]))
    if user is None:
        raise NotFound
    return user


def deciders_of(session: Session, pending: PendingAct) -> list[User]:
    """Who can decide on this request, by name: whom somebody who waits can ask."""
    whole_region = User.role == Role.ADMINISTRATOR
    of_partner = (User.role == Role.ORG_ADMIN) & (User.organisation_id == pending.organisation_id)
    others = User.id.not_in([pending.asked_by_id, subject_of(session, pending).id])
    return list(
        session.scalars(select(User).where(User.is_active, others, whole_region | of_partner).order_by(User.name))
    )
