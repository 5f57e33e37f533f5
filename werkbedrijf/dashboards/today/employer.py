"""Vandaag of an employer: who waits for an answer. No name of a candidate is on this page."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select
from sqlalchemy.orm import Session

from employers.vacancies.models import Vacancy
from employers.vacancies.workflow import VacancyStatus
from matching.placements.models import Placement
from matching.proposals.models import Proposal
from matching.proposals.queries import is_shown
from matching.proposals.workflow import ProposalStatus
from matching.talks.models import Talk
from matching.talks.workflow import TalkStatus
from werkbedrijf.dashboards.today import clocks, matters, social
from werkbedrijf.dashboards.today.asking import asked
from werkbedrijf.dashboards.today.lines import AHEAD_DAYS, Line, Today
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.gateway import visible
from werkbedrijf.foundation.texts import short_day


def today(session: Session, actor: Actor, day: date) -> Today:
    """What waits for this employer."""
    passed, coming = social.deadlines(session, actor, day)
    return Today(
        waiting=[
            *(
                Line(
                    f"Een kandidaat voor uw plek {title}",
                    "proposals.show",
                    {"proposal": reference},
                    button="Bekijk de kandidaat",
                    who=f"antwoord graag uiterlijk {short_day(held_until)}" if held_until else "",
                    on=sent_on,
                )
                for reference, title, held_until, sent_on in asked(session, _sent, actor)
            ),
            *(
                Line(
                    f"Klopt uw plek {title} nog?",
                    "vacancies.show",
                    {"vacancy": reference},
                    button="Kijk na",
                    on=asked_on,
                )
                for reference, title, asked_on in asked(session, _still_true, actor)
            ),
            *passed,
        ],
        ending=[
            *(
                Line(
                    f"De afspraken over {title} lopen af",
                    "placements.show",
                    {"placement": reference},
                    on=ends_on,
                )
                for reference, title, ends_on in asked(session, _endings, actor, until=day + timedelta(days=AHEAD_DAYS))
            ),
            *coming,
        ],
        new=[
            *clocks.answered(session, actor, day),
            *_invited(session, actor),
        ],
        start=[Line("Bekijk uw plekken", "vacancies.index", button="Naar mijn plekken")],
    )


def _ours(actor: Actor) -> ColumnElement[bool]:
    return Vacancy.employer_id.in_(actor.employer_ids)


def _shown(actor: Actor, status: ProposalStatus) -> Select[Proposal]:
    """Voordrachten that wait, of people who still want to be seen: of the others an employer knows nothing any more."""
    return matters.proposals(actor, status).where(is_shown(), _ours(actor))


def _sent(actor: Actor) -> Select[*tuple[Any, ...]]:
    told = (Proposal.reference, Vacancy.title, Proposal.held_until, Proposal.sent_on)
    return _shown(actor, ProposalStatus.SENT).with_only_columns(*told)


def _still_true(actor: Actor) -> Select[*tuple[Any, ...]]:
    return (
        visible(actor, Vacancy)
        .where(Vacancy.status == VacancyStatus.OPEN, Vacancy.asked_on.is_not(None), _ours(actor))
        .with_only_columns(Vacancy.reference, Vacancy.title, Vacancy.asked_on)
        .order_by(None)
        .order_by(Vacancy.asked_on, Vacancy.id)
        .limit(matters.MOST_LINES)
    )


def _endings(actor: Actor) -> Select[*tuple[Any, ...]]:
    found = matters.endings(actor).where(_ours(actor))
    return found.with_only_columns(Placement.reference, Vacancy.title, Placement.ends_on)


def _invited(session: Session, actor: Actor) -> list[Line]:
    """Who was invited: a gesprek to plan, or one that was; for one that comes there is nothing to do yet."""
    return [
        Line(
            f"Hoe was het gesprek over {title}?"
            if at
            else f"U heeft een kandidaat uitgenodigd voor {title}. Plan het gesprek, of vertel hoe het was.",
            "proposals.show",
            {"proposal": reference},
            button="Geef uw antwoord" if at else "Open",
            on=invited_on,
        )
        for reference, title, invited_on, at in asked(session, _with_talk, actor)
        if at is None or at < session.info["at"]
    ]


def _with_talk(actor: Actor) -> Select[*tuple[Any, ...]]:
    # A gesprek may be seen by who may see its voordracht; that of who was invited goes on until it is called off.
    planned = (Talk.proposal_id == Proposal.id) & (Talk.status == TalkStatus.PLANNED)
    told = (Proposal.reference, Vacancy.title, Proposal.invited_on, Talk.at)
    return _shown(actor, ProposalStatus.INVITED).outerjoin(Talk, planned).with_only_columns(*told)
