"""Gesprekken on Vandaag: those of today and tomorrow, and whether who was invited has one already."""

from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Select, or_
from sqlalchemy.orm import Session

from employers.models import Employer
from employers.vacancies.models import Vacancy
from matching.proposals.models import Proposal
from matching.talks.models import Talk
from matching.talks.queries import coming_talks
from werkbedrijf.dashboards.today.asking import AT, UNTIL, asked
from werkbedrijf.dashboards.today.lines import Line
from werkbedrijf.dashboards.today.matters import MOST_LINES
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.clock import AMSTERDAM

# A gesprek of the day after today is one to get ready for.
NEAR = timedelta(days=2)


def near(session: Session, actor: Actor, day: date) -> list[Line]:
    """The gesprekken of today and tomorrow at the employers whose face this person is, the first first."""
    found = asked(session, _near, actor, at=session.info["at"], until=until(day))
    return [line(reference, title, employer, place, at, day) for reference, title, employer, place, at in found]


def _near(actor: Actor) -> Select[*tuple[Any, ...]]:
    mine = (
        coming_talks(actor, AT)
        .where(Talk.at < UNTIL)
        .join(Talk.proposal)
        .join(Proposal.vacancy)
        .join(Vacancy.employer)
        .where(or_(Employer.account_manager_id == actor.id, Employer.substitute_id == actor.id))
    )
    told = (Proposal.reference, Vacancy.title, Employer.name, Talk.place, Talk.at)
    return mine.with_only_columns(*told).limit(MOST_LINES)


def until(day: date) -> datetime:
    """Up to when a gesprek is near, seen from a day."""
    return datetime.combine(day + NEAR, time(), AMSTERDAM)


def line(reference: str, title: str, employer: str, place: str, at: datetime, day: date, who: str = "") -> Line:
    """One gesprek; ``who`` it is with, for who may read a name."""
    at = at.astimezone(AMSTERDAM)
    when = f"{'vandaag' if at.date() == day else 'morgen'} om {at:%H:%M} uur"
    return Line(
        f"Gesprek {when}: {title}{f' met {who}' if who else ''}",
        "talks.show",
        {"proposal": reference},
        who=f"{employer}, {place}",
    )
