"""The spells of work of the whole region, per kind. Only days and kinds are read: never a name, a regeling or an employer."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from employers.vacancies.kinds import VacancyKind
from matching.aftercare.staying.models import KeptSpell, StayingMonth, StayingPoint
from matching.aftercare.survival import Curve, Point, Spell, published
from matching.placements.models import Placement
from matching.placements.workflow import PlacementStatus
from werkbedrijf.foundation.parameters import Parameter, whole_number_on
from werkbedrijf.foundation.periods import month_of


def as_of(day: date) -> date:
    """The last day of the month before: figures stay the same for a month, so that no single change shows."""
    return month_of(day) - timedelta(days=1)


def spells_until(session: Session, last_day: date) -> Mapping[VacancyKind, Sequence[Spell]]:
    """How long each placement lasted up to and including a day, per kind, with those of people who were erased since."""
    began = (PlacementStatus.RUNNING, PlacementStatus.ENDED)
    columns = (Placement.kind, Placement.starts_on, Placement.ended_on, Placement.candidate_id)
    asked = select(*columns).where(Placement.status.in_(began), Placement.starts_on <= last_day)
    found: dict[VacancyKind, list[Spell]] = defaultdict(list)
    for kind, starts_on, ended_on, person in session.execute(asked):
        until = last_day + timedelta(days=1) if ended_on is None else min(ended_on, last_day + timedelta(days=1))
        ended = ended_on is not None and ended_on <= last_day
        found[kind].append(Spell((until - starts_on).days, ended, person))
    for number, kind, weeks, ended in session.execute(
        select(KeptSpell.id, KeptSpell.kind, KeptSpell.weeks, KeptSpell.ended)
    ):
        found[kind].append(Spell(7 * weeks, ended, f"gewist {number}"))
    return found


def curves_of(session: Session, last_day: date, smallest: int) -> Mapping[VacancyKind, Curve | None]:
    """What may be told of each kind on a day; None of a kind that may not."""
    known = spells_until(session, last_day)
    made = {kind: published(known[kind], smallest=smallest) for kind in VacancyKind if kind in known}
    return {kind: curve if curve is not None and len(curve.points) > 1 else None for kind, curve in made.items()}


def month_on(session: Session, day: date) -> StayingMonth | None:
    """The newest published month that ended before a day."""
    asked = select(StayingMonth).where(StayingMonth.on <= as_of(day)).order_by(StayingMonth.on.desc()).limit(1)
    return session.scalars(asked.options(selectinload(StayingMonth.points))).first()


def curves_on(session: Session, day: date) -> tuple[date, int, Mapping[VacancyKind, Curve], Sequence[VacancyKind]]:
    """What was published: its day, the smallest group, the curve of each kind that is told, and the kinds that are not."""
    month = month_on(session, day)
    if month is None:
        return as_of(day), whole_number_on(session, Parameter.SMALL_CELL, day), {}, []
    told: dict[VacancyKind, list[StayingPoint]] = defaultdict(list)
    for point in month.points:
        told[point.kind].append(point)
    curves = {
        kind: Curve(about, tuple(Point(one.months, one.percent, one.low, one.high, one.edge) for one in points))
        for kind, points in told.items()
        if (about := points[0].about) is not None
    }
    return month.on, month.smallest, curves, [kind for kind in told if kind not in curves]
