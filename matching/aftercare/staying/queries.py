"""The spells of work of the whole region, per kind. Only days and kinds are read: never a name, a regeling or an employer."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from employers.vacancies.kinds import VacancyKind
from matching.aftercare.staying.models import KeptSpell
from matching.aftercare.survival import Curve, Spell, published
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


def curves_on(session: Session, day: date) -> tuple[date, int, Mapping[VacancyKind, Curve], Sequence[VacancyKind]]:
    """The day of the figures, the smallest group, the curve of each kind that may be shown, and the kinds that may not."""
    last_day, smallest = as_of(day), whole_number_on(session, Parameter.SMALL_CELL, day)
    known = spells_until(session, last_day)
    made = {kind: published(known[kind], smallest=smallest) for kind in VacancyKind if kind in known}
    shown = {kind: curve for kind, curve in made.items() if curve is not None and len(curve.points) > 1}
    return last_day, smallest, shown, [kind for kind in made if kind not in shown]
