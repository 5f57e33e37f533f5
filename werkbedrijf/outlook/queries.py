"""What the database knows of work that can count, as the forecast reads it; and what was published."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Row, Select, or_, select
from sqlalchemy.orm import Session, selectinload

from candidates.registration.models import RegisterEntry
from employers.models import Employer, Establishment, Sector
from employers.record.models import SectorPeriod
from employers.record.queries import sector_among
from employers.vacancies.kinds import VacancyKind
from employers.vacancies.models import Vacancy
from matching.placements.models import ContractForm, EndReason, Placement, Terms
from matching.placements.takenback.queries import mistakes
from matching.placements.workflow import PlacementStatus
from matching.proposals.models import Proposal
from matching.proposals.workflow import OPEN, ProposalStatus
from werkbedrijf.foundation.audit import AuditEntry
from werkbedrijf.foundation.parameters import Parameter, value_on
from werkbedrijf.garantiebanen.counting import BY_KIND, Work, why_left_out
from werkbedrijf.garantiebanen.queries import works_on
from werkbedrijf.outlook.branches import UNKNOWN, branch_of
from werkbedrijf.outlook.models import OutlookMonth
from werkbedrijf.outlook.past import ACCEPTED, INVITED, PLANNED, SENT, USUAL_JOB, Hope, Past, Spell, Starts

COUNTING_KINDS = tuple(kind for kind in VacancyKind if kind not in BY_KIND)
NO_JOB = (ContractForm.NONE, ContractForm.WSW_INTERNAL)


def outlook_on(session: Session, month_end: date) -> OutlookMonth | None:
    """The sheet that was published of a month end."""
    query = select(OutlookMonth).where(OutlookMonth.on == month_end)
    return session.scalars(query.options(selectinload(OutlookMonth.cells), selectinload(OutlookMonth.ahead))).first()


def outlooks_until(session: Session, day: date) -> Sequence[OutlookMonth]:
    """Every published sheet up to a day, oldest first."""
    query = select(OutlookMonth).where(OutlookMonth.on <= day).order_by(OutlookMonth.on)
    return session.scalars(query.options(selectinload(OutlookMonth.cells), selectinload(OutlookMonth.ahead))).all()


def counted_on(session: Session, day: date) -> list[Work]:
    """The work that counts as a garantiebaan on a day."""
    return [work for work in works_on(session, day) if why_left_out(work) is None]


@dataclass(frozen=True, slots=True)
class Workplace:
    """What is asked of the employer where work is done: the branch, the sector now, and the sectors of before."""

    branch: str
    sector: Sector
    periods: Sequence[tuple[date, Sector]]


@dataclass(frozen=True, slots=True)
class Remembered:
    """Everything that is asked once, however many months are worked out: the past, the register and the employers."""

    past: Past
    registered: Mapping[int, Sequence[tuple[date, date | None]]]
    employers: Mapping[str, Workplace]

    def registered_on(self, day: date) -> frozenset[int]:
        """Who stands in the doelgroepregister on a day."""
        return frozenset(
            person
            for person, periods in self.registered.items()
            if any(first <= day and (until is None or until > day) for first, until in periods)
        )

    def branches(self, works: Iterable[Work]) -> dict[str, int]:
        """People by branch of the employer where the work is; of erased people it is not known."""
        found = self.employers
        return _people((found[w.reference].branch if w.reference in found else UNKNOWN, w.person) for w in works)

    def sectors(self, works: Iterable[Work], day: date) -> dict[str, int]:
        """People by markt or overheid, as that was on the day."""
        return _people((self._sector(work, day), work.person) for work in works)

    def _sector(self, work: Work, day: date) -> str:
        place = self.employers.get(work.reference)
        return sector_among(place.periods, day, place.sector).value if place else UNKNOWN


def _people(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Each person once: with the first of the groups of somebody who works in two, so that parts add up to the whole."""
    first: dict[int, str] = {}
    for group, person in sorted(pairs):
        first.setdefault(person, group)
    return dict(sorted(Counter(first.values()).items()))


def remembered(session: Session, day: date) -> Remembered:
    """Everything that a forecast needs, with the starting values that hold on a day."""
    rows = session.execute(_placements()).all()
    per_job = value_on(session, Parameter.HOURS_PER_JOB, day)
    spells = _spells(rows, _first_hours(session), per_job)
    return Remembered(
        past=Past(spells, _hopes(session), _extended(session, spells), starts_on(session, day)),
        registered=_register(session),
        employers=_employers(session, rows),
    )


def starts_on(session: Session, day: date) -> Starts:
    """The starting values of the chances on a day."""

    def part(which: Parameter) -> float:
        return float(value_on(session, which, day)) / 100

    return Starts(
        leaving=part(Parameter.OUTLOOK_LEAVING),
        extended=part(Parameter.OUTLOOK_EXTENDED),
        stages={
            PLANNED: part(Parameter.OUTLOOK_PLANNED),
            ACCEPTED: part(Parameter.OUTLOOK_ACCEPTED),
            INVITED: part(Parameter.OUTLOOK_INVITED),
            SENT: part(Parameter.OUTLOOK_SENT),
        },
        weight=float(value_on(session, Parameter.OUTLOOK_WEIGHT, day)),
    )


