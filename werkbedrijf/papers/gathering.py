"""What the papers of the region are made of, at a day."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from employers.models import Employer, Establishment
from employers.vacancies.models import Vacancy
from werkbedrijf.foundation.errors import DomainError
from werkbedrijf.foundation.facts.regions import gemeente_by_code
from werkbedrijf.foundation.region import current_region
from werkbedrijf.foundation.texts import short_day
from werkbedrijf.indicators.overview import overview_on
from werkbedrijf.papers.regional import Firm, Material


class NothingPublished(DomainError):
    """No quarter ended and was published on or before the day."""

    def __init__(self, day: date):
        super().__init__(
            f"Op {short_day(day)} was er nog geen kwartaal vastgezet. Een kwartaal wordt vastgezet in de nacht nadat het voorbij is."
        )


def material_on(session: Session, day: date, *, with_firms: bool) -> Material:
    """What was published and entered on or before a day. Raises NothingPublished."""
    overview = overview_on(session, day, known_on=day)
    if overview is None:
        raise NothingPublished(day)
    region = current_region(session)
    firms = firms_on(session, overview.quarter.last) if with_firms else None
    return Material(region.name if region else "", overview, firms)


def firms_on(session: Session, day: date) -> Sequence[Firm]:
    """Employers with open places on a day, and those that had places before it, each once."""
    is_open = or_(Vacancy.closed_on.is_(None), Vacancy.closed_on > day)
    rows = session.execute(
        select(
            Employer.id,
            Employer.name,
            Employer.sbi_section,
            func.min(Establishment.gemeente_code).label("gemeente"),
            func.count(Vacancy.id).filter(is_open).label("open"),
        )
        .join(Vacancy, Vacancy.employer_id == Employer.id)
        .join(Establishment, Vacancy.establishment_id == Establishment.id)
        .where(Vacancy.opened_on <= day, Employer.merged_into_id.is_(None))
        .group_by(Employer.id, Employer.name, Employer.sbi_section)
        .order_by(Employer.name, Employer.id)
    )
    return [Firm(row.name, row.sbi_section or "", _name(row.gemeente), bool(row.open)) for row in rows]


def _name(code: str) -> str:
    known = gemeente_by_code(code)
    return known.name if known else code
