"""The placements that run at one employer, told to its page: what somebody may see, and of the rest only how many."""

from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from employers.models import Employer
from employers.running import AtWork, Running
from employers.vacancies.models import Vacancy
from matching.placements.models import Placement
from matching.placements.queries import placements_visible_to, running_on
from werkbedrijf.foundation.actors import Actor


def placements_at(session: Session, actor: Actor, employer: Employer, day: date) -> AtWork:
    """Who works at this employer on a day, at a place of its own or sent by it. Two questions, however many work there."""
    running = running_on(day).with_only_columns(Placement.id)
    here = or_(Vacancy.employer_id == employer.id, Placement.formal_employer_id == employer.id)
    seen = (
        placements_visible_to(actor)
        .where(Placement.id.in_(running), here)
        .options(
            contains_eager(Placement.vacancy).contains_eager(Vacancy.employer), joinedload(Placement.formal_employer)
        )
    )
    rows = [_told(one, employer) for one in session.scalars(seen).unique()]
    every = select(func.count(Placement.id)).join(Placement.vacancy).where(Placement.id.in_(running), here)
    return AtWork(rows, (session.scalar(every) or 0) - len(rows))


def _told(one: Placement, employer: Employer) -> Running:
    works_at = one.vacancy.employer
    return Running(
        reference=one.reference,
        title=one.vacancy.title,
        kind=one.kind,
        since=one.starts_on,
        last_day=one.last_day,
        lent_by=one.formal_employer.name if one.formal_employer_id != employer.id else "",
        lent_to=works_at.name if works_at.id != employer.id else "",
    )
