"""Gathering what an allocation is made from: who is available, which places have a free seat, what was promised."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from candidates.models import Candidate, CandidateStatus
from candidates.profile.models import Profile
from candidates.profile.offer import COLUMNS, offer_of
from candidates.profile.pool import fresh_people
from employers.vacancies.demand import demand_of
from employers.vacancies.models import Vacancy
from employers.vacancies.queries import open_vacancies
from matching.allocation.inputs import Inputs, Pair
from matching.core.language import Demand
from matching.proposals.away import start_of
from matching.proposals.models import Proposal
from matching.proposals.queries import EXPOSURE_DAYS, promised_candidates, working_candidates
from matching.proposals.shortlist import neutral_of
from matching.proposals.workflow import ProposalStatus
from matching.runs.models import AllocationChoice, ChoiceKind
from matching.runs.queries import choices_in_force
from werkbedrijf.foundation.db import matching_role

WAITING = (ProposalStatus.SENT, ProposalStatus.INVITED)


def inputs_of(session: Session, *, on: date) -> Inputs:
    """The region as this session sees it, on a day.

    People who are in view, have a profile, do not work and are promised nowhere; open places with a seat that nobody has
    or was promised. A place whose tasks do not add up stands outside. The database refuses everything that matching may not
    read, such as a regeling (``matching_role``).
    """
    with matching_role(session):
        return _inputs_of(session, on)


def _inputs_of(session: Session, on: date) -> Inputs:
    people = _people(session)
    sent = _sent(session)
    history = _history(session, on)
    demands, starts = _places(session, on)
    choices = [(_pair(row), row.kind) for row in session.execute(_choices())]
    return Inputs(
        day=on,
        offers=tuple(offer_of(row, history=history[row.pseudonym]) for row in people),
        demands=demands,
        neutral=tuple(neutral_of(fresh_people(session))),
        available={row.pseudonym: row.available_from for row in people if row.available_from > on},
        starts=starts,
        sent=sent,
        added=frozenset(pair for pair, kind in choices if kind is ChoiceKind.ADDED),
        removed=frozenset(pair for pair, kind in choices if kind is ChoiceKind.REMOVED),
    )


def _people(session: Session) -> Sequence[Any]:
    available = (
        select(Profile.available_from, *COLUMNS)
        .join(Candidate, Candidate.id == Profile.candidate_id)
        .where(
            Candidate.status == CandidateStatus.ACTIVE,
            Profile.candidate_id.not_in(working_candidates()),
            Profile.candidate_id.not_in(promised_candidates()),
        )
    )
    return session.execute(available).all()


def _places(session: Session, on: date) -> tuple[tuple[Demand, ...], Mapping[str, date]]:
    accepted = select(Proposal.vacancy_id, func.count()).where(Proposal.status == ProposalStatus.ACCEPTED)
    promised = {id_: count for id_, count in session.execute(accepted.group_by(Proposal.vacancy_id))}
    demands, starts = [], {}
    for vacancy in session.scalars(open_vacancies()).unique():
        left = vacancy.seats - vacancy.filled - promised.get(vacancy.id, 0)
        demand = _demand(vacancy, left)
        if demand is not None:
            demands.append(demand)
            if start_of(vacancy, on) > on:
                starts[vacancy.reference] = start_of(vacancy, on)
    return tuple(demands), starts


def _demand(vacancy: Vacancy, left: int) -> Demand | None:
    if left < 1:
        return None
    try:
        return replace(demand_of(vacancy), positions=left)
    except ValueError:
        return None


def _sent(session: Session) -> frozenset[Pair]:
    waiting = _of_pairs(Proposal).where(Proposal.status.in_(WAITING))
    return frozenset(_pair(row) for row in session.execute(waiting))


def _history(session: Session, on: date) -> Counter[str]:
    """Earlier voordrachten of the last half year by pseudonym, without those that wait for an answer."""
    counted = (
        select(Profile.pseudonym, func.count())
        .join(Proposal, Proposal.candidate_id == Profile.candidate_id)
        .where(Proposal.sent_on > on - timedelta(days=EXPOSURE_DAYS), Proposal.status.not_in(WAITING))
        .group_by(Profile.pseudonym)
    )
    return Counter({pseudonym: count for pseudonym, count in session.execute(counted)})


def _choices() -> Any:
    held = (
        choices_in_force().order_by(None).with_only_columns(Profile.pseudonym, Vacancy.reference, AllocationChoice.kind)
    )
    return held.join(Profile, Profile.candidate_id == AllocationChoice.candidate_id).join(
        Vacancy, Vacancy.id == AllocationChoice.vacancy_id
    )


def _of_pairs(table: Any) -> Any:
    return (
        select(Profile.pseudonym, Vacancy.reference)
        .select_from(table)
        .join(Profile, Profile.candidate_id == table.candidate_id)
        .join(Vacancy, Vacancy.id == table.vacancy_id)
    )


def _pair(row: Row[Any]) -> Pair:
    return row.pseudonym, row.reference
