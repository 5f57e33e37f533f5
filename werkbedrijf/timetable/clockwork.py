"""APScheduler as the clock behind the timetable: it only says that it is time to look."""

import logging
from datetime import timedelta
from typing import Any

from werkbedrijf.foundation import clock
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.notes import TIMETABLE_LIVES, note
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.timetable.leading import Leader
from werkbedrijf.timetable.running import Timetable
from werkbedrijf.timetable.schedule import Every, Job

log = logging.getLogger("werkbedrijf.timetable")

# A job is looked at this often at most; it runs only when its own rule says so.
LOOK = timedelta(minutes=1)


class Clockwork:
    """The ticking of one process. Looking often and claiming rows makes retries, restarts and clock jumps harmless."""

    def __init__(self, timetable: Timetable, database: Database, settings: Settings):
        self.timetable = timetable
        self.database = database
        self.settings = settings
        self.leader = Leader(database)
        self._scheduler: Any = None

    def start(self) -> None:
        """Begin to tick, in threads of its own; the first look is at once."""
        from apscheduler.executors.pool import ThreadPoolExecutor
        from apscheduler.schedulers.background import BackgroundScheduler

        scheduler = BackgroundScheduler(
            timezone="UTC",
            executors={"default": ThreadPoolExecutor(3)},
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )
        for job in self.timetable.jobs.values():
            seconds = _look_period(job).total_seconds()
            scheduler.add_job(
                self.look, "interval", seconds=seconds, args=[job.name], id=job.name, next_run_time=clock.now()
            )
        scheduler.add_job(
            self.show_life, "interval", seconds=LOOK.total_seconds(), id=TIMETABLE_LIVES, next_run_time=clock.now()
        )
        scheduler.start()
        self._scheduler = scheduler

    def look(self, name: str) -> None:
        """Run this job when it is due and this process leads."""
        if self.leader.leads():
            self.timetable.run_job(self.database, self.settings, name, at=clock.now())

    def show_life(self) -> None:
        """Note that the timetable runs, for who looks whether the service is ready."""
        if self.leader.leads():
            with self.database.transaction(at=clock.now()) as session:
                note(session, TIMETABLE_LIVES)

    def stop(self) -> None:
        """Let running work finish, and stop."""
        if self._scheduler is not None:
            self._scheduler.shutdown(wait=True)
            self._scheduler = None
        self.leader.step_down()


def _look_period(job: Job) -> timedelta:
    return min(job.rule.period, LOOK) if isinstance(job.rule, Every) else LOOK
