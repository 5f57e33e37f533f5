"""Asking for a run, and what becomes of it."""

from datetime import date, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from matching.allocation.queries import interrupted
from matching.runs.models import AllocationRun, RunKind, RunStatus
from matching.runs.queries import run_under_way
from werkbedrijf.foundation.actors import TIMETABLE, Actor
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.parameters import Parameter, whole_number_on
from werkbedrijf.foundation.references import Kind, next_reference

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
