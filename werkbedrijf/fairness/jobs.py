"""Measuring the run in force, once: read, measure outside any transaction, store."""

from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from matching.allocation.inputs import Inputs
from matching.allocation.settings import RunSettings
from matching.proposals.shortlist import month_key
from matching.runs.models import AllocationRun
from matching.runs.queries import input_of, latest_before, latest_run, outcome_of
from werkbedrijf.fairness.measuring import measured
from werkbedrijf.fairness.models import FairnessReport
from werkbedrijf.fairness.queries import report_of
from werkbedrijf.fairness.reading import around
from werkbedrijf.fairness.result import Measures
from werkbedrijf.foundation.actors import TIMETABLE
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.db import Database


def unmeasured_run(session: Session) -> AllocationRun | None:
    """The run in force, when nobody measured it yet and what went into it is still there."""
    run = latest_run(session)
    if run is None or report_of(session, run.id) is not None:
        return None
    there = select(exists().where(AllocationRun.id == run.id, AllocationRun.input.is_not(None)))
    return run if session.scalar(there) else None


def something_to_measure(session: Session, at: datetime) -> bool:
    """Whether the run in force waits to be measured."""
    return unmeasured_run(session) is not None


def measure_latest(database: Database, secret: str, *, at: datetime) -> int:
    """Measure the run in force; returns how many reports were made. Doing it twice makes one report."""
    with database.reading(at=at) as session:
        run = unmeasured_run(session)
        if run is None:
            return 0
        run_id, measures = run.id, measures_of(session, run, secret)
    try:
        with database.transaction(at=at) as session:
            keep(session, session.get_one(AllocationRun, run_id), measures)
    except IntegrityError:
        return 0  # somebody else was first
    return 1


def measures_of(session: Session, run: AllocationRun, secret: str) -> Measures:
    """Measure a run with what is known now. Raises ValueError when what went into it was thrown away."""
    stored = input_of(run)
    if stored is None:
        raise ValueError(f"Wat in {run} ging, is weggegooid.")
    before = latest_before(session, run)
    return measured(
        Inputs.from_dict(stored),
        RunSettings.from_dict(run.settings),
        month_key(secret, run.day),
        outcome_of(run),
        outcome_of(before) if before else None,
        around(session, run.day),
    )


def keep(session: Session, run: AllocationRun, measures: Measures) -> FairnessReport:
    """Store what was measured. A second report of one run meets the unique index (IntegrityError)."""
    report = FairnessReport(run=run, day=run.day, made_at=session.info["at"], measures=measures.to_dict())
    session.add(report)
    session.flush()
    record(session, TIMETABLE, "fairnessreport.measured", report)
    return report
