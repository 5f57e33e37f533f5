"""The placements of somebody's own people as the sums of the law see them on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import Select, or_, select, true
from sqlalchemy.orm import Session, contains_eager, selectinload

from candidates.models import Candidate
from candidates.queries import IS_HERE
from candidates.registration.queries import RegisterPeriod, register_periods
from matching.instruments.ages import Age
from matching.instruments.calculation import Work
from matching.instruments.grounds import CODES
from matching.placements.models import Placement
from matching.placements.queries import placements_visible_to
from matching.placements.workflow import PlacementStatus
from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.wages.models import LoonwaardePeriod, Method

ADULT_FROM = 21


class Lacking(StrEnum):
    """Why nothing can be worked out for a placement."""

    LOONWAARDE = "loonwaarde"
    GROUND = "grond"
    HOURS = "uren"

    @property
    def words(self) -> str:
        """What to fill in."""
        return {
            Lacking.LOONWAARDE: "De loonwaarde ontbreekt.",
            Lacking.GROUND: "Er is geen grond in het doelgroepregister op deze dag.",
            Lacking.HOURS: "Er zijn geen uren op deze dag.",
        }[self]


@dataclass(frozen=True, slots=True)
class Job:
    """One placement on a day: the ground and the work, or what is lacking to work anything out."""

    placement: Placement
    ground: str = ""
    work: Work | None = None
    lacking: Lacking | None = None


def jobs_on(session: Session, actor: Actor, day: date) -> list[Job]:
    """Every placement of the own people that is at work on a day, by reference."""
    placements = session.scalars(_at_work(actor, day)).unique().all()
    people = {one.candidate_id for one in placements}
    grounds = register_periods(session, people)
    measured = _measured(session, placements, day)
    return [_job(one, day, grounds.get(one.candidate_id, ()), measured.get(one.id)) for one in placements]


def _at_work(actor: Actor, day: date) -> Select[Placement]:
    own = Candidate.organisation_id == actor.organisation_id if actor.is_a(Role.ACCOUNT_MANAGER) else true()
    return (
        placements_visible_to(actor)
        .where(
            own,
            IS_HERE,
            Placement.status.in_((PlacementStatus.PLANNED, PlacementStatus.RUNNING)),
            Placement.starts_on <= day,
            or_(Placement.ends_on.is_(None), Placement.ends_on > day),
        )
        .options(contains_eager(Placement.candidate), contains_eager(Placement.vacancy), selectinload(Placement.terms))
        .order_by(None)
        .order_by(Placement.reference)
    )


def _measured(session: Session, placements: Iterable[Placement], day: date) -> dict[int, LoonwaardePeriod]:
    """What holds on a day, per placement."""
    holds = (
        LoonwaardePeriod.placement_id.in_([one.id for one in placements]),
        LoonwaardePeriod.replaced_on.is_(None),
        LoonwaardePeriod.starts_on <= day,
        or_(LoonwaardePeriod.ends_on.is_(None), LoonwaardePeriod.ends_on > day),
    )
    return {row.placement_id: row for row in session.scalars(select(LoonwaardePeriod).where(*holds))}


def _job(placement: Placement, day: date, periods: Iterable[RegisterPeriod], value: LoonwaardePeriod | None) -> Job:
    grounds = [one.ground.value for one in periods if one.holds_on(day)]
    hours = placement.hours_on(day)
    lacking = next(
        (
            what
            for missing, what in (
                (not grounds, Lacking.GROUND),
                (hours is None, Lacking.HOURS),
                (value is None, Lacking.LOONWAARDE),
            )
            if missing
        ),
        None,
    )
    if lacking or hours is None or value is None:
        return Job(placement, lacking=lacking)
    work = Work(hours, value.percent, value.method is Method.AGREED, age=age_on(placement.candidate.born_on, day))
    # Who stands in the register on two grounds: the first in the order of the law.
    return Job(placement, min(grounds, key=CODES.index), work)


def age_on(born_on: date | None, day: date) -> Age:
    """The age on a day as far as the minimum wage asks; without a birth date an adult.

    >>> age_on(date(2008, 7, 2), date(2026, 7, 1)), age_on(date(2008, 7, 1), date(2026, 7, 1)), age_on(None, date(2026, 7, 1))
    (<Age.SEVENTEEN: '17'>, <Age.EIGHTEEN: '18'>, <Age.ADULT: '21'>)
    """
    if born_on is None:
        return Age.ADULT
    years = day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))
    return Age(str(max(int(Age.FIFTEEN), min(years, ADULT_FROM))))
