"""Claiming a due moment, and noting how the work went."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from werkbedrijf.foundation.rows import rows_reached
from werkbedrijf.timetable.models import JobRun

MOST_ATTEMPTS = 4
# Who was killed at work did nothing wrong, but work that kills whoever does it may not go on for ever.
MOST_DEATHS = 25
# After a problem it is tried again.
WAIT = timedelta(minutes=5)
KEPT = timedelta(days=30)


def claim(session: Session, name: str, due_key: str, *, period: timedelta | None = None) -> JobRun | None:
    """The row to work on, or None when this due moment is done or to be tried later. Only for who is ``alone`` at the job.

    ``period`` is that of a job that empties a queue: it may come by again in a stretch of time that the clock relives.
    Two that claim at once all the same: one gets the row, the other meets the unique key (IntegrityError) or the count.
    """
    at: datetime = session.info["at"]
    known = session.scalars(select(JobRun).where(JobRun.due_key == due_key)).first()
    if known is None:
        row = JobRun(name=name, due_key=due_key, started_at=at, attempts=1, problem="")
        session.add(row)
        session.flush()
        return row
    return _claimed_again(session, known, at) if may_be_tried_again(known, at, period=period) else None


def may_be_tried_again(run: JobRun, at: datetime, *, period: timedelta | None = None) -> bool:
    """Whether a run that went wrong, or whose worker died, is due for another attempt."""
    if run.finished_at is None:
        return run.attempts < MOST_DEATHS
    if run.went_well:
        # Finished in what is now the future: the clock was set back, and what waits may not wait for it to catch up.
        return period is not None and run.finished_at - at > period
    # Either way: a clock that was set back does not make it wait longer.
    return run.attempts < MOST_ATTEMPTS and abs(at - run.finished_at) >= WAIT * run.attempts


def _claimed_again(session: Session, known: JobRun, at: datetime) -> JobRun | None:
    raised = (
        update(JobRun)
        .where(JobRun.id == known.id, JobRun.attempts == known.attempts)
        .values(attempts=known.attempts + 1, started_at=at, finished_at=None, problem="")
        .execution_options(synchronize_session=False)
    )
    if rows_reached(session, raised) != 1:
        return None
    session.refresh(known)
    return known


def finish(session: Session, run_id: int, *, result: int | None = None, problem: str = "") -> JobRun:
    """Note how the work went."""
    run = session.get_one(JobRun, run_id)
    run.finished_at = session.info["at"]
    run.result, run.problem = result, problem
    return run


def forget_old_runs(session: Session, *, at: datetime) -> int:
    """Throw away what was noted more than thirty days ago; returns how many rows."""
    return rows_reached(session, delete(JobRun).where(JobRun.started_at < at - KEPT))
