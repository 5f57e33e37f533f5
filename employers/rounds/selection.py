"""Which employers a belronde would call today, and how many it leaves alone, per reason."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, ScalarSelect, Select, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from employers.models import ContactMoment, Employer, Establishment
from employers.queries import employers_visible_to
from employers.record.models import AgreementKind
from employers.record.queries import recognised_on, with_agreement_on
from employers.rounds.blocking import asked_not
from employers.rounds.division import Item
from employers.rounds.facts import Choice
from employers.rounds.models import RoundCall
from employers.rounds.workflow import CallStatus
from employers.vacancies.models import Vacancy
from employers.vacancies.workflow import VacancyStatus
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.parameters import Parameter, whole_number_on

MOST = 500
"""More calls than this are no belronde but a campaign: choose more narrowly."""


class LeftOut(StrEnum):
    """Why an employer that fits is not called."""

    ASKED = "wil_niet"
    RECENT = "net_gesproken"
    ELSEWHERE = "andere_belronde"
    BEYOND = "boven_aantal"

    def words(self, rest_days: int) -> str:
        """The reason after a number of employers."""
        return {
            LeftOut.ASKED: "op eigen verzoek niet gebeld",
            LeftOut.RECENT: f"in de laatste {rest_days} dagen al contact met een collega",
            LeftOut.ELSEWHERE: "al in een andere belronde",
            LeftOut.BEYOND: "boven het aantal dat je koos",
        }[self]


@dataclass(frozen=True, slots=True)
class Selection:
    """Whom to call, longest quiet first, and who is left out and why."""

    items: tuple[Item, ...]
    left_out: Mapping[str, int] = field(default_factory=dict)
    rest_days: int = 0


def select_employers(session: Session, actor: Actor, choice: Choice, *, on: date) -> Selection:
    """The employers that fit the choice, without whom nobody may call now. Two queries, however many there are."""
    rest_days = whole_number_on(session, Parameter.CALL_REST_DAYS, on)
    rows = session.execute(_fitting(actor, choice, on)).all()
    left_out: Counter[str] = Counter()
    free = []
    for row in rows:
        reason = _reason(row.asked, row.last_on, row.waits, on - timedelta(days=rest_days))
        if reason:
            left_out[reason.value] += 1
        else:
            free.append(row)
    free.sort(key=lambda row: (row.last_on or date.min, row.id))
    most = min(choice.most or MOST, MOST)
    if beyond := free[most:]:
        left_out[LeftOut.BEYOND.value] = len(beyond)
    items = tuple(Item(row.id, row.account_manager_id, row.place or "") for row in free[:most])
    return Selection(items, dict(left_out), rest_days)


def _reason(asked: bool, last_on: date | None, waits: bool, quiet_until: date) -> LeftOut | None:
    if asked:
        return LeftOut.ASKED
    if last_on is not None and last_on > quiet_until:
        return LeftOut.RECENT
    return LeftOut.ELSEWHERE if waits else None


def _fitting(actor: Actor, choice: Choice, on: date) -> Select[*tuple[object, ...]]:
    waits = exists().where(RoundCall.employer_id == Employer.id, RoundCall.status == CallStatus.WAITING)
    other = aliased(Establishment)
    first = select(func.min(other.id)).where(other.employer_id == Employer.id).correlate(Employer).scalar_subquery()
    query = (
        employers_visible_to(actor)
        .order_by(None)
        .with_only_columns(
            Employer.id,
            Employer.account_manager_id,
            Establishment.place,
            _last_on().label("last_on"),
            asked_not(on).label("asked"),
            waits.label("waits"),
            maintain_column_froms=True,
        )
        .outerjoin(Establishment, Establishment.id == first)
    )
    return query.where(*_conditions(actor, choice, on))


def _conditions(actor: Actor, choice: Choice, on: date) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if choice.sector:
        conditions.append(Employer.sector == choice.sector)
    if choice.sections:
        conditions.append(Employer.sbi_section.in_(choice.sections))
    if choice.sizes:
        conditions.append(Employer.size.in_(choice.sizes))
    if choice.sbb:
        conditions.append(recognised_on(on))
    if choice.sroi:
        conditions.append(with_agreement_on(on, AgreementKind.SROI))
    return conditions + _beside_record(actor, choice, on)


def _beside_record(actor: Actor, choice: Choice, on: date) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if choice.gemeenten:
        here = Establishment.gemeente_code.in_(choice.gemeenten)
        still = Establishment.closed_on.is_(None)
        conditions.append(Employer.id.in_(select(Establishment.employer_id).where(here, still)))
    if choice.face == "mijn":
        conditions.append(Employer.account_manager_id == actor.id)
    elif choice.face == "zonder":
        conditions.append(Employer.account_manager_id.is_(None))
    if choice.places:
        opened = exists().where(Vacancy.employer_id == Employer.id, Vacancy.status == VacancyStatus.OPEN)
        conditions.append(opened if choice.places == "met" else ~opened)
    if choice.quiet_days:
        since = on - timedelta(days=choice.quiet_days)
        conditions.append(or_(_last_on().is_(None), _last_on() < since))
    return conditions


def _last_on() -> ScalarSelect[date]:
    return (
        select(func.max(ContactMoment.on))
        .where(ContactMoment.employer_id == Employer.id)
        .correlate(Employer)
        .scalar_subquery()
    )
