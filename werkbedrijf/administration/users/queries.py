"""What can be asked about users."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, false, func, or_, select, true
from sqlalchemy.orm import Session, joinedload

from employers.models import Employer
from employers.record.models import TradeName
from werkbedrijf.accounts.user_policy import OF_ORGANISATION
from werkbedrijf.foundation.actors import Actor, Organisation, Role, User, speaks_for
from werkbedrijf.foundation.gateway import FOREIGN, gate, visible
from werkbedrijf.foundation.listing import Filter, Listing

ROLES = [role for role in Role if role != Role.SYSTEM]

FILTERS = (
    Filter("rol", "Rol", [(role.value, role.words.capitalize()) for role in ROLES]),
    Filter(
        "stand",
        "Stand",
        [("actief", "Kan inloggen"), ("uitgenodigd", "Nog geen wachtwoord"), ("uit", "Uitgezet")],
    ),
)

# How a user stands, as the list and the filter know it. Who came in without a password came through a sign-in service.
STANDING: ColumnElement[str] = case(
    (User.is_active.is_(False), "uit"),
    (and_(User.password_hash.is_(None), User.last_signed_in_at.is_(None)), "uitgenodigd"),
    else_="actief",
)


def sorts(actor: Actor | None = None) -> dict[str, ColumnElement[Any]]:
    """The columns by which the list can be sorted; what this person may not know of somebody orders nothing."""
    organisation = select(Organisation.name).where(Organisation.id == User.organisation_id).scalar_subquery()
    return {
        "naam": func.lower(User.name),
        "rol": User.role.expression,
        "organisatie": func.coalesce(func.lower(organisation), ""),
        # Someone who never came in stands at the end of the newest first.
        "ingelogd": case((_looked_after(actor), func.coalesce(User.last_signed_in_at, User.invited_at))),
    }


def _looked_after(actor: Actor | None) -> ColumnElement[bool]:
    """Of whom this person may know more than the name, as ``may_know_address`` says of one."""
    of_partner = User.role.in_(OF_ORGANISATION)
    if actor is None:
        return true()
    return ~of_partner if actor.is_a(Role.ADMINISTRATOR) else of_partner


@gate(User)
def users_visible_to(actor: Actor) -> Select[User]:
    """Everybody for the administrator of the region; for the administrator of a partner those who work there."""
    query = select(User).options(joinedload(User.organisation))
    if actor.is_a(Role.ADMINISTRATOR):
        return query
    own = actor.is_a(Role.ORG_ADMIN) and actor.organisation_id is not None
    return query.where(User.organisation_id == actor.organisation_id if own else false())


def users_for(actor: Actor, listing: Listing) -> Select[User]:
    """The users that the address asks for."""
    query = visible(actor, User)
    if role := listing.filters.get("rol"):
        query = query.where(User.role == Role(role))
    if standing := listing.filters.get("stand"):
        query = query.where(STANDING.in_([standing]))
    if listing.query:
        query = query.where(_resembles(actor, listing.query))
    return query.order_by(*listing.ordered(sorts(actor), User.id.expression))


def _resembles(actor: Actor, text: str) -> ColumnElement[bool]:
    part = text.lower()
    spoken_for = select(speaks_for.c.user_id).join(Employer, Employer.id == speaks_for.c.employer_id)
    partners = select(Organisation.id).where(func.lower(Organisation.name).contains(part, autoescape=True))
    return or_(
        func.lower(User.name).contains(part, autoescape=True),
        and_(_looked_after(actor), User.email.contains(part, autoescape=True)),
        User.organisation_id.in_(partners),
        User.id.in_(spoken_for.where(Employer.search_name.contains(part, autoescape=True))),
    )


def numbers_per_filter(session: Session, actor: Actor) -> dict[str, int]:
    """How many users stand behind each choice of the filters."""
    numbers: dict[str, int] = {}
    mine = visible(actor, User)
    for column in (User.role, STANDING):
        for value, number in session.execute(mine.with_only_columns(column, func.count(User.id)).group_by(column)):
            numbers[str(value)] = number
    return numbers


def find_user(session: Session, actor: Actor, reference: str) -> User | None:
    """The user with this reference (``gebruiker-12``), if this person may know of it."""
    kind, _, number = reference.partition("-")
    if not (kind == "gebruiker" and number.isascii() and number.isdigit() and len(number) < 10):
        return None
    row = session.scalars(users_visible_to(actor).where(User.id == int(number))).first()
    if row is None:
        session.info[FOREIGN] = session.get(User, int(number))
    return row


def employers_spoken_for(session: Session, users: Sequence[User]) -> dict[int, list[str]]:
    """The names of the employers that these users speak for, by user."""
    names: dict[int, list[str]] = {user.id: [] for user in users}
    rows = session.execute(
        select(speaks_for.c.user_id, Employer.name)
        .join(Employer, Employer.id == speaks_for.c.employer_id)
        .where(speaks_for.c.user_id.in_(names))
        .order_by(Employer.search_name)
    )
    for user_id, name in rows:
        names[user_id].append(name)
    return names


def employers_like(session: Session, typed: str, limit: int = 8) -> Sequence[Employer]:
    """Employers whose name, KvK number or reference has what was typed; the name alone tells an administrator enough."""
    part = typed.strip().lower()
    if not part:
        return []
    fits = or_(
        Employer.search_name.contains(part, autoescape=True),
        Employer.id.in_(select(TradeName.employer_id).where(TradeName.search_name.contains(part, autoescape=True))),
        func.lower(Employer.name).contains(part, autoescape=True),
        Employer.kvk == part,
        func.lower(Employer.reference) == part,
    )
    here = select(Employer).where(fits, Employer.merged_into_id.is_(None))
    return session.scalars(here.order_by(Employer.search_name, Employer.id).limit(limit)).all()


def organisations(session: Session) -> Sequence[Organisation]:
    """Every partner, by name."""
    return session.scalars(select(Organisation).order_by(func.lower(Organisation.name), Organisation.id)).all()
