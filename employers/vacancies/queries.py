"""What can be asked about places."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, case, false, func, select, true
from sqlalchemy.orm import Session, joinedload, selectinload

from employers.models import Employer, Establishment
from employers.record.models import TradeName
from employers.vacancies.models import Vacancy
from employers.vacancies.workflow import VacancyStatus
from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.gateway import find, gate, kept

ORDER_OF_STATUS = (VacancyStatus.OPEN, VacancyStatus.DRAFT, VacancyStatus.FULL, VacancyStatus.CLOSED)


@gate(Vacancy)
@kept
def vacancies_visible_to(actor: Actor) -> Select[Vacancy]:
    """The places this person may know of: all for staff, their own beyond concept for employers, none for others."""
    beside = (joinedload(Vacancy.employer), joinedload(Vacancy.establishment))
    return select(Vacancy).where(_visible_to(actor)).options(*beside).order_by(Vacancy.id.desc())


def seats_left() -> ColumnElement[int]:
    """As ``Vacancy.seats_left``, for a question."""
    left = Vacancy.seats - Vacancy.filled - Vacancy.held
    return case((left > 0, left), else_=0)


@kept
def _visible_to(actor: Actor) -> ColumnElement[bool]:
    if actor.is_staff:
        return true()
    if actor.is_a(Role.EMPLOYER):
        return Vacancy.employer_id.in_(actor.employer_ids) & (Vacancy.status != VacancyStatus.DRAFT)
    return false()


def find_vacancy(session: Session, actor: Actor, reference: str) -> Vacancy | None:
    """The place with this reference, if this person may know of it."""
    return find(session, actor, Vacancy, reference)


def open_vacancies() -> Select[Vacancy]:
    """Places that take voordrachten, with all that ``demand_of`` needs, oldest first."""
    return (
        select(Vacancy)
        .where(Vacancy.status == VacancyStatus.OPEN)
        .options(
            joinedload(Vacancy.establishment),
            joinedload(Vacancy.employer),
            selectinload(Vacancy.tasks),
            selectinload(Vacancy.conditions),
        )
        .order_by(Vacancy.id)
    )


def places_of(query: Select[Vacancy], employer: Employer) -> Select[Vacancy]:
    """Of these places those of one employer that are not closed, open ones first."""
    running = query.where(Vacancy.employer_id == employer.id, Vacancy.status != VacancyStatus.CLOSED)
    return running.order_by(None).order_by(_status_order(), Vacancy.id.desc())


class Attention(StrEnum):
    """Why an open place asks for somebody to look at it."""

    ASKED = "klopt-nog"
    CLOSING = "sluit-bijna"
    DRAFT = "nalopen"

    @property
    def words(self) -> str:
        """As it stands on a chip."""
        return {
            Attention.ASKED: "Klopt nog?",
            Attention.CLOSING: "Sluit bijna",
            Attention.DRAFT: "Concept uit beroep",
        }[self]


@kept
def asks_attention(closing_until: date) -> dict[Attention, ColumnElement[bool]]:
    """What each kind of attention means, for places that close at the latest on a day."""
    is_open = Vacancy.status == VacancyStatus.OPEN
    return {
        Attention.ASKED: is_open & Vacancy.asked_on.is_not(None),
        Attention.CLOSING: is_open & (Vacancy.closes_on <= closing_until),
        Attention.DRAFT: (Vacancy.status != VacancyStatus.CLOSED) & (Vacancy.drafted_from != ""),
    }


def numbers_per_choice(session: Session, actor: Actor, closing_until: date) -> dict[str, Counter[str]]:
    """How many visible places there are per ``stand`` and ``soort``, and how many ask which ``aandacht``: in one question."""
    numbers: dict[str, Counter[str]] = {"stand": Counter(), "soort": Counter(), "aandacht": Counter()}
    for status, kind, number, *asking in session.execute(_numbers(actor, closing_until)):
        numbers["stand"][status.value] += number
        numbers["soort"][kind.value] += number
        numbers["aandacht"].update(dict(zip(Attention, asking, strict=True)))
    return numbers


@kept
def _numbers(actor: Actor, closing_until: date) -> Any:
    rules = asks_attention(closing_until)
    asking = [func.count().filter(rules[kind]) for kind in Attention]
    per = (Vacancy.status, Vacancy.kind)
    return select(*per, func.count(), *asking).where(_visible_to(actor)).group_by(*per)


def places_visible_with(actor: Actor, filters: Mapping[str, str], typed: str, closing_until: date) -> Select[Vacancy]:
    """The visible places of one kind, status, gemeente or family or that ask attention, with what was typed in title or employer."""
    query = vacancies_visible_to(actor).join(Vacancy.employer).join(Vacancy.establishment)
    columns: dict[str, Any] = {
        "soort": Vacancy.kind,
        "stand": Vacancy.status,
        "gemeente": Establishment.gemeente_code,
        "werk": Vacancy.family,
    }
    for name, value in filters.items():
        rule = asks_attention(closing_until)[Attention(value)] if name == "aandacht" else columns[name] == value
        query = query.where(rule)
    if typed:
        query = query.where(
            Vacancy.title.icontains(typed, autoescape=True)
            | Employer.name.icontains(typed, autoescape=True)
            | Vacancy.employer_id.in_(
                select(TradeName.employer_id).where(TradeName.name.icontains(typed, autoescape=True))
            )
        )
    return query


@cache
def list_sorts() -> dict[str, ColumnElement[Any]]:
    """How the list of places can be sorted, by name in the address."""
    return {
        "stand": _status_order(),
        "plek": func.lower(Vacancy.title),
        "werkgever": Employer.search_name.expression,
        "plaats": Establishment.place.expression,
        "uren": Vacancy.hours_max.expression,
        "vrij": Vacancy.seats - Vacancy.filled - Vacancy.held,
        "vastgelegd": Vacancy.logged_on.expression,
    }


def gemeenten_with_places(session: Session, actor: Actor) -> list[str]:
    """The codes of the gemeenten where visible places are."""
    return list(session.scalars(_gemeenten(actor)))


@kept
def _gemeenten(actor: Actor) -> Select[str]:
    codes = select(Establishment.gemeente_code).distinct()
    return codes.join(Vacancy, Vacancy.establishment_id == Establishment.id).where(_visible_to(actor))


@cache
def _status_order() -> ColumnElement[int]:
    return case({status: number for number, status in enumerate(ORDER_OF_STATUS)}, value=Vacancy.status, else_=9)