def _placements() -> Select[*tuple[Any, ...]]:
    return (
        select(Placement)
        .join(Establishment, Placement.workplace_id == Establishment.id)
        .join(Employer, Establishment.employer_id == Employer.id)
        .outerjoin(Proposal, Placement.proposal_id == Proposal.id)
        # What was a mistake says nothing about work that is called off.
        .where(
            Placement.kind.in_(COUNTING_KINDS), Placement.contract_form.not_in(NO_JOB), Placement.id.not_in(mistakes())
        )
        .with_only_columns(
            Placement.id,
            Placement.reference,
            Placement.candidate_id,
            Placement.planned_on,
            Placement.starts_on,
            Placement.ends_on,
            Placement.ended_on,
            Placement.end_reason,
            Placement.status,
            Proposal.sent_on,
            Employer.id.label("employer_id"),
            Employer.sector,
            Employer.sbi_section,
        )
        .order_by(Placement.id)
    )


def _first_hours(session: Session) -> dict[int, Decimal]:
    """The hours a week with which each placement began."""
    found: dict[int, Decimal] = {}
    rows = session.execute(select(Terms.placement_id, Terms.hours_per_week).order_by(Terms.starts_on, Terms.id))
    for placement, hours in rows:
        found.setdefault(placement, hours)
    return found


def _spells(rows: Iterable[Row[Any]], hours: Mapping[int, Decimal], per_job: Decimal) -> list[Spell]:
    return [
        Spell(
            reference=row.reference,
            person=row.candidate_id,
            seen_on=row.sent_on or row.planned_on,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            ended_on=row.ended_on,
            by_contract=row.end_reason == EndReason.CONTRACT_END,
            started=row.status in {PlacementStatus.RUNNING, PlacementStatus.ENDED},
            cancelled=row.status == PlacementStatus.CANCELLED,
            jobs=float(hours[row.id] / per_job) if row.id in hours else USUAL_JOB,
        )
        for row in rows
    ]


def _hopes(session: Session) -> list[Hope]:
    columns: tuple[Any, ...] = (
        Proposal.candidate_id,
        Proposal.sent_on,
        Proposal.invited_on,
        Proposal.answered_on,
        Proposal.ended_on,
        Proposal.status,
        Placement.planned_on,
    )
    query = select(Proposal).join(Vacancy, Proposal.vacancy_id == Vacancy.id)
    query = query.outerjoin(Placement, Placement.proposal_id == Proposal.id)
    query = query.where(Vacancy.kind.in_(COUNTING_KINDS), or_(Placement.id.is_(None), Placement.id.not_in(mistakes())))
    rows = session.execute(query.with_only_columns(*columns)).all()
    return [_hope(row) for row in rows]


def _hope(row: Row[Any]) -> Hope:
    declined = row.status == ProposalStatus.DECLINED
    ended = row.planned_on or row.ended_on or row.answered_on or row.invited_on or row.sent_on
    return Hope(
        person=row.candidate_id,
        sent_on=row.sent_on,
        invited_on=row.invited_on,
        accepted_on=None if declined else row.answered_on,
        closed_on=None if row.status in OPEN else ended,
        placed=row.status == ProposalStatus.PLACED,
    )


def _extended(session: Session, spells: Iterable[Spell]) -> list[date]:
    """The days on which another end was agreed for work that ran, from the trail: the former end is kept nowhere."""
    began = {spell.reference: spell.starts_on for spell in spells if spell.started}
    query = select(AuditEntry.subject_reference, AuditEntry.at).where(AuditEntry.act == "placement.end_agreed")
    return [at.date() for reference, at in session.execute(query) if began.get(reference, date.max) < at.date()]


def _register(session: Session) -> dict[int, list[tuple[date, date | None]]]:
    found: defaultdict[int, list[tuple[date, date | None]]] = defaultdict(list)
    columns = (RegisterEntry.candidate_id, RegisterEntry.starts_on, RegisterEntry.ends_on)
    for person, first, until in session.execute(select(*columns)):
        found[person].append((first, until))
    return found


def _employers(session: Session, rows: Iterable[Row[Any]]) -> dict[str, Workplace]:
    periods: defaultdict[int, list[tuple[date, Sector]]] = defaultdict(list)
    columns = (SectorPeriod.employer_id, SectorPeriod.valid_from, SectorPeriod.sector)
    for employer, valid_from, sector in session.execute(select(*columns)):
        periods[employer].append((valid_from, sector))
    return {
        row.reference: Workplace(branch_of(row.sbi_section), row.sector, periods.get(row.employer_id, ()))
        for row in rows
    }
