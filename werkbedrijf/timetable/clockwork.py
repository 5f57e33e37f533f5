"""APScheduler as the clock behind the timetable: it only says that it is time to look."""

import logging
import threading
from datetime import datetime, timedelta
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
# So often we look whether somebody set the clock; a step of more than this is one.
WATCH_SECONDS = 2.0
STEP = timedelta(seconds=30)


class Clockwork:
    """The ticking of one process. Looking often and claiming rows makes retries, restarts and clock jumps harmless."""

    def __init__(self, timetable: Timetable, database: Database, settings: Settings):
        self.timetable = timetable
        self.database = database
        self.settings = settings
        self.leader = Leader(database)
        self._scheduler: Any = None
        self._stopping = threading.Event()

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
        self._stopping.clear()
        threading.Thread(target=self._watch_the_clock, args=(clock.now(),), name="klok", daemon=True).start()

    def look(self, name: str) -> None:
        """Run this job when it is due and this process leads."""
        if self.leader.leads():
            self.timetable.run_job(self.database, self.settings, name, at=clock.now())

    def show_life(self) -> None:
        """Note that the timetable runs, for who looks whether the service is ready."""
        if self.leader.leads():
            with self.database.transaction(at=clock.now()) as session:
                note(session, TIMETABLE_LIVES)

    def look_again(self) -> None:
        """Look at every job at once, and from here on at its own pace."""
        scheduler = self._scheduler
        for job in scheduler.get_jobs() if scheduler is not None else ():
            job.modify(next_run_time=clock.now())

    def _watch_the_clock(self, seen: datetime) -> None:
        """Look at once after the clock was set, which may leave a job waiting until the old time has come again.

        And when the lead came to us: what a dead leader was at is taken over without waiting for its turn.
        """
        led = self.leader.leads()
        while not self._stopping.wait(WATCH_SECONDS):
            at, leads = clock.now(), self.leader.leads()
            was_set = at < seen or at - seen > STEP
            if was_set:
                log.warning("the clock was set by %d seconds", (at - seen).total_seconds())
            if was_set or (leads and not led):
                self.look_again()
            seen, led = at, leads

    def stop(self) -> None:
        """Let running work finish, and stop."""
        self._stopping.set()
        if self._scheduler is not None:
            scheduler, self._scheduler = self._scheduler, None
            scheduler.shutdown(wait=True)
        self.leader.step_down()


def _look_period(job: Job) -> timedelta:
    return min(job.rule.period, LOOK) if isinstance(job.rule, Every) else LOOK
