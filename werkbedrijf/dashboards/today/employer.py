"""Vandaag of an employer: who waits for an answer. No name of a candidate is on this page."""

from datetime import date

from sqlalchemy import ColumnElement, Select
from sqlalchemy.orm import Session

from employers.vacancies.models import Vacancy
from employers.vacancies.workflow import VacancyStatus
from matching.proposals.models import Proposal
from matching.proposals.queries import is_shown
from matching.proposals.workflow import ProposalStatus
from werkbedrijf.dashboards.today import clocks, matters, social, talks
from werkbedrijf.dashboards.today.lines import Line, Today
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.gateway import visible
from werkbedrijf.foundation.texts import short_day


def today(session: Session, actor: Actor, day: date) -> Today:
    """What waits for this employer."""
    ours = Vacancy.employer_id.in_(actor.employer_ids)
    passed, coming = social.deadlines(session, actor, day)
    return Today(
        waiting=[
            Line(
                f"Een kandidaat voor uw plek {p.vacancy.title}",
                "proposals.show",
                {"proposal": p.reference},
                button="Bekijk de kandidaat",
                who=f"antwoord graag uiterlijk {short_day(p.held_until)}" if p.held_until else "",
                on=p.sent_on,
            )
            for p in session.scalars(_shown(actor, ProposalStatus.SENT).where(ours))
        ]
        + [
            Line(
                f"Klopt uw plek {vacancy.title} nog?",
                "vacancies.show",
                {"vacancy": vacancy.reference},
                button="Kijk na",
                on=vacancy.asked_on,
            )
            for vacancy in session.scalars(
                visible(actor, Vacancy)
                .where(Vacancy.status == VacancyStatus.OPEN, Vacancy.asked_on.is_not(None), ours)
                .order_by(None)
                .order_by(Vacancy.asked_on, Vacancy.id)
                .limit(matters.MOST_LINES)
            )
        ]
        + passed,
        ending=[
            Line(
                f"De afspraken over {p.vacancy.title} lopen af",
                "placements.show",
                {"placement": p.reference},
                on=p.ends_on,
            )
            for p in session.scalars(matters.endings(actor, day).where(ours))
        ]
        + coming,
        new=[
            *clocks.answered(session, actor, day),
            *_invited(session, actor, ours),
        ],
        start=[Line("Bekijk uw plekken", "vacancies.index", button="Naar mijn plekken")],
    )


def _invited(session: Session, actor: Actor, ours: ColumnElement[bool]) -> list[Line]:
    """Who was invited: a gesprek to plan, or one that was; for one that comes there is nothing to do yet."""
    found = session.scalars(_shown(actor, ProposalStatus.INVITED).where(ours)).all()
    planned = talks.talks_of(session, actor, found)
    return [
        Line(
            f"Hoe was het gesprek over {p.vacancy.title}?"
            if p.id in planned
            else f"U heeft een kandidaat uitgenodigd voor {p.vacancy.title}. Plan het gesprek, of vertel hoe het was.",
            "proposals.show",
            {"proposal": p.reference},
            button="Geef uw antwoord" if p.id in planned else "Open",
            on=p.invited_on,
        )
        for p in found
        if p.id not in planned or planned[p.id].at < session.info["at"]
    ]


def _shown(actor: Actor, status: ProposalStatus) -> Select[Proposal]:
    """Voordrachten that wait, of people who still want to be seen: of the others an employer knows nothing any more."""
    return matters.proposals(actor, status).where(is_shown())
