"""A few days of reminders on each kind of database, in threads. The large one: ``python -m tests.proofs.scheduler``."""

import contextlib
import threading
from collections import Counter
from datetime import time, timedelta
from itertools import cycle

import pytest

from tests.proofs.scheduler import AUTUMN, SPRING, make_world, moments, reminders
from tests.proofs.timekeeper import NIGHT
from werkbedrijf.foundation.clock import AMSTERDAM
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.jobs import TIMETABLE
from werkbedrijf.timetable.running import Timetable
from werkbedrijf.timetable.schedule import Daily, Job

DAYS = [SPRING, AUTUMN]
MANY = 8
HALF_PAST_TWO = Daily(time(2, 30))


class Killed(BaseException):
    """The end of a worker, before it does a job or after that; a worker is a thread."""


def dying(job, fate):
    """The job, with workers that are killed before or after what it does."""

    def run(work):
        before, after = fate()
        if before:
            raise Killed
        done = job.function(work)
        if after:
            raise Killed
        return done

    return Job(job.name, job.title, job.rule, run, job.needed)


class Lives:
    """The timetable over two workers at a time, some of which are killed, and how often the work of the night was done."""

    def __init__(self, database, settings):
        self.database, self.settings = database, settings
        self.lock, self.nights = threading.Lock(), Counter()
        self.fates = cycle([(True, False), (False, False), (False, True), (False, False), (False, False)])
        quiet = Job(NIGHT, "Iets van de nacht", HALF_PAST_TWO, self.night)
        real = [dying(TIMETABLE.jobs[name], self.fate) for name in ("voordrachten-herinneren", "berichten")]
        self.plan = Timetable([quiet, *real])

    def fate(self):
        with self.lock:
            return next(self.fates)

    def night(self, work):
        with self.lock:
            self.nights[HALF_PAST_TWO.last_due(work.at).astimezone(AMSTERDAM).date()] += 1

    def work(self, at):
        with contextlib.suppress(Killed):
            self.plan.run_due(self.database, self.settings, at=at)

    def two_at(self, at):
        workers = [threading.Thread(target=self.work, args=(at + timedelta(seconds=20 * n),)) for n in range(2)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join(timeout=30)


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_every_reminder_is_told_once_whatever_dies_and_whatever_the_clock_does(request, tmp_path, engine):
    database = request.getfixturevalue("database" if engine == "sqlite" else "postgresql")
    settings = Settings(data_dir=tmp_path, secret_key="only for tests").prepare()
    make_world(database, DAYS, MANY)
    lives = Lives(database, settings)

    for moment in [moment for day in DAYS for moment in moments(day)]:
        for hours in (0, 2, -1, 26):
            lives.two_at(moment + timedelta(hours=hours))
    last = moment + timedelta(days=1)
    for n in range(5):
        lives.work(last + timedelta(minutes=11 * n))

    mails = [file.read_text() for file in settings.mail_folder.glob("*.eml")]
    assert reminders(database, last) == MANY
    assert sum("Wilt u antwoorden" in mail for mail in mails) == MANY
    assert lives.nights[SPRING] == lives.nights[AUTUMN] == 1
