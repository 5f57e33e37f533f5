"""Making a run: claim it, read, solve outside any transaction, and store. A run that goes wrong leaves the last one in force."""

import hashlib
import logging
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from matching.allocation.actions import fail, give_up, new_run
from matching.allocation.inputs import Inputs
from matching.allocation.reading import inputs_of
from matching.allocation.settings import RunSettings, settings_on
from matching.allocation.solving import solve_region
from matching.allocation.version import code_version
from matching.allocation.weights import RunWeights, WeightsOn, fixed_weights
from matching.proposals.shortlist import month_key
from matching.runs.models import AllocationRun, RunKind, RunStatus
from matching.runs.outcome import Outcome, packed
from matching.runs.queries import runs_newest_first
from werkbedrijf.foundation.actors import TIMETABLE
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.errors import DomainError
from werkbedrijf.foundation.rows import rows_reached

log = logging.getLogger("werkbedrijf")

WENT_WRONG: Final = (
    "De verdeling is niet gelukt door een storing. De vorige verdeling blijft gelden. "
    "Vraag later een nieuwe, of bel de beheerder."
)


def run_at_night(database: Database, secret: str, *, at: datetime, weights: WeightsOn = fixed_weights) -> int:
    """The run of the night, once for each day; returns how many runs were made.

    ``weights`` tells which learned weights are in force.
    """
    on = day_of(at)
    try:
        with database.transaction(at=at) as session:
            give_up(session)
            known = runs_newest_first([RunKind.NIGHT]).where(
                AllocationRun.day == on, AllocationRun.status != RunStatus.FAILED
            )
            run = session.scalars(known.limit(1)).first() or new_run(session, TIMETABLE, RunKind.NIGHT, on=on)
            run_id = run.id
    except IntegrityError:
        return 0  # somebody else was first
    return int(carry_out(database, run_id, secret, at=at, weights=weights))


def run_waiting(database: Database, secret: str, *, at: datetime, weights: WeightsOn = fixed_weights) -> int:
    """Every run that somebody asked for and nobody has begun; returns how many were made."""
    with database.transaction(at=at) as session:
        give_up(session)
        waiting = runs_newest_first([RunKind.ON_REQUEST]).where(AllocationRun.status == RunStatus.WAITING)
        ids = list(session.scalars(waiting.with_only_columns(AllocationRun.id)))
    return sum(carry_out(database, run_id, secret, at=at, weights=weights) for run_id in ids)


def carry_out(
    database: Database, run_id: int, secret: str, *, at: datetime, weights: WeightsOn = fixed_weights
) -> bool:
    """Make one waiting run; False when somebody else does or did.

    Whatever goes wrong is noted with the run and raised again, so that the timetable knows it too.
    """
    if not _claimed(database, run_id, at):
        return False
    try:
        _make(database, run_id, secret, at, weights)
    except Exception as problem:
        with database.transaction(at=at) as session:
            sentence = problem.sentence if isinstance(problem, DomainError) else WENT_WRONG
            fail(session, session.get_one(AllocationRun, run_id), sentence)
        raise
    return True


def _make(database: Database, run_id: int, secret: str, at: datetime, weights: WeightsOn) -> None:
    with database.reading(at=at) as session:
        on = session.get_one(AllocationRun, run_id).day
        inputs, settings = inputs_of(session, on=on), settings_on(session, on, weights(session, on))
    key = month_key(secret, on)

    def told(progress: int, step: str) -> None:
        _note(database, run_id, at, progress=progress, step=step)

    outcome = solve_region(inputs, settings, key, told=told)
    stored = stored_of(inputs, settings, key, outcome)
    with database.transaction(at=at) as session:
        finish(session, session.get_one(AllocationRun, run_id), stored)


def run_here(
    session: Session,
    secret: str,
    *,
    on: date,
    kind: RunKind = RunKind.NIGHT,
    weights: RunWeights | None = None,
) -> AllocationRun:
    """Make a run within this transaction, for whoever builds a whole region at once."""
    run = new_run(session, TIMETABLE, kind, on=on)
    inputs, settings, key = inputs_of(session, on=on), settings_on(session, on, weights), month_key(secret, on)
    finish(session, run, stored_of(inputs, settings, key, solve_region(inputs, settings, key)))
    return run


def stored_of(inputs: Inputs, settings: RunSettings, key: bytes, outcome: Outcome) -> Mapping[str, Any]:
    """What a run keeps, by the name of its column."""
    went_in, input_digest = packed(inputs.to_dict())
    came_out, outcome_digest = packed(outcome.to_dict())
    return {
        "settings": settings.to_dict(),
        "key_id": key_id(key, inputs.day),
        "code_version": code_version(),
        "input": went_in,
        "input_digest": input_digest,
        "outcome": came_out,
        "outcome_digest": outcome_digest,
    }


def key_id(key: bytes, on: date) -> str:
    """Which key drew the lots, without telling it."""
    return f"{on:%Y-%m} {hashlib.sha256(key).hexdigest()[:12]}"


def finish(session: Session, run: AllocationRun, stored: Mapping[str, Any]) -> None:
    """The run is done: from now on it is never changed."""
    for name, value in stored.items():
        setattr(run, name, value)
    run.status, run.progress, run.step = RunStatus.DONE, 100, "Klaar"
    run.finished_at = session.info["at"]
    record(session, TIMETABLE, "allocationrun.finished", run)


def _claimed(database: Database, run_id: int, at: datetime) -> bool:
    """Take a waiting run; of two that try only one gets it."""
    return _note(
        database, run_id, at, RunStatus.WAITING, status=RunStatus.BUSY, progress=5, step="Mensen en plekken lezen"
    )


def _note(database: Database, run_id: int, at: datetime, status: RunStatus = RunStatus.BUSY, /, **values: Any) -> bool:
    """How far a run is, saved at once so that a page can tell; False when it has another status by now."""
    step = update(AllocationRun).where(AllocationRun.id == run_id, AllocationRun.status == status).values(**values)
    with database.transaction(at=at) as session:
        return rows_reached(session, step.execution_options(synchronize_session=False)) == 1
