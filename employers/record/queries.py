"""What can be asked about the record of an employer: names, sector of a day, SBB, agreements, and who wants no calls."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeVar

from sqlalchemy import BindParameter, ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session, joinedload

from employers.models import ContactPerson, Employer, Establishment, Sector
from employers.queries import employers_visible_to
from employers.record.models import AgreementKind, EmployerAgreement, SectorPeriod, TradeName
from employers.vacancies.models import Vacancy
from employers.vacancies.queries import vacancies_visible_to
from employers.vacancies.workflow import VacancyStatus
from werkbedrijf.foundation.actors import Actor

Row = TypeVar("Row", EmployerAgreement, ContactPerson)


def trade_names_of(session: Session, employer: Employer) -> Sequence[TradeName]:
    """The other names of this employer, in the order they came in."""
    query = select(TradeName).where(TradeName.employer_id == employer.id).order_by(TradeName.id)
    return session.scalars(query).all()


def sectors_of(session: Session, employer: Employer) -> Sequence[SectorPeriod]:
    """The sector of this employer through the years, newest first."""
    query = select(SectorPeriod).where(SectorPeriod.employer_id == employer.id)
    return session.scalars(query.order_by(SectorPeriod.valid_from.desc())).all()


def sector_on(session: Session, employer: Employer, day: date) -> Sector:
    """The sector of this employer on a day; before the first row the sector of that row."""
    return sector_among([(row.valid_from, row.sector) for row in sectors_of(session, employer)], day, employer.sector)


def sector_among(rows: Iterable[tuple[date, Sector]], day: date, otherwise: Sector) -> Sector:
    """The sector of a day, from rows that count until the next. Pure.

    >>> rows = [(date(2020, 1, 1), Sector.GOVERNMENT), (date(2024, 7, 1), Sector.MARKET)]
    >>> [sector_among(rows, date(year, 6, 30), Sector.MARKET).value for year in (2019, 2024, 2025)]
    ['overheid', 'overheid', 'markt']
    """
    known = sorted(rows)
    until_now = [sector for valid_from, sector in known if valid_from <= day]
    if until_now:
        return until_now[-1]
    return known[0][1] if known else otherwise


def is_recognised(employer: Employer, on: date) -> bool:
    """Whether SBB recognises this employer as a training company on a day, as far as the region knows."""
    return employer.is_training_company(on)


def recognised_on(day: date) -> ColumnElement[bool]:
    """For a ``where``: the employers SBB recognises on a day."""
    still = or_(Employer.sbb_until.is_(None), Employer.sbb_until >= day)
    return and_(Employer.sbb_recognised.is_(True), still)


def may_be_called_on(day: date) -> ColumnElement[bool]:
    """For a ``where``: the employers that did not ask to be left in peace on a day."""
    return or_(Employer.no_calls_since.is_(None), Employer.no_calls_since > day, Employer.no_calls_until < day)


def with_agreement_on(day: date, kind: AgreementKind) -> ColumnElement[bool]:
    """For a ``where``: the employers with an agreement of this kind that counts on a day, such as an open SROI duty."""
    return (
        select(EmployerAgreement.id)
        .where(EmployerAgreement.employer_id == Employer.id, EmployerAgreement.kind == kind, counts_on(day))
        .correlate(Employer)
        .exists()
    )


def counts_on(day: date | BindParameter[date]) -> ColumnElement[bool]:
    """For a ``where`` on agreements: those that count on a day."""
    still = or_(EmployerAgreement.until.is_(None), EmployerAgreement.until >= day)
    return and_(EmployerAgreement.starts_on <= day, still)


def agreements_of(employer: Employer) -> Select[EmployerAgreement]:
    """Every agreement with this employer, those that end last first."""
    return (
        select(EmployerAgreement)
        .where(EmployerAgreement.employer_id == employer.id)
        .options(
            joinedload(EmployerAgreement.contact),
            joinedload(EmployerAgreement.by),
            joinedload(EmployerAgreement.organisation),
        )
        .order_by(EmployerAgreement.until.desc().nulls_first(), EmployerAgreement.id.desc())
    )


def find_agreement(session: Session, actor: Actor, reference: str) -> EmployerAgreement | None:
    """The agreement with this number, with an employer this person may know of."""
    return _of_visible(session, actor, EmployerAgreement, reference)


def find_contact(session: Session, actor: Actor, reference: str) -> ContactPerson | None:
    """The contact person with this number, at an employer this person may know of."""
    return _of_visible(session, actor, ContactPerson, reference)


def find_establishment(session: Session, actor: Actor, reference: str) -> Establishment | None:
    """The establishment with this reference, of an employer this person may know of."""
    visible = employers_visible_to(actor).order_by(None).with_only_columns(Employer.id)
    query = select(Establishment).where(Establishment.reference == reference, Establishment.employer_id.in_(visible))
    return session.scalars(query).first()


def places_at(actor: Actor, establishment: Establishment) -> Select[Vacancy]:
    """The places at a vestiging that still run, for who is about to close it."""
    return vacancies_visible_to(actor).where(
        Vacancy.establishment_id == establishment.id, Vacancy.status != VacancyStatus.CLOSED
    )


def _of_visible(session: Session, actor: Actor, model: type[Row], reference: str) -> Row | None:
    if not (reference.isascii() and reference.isdigit() and len(reference) < 10):
        return None
    visible = employers_visible_to(actor).order_by(None).with_only_columns(Employer.id)
    return session.scalars(select(model).where(model.id == int(reference), model.employer_id.in_(visible))).first()
