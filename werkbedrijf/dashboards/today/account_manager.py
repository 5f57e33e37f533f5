"""Vandaag of an account manager: the employers whose face they are."""

from datetime import date, timedelta

from sqlalchemy import or_
from sqlalchemy.orm import Session

from employers.merging.queries import number_of_pairs
from employers.models import Employer
from employers.vacancies.models import Vacancy
from employers.vacancies.workflow import VacancyStatus
from matching.instruments.values import all_figures
from matching.proposals.workflow import ProposalStatus
from werkbedrijf.dashboards.today import (
    amounts,
    clocks,
    doubles,
    faces,
    matters,
    months,
    reported,
    rounds,
    talks,
    trays,
    weeks,
)
from werkbedrijf.dashboards.today.lines import AHEAD_DAYS, Line, Today
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.gateway import visible
from werkbedrijf.foundation.texts import count


def today(session: Session, actor: Actor, day: date) -> Today:
    """What waits for this account manager."""
    mine = or_(Employer.account_manager_id == actor.id, Employer.substitute_id == actor.id)
    return Today(
        waiting=[
            *talks.near(session, actor, day),
            *clocks.to_answer(session, actor, day),
            *_accepted(session, actor),
            *trays.waiting(session, actor),
            *_starts(session, actor, day),
            *faces.asked_of(session, actor),
            *faces.promised(session, actor, day),
            *faces.without_owner_near(session, actor),
            *_still_true(session, actor),
            *rounds.lines(session, actor, day),
            *reported.lines(session, actor),
            *_drafts(session, actor),
            *weeks.without_room(session, actor, day),
            *doubles.of_partner(session, actor),
            *months.to_close(session, actor),
            *_employer_pairs(session, actor),
        ],
        ending=[
            *(
                Line(
                    f"Voordracht {p.reference} voor {p.vacancy.title}: de plek wordt niet langer vastgehouden",
                    "proposals.show",
                    {"proposal": p.reference},
                    who=p.vacancy.employer.name,
                    on=p.held_until,
                )
                for p in session.scalars(matters.holds_ending(actor, day).where(mine))
            ),
            *(
                Line(
                    f"Plaatsing {p.reference} loopt af: {p.vacancy.title}",
                    "placements.show",
                    {"placement": p.reference},
                    who=p.vacancy.employer.name,
                    on=p.ends_on,
                )
                for p in session.scalars(matters.endings(actor, day).where(mine))
            ),
            *_closing(session, actor, day),
        ],
        new=[
            *amounts.changing(all_figures(session), day),
            *(
                Line(
                    f"{p.vacancy.employer.name} heeft geantwoord: {p.status.value}",
                    "proposals.show",
                    {"proposal": p.reference},
                    who=p.vacancy.title,
                    on=p.answered_on,
                )
                for p in session.scalars(matters.answers(actor, day).where(mine))
            ),
            *faces.answered(session, actor, day),
        ],
        start=[
            Line("Zoek een werkgever of registreer een nieuwe", "employers.index", button="Naar werkgevers"),
            Line("Bekijk alle open plekken in de regio", "vacancies.index", button="Naar plekken"),
            Line("Zie welke plek werk opent voor wie nu niets heeft", "advice.index", button="Waar werven?"),
        ],
    )


def _employer_pairs(session: Session, actor: Actor) -> list[Line]:
    number = number_of_pairs(session, actor)
    if not number:
        return []
    told = f"Misschien dubbel: {count(number, 'paar werkgevers', 'paren werkgevers')} om te bekijken"
    return [Line(told, "merging.index", button="Bekijk")]


def _accepted(session: Session, actor: Actor) -> list[Line]:
    accepted = matters.proposals(actor, ProposalStatus.ACCEPTED).where(Employer.account_manager_id == actor.id)
    return [
        Line(
            f"{p.vacancy.employer.name} wil deze kandidaat: plan de plaatsing voor {p.vacancy.title}",
            "placements.plan",
            {"proposal": p.reference},
            button="Plan de plaatsing",
            who=p.reference,
            on=p.answered_on,
        )
        for p in session.scalars(accepted)
    ]


def _starts(session: Session, actor: Actor, day: date) -> list[Line]:
    due = matters.starts_due(actor, day).where(Employer.account_manager_id == actor.id)
    return [
        Line(
            f"Is het werk begonnen? {p.vacancy.title}",
            "placements.show",
            {"placement": p.reference},
            button="Meld de start",
            who=p.vacancy.employer.name,
            on=p.starts_on,
        )
        for p in session.scalars(due)
    ]


def _drafts(session: Session, actor: Actor) -> list[Line]:
    drafts = (
        visible(actor, Vacancy)
        .where(Vacancy.status == VacancyStatus.DRAFT, Vacancy.logged_by_id == actor.id)
        .order_by(None)
        .order_by(Vacancy.logged_on, Vacancy.id)
        .limit(matters.MOST_LINES)
    )
    return [
        Line(
            f"Maak deze plek af en zet hem open: {vacancy.title}",
            "vacancies.show",
            {"vacancy": vacancy.reference},
            who=vacancy.employer.name,
            on=vacancy.logged_on,
        )
        for vacancy in session.scalars(drafts)
    ]


def _still_true(session: Session, actor: Actor) -> list[Line]:
    asked = (
        visible(actor, Vacancy)
        .join(Vacancy.employer)
        .where(
            Vacancy.status == VacancyStatus.OPEN,
            Vacancy.asked_on.is_not(None),
            or_(
                Employer.account_manager_id == actor.id,
                Employer.account_manager_id.is_(None) & (Vacancy.logged_by_id == actor.id),
            ),
        )
        .order_by(None)
        .order_by(Vacancy.asked_on, Vacancy.id)
        .limit(matters.MOST_LINES)
    )
    return [
        Line(
            f"Klopt deze plek nog? {vacancy.title}",
            "vacancies.show",
            {"vacancy": vacancy.reference},
            button="Kijk na",
            who=vacancy.employer.name,
            on=vacancy.asked_on,
        )
        for vacancy in session.scalars(asked)
    ]


def _closing(session: Session, actor: Actor, day: date) -> list[Line]:
    closing = (
        visible(actor, Vacancy)
        .join(Vacancy.employer)
        .where(
            Employer.account_manager_id == actor.id,
            Vacancy.status == VacancyStatus.OPEN,
            Vacancy.closes_on <= day + timedelta(days=AHEAD_DAYS),
        )
        .order_by(None)
        .order_by(Vacancy.closes_on, Vacancy.id)
        .limit(matters.MOST_LINES)
    )
    return [
        Line(
            f"Plek sluit: {vacancy.title}",
            "vacancies.show",
            {"vacancy": vacancy.reference},
            who=vacancy.employer.name,
            on=vacancy.closes_on,
        )
        for vacancy in session.scalars(closing)
    ]
