"""Running jobs: claim, work, note. Each step is a transaction of its own; the work may have several."""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy.exc import IntegrityError

from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.foundation.troubles import kept_of
from werkbedrijf.timetable.actions import claim, finish
from werkbedrijf.timetable.busy import alone
from werkbedrijf.timetable.models import JobRun
from werkbedrijf.timetable.schedule import Every, Job, Work

log = logging.getLogger("werkbedrijf.timetable")


class Timetable:
    """The jobs of this service, by name. ``run_due`` and ``run_job`` are safe to call at once from several processes."""

    def __init__(self, jobs: Iterable[Job]):
        self.jobs = {job.name: job for job in jobs}

    def run_due(self, database: Database, settings: Settings, *, at: datetime) -> list[JobRun]:
        """Do everything that is due at this moment and not done yet; returns what was run here."""
        runs = (self.run_job(database, settings, name, at=at) for name in self.jobs)
        return [run for run in runs if run is not None]

    def run_job(
        self, database: Database, settings: Settings, name: str, *, at: datetime, by_hand: bool = False
    ) -> JobRun | None:
        """Do one job for its latest due moment, or now when someone asks ``by_hand``.

        Returns how it went, or None when there was nothing to do or someone else does it. A problem is noted, never raised.
        """
        job = self.jobs[name]
        database.base_url = database.base_url or settings.base_url
        if not by_hand and not _is_needed(job, database, at):
            return None
        due = at if by_hand else job.rule.last_due(at)
        with alone(database, settings, name) as ours:
            if not ours:
                return None
            run = _claimed(job, database, f"{name}:{'hand:' if by_hand else ''}{due.isoformat()}", at)
            return _done(job, Work(database, settings, at), run.id) if run is not None else None


def _is_needed(job: Job, database: Database, at: datetime) -> bool:
    if job.needed is None:
        return True
    session = database.session(at=at)
    try:
        return job.needed(session, at)
    finally:
        session.close()


def _claimed(job: Job, database: Database, due_key: str, at: datetime) -> JobRun | None:
    try:
        with database.transaction(at=at) as session:
            return claim(session, job.name, due_key, period=_period_of_queue(job))
    except IntegrityError:
        return None


def _period_of_queue(job: Job) -> timedelta | None:
    return job.rule.period if isinstance(job.rule, Every) and job.needed is not None else None


def _done(job: Job, work: Work, run_id: int) -> JobRun:
    result, problem = None, ""
    try:
        result = job.function(work)
    except Exception as trouble:  # whatever goes wrong in a job may not stop the others
        mark = uuid4().hex[:12]
        log.exception("job %s went wrong (%s)", job.name, mark)
        problem = kept_of(trouble, mark)
    with work.database.transaction(at=work.at) as session:
        return finish(session, run_id, result=result, problem=problem)
