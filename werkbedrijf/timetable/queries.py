"""What can be asked about the timetable."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from werkbedrijf.timetable.models import JobRun


def last_runs(session: Session) -> dict[str, JobRun]:
    """The newest run of each job, by name."""
    newest = select(func.max(JobRun.id)).group_by(JobRun.name)
    return {run.name: run for run in session.scalars(select(JobRun).where(JobRun.id.in_(newest)))}


def recent_problems(session: Session, limit: int = 10) -> list[JobRun]:
    """Runs that went wrong, newest first."""
    wrong = select(JobRun).where(JobRun.problem != "").order_by(JobRun.id.desc()).limit(limit)
    return list(session.scalars(wrong))
