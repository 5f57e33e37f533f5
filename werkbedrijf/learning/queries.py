"""What can be asked about attempts to learn, the switch, and the placements behind them."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from employers.vacancies.kinds import Pay, VacancyKind
from employers.vacancies.models import Vacancy
from matching.allocation.weights import RunWeights
from matching.core.learning import LearnedWeights
from matching.placements.models import Placement
from matching.placements.workflow import PlacementStatus
from matching.proposals.models import Proposal
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.periods import month_of, months_back
from werkbedrijf.learning.models import LearningAttempt, LearningSwitch
from werkbedrijf.learning.outcome import MONTHS


def attempts_newest_first() -> Select[LearningAttempt]:
    """Every attempt."""
    return select(LearningAttempt).order_by(LearningAttempt.tried_on.desc())


def latest_attempt(session: Session) -> LearningAttempt | None:
    """The last attempt, or None before the first."""
    return session.scalars(attempts_newest_first().limit(1)).first()


def attempt_on(session: Session, day: date) -> LearningAttempt | None:
    """The attempt of a day, or None."""
    return session.scalars(select(LearningAttempt).where(LearningAttempt.tried_on == day)).first()


def not_tried_this_month(session: Session, at: datetime) -> bool:
    """Whether this month still waits for its attempt."""
    latest = latest_attempt(session)
    return latest is None or latest.tried_on < month_of(day_of(at))


def latest_switch(session: Session) -> LearningSwitch | None:
    """The last turn of the switch with who did it, or None when nobody ever touched it."""
    turns = select(LearningSwitch).order_by(LearningSwitch.id.desc()).limit(1)
    return session.scalars(turns.options(joinedload(LearningSwitch.by), joinedload(LearningSwitch.attempt))).first()


def obstacles(attempt: LearningAttempt | None, day: date) -> list[str]:
    """Why these weights may not be used on a day, one sentence per reason, without numbers; empty when they may."""
    if attempt is None:
        return ["Er is nog niet geprobeerd te leren. Dat gebeurt elke maand vanzelf."]
    found = [f"‘{rule['title']}’ is nog niet gehaald." for rule in attempt.rules if not rule["holds"]]
    if attempt.valid_until is not None and day >= attempt.valid_until:
        found.append("De laatste goedkeuring is ouder dan twaalf maanden en geldt niet meer.")
    if not attempt.accepted and not found:
        found.append("De laatste poging is niet goedgekeurd.")
    return found


def weights_in_force(session: Session, day: date) -> RunWeights | None:
    """The learned weights a region's allocation uses on a day, or None: the fixed weights hold.

    They hold as long as the switch is on, their own acceptance is not too old, and the last attempt passed every rule too.
    """
    switch = latest_switch(session)
    if switch is None or not switch.is_on or switch.attempt is None:
        return None
    attempt = switch.attempt
    if attempt.weights is None or attempt.valid_until is None:
        return None
    if obstacles(attempt, day) or obstacles(latest_attempt(session), day):
        return None
    return RunWeights.of(
        LearnedWeights(**attempt.weights),
        outcomes=attempt.outcomes,
        learned_on=attempt.tried_on,
        since=switch.set_on,
        until=attempt.valid_until,
    )


MEANT_TO_END = tuple(kind for kind in VacancyKind if kind.rules.pay is not Pay.WAGE)
"""Learning and trying out end after a while; that somebody left says nothing about the work."""


def placements_to_learn_from(day: date) -> Select[*tuple[Any, ...]]:
    """Placements that began at least half a year ago out of a voordracht, with how it was explained and how they went."""
    return (
        select(
            Placement.candidate_id,
            Placement.starts_on,
            Placement.ended_on,
            Placement.end_reason,
            Vacancy.employer_id,
            Proposal.explanation,
        )
        .join(Placement.proposal)
        .join(Placement.vacancy)
        .where(
            Placement.status.in_((PlacementStatus.RUNNING, PlacementStatus.ENDED)),
            Placement.kind.not_in(MEANT_TO_END),
            Placement.starts_on <= months_back(day, MONTHS),
        )
        .order_by(Placement.id)
    )
