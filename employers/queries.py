"""What can be asked about employers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Date, ScalarSelect, Select, case, false, func, literal, or_, select
from sqlalchemy.orm import Session, aliased, joinedload, selectinload

from employers.models import ContactMoment, Employer
from employers.vacancies.models import Vacancy
from employers.vacancies.workflow import VacancyStatus
from werkbedrijf.foundation.actors import Actor, Role, User
from werkbedrijf.foundation.gateway import find, gate

LONG_AGO = date(1, 1, 1)


@gate(Employer)
def employers_visible_to(actor: Actor) -> Select[Employer]:
    """The employers this person may know of: all for staff, their own for employers, none for others."""
    query = select(Employer).where(Employer.merged_into_id.is_(None)).order_by(Employer.search_name, Employer.id)
    if actor.is_staff:
        return query
    if actor.is_a(Role.EMPLOYER):
        return query.where(Employer.id.in_(actor.employer_ids))
    return query.where(false())


def find_employer(session: Session, actor: Actor, reference: str) -> Employer | None:
    """The employer with this reference, if this person may know of it; of one that went into another, that other."""
    found = find(session, actor, Employer, reference)
    goal = found is None and kept_reference(session, reference)
    return find(session, actor, Employer, goal) if goal else found


def kept_reference(session: Session, reference: str) -> str | None:
    """Of an employer that went into another: the reference of the one that stands by itself now; else None."""
    goal, seen = reference, {reference}
    after = aliased(Employer)
    query = select(after.reference).join(Employer, Employer.merged_into_id == after.id)
    while (step := session.scalar(query.where(Employer.reference == goal))) is not None and step not in seen:
        goal = step
        seen.add(goal)
    return goal if goal != reference else None


def employers_for_list(actor: Actor, *, sector: str | None = None, face: str | None = None) -> Select[Employer]:
    """The visible employers with one sector, and without a contact (``zonder``) or with this person (``mijn``)."""
    query = employers_visible_to(actor).options(
        selectinload(Employer.establishments), joinedload(Employer.account_manager).joinedload(User.organisation)
    )
    if sector:
        query = query.where(Employer.sector == sector)
    if face == "zonder":
        query = query.where(Employer.account_manager_id.is_(None))
    elif face == "mijn":
        query = query.where(or_(Employer.account_manager_id == actor.id, Employer.substitute_id == actor.id))
    return query


def list_sorts() -> dict[str, ColumnElement[Any]]:
    """How the list of employers can be sorted, by name in the address."""
    contact = func.coalesce(_last_contact_on(), literal(LONG_AGO, Date))
    return {
        "naam": Employer.search_name.expression,
        "contact": contact,
        "geregistreerd": Employer.registered_on.expression,
    }


def by_strength(strengths: dict[int, int]) -> ColumnElement[int]:
    """An order for employers found by a loosely typed name: the strongest first."""
    return case(strengths, value=Employer.id, else_=0).desc() if strengths else Employer.id.asc()


def _last_contact_on() -> ScalarSelect[date]:
    return (
        select(func.max(ContactMoment.on))
        .where(ContactMoment.employer_id == Employer.id)
        .correlate(Employer)
        .scalar_subquery()
    )


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside an employer in a list: the last contact, its open places and the seats left in them."""

    last_on: date | None = None
    places: int = 0
    seats_left: int = 0


def beside(session: Session, employers: Sequence[Employer]) -> dict[int, Beside]:
    """Per employer of one page what stands beside it; two queries for all."""
    ids = [employer.id for employer in employers]
    contacts = (
        select(ContactMoment.employer_id, func.max(ContactMoment.on))
        .where(ContactMoment.employer_id.in_(ids))
        .group_by(ContactMoment.employer_id)
    )
    last_on = {key: on for key, on in session.execute(contacts)}
    left = Vacancy.seats - Vacancy.filled - Vacancy.held
    places = {
        key: (number, seats)
        for key, number, seats in session.execute(
            select(Vacancy.employer_id, func.count(), func.sum(case((left > 0, left), else_=0)))
            .where(Vacancy.employer_id.in_(ids), Vacancy.status == VacancyStatus.OPEN)
            .group_by(Vacancy.employer_id)
        )
    }
    return {key: Beside(last_on.get(key), *places.get(key, (0, 0))) for key in ids}


def numbers_per_filter(session: Session, actor: Actor) -> dict[str, int]:
    """How many visible employers each filter of the list would show, by its value."""
    visible = employers_visible_to(actor).order_by(None)
    per_sector = visible.with_only_columns(Employer.sector, func.count()).group_by(Employer.sector)
    found = {sector.value: number for sector, number in session.execute(per_sector)}
    faces = visible.with_only_columns(
        func.sum(case((Employer.account_manager_id.is_(None), 1), else_=0)),
        func.sum(case((or_(Employer.account_manager_id == actor.id, Employer.substitute_id == actor.id), 1), else_=0)),
    )
    without, mine = session.execute(faces).one()
    return found | {"zonder": without or 0, "mijn": mine or 0}
