"""What can be asked about contacts with employers."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, func, or_, select
from sqlalchemy.orm import Session, joinedload

from employers.contacts.models import ContactWord
from employers.contacts.promises import Promise, open_in
from employers.contacts.words import ContactWords
from employers.models import ContactMoment, Employer
from employers.queries import employers_visible_to
from werkbedrijf.foundation.actors import STAFF, Actor, User


def readable_by(actor: Actor) -> ColumnElement[bool]:
    """The contacts whose detail this person may read."""
    return or_(ContactMoment.shared.is_(True), ContactMoment.organisation_id == actor.organisation_id)


def find_moment(session: Session, actor: Actor, reference: str) -> ContactMoment | None:
    """The contact with this number whose detail this person may read, at an employer this person may know of."""
    if not (reference.isascii() and reference.isdigit() and len(reference) < 10):
        return None
    employers = employers_visible_to(actor).order_by(None).with_only_columns(Employer.id)
    query = select(ContactMoment).where(
        ContactMoment.id == int(reference), ContactMoment.employer_id.in_(employers), readable_by(actor)
    )
    return session.scalars(query).first()


def contacts_of(employer: Employer) -> Select[ContactMoment]:
    """Every contact of any partner with this employer, newest first. ``seen.seen_by`` leaves out what a reader may not see."""
    return (
        select(ContactMoment)
        .where(ContactMoment.employer_id == employer.id)
        .options(joinedload(ContactMoment.by), joinedload(ContactMoment.organisation))
        .order_by(ContactMoment.on.desc(), ContactMoment.id.desc())
    )


def last_contact(session: Session, employer: Employer) -> ContactMoment | None:
    """The last contact of anyone with this employer."""
    return session.scalars(contacts_of(employer).limit(1)).first()


def words_of(session: Session) -> ContactWords:
    """The words of the region for both code lists."""
    return ContactWords(session.scalars(select(ContactWord)))


_AGREED = and_(ContactMoment.agreement != "", ContactMoment.agreement_done_on.is_(None))
_NEXT = and_(ContactMoment.next_step != "", ContactMoment.next_step_done_on.is_(None))
_WITH_OWNERS = (
    joinedload(ContactMoment.by),
    joinedload(ContactMoment.agreement_by),
    joinedload(ContactMoment.next_step_by),
    joinedload(ContactMoment.organisation),
)


def promises_of(session: Session, actor: Actor, employer: Employer) -> list[Promise]:
    """What was promised to this employer and not done yet, as far as this person may read it; soonest first."""
    query = select(ContactMoment).where(
        ContactMoment.employer_id == employer.id, or_(_AGREED, _NEXT), readable_by(actor)
    )
    return open_in(session.scalars(query.options(*_WITH_OWNERS)))


def promises_owned_by(session: Session, user_ids: Iterable[int]) -> list[Promise]:
    """The open promises that these people keep, of all employers; soonest first.

    Whoever shows them looks with ``policy.may_read_detail``: an owner may always read the own promise.
    """
    owners = list(user_ids)
    query = select(ContactMoment).where(_kept_by(owners))
    found = open_in(session.scalars(query.options(*_WITH_OWNERS, joinedload(ContactMoment.employer))))
    return [one for one in found if one.owner_id in owners]


def _kept_by(people: Any) -> ColumnElement[bool]:
    agreed = func.coalesce(ContactMoment.agreement_by_id, ContactMoment.by_id)
    following = func.coalesce(ContactMoment.next_step_by_id, ContactMoment.by_id)
    return or_(and_(_AGREED, agreed.in_(people)), and_(_NEXT, following.in_(people)))


@cache
def _promised() -> Select[*tuple[Any, ...]]:
    agreed = (
        ContactMoment.agreement,
        ContactMoment.agreement_by_id,
        ContactMoment.agreement_on,
        ContactMoment.agreement_done_on,
    )
    following = (
        ContactMoment.next_step,
        ContactMoment.next_step_by_id,
        ContactMoment.next_step_on,
        ContactMoment.next_step_done_on,
    )
    contact = (ContactMoment.id, ContactMoment.on.label("on"), ContactMoment.by_id, ContactMoment.employer_id)
    employer = (Employer.reference.label("employer_reference"), Employer.name.label("employer_name"))
    made = select(ContactMoment).join(ContactMoment.employer).order_by(ContactMoment.id)
    return made.with_only_columns(*contact, *agreed, *following, *employer)


@cache
def promises_kept() -> Select[*tuple[Any, ...]]:
    """The columns that a line needs of the open promises that ``people`` keep; with them may be some of others."""
    people: Any = bindparam("people", expanding=True)
    return _promised().where(_kept_by(people))


def kept_by(actor: Actor) -> Select[*tuple[Any, ...]]:
    """The same of one person; of nobody there is nothing."""
    return _promised().where(_kept_by([actor.id] if actor.id is not None else []))


def colleagues_of(session: Session, actor: Actor) -> list[User]:
    """Those of the own organisation who work with employers, oneself first."""
    people = session.scalars(
        select(User).where(
            User.organisation_id == actor.organisation_id, User.is_active.is_(True), User.role.in_(STAFF)
        )
    ).all()
    return sorted(people, key=lambda one: (one.id != actor.id, one.name.casefold()))
