"""Gesprekken on Vandaag: those of today and tomorrow, and whether who was invited has one already."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy import or_
from sqlalchemy.orm import Session

from employers.models import Employer
from employers.vacancies.models import Vacancy
from matching.proposals.models import Proposal
from matching.talks.models import Talk
from matching.talks.queries import coming_talks
from werkbedrijf.dashboards.today.lines import Line
from werkbedrijf.dashboards.today.matters import MOST_LINES
from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.clock import AMSTERDAM
from werkbedrijf.foundation.gateway import visible

# A gesprek of the day after today is one to get ready for.
NEAR = timedelta(days=2)


def near(session: Session, actor: Actor, day: date) -> list[Line]:
    """The gesprekken of today and tomorrow at the employers whose face this person is, the first first."""
    mine = (
        coming_talks(actor, session.info["at"])
        .where(Talk.at < _until(day))
        .join(Talk.proposal)
        .join(Proposal.vacancy)
        .join(Vacancy.employer)
        .where(or_(Employer.account_manager_id == actor.id, Employer.substitute_id == actor.id))
    )
    return [_line(talk, actor, day) for talk in session.scalars(mine.limit(MOST_LINES)).unique()]


def near_among(talks: Iterable[Talk], actor: Actor, day: date, at: datetime) -> list[Line]:
    """The same of gesprekken that are here already."""
    found = sorted((talk for talk in talks if at <= talk.at < _until(day)), key=lambda talk: (talk.at, talk.id))
    return [_line(talk, actor, day) for talk in found]


def talks_of(session: Session, actor: Actor, proposals: Sequence[Proposal]) -> Mapping[int, Talk]:
    """The gesprek of each of these voordrachten that goes on or went on, by the number of the voordracht; in one question."""
    if not proposals:
        return {}
    asked = visible(actor, Talk).where(Talk.proposal_id.in_([one.id for one in proposals]))
    return {talk.proposal_id: talk for talk in session.scalars(asked).unique() if talk.goes_on}


def _until(day: date) -> datetime:
    return datetime.combine(day + NEAR, time(), AMSTERDAM)


def _line(talk: Talk, actor: Actor, day: date) -> Line:
    proposal, at = talk.proposal, talk.at.astimezone(AMSTERDAM)
    when = f"{'vandaag' if at.date() == day else 'morgen'} om {at:%H:%M} uur"
    who = f" met {proposal.candidate.name}" if actor.is_a(Role.COACH) else ""
    return Line(
        f"Gesprek {when}: {proposal.vacancy.title}{who}",
        "talks.show",
        {"proposal": proposal.reference},
        who=f"{proposal.vacancy.employer.name}, {talk.place}",
    )
