"""What can be asked about faces."""

from datetime import date

from sqlalchemy import BindParameter, Select, or_, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from employers.faces.models import FaceRequest, FaceTerm
from employers.faces.workflow import OPEN, RequestStatus
from employers.models import Employer
from werkbedrijf.foundation.actors import Actor, Role, User


def find_request(session: Session, actor: Actor, reference: str) -> FaceRequest | None:
    """The request with this number, for account managers and the coordinator."""
    if not (reference.isascii() and reference.isdigit() and len(reference) < 10):
        return None
    if not actor.is_a(Role.ACCOUNT_MANAGER, Role.COORDINATOR):
        return None
    return session.get(FaceRequest, int(reference))


def faces_of(employer: Employer) -> Select[FaceTerm]:
    """Who was face or substitute, the newest first; one without a first day was there before this was kept."""
    return (
        select(FaceTerm)
        .where(FaceTerm.employer_id == employer.id)
        .options(joinedload(FaceTerm.user).joinedload(User.organisation))
        .order_by(FaceTerm.until.is_not(None), FaceTerm.since.desc(), FaceTerm.id.desc())
    )


def requests_for(actor: Actor) -> Select[FaceRequest]:
    """The requests that wait for this person: the face, who stands in for the face, or the coordinator after the term."""
    query = (
        select(FaceRequest)
        .join(FaceRequest.employer)
        .options(contains_eager(FaceRequest.employer), joinedload(FaceRequest.asked_by), joinedload(FaceRequest.face))
    )
    if actor.is_a(Role.COORDINATOR):
        query = query.where(FaceRequest.status == RequestStatus.FORWARDED)
    else:
        query = query.where(
            FaceRequest.status.in_(OPEN),
            FaceRequest.asked_by_id != actor.id,
            or_(Employer.account_manager_id == actor.id, Employer.substitute_id == actor.id),
        )
    return query.order_by(FaceRequest.answer_by, FaceRequest.id)


def answers_to(actor: Actor, since: date | BindParameter[date]) -> Select[FaceRequest]:
    """What this person asked and heard about since a day."""
    return (
        select(FaceRequest)
        .where(
            FaceRequest.asked_by_id == actor.id,
            FaceRequest.status.in_((RequestStatus.AGREED, RequestStatus.DECLINED, RequestStatus.LAPSED)),
            FaceRequest.ended_on >= since,
        )
        .options(joinedload(FaceRequest.employer))
        .order_by(FaceRequest.ended_on.desc(), FaceRequest.id)
    )


def account_managers(session: Session, actor: Actor) -> list[User]:
    """Account managers of the region who are here, those of the own organisation first."""
    people = session.scalars(
        select(User)
        .where(User.role == Role.ACCOUNT_MANAGER, User.is_active.is_(True))
        .options(joinedload(User.organisation))
    ).all()
    return sorted(people, key=lambda one: (one.organisation_id != actor.organisation_id, one.name.casefold()))
