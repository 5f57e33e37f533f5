"""What the database knows of placements, as the ledger reads it. The one place where rows become facts.

Whatever terms learn to tell per period (a contract form, an interruption) is read in `_terms` and handed on; nothing that
counts reads the tables itself.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, or_, select
from sqlalchemy.orm import Session

from candidates.registration.models import Ground, RegisterEntry
from employers.models import Employer, Establishment
from employers.record.models import SectorPeriod
from employers.vacancies.models import VacancyKind
from matching.placements.interruptions.models import Interruption
from matching.placements.interruptions.queries import unpaid
from matching.placements.models import ContractForm, Placement, Terms
from matching.placements.workflow import PlacementStatus
from werkbedrijf.garantiebanen.counting import Work
from werkbedrijf.garantiebanen.models import CountedWork
from werkbedrijf.garantiebanen.stretches import Entry, Placed, Span, Stretch, Term, by_person, stretches_of

ASKED_APART = 500
"""So many placements are asked for by name; of more, everything is read."""
ERASED = ""
"""The reference of work of somebody who was erased: none."""


def stretches_in(session: Session, span: Span) -> list[Stretch]:
    """Every placement of a span cut where something changes, and what is left of work of people who were erased."""
    return [*stretches_of(placed_in(session, span), span), *kept_in(session, span)]


def within(span: Span) -> Select[Placement]:
    """Placements whose period touches the span: running, ended later, or planned and due."""
    return select(Placement).where(
        Placement.status != PlacementStatus.CANCELLED,
        Placement.starts_on < span.until,
        or_(Placement.ended_on.is_(None), Placement.ended_on > span.first),
    )


def placed_in(
    session: Session, span: Span, *, person: int | None = None, only: Collection[int] | None = None
) -> list[Placed]:
    """The facts of every placement of a span, of one person, or ``only`` of these, in five questions however many there are."""
    if only is not None and not only:
        return []
    query = _placements(span)
    rows = session.execute(query if person is None else query.where(Placement.candidate_id == person)).all()
    rows = rows if only is None else [row for row in rows if row.id in only]
    if not rows:
        return []
    terms, entries, sectors = _terms(session, span, only), _entries(session, span), _sectors(session)
    pauses = _pauses(session, span)
    return [
        Placed(
            reference=row.reference,
            person=row.candidate_id,
            place=row.workplace_id,
            gemeente=row.gemeente_code,
            kind=row.kind.value,
            contract_form=row.contract_form.value,
            started=row.status != PlacementStatus.PLANNED,
            starts_on=row.starts_on,
            ended_on=row.ended_on,
            terms=terms.get(row.id, ()),
            entries=entries.get(row.candidate_id, ()),
            sectors=sectors.get(row.employer_id, ()),
            sector=row.sector.value,
            branch=row.sbi_section or "",
            pauses=pauses.get(row.id, ()),
        )
        for row in rows
    ]


def _placements(span: Span) -> Select[*tuple[Any, ...]]:
    return (
        within(span)
        .join(Establishment, Placement.workplace_id == Establishment.id)
        .join(Employer, Establishment.employer_id == Employer.id)
        .with_only_columns(
            Placement.id,
            Placement.reference,
            Placement.candidate_id,
            Placement.workplace_id,
            Placement.kind,
            Placement.contract_form,
            Placement.status,
            Placement.starts_on,
            Placement.ended_on,
            Establishment.gemeente_code,
            Establishment.employer_id,
            Employer.sector,
            Employer.sbi_section,
        )
    )


def placement_rows(session: Session, span: Span) -> Sequence[Row[*tuple[Any, ...]]]:
    """Of every placement of a span, by rising number, only what decides whether and when it counts."""
    query = within(span).with_only_columns(
        Placement.id,
        Placement.candidate_id,
        Placement.workplace_id,
        Placement.starts_on,
        Placement.ended_on,
        Placement.kind,
        Placement.contract_form,
        Placement.status,
    )
    return session.execute(query.order_by(Placement.id)).all()


def term_rows(session: Session, span: Span, only: Collection[int] | None = None) -> Sequence[Row[*tuple[Any, ...]]]:
    """Placement, first day, first day no longer, hours and contract of every row of terms that touches the span."""
    query = select(Terms.placement_id, Terms.starts_on, Terms.ends_on, Terms.hours_per_week, Terms.contract_form)
    query = query.where(touches(Terms.starts_on, Terms.ends_on, span))
    if only is not None and len(only) <= ASKED_APART:
        query = query.where(Terms.placement_id.in_(only))
    return session.execute(query).all()


def _terms(session: Session, span: Span, only: Collection[int] | None) -> Mapping[int, Sequence[Term]]:
    """The hours and the contract of each placement, per period."""
    found: defaultdict[int, list[Term]] = defaultdict(list)
    for placement, first, until, hours, form in term_rows(session, span, only):
        found[placement].append(Term(first, until, hours, form.value if form else ""))
    return found


def _pauses(session: Session, span: Span) -> Mapping[int, Sequence[Span]]:
    """When the work of each placement lay still without wage."""
    query = select(Interruption.placement_id, Interruption.starts_on, Interruption.ends_on).where(unpaid())
    rows = session.execute(query.where(touches(Interruption.starts_on, Interruption.ends_on, span)))
    found: defaultdict[int, list[Span]] = defaultdict(list)
    for placement, first, until in rows:
        found[placement].append(Span(first, until or span.until))
    return found


def paused_in(session: Session, span: Span) -> Sequence[int]:
    """The placements of which the work lay still without wage, on some day of the span."""
    query = select(Interruption.placement_id).where(unpaid())
    return session.scalars(query.where(touches(Interruption.starts_on, Interruption.ends_on, span))).all()


def entry_rows(session: Session, span: Span) -> Sequence[Row[int, date, date | None, Ground]]:
    """Person, first day, first day no longer, and ground of every time in the register that touches the span."""
    query = select(RegisterEntry.candidate_id, RegisterEntry.starts_on, RegisterEntry.ends_on, RegisterEntry.ground)
    return session.execute(query.where(touches(RegisterEntry.starts_on, RegisterEntry.ends_on, span))).all()


def _entries(session: Session, span: Span) -> Mapping[int, Sequence[Entry]]:
    rows = entry_rows(session, span)
    return by_person((person, Entry(first, until, ground.value)) for person, first, until, ground in rows)


def _sectors(session: Session) -> Mapping[int, Sequence[tuple[date, str]]]:
    found: defaultdict[int, list[tuple[date, str]]] = defaultdict(list)
    rows = session.execute(select(SectorPeriod.employer_id, SectorPeriod.valid_from, SectorPeriod.sector))
    for employer, valid_from, sector in rows:
        found[employer].append((valid_from, sector.value))
    return found


def touches(first: Any, until: Any, span: Span) -> ColumnElement[bool]:
    """That a period has a day in the span."""
    touches: ColumnElement[bool] = (first < span.until) & or_(until.is_(None), until > span.first)
    return touches


def kept_in(session: Session, span: Span) -> Iterable[Stretch]:
    """What is left in the span of work of people who were erased."""
    kept = select(CountedWork).where(CountedWork.starts_on < span.until, CountedWork.ends_on > span.first)
    return [_kept(row, span) for row in session.scalars(kept.order_by(CountedWork.id))]


def _kept(row: CountedWork, span: Span) -> Stretch:
    work = Work(
        reference=ERASED,
        # Each its own person, and never the number of somebody who is still here.
        person=-row.id,
        gemeente=row.gemeente_code,
        kind=row.kind or VacancyKind.GARANTIEBAAN.value,
        contract_form=ContractForm.REGULAR.value,
        started=True,
        registered=True,
        hours=row.hours_per_week,
    )
    period = Span(max(row.starts_on, span.first), min(row.ends_on, span.until))
    return Stretch(period, work, place=0, starts_on=row.starts_on, sector=row.sector, branch="", ground="")
