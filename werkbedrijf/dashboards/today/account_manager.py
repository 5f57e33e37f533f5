"""Vandaag of an account manager: the employers whose face they are."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, or_
from sqlalchemy.orm import Session

from employers.merging.queries import counted_pairs
from employers.models import Employer
from employers.vacancies.models import Vacancy
from matching.placements.models import Placement
from matching.proposals.models import Proposal
from matching.proposals.workflow import ProposalStatus
from werkbedrijf.dashboards.today import (
    amounts,
    clocks,
    doubles,
    faces,
    matters,
    months,
    places,
    rounds,
    talks,
    trays,
    weeks,
)
from werkbedrijf.dashboards.today.asking import asked
from werkbedrijf.dashboards.today.lines import AHEAD_DAYS, NEW_DAYS, Line, Today
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.texts import count


def today(session: Session, actor: Actor, day: date) -> Today:
    """What waits for this account manager."""
    until = day + timedelta(days=AHEAD_DAYS)
    return Today(
        waiting=[
            *talks.near(session, actor, day),
            *clocks.to_answer(session, actor, day),
            *_accepted(session, actor),
            *trays.waiting_near(session, actor),
            *_starts(session, actor, day),
            *faces.asked_of(session, actor),
            *faces.promised(session, actor, day),
            *faces.without_owner_near(session, actor),
            *places.still_true(session, actor),
            *rounds.lines(session, actor, day),
            *places.wished(session, actor),
            *places.reported(session, actor),
            *places.drafts(session, actor),
            *weeks.without_room(session, actor, day),
            *doubles.of_partner(session, actor),
            *months.to_close(session, actor),
            *_employer_pairs(session, actor),
        ],
        ending=[
            *(
                Line(
                    f"Voordracht {reference} voor {title}: de plek wordt niet langer vastgehouden",
                    "proposals.show",
                    {"proposal": reference},
                    who=employer,
                    on=held_until,
                )
                for reference, title, employer, held_until in asked(session, _holds_ending, actor, until=until)
            ),
            *(
                Line(
                    f"Plaatsing {reference} loopt af: {title}",
                    "placements.show",
                    {"placement": reference},
                    who=employer,
                    on=ends_on,
                )
                for reference, title, employer, ends_on in asked(session, _endings, actor, until=until)
            ),
            *places.closing(session, actor, until),
        ],
        new=[
            *amounts.changing(session, day),
            *(
                Line(
                    f"{employer} heeft geantwoord: {status.value}",
                    "proposals.show",
                    {"proposal": reference},
                    who=title,
                    on=answered_on,
                )
                for reference, title, employer, answered_on, status in _answers_since(session, actor, day)
            ),
            *faces.answered(session, actor, day),
        ],
        start=[
            Line("Zoek een werkgever of registreer een nieuwe", "employers.index", button="Naar werkgevers"),
            Line("Bekijk alle open plekken in de regio", "vacancies.index", button="Naar plekken"),
            Line("Zie welke plek werk opent voor wie nu niets heeft", "advice.index", button="Waar werven?"),
        ],
    )


def _mine(actor: Actor) -> ColumnElement[bool]:
    return or_(Employer.account_manager_id == actor.id, Employer.substitute_id == actor.id)


def _holds_ending(actor: Actor) -> Select[*tuple[Any, ...]]:
    found = matters.holds_ending(actor).where(_mine(actor))
    return found.with_only_columns(Proposal.reference, Vacancy.title, Employer.name, Proposal.held_until)


def _endings(actor: Actor) -> Select[*tuple[Any, ...]]:
    found = matters.endings(actor).where(_mine(actor))
    return found.with_only_columns(Placement.reference, Vacancy.title, Employer.name, Placement.ends_on)


def _answers(actor: Actor) -> Select[*tuple[Any, ...]]:
    told = (Proposal.reference, Vacancy.title, Employer.name, Proposal.answered_on, Proposal.status)
    return matters.answers(actor).where(_mine(actor)).with_only_columns(*told)


def _answers_since(session: Session, actor: Actor, day: date) -> Sequence[Any]:
    return asked(session, _answers, actor, since=day - timedelta(days=NEW_DAYS))


def _employer_pairs(session: Session, actor: Actor) -> list[Line]:
    ((number,),) = asked(session, counted_pairs, actor)
    if not number:
        return []
    told = f"Misschien dubbel: {count(number, 'paar werkgevers', 'paren werkgevers')} om te bekijken"
    return [Line(told, "merging.index", button="Bekijk")]


def _who_said_yes(actor: Actor) -> Select[*tuple[Any, ...]]:
    accepted = matters.proposals(actor, ProposalStatus.ACCEPTED).where(Employer.account_manager_id == actor.id)
    return accepted.with_only_columns(Proposal.reference, Vacancy.title, Employer.name, Proposal.answered_on)


def _accepted(session: Session, actor: Actor) -> list[Line]:
    return [
        Line(
            f"{employer} wil deze kandidaat: plan de plaatsing voor {title}",
            "placements.plan",
            {"proposal": reference},
            button="Plan de plaatsing",
            who=reference,
            on=answered_on,
        )
        for reference, title, employer, answered_on in asked(session, _who_said_yes, actor)
    ]


def _starts_due(actor: Actor) -> Select[*tuple[Any, ...]]:
    due = matters.starts_due(actor).where(Employer.account_manager_id == actor.id)
    return due.with_only_columns(Placement.reference, Vacancy.title, Employer.name, Placement.starts_on)


def _starts(session: Session, actor: Actor, day: date) -> list[Line]:
    return [
        Line(
            f"Is het werk begonnen? {title}",
            "placements.show",
            {"placement": reference},
            button="Meld de start",
            who=employer,
            on=starts_on,
        )
        for reference, title, employer, starts_on in asked(session, _starts_due, actor, until=day)
    ]
