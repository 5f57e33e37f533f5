"""From the database to the plain records of a quarter. Only counts made of them may leave; who shows them masks them."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from candidates.models import Candidate, CandidateStatus
from candidates.profile.models import Profile
from candidates.registration.queries import RegisterPeriod, register_periods
from employers.models import Establishment
from employers.vacancies.models import Vacancy
from matching.placements.models import Placement
from matching.placements.workflow import PlacementStatus
from matching.proposals.models import Proposal
from werkbedrijf.foundation.parameters import Parameter, value_on
from werkbedrijf.garantiebanen.queries import works_on
from werkbedrijf.indicators.quarters import Quarter, quarter_of
from werkbedrijf.indicators.records import Facts, Place, SocialReturn, Spell, Standing, Start
from werkbedrijf.sroi.claims.models import Claim
from werkbedrijf.sroi.claims.workflow import ClaimStatus
from werkbedrijf.sroi.contracts.models import Contract
from werkbedrijf.sroi.contracts.standing import standings

UNKNOWN = "?"
BEGAN = (PlacementStatus.RUNNING, PlacementStatus.ENDED)


def facts_of(session: Session, quarter: Quarter, *, on: date) -> Facts:
    """Everything a quarter is worked out from, as it is known on a day.

    How profiles were is not kept, so the people are there only for the quarter of ``on`` and the one before it.
    """
    last = min(quarter.last, on)
    known = quarter_of(on) in {quarter, quarter.before(-1)}
    return Facts(
        quarter=quarter,
        on=last,
        works=works_on(session, last),
        hours_per_job=value_on(session, Parameter.HOURS_PER_JOB, last),
        hours_full_time=value_on(session, Parameter.HOURS_FULL_TIME, last),
        spells=spells_until(session, last),
        places=places_until(session, last),
        people=people_on(session, on) if known else None,
        people_on=on if known else None,
        social=social_return_on(session, last),
    )


def spells_until(session: Session, day: date) -> list[Spell]:
    """All work that began on or before a day, oldest first."""
    rows = session.execute(
        select(
            Placement.reference,
            Placement.candidate_id,
            Establishment.gemeente_code,
            Placement.kind,
            Placement.starts_on,
            Placement.ended_on,
        )
        .join(Establishment, Placement.workplace_id == Establishment.id)
        .where(Placement.starts_on <= day, Placement.status.in_(BEGAN))
        .order_by(Placement.starts_on, Placement.id)
    ).all()
    grounds = register_periods(session, sorted({row.candidate_id for row in rows}))
    return [
        Spell(
            reference=row.reference,
            person=row.candidate_id,
            gemeente=row.gemeente_code,
            kind=row.kind.value,
            ground=_ground(grounds.get(row.candidate_id, []), row.starts_on),
            starts_on=row.starts_on,
            ended_on=row.ended_on,
        )
        for row in rows
    ]


def _ground(periods: list[RegisterPeriod], day: date) -> str:
    holding = [one.ground.value for one in periods if one.holds_on(day)]
    return holding[-1] if holding else ""


def places_until(session: Session, day: date) -> list[Place]:
    """Every place that was ever open and was logged on or before a day, with its starts."""
    first = dict(
        session.execute(
            select(Proposal.vacancy_id, func.min(Proposal.sent_on))
            .where(Proposal.sent_on <= day)
            .group_by(Proposal.vacancy_id)
        ).all()
    )
    starts = _starts_by_place(session, day)
    rows = session.execute(
        select(
            Vacancy.id,
            Vacancy.reference,
            Establishment.gemeente_code,
            Vacancy.seats,
            Vacancy.logged_on,
            Vacancy.closed_on,
        )
        .join(Establishment, Vacancy.establishment_id == Establishment.id)
        .where(Vacancy.logged_on <= day, Vacancy.opened_on.is_not(None))
        .order_by(Vacancy.id)
    )
    return [
        Place(
            row.reference,
            row.gemeente_code,
            row.seats,
            row.logged_on,
            row.closed_on,
            first.get(row.id),
            starts.get(row.id, ()),
        )
        for row in rows
    ]


def _starts_by_place(session: Session, day: date) -> Mapping[int, tuple[Start, ...]]:
    rows = session.execute(
        select(Placement.vacancy_id, Placement.starts_on, Placement.ended_on, Placement.proposal_id)
        .where(Placement.starts_on <= day, Placement.status.in_(BEGAN))
        .order_by(Placement.starts_on, Placement.id)
    )
    found: dict[int, list[Start]] = defaultdict(list)
    for row in rows:
        found[row.vacancy_id].append(Start(row.starts_on, row.ended_on, row.proposal_id is not None))
    return {place: tuple(of_place) for place, of_place in found.items()}


def social_return_on(session: Session, day: date) -> SocialReturn:
    """What contractors promised and what of it was approved, over every contract that began on or before a day."""
    ids = session.scalars(select(Contract.id).where(Contract.starts_on <= day)).all()
    told = standings(session, ids, day).values()
    workers = session.execute(
        select(Claim.placement_id, Claim.worker, Contract.contractor_id)
        .join(Contract, Claim.contract_id == Contract.id)
        .where(Claim.status == ClaimStatus.APPROVED, Claim.approved_on <= day, Claim.hours.is_not(None))
    )
    # A placement is somebody of ours; otherwise the contractor's own mark stands for one person.
    people = {
        (None, "", placement) if placement else (contractor, worker, None) for placement, worker, contractor in workers
    }
    return SocialReturn(
        contracts=len(ids),
        promised=sum((one.promised for one in told), Decimal(0)),
        approved=sum((one.done for one in told), Decimal(0)),
        people=len(people),
    )


def people_on(session: Session, day: date) -> list[Standing]:
    """Everybody who is helped now, with whether the profile is whole."""
    rows = session.execute(
        select(
            Candidate.id,
            Candidate.gemeente_code,
            Candidate.status,
            Profile.levels,
            Profile.available_from,
            Profile.confirmed_on,
        )
        .outerjoin(Profile, Profile.candidate_id == Candidate.id)
        .where(
            Candidate.status != CandidateStatus.LEFT,
            Candidate.registered_on <= day,
            Candidate.erased_revision.is_(None),
        )
        .order_by(Candidate.id)
    )
    return [
        Standing(
            person=row.id,
            gemeente=row.gemeente_code,
            active=row.status == CandidateStatus.ACTIVE,
            complete=row.levels is not None and UNKNOWN not in row.levels,
            available_from=row.available_from,
            confirmed_on=row.confirmed_on,
        )
        for row in rows
    ]
