"""What can be asked about users."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, or_, select
from sqlalchemy.orm import Session, joinedload

from employers.models import Employer
from werkbedrijf.foundation.actors import Actor, Organisation, Role, User, speaks_for
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

# How a user stands, as the list and the filter know it.
STANDING: ColumnElement[str] = case(
    (User.is_active.is_(False), "uit"), (User.password_hash.is_(None), "uitgenodigd"), else_="actief"
)


def sorts() -> dict[str, ColumnElement[Any]]:
    """The columns by which the list can be sorted."""
    organisation = select(Organisation.name).where(Organisation.id == User.organisation_id).scalar_subquery()
    return {
        "naam": func.lower(User.name),
        "rol": User.role.expression,
        "organisatie": func.coalesce(func.lower(organisation), ""),
        # Someone who never came in stands at the end of the newest first.
        "ingelogd": func.coalesce(User.last_signed_in_at, User.invited_at),
    }


def users_for(listing: Listing) -> Select[User]:
    """The users that the address asks for."""
    query = select(User).options(joinedload(User.organisation))
    if role := listing.filters.get("rol"):
        query = query.where(User.role == Role(role))
    if standing := listing.filters.get("stand"):
        query = query.where(STANDING.in_([standing]))
    if listing.query:
        query = query.where(_resembles(listing.query))
    return query.order_by(*listing.ordered(sorts(), User.id.expression))


def _resembles(text: str) -> ColumnElement[bool]:
    part = text.lower()
    spoken_for = select(speaks_for.c.user_id).join(Employer, Employer.id == speaks_for.c.employer_id)
    partners = select(Organisation.id).where(func.lower(Organisation.name).contains(part, autoescape=True))
    return or_(
        func.lower(User.name).contains(part, autoescape=True),
        User.email.contains(part, autoescape=True),
        User.organisation_id.in_(partners),
        User.id.in_(spoken_for.where(Employer.search_name.contains(part, autoescape=True))),
    )


def numbers_per_filter(session: Session) -> dict[str, int]:
    """How many users stand behind each choice of the filters."""
    numbers: dict[str, int] = {}
    for column in (User.role, STANDING):
        for value, number in session.execute(select(column, func.count(User.id)).group_by(column)):
            numbers[str(value)] = number
    return numbers


def find_user(session: Session, actor: Actor, reference: str) -> User | None:
    """The user with this reference (``gebruiker-12``)."""
    kind, _, number = reference.partition("-")
    known = kind == "gebruiker" and number.isascii() and number.isdigit() and len(number) < 10
    return session.get(User, int(number)) if known else None


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
        func.lower(Employer.name).contains(part, autoescape=True),
        Employer.kvk == part,
        func.lower(Employer.reference) == part,
    )
    return session.scalars(select(Employer).where(fits).order_by(Employer.search_name, Employer.id).limit(limit)).all()


def organisations(session: Session) -> Sequence[Organisation]:
    """Every partner, by name."""
    return session.scalars(select(Organisation).order_by(func.lower(Organisation.name), Organisation.id)).all()
