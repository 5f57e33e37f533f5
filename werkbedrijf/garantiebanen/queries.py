"""From placements, hours and the doelgroepregister to what the count sees on a day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from candidates.models import Candidate
from candidates.registration.models import RegisterEntry
from employers.models import Employer, Establishment
from employers.vacancies.models import VacancyKind
from matching.placements.models import ContractForm, Placement, Terms
from matching.placements.workflow import PlacementStatus
from werkbedrijf.foundation.parameters import Parameter, value_on
from werkbedrijf.garantiebanen.counting import Count, LeftOut, Work, count_on, why_left_out
from werkbedrijf.garantiebanen.models import CountedWork

ERASED = ""
"""The reference of work of somebody who was erased: none."""


def _on_day(day: date) -> Select[Placement]:
    """Placements whose period covers the day: running, ended later, or planned and due."""
    return select(Placement).where(
        Placement.status != PlacementStatus.CANCELLED,
        Placement.starts_on <= day,
        or_(Placement.ended_on.is_(None), Placement.ended_on > day),
    )


def works_on(session: Session, day: date) -> list[Work]:
    """Every placement of that day as the count sees it, and what is left to count of people who were erased."""
    kept = select(CountedWork).where(CountedWork.starts_on <= day, CountedWork.ends_on > day).order_by(CountedWork.id)
    return [*(_work(row) for row in session.execute(_rows(day))), *map(_kept, session.scalars(kept))]


def _rows(day: date) -> Select[*tuple[Any, ...]]:
    registered = exists().where(
        RegisterEntry.candidate_id == Placement.candidate_id,
        RegisterEntry.starts_on <= day,
        or_(RegisterEntry.ends_on.is_(None), RegisterEntry.ends_on > day),
    )
    holds = and_(
        Terms.placement_id == Placement.id, Terms.starts_on <= day, or_(Terms.ends_on.is_(None), Terms.ends_on > day)
    )
    return (
        _on_day(day)
        .join(Establishment, Placement.workplace_id == Establishment.id)
        .outerjoin(Terms, holds)
        .with_only_columns(
            Placement.reference,
            Placement.candidate_id,
            Establishment.gemeente_code,
            Placement.kind,
            Placement.contract_form,
            Placement.status,
            registered.label("registered"),
            Terms.hours_per_week,
        )
        .order_by(Placement.id)
    )


def _work(row: Row[Any]) -> Work:
    return Work(
        reference=row.reference,
        person=row.candidate_id,
        gemeente=row.gemeente_code,
        kind=row.kind.value,
        contract_form=row.contract_form.value,
        started=row.status != PlacementStatus.PLANNED,
        registered=bool(row.registered),
        hours=row.hours_per_week,
    )


def _kept(row: CountedWork) -> Work:
    return Work(
        reference=ERASED,
        # Each its own person, and never the number of somebody who is still here.
        person=-row.id,
        gemeente=row.gemeente_code,
        kind=VacancyKind.GARANTIEBAAN.value,
        contract_form=ContractForm.REGULAR.value,
        started=True,
        registered=True,
        hours=row.hours_per_week,
    )


def count_of(session: Session, day: date) -> Count:
    """The count of garantiebanen on a day, by the hours per job and per fte that hold on that day."""
    return count_on(
        day,
        works_on(session, day),
        hours_per_job=value_on(session, Parameter.HOURS_PER_JOB, day),
        hours_full_time=value_on(session, Parameter.HOURS_FULL_TIME, day),
    )


def counts_of(session: Session, days: Iterable[date]) -> list[Count]:
    """The counts of several days, for a line over time."""
    return [count_of(session, day) for day in days]


@dataclass(frozen=True, slots=True)
class Record:
    """One record behind the figure. The employer is None where the placement is another partner's."""

    work: Work
    starts_on: date
    employer: str | None
    left_out: LeftOut | None


def records_of(session: Session, day: date, organisation_id: int | None) -> Sequence[Record]:
    """The records behind the count of a day, for someone of this partner: what counts and what does not, and why."""
    details = (
        _on_day(day)
        .join(Candidate, Placement.candidate_id == Candidate.id)
        .join(Employer, Placement.formal_employer_id == Employer.id)
        .with_only_columns(Placement.reference, Placement.starts_on, Employer.name, Candidate.organisation_id)
    )
    known = {row.reference: row for row in session.execute(details)}
    return [
        Record(
            work=work,
            starts_on=known[work.reference].starts_on,
            employer=known[work.reference].name if known[work.reference].organisation_id == organisation_id else None,
            left_out=why_left_out(work),
        )
        for work in works_on(session, day)
        if work.reference != ERASED
    ]


def erased_on(session: Session, day: date) -> int:
    """How many that count on a day are of people who were erased: they have no record to show."""
    kept = select(func.count()).where(CountedWork.starts_on <= day, CountedWork.ends_on > day)
    return session.scalar(kept) or 0


def first_placement_on(session: Session) -> date | None:
    """The day of the first placement, so that a line starts where there is something to see."""
    firsts = (session.scalar(select(func.min(each.starts_on))) for each in (Placement, CountedWork))
    return min((day for day in firsts if day is not None), default=None)
