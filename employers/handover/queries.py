"""What somebody still holds: employers whose face or substitute they are, and promises they keep."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, or_, select
from sqlalchemy.orm import Session, joinedload

from employers.contacts.promises import Promise, open_in
from employers.contacts.queries import promises_kept, promises_owned_by
from employers.handover.models import HandOver
from employers.models import Employer
from werkbedrijf.foundation.actors import STAFF, Actor, Role, User


@dataclass(slots=True)
class Bundle:
    """What one person holds at one employer."""

    holder: User
    employer: Employer
    is_face: bool = False
    is_substitute: bool = False
    promises: list[Promise] = field(default_factory=list)


def held_by(session: Session, users: Iterable[User]) -> list[Bundle]:
    """Everything these people hold, per person and employer, by the name of the employer."""
    people = {one.id: one for one in users}
    found: dict[tuple[int, int], Bundle] = {}

    def at(user_id: int, employer: Employer) -> Bundle:
        return found.setdefault((user_id, employer.id), Bundle(people[user_id], employer))

    held = or_(Employer.account_manager_id.in_(people), Employer.substitute_id.in_(people))
    for employer in session.scalars(select(Employer).where(held)):
        if employer.account_manager_id in people:
            at(employer.account_manager_id, employer).is_face = True
        if employer.substitute_id in people:
            at(employer.substitute_id, employer).is_substitute = True
    for promise in promises_owned_by(session, people):
        at(promise.owner.id, promise.moment.employer).promises.append(promise)
    return sorted(found.values(), key=lambda one: (one.employer.search_name, one.employer.id, one.holder.name))


def gone(session: Session, actor: Actor) -> list[User]:
    """Who cannot sign in any more and worked where this person works, or where nobody is left to take over."""
    if not actor.is_staff or actor.organisation_id is None:
        return []
    return list(
        session.scalars(_gone().options(joinedload(User.organisation)), {"organisation": actor.organisation_id})
    )


@cache
def _gone() -> Select[User]:
    staffed = select(User.organisation_id).where(
        User.is_active.is_(True), User.role.in_(STAFF), User.organisation_id.is_not(None)
    )
    near = or_(User.organisation_id == bindparam("organisation"), User.organisation_id.not_in(staffed))
    left = select(User).where(User.is_active.is_(False), User.role.in_(STAFF), near)
    return left.order_by(User.name, User.id)


def without_owner(session: Session, actor: Actor) -> list[Bundle]:
    """The work of who is gone, that waits for this person and the colleagues."""
    users = gone(session, actor)
    return held_by(session, users) if users else []


@dataclass(frozen=True, slots=True)
class Left:
    """How much work of who is gone waits: bundles, promises among them, and whose it was."""

    bundles: int = 0
    promises: int = 0
    names: Sequence[str] = ()


def left_behind(session: Session, actor: Actor) -> Left:
    """How much ``without_owner`` is, without reading what it is."""
    if not actor.is_staff or actor.organisation_id is None:
        return Left()
    people = {id_: name for id_, name in session.execute(_named(), {"organisation": actor.organisation_id})}
    if not people:
        return Left()
    held = session.execute(_faces_held(), {"people": list(people)})
    found = {(user, employer) for employer, *two in held for user in two if user in people}
    promises = [
        one for one in open_in(session.execute(promises_kept(), {"people": list(people)})) if one.owner_id in people
    ]
    found |= {(one.owner_id, one.moment.employer_id) for one in promises}
    return Left(len(found), len(promises), sorted({people[user] for user, _ in found}))


@cache
def _named() -> Select[int, str]:
    return _gone().with_only_columns(User.id, User.name)


@cache
def _faces_held() -> Select[int, int | None, int | None]:
    people: Any = bindparam("people", expanding=True)
    columns = (Employer.id, Employer.account_manager_id, Employer.substitute_id)
    held = or_(Employer.account_manager_id.in_(people), Employer.substitute_id.in_(people))
    return select(Employer).where(held).with_only_columns(*columns)


def find_holder(session: Session, actor: Actor, reference: str) -> User | None:
    """The colleague with this number whose work this person may hand over: oneself, or who is gone."""
    number = reference.removeprefix("gebruiker-")
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        return None
    if int(number) == actor.id:
        return session.get(User, actor.id)
    return next((one for one in gone(session, actor) if one.id == int(number)), None)


def covered_by(session: Session, actor: Actor) -> list[User]:
    """The colleagues whose work this person may hand over for them: of the own organisation, or of the whole region."""
    query = select(User).where(User.role.in_(STAFF)).options(joinedload(User.organisation))
    if actor.is_a(Role.ORG_ADMIN):
        query = query.where(User.organisation_id == actor.organisation_id)
    elif not actor.is_a(Role.COORDINATOR):
        return []
    return list(session.scalars(query.order_by(User.name, User.id)))


def find_covered(session: Session, actor: Actor, reference: str) -> User | None:
    """The colleague with this number whose work this person may hand over for them."""
    number = reference.removeprefix("gebruiker-")
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        return None
    return next((one for one in covered_by(session, actor) if one.id == int(number)), None)


def find_held(session: Session, actor: Actor, reference: str) -> Employer | None:
    """The employer with this reference, where one of those colleagues holds something; no other."""
    found = held_by(session, covered_by(session, actor))
    return next((one.employer for one in found if one.employer.reference == reference), None)


def busy_for_others(session: Session, actor: Actor) -> list[HandOver]:
    """The hand-overs that this person began for a colleague and did not finish."""
    return list(session.scalars(begun_for_others(actor).options(joinedload(HandOver.user))))


def begun_for_others(actor: Actor) -> Select[HandOver]:
    """The same as a question."""
    query = select(HandOver).where(HandOver.started_by_id == actor.id, HandOver.user_id != actor.id)
    return query.where(HandOver.ended_on.is_(None)).order_by(HandOver.started_on, HandOver.id)


def last_hand_over(session: Session, user_id: int | None) -> HandOver | None:
    """The newest hand-over of this person, busy or over."""
    query = select(HandOver).where(HandOver.user_id == user_id).options(joinedload(HandOver.started_by))
    return session.scalars(query.order_by(HandOver.id.desc()).limit(1)).first()


def busy_hand_over(session: Session, user_id: int | None) -> HandOver | None:
    """The hand-over that this person has not finished."""
    return session.scalars(select(HandOver).where(HandOver.user_id == user_id, HandOver.ended_on.is_(None))).first()


def receivers(session: Session, organisation_id: int | None) -> list[User]:
    """Who can take work over: staff who are here and are not handing over themselves; those of this organisation first."""
    leaving = select(HandOver.user_id).where(or_(HandOver.ended_on.is_(None), HandOver.finished.is_(True)))
    people = session.scalars(
        select(User)
        .where(User.is_active.is_(True), User.role.in_(STAFF), User.id.not_in(leaving))
        .options(joinedload(User.organisation))
    ).all()
    return sorted(people, key=lambda one: (one.organisation_id != organisation_id, one.name.casefold(), one.id))
