"""Asking for a run, what becomes of it, and what coaches decide about a list."""

from datetime import date, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from candidates.models import Candidate, CandidateStatus
from candidates.profile.queries import profile_of
from candidates.words import problem_with
from employers.vacancies.models import Vacancy
from matching.allocation.errors import AlreadyChosen, AlreadySent, CannotBeAdded
from matching.allocation.queries import interrupted
from matching.proposals.away import start_of
from matching.proposals.fitting import refuse_unfit
from matching.proposals.models import Proposal
from matching.proposals.queries import is_working, open_proposals_of
from matching.proposals.workflow import ProposalStatus
from matching.runs.models import (
    REASONS,
    AllocationChoice,
    AllocationRun,
    ChoiceKind,
    ChoiceReason,
    RunKind,
    RunStatus,
)
from matching.runs.queries import run_under_way
from werkbedrijf.foundation.actors import TIMETABLE, Actor
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.constraints import refused_as
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.parameters import Parameter, whole_number_on
from werkbedrijf.foundation.references import Kind, next_reference

MOST_WORDS: Final = 300
INTERRUPTED: Final = "De verdeling is onderbroken. De vorige verdeling blijft gelden. Vraag zo nodig een nieuwe."


def ask(session: Session, actor: Actor, *, on: date) -> AllocationRun:
    """Ask for a run with the data of now; who asks while one is under way gets that one."""
    give_up(session)
    busy = run_under_way(session)
    if busy is not None:
        return busy
    try:
        with session.begin_nested():
            return new_run(session, actor, RunKind.ON_REQUEST, on=on)
    except IntegrityError:
        # Somebody asked at the same moment and was first.
        first = run_under_way(session)
        if first is None:
            raise
        return first


def new_run(session: Session, actor: Actor, kind: RunKind, *, on: date) -> AllocationRun:
    """A run that waits to be made. A second one of the night, or on request, meets the unique index (IntegrityError)."""
    run = AllocationRun(
        reference=next_reference(session, Kind.RUN),
        kind=kind,
        status=RunStatus.WAITING,
        day=on,
        asked_at=session.info["at"],
        asked_by_id=actor.id,
        step="Wachten tot de verdeling begint",
    )
    session.add(run)
    session.flush()
    record(session, actor, "allocationrun.asked", run)
    return run


def fail(session: Session, run: AllocationRun, problem: str) -> None:
    """A run that came to nothing, with a sentence for who asked; the run in force stays in force."""
    run.status, run.problem = RunStatus.FAILED, problem
    run.finished_at = session.info["at"]
    record(session, TIMETABLE, "allocationrun.failed", run, reason=problem)


def give_up(session: Session) -> list[AllocationRun]:
    """Note that runs were interrupted; returns which."""
    stale = list(session.scalars(interrupted(session.info["at"])))
    for run in stale:
        fail(session, run, INTERRUPTED)
    session.flush()
    return stale


def forget_inputs(session: Session, *, on: date) -> int:
    """Throw away what went into runs that are old enough (Parameter.RUN_INPUT_DAYS); the outcome stays."""
    days = whole_number_on(session, Parameter.RUN_INPUT_DAYS, on)
    old = select(AllocationRun).where(AllocationRun.input.is_not(None), AllocationRun.day < on - timedelta(days=days))
    runs = list(session.scalars(old))
    for run in runs:
        run.input = None
        record(session, TIMETABLE, "allocationrun.input_forgotten", run)
    return len(runs)


def choose(
    session: Session,
    actor: Actor,
    vacancy: Vacancy,
    candidate: Candidate,
    kind: ChoiceKind,
    *,
    reason: ChoiceReason,
    note: str = "",
    on: date,
) -> AllocationChoice:
    """A coach puts somebody on the list of a place or takes somebody off; the next run divides the rest around it.

    Raises InputRefused for a reason that does not belong to the choice, for ‘anders’ without words and for words about
    health; DoesNotFit, NoProfile or CannotBeAdded when a filter or the own number of lists stands in the way; AlreadySent
    and AlreadyChosen.
    """
    said = _said(kind, reason, note)
    if session.scalars(open_proposals_of(candidate).where(Proposal.vacancy_id == vacancy.id)).first():
        raise AlreadySent(candidate, vacancy)
    if kind is ChoiceKind.ADDED:
        _check_added(session, vacancy, candidate, on)
    choice = AllocationChoice(candidate=candidate, vacancy=vacancy, kind=kind, reason=said, by_id=actor.id, made_on=on)
    with refused_as(session, {"uq_allocation_choice_one_per_place_and_candidate": AlreadyChosen(candidate, vacancy)}):
        session.add(choice)
    record(session, actor, "allocationchoice.made", choice, reason=reason.words)
    return choice


def _said(kind: ChoiceKind, reason: ChoiceReason, note: str) -> str:
    if reason not in (*REASONS[kind], ChoiceReason.OTHER):
        raise InputRefused({"reason": "Kies een reden uit de lijst."})
    if reason is ChoiceReason.OTHER and not note.strip():
        raise InputRefused({"note": "Vertel in een paar woorden waarom. Dat leest wie de lijst bekijkt."})
    problem = problem_with(note)
    if problem:
        raise InputRefused({"note": problem})
    words = note.strip()[:MOST_WORDS]
    if reason is ChoiceReason.OTHER:
        return words
    return f"{reason.words} ({words})" if words else reason.words


def _check_added(session: Session, vacancy: Vacancy, candidate: Candidate, on: date) -> None:
    refuse_unfit(session, vacancy, candidate)
    if candidate.status != CandidateStatus.ACTIVE or is_working(session, candidate):
        raise CannotBeAdded.away(candidate)
    profile = profile_of(session, candidate)
    if profile is not None and profile.available_from > start_of(vacancy, on):
        raise CannotBeAdded.later(candidate, profile.available_from)
    most = whole_number_on(session, Parameter.LISTS_PER_PERSON, on)
    waiting = list(session.scalars(open_proposals_of(candidate)))
    if any(proposal.status == ProposalStatus.ACCEPTED for proposal in waiting):
        raise CannotBeAdded.away(candidate)
    if len(waiting) >= most:
        raise CannotBeAdded.busy(candidate, len(waiting))


def take_back(session: Session, actor: Actor, choice: AllocationChoice, *, on: date) -> None:
    """A choice no longer holds; the next run divides without it."""
    choice.ended_on = on
    record(session, actor, "allocationchoice.ended", choice)
