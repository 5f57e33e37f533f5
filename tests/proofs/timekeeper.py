"""A timetable in a process of its own whose clock can be set: only for the proof, which starts it and kills it.

``python -m tests.proofs.timekeeper FOLDER``. The offset of its clock stands in a file; what it does it writes in another.
"""

import json
import os
import random
import sys
import threading
import time
from datetime import time as wall_clock
from datetime import timedelta
from pathlib import Path

import time_machine

from tests.proofs.processes import SECRET
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.outbox import deliver
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.jobs import TIMETABLE, transport_of
from werkbedrijf.timetable.clockwork import Clockwork
from werkbedrijf.timetable.running import Timetable
from werkbedrijf.timetable.schedule import Daily, Job

NIGHT = "proef-nacht"
# The real ones that deal with reminders, mail and terms.
REAL = ("voordrachten-herinneren", "voordrachten-verlopen", "plaatsingen-starten", "logboek-verzegelen", "opruimen")


def monotonic() -> float:
    """Seconds that nobody sets, the same for every process of this machine."""
    return time.clock_gettime(time.CLOCK_MONOTONIC)


class Diary:
    """What this process did, one line each; whole lines, whoever else writes."""

    def __init__(self, folder: Path):
        self.file = os.open(folder / "diary", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)

    def __call__(self, what: str, **facts) -> None:
        line = json.dumps({"what": what, "pid": os.getpid(), "t": monotonic(), **facts})
        os.write(self.file, line.encode() + b"\n")


class Counted:
    """The transport of the service, and a line for each mail that was handed over."""

    def __init__(self, inner, diary: Diary):
        self.inner, self.diary = inner, diary

    def send(self, mail) -> None:
        self.inner.send(mail)
        self.diary("sent", message=str(mail["Message-ID"]))


def watched(job: Job, diary: Diary) -> Job:
    """The job with a line before and after, and moments in which one is easily killed."""

    def run(work):
        due = job.rule.last_due(work.at).isoformat()
        diary("begin", job=job.name, due=due)
        time.sleep(random.uniform(0, 0.3))
        done = job.function(work)
        time.sleep(random.uniform(0, 0.3))
        diary("end", job=job.name, due=due)
        return done

    return Job(job.name, job.title, job.rule, run, job.needed)


class Watched(Timetable):
    """The timetable, with a line once a run was noted."""

    def __init__(self, jobs, diary: Diary):
        super().__init__(jobs)
        self.diary = diary

    def run_job(self, database, settings, name, *, at, by_hand=False):
        run = super().run_job(database, settings, name, at=at, by_hand=by_hand)
        if run is not None:
            self.diary("noted", job=name, due=run.due_key.partition(":")[2], problem=run.problem)
        return run


def jobs(settings: Settings, diary: Diary) -> list[Job]:
    """Some of the real timetable, and one that is due in the hour that is skipped or comes twice."""
    post = TIMETABLE.jobs["berichten"]
    mail = Counted(transport_of(settings), diary)
    sending = Job(
        post.name,
        post.title,
        post.rule,
        lambda work: deliver(work.database, mail, settings.mail_from, at=work.at),
        post.needed,
    )
    night = Job(NIGHT, "Iets van de nacht", Daily(wall_clock(2, 30)), lambda _: None)
    return [watched(one, diary) for one in (sending, night, *(TIMETABLE.jobs[name] for name in REAL))]


class Follower:
    """Sets the clock of this process as the file says."""

    def __init__(self, traveller, folder: Path):
        self.traveller, self.file, self.offset = traveller, folder / "clock", 0.0

    def __call__(self) -> None:
        told = float(self.file.read_text() or self.offset)
        if told != self.offset:
            self.traveller.shift(timedelta(seconds=told - self.offset))
            self.offset = told

    def always(self) -> None:
        while True:
            time.sleep(0.05)
            self()


def main() -> None:
    folder = Path(sys.argv[1])
    diary = Diary(folder)
    traveller = time_machine.travel(time.time(), tick=True).start()
    follower = Follower(traveller, folder)
    follower()
    threading.Thread(target=follower.always, daemon=True).start()
    settings = Settings(secret_key=SECRET, password_cost="test").prepare()
    database = Database(settings.database)
    clockwork = Clockwork(Watched(jobs(settings, diary), diary), database, settings)
    leads = clockwork.leader.leads
    led = [False]

    def told() -> bool:
        now = leads()
        if now and not led[0]:
            diary("leads")
        led[0] = now
        return now

    clockwork.leader.leads = told
    clockwork.start()
    diary("up")
    threading.Event().wait()


if __name__ == "__main__":
    main()
