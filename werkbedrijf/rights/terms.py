"""When somebody's file ends: the day, and who is near it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Select, and_, bindparam, exists, func, select
from sqlalchemy.orm import Session

from candidates.models import Candidate, CandidateStatus
from candidates.queries import IS_HERE
from matching.placements.models import Placement
from matching.placements.workflow import PlacementStatus
from werkbedrijf.foundation.parameters import Parameter, whole_number_on
from werkbedrijf.foundation.periods import months_back
from werkbedrijf.objections.models import Objection
from werkbedrijf.objections.workflow import OPEN
from werkbedrijf.rights.models import RetentionChoice, RetentionHold

AT_WORK = (PlacementStatus.PLANNED, PlacementStatus.RUNNING)


@dataclass(frozen=True, slots=True)
class Ending:
    """A file that ends: whose, on which day, whom of the partner it concerns, and whether it waits for the answer to a bezwaar."""

    candidate_id: int
    reference: str
    organisation_id: int
    coach_id: int
    ends_on: date
    held: bool = False


def ends_on(left_on: date, last_worked: date | None, months: int, held_until: date | None) -> date:
    """The day on which a file is erased: so many months after leaving or after the last work, or the day it is held until.

    >>> ends_on(date(2026, 1, 31), None, 1, None), ends_on(date(2026, 1, 1), date(2026, 3, 1), 6, date(2027, 1, 1))
    (datetime.date(2026, 2, 28), datetime.date(2027, 1, 1))
    """
    start = max(left_on, last_worked or left_on)
    return max(months_back(start, -months), held_until or start)


def months_of(session: Session, day: date) -> Mapping[int | None, int]:
    """How many months each partner keeps files on a day; under None what holds for who decided nothing."""
    choices = select(RetentionChoice).where(RetentionChoice.valid_from <= day)
    found: dict[int | None, int] = {None: whole_number_on(session, Parameter.KEEP_CANDIDATE_MONTHS, day)}
    for row in session.scalars(choices.order_by(RetentionChoice.valid_from, RetentionChoice.id)):
        found[row.organisation_id] = row.months
    return found


def endings(
    session: Session, day: date, *, candidate: Candidate | None = None, coach_id: int | None = None
) -> list[Ending]:
    """Every file that has an end, soonest first: of who left, and does not work."""
    query, given = (_left(), {}) if coach_id is None else (_left_of_coach(), {"coach": coach_id})
    if candidate is not None:
        query = query.where(Candidate.id == candidate.id)
    rows = session.execute(query, given).all()
    # Of most coaches nobody left: then there is no term to look up.
    months = months_of(session, day) if rows else {}
    found = [
        Ending(
            candidate_id=row.id,
            reference=row.reference,
            organisation_id=row.organisation_id,
            coach_id=row.coach_id,
            ends_on=ends_on(
                row.left_on or row.registered_on,
                row.last_worked,
                months.get(row.organisation_id, months[None]),
                row.held_until,
            ),
            held=row.objects,
        )
        for row in rows
    ]
    return sorted(found, key=lambda ending: (ending.ends_on, ending.candidate_id))


def announced(session: Session, day: date, *, coach_id: int | None = None) -> list[Ending]:
    """Files that end within the days of notice; only those of one coach when asked."""
    found = endings(session, day, coach_id=coach_id)
    if not found:
        return []
    until = day + timedelta(days=whole_number_on(session, Parameter.KEEP_NOTICE_DAYS, day))
    return [ending for ending in found if ending.ends_on <= until]


@cache
def _left_of_coach() -> Select[*tuple[Any, ...]]:
    return _left().where(Candidate.coach_id == bindparam("coach"))


@cache
def _left() -> Select[*tuple[Any, ...]]:
    worked = (
        select(func.max(Placement.ended_on))
        .where(Placement.candidate_id == Candidate.id)
        .correlate(Candidate)
        .scalar_subquery()
    )
    held = (
        select(func.max(RetentionHold.until))
        .where(RetentionHold.candidate_id == Candidate.id)
        .correlate(Candidate)
        .scalar_subquery()
    )
    objects = exists().where(Objection.candidate_id == Candidate.id, Objection.status.in_(OPEN))
    works = exists().where(and_(Placement.candidate_id == Candidate.id, Placement.status.in_(AT_WORK)))
    return select(
        Candidate.id,
        Candidate.reference,
        Candidate.organisation_id,
        Candidate.coach_id,
        Candidate.left_on,
        Candidate.registered_on,
        worked.label("last_worked"),
        held.label("held_until"),
        objects.label("objects"),
    ).where(Candidate.status == CandidateStatus.LEFT, IS_HERE, ~works)
