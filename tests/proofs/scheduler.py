"""Reminders over workers that are killed and a clock that jumps: ``python -m tests.proofs.scheduler --rounds 10``.

Four timetables in processes of their own over one database, a day each round, over both nights in which the clock of
Amsterdam is set. Workers are killed at random moments; the clock goes two hours ahead, an hour back, 26 hours ahead and back.
Every reminder must be in the outbox once and leave, no due moment is done again once it was noted, and no two do it at once.
"""

import argparse
import json
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from datetime import time as wall_clock
from functools import partial
from pathlib import Path

from sqlalchemy import func, select, update

from matching.proposals.jobs import REMIND_BEFORE
from matching.proposals.models import Proposal
from tests.making import Make
from tests.proofs.diaries import QUEUES, at_once, diary, leads_taken
from tests.proofs.processes import database_for, environment
from tests.proofs.timekeeper import NIGHT, monotonic
from werkbedrijf.foundation.clock import AMSTERDAM
from werkbedrijf.foundation.outbox import OutboxMessage
from werkbedrijf.integrity.rules import RULES, broken

# Around the last Sundays of March and October.
SPRING, AUTUMN = date(2027, 3, 28), date(2027, 10, 31)
MORNING = wall_clock(6, 30, 1)
SEATS = 50
# Whoever leads is killed: somebody else leads within this time, and the work goes on.
TAKEN_OVER_SECONDS = 15


def days_of(rounds: int) -> list[date]:
    """So many days in a row, half of them around each night."""
    spring, autumn = rounds - rounds // 2, rounds // 2
    return [SPRING + timedelta(days=n - spring // 2) for n in range(spring)] + [
        AUTUMN + timedelta(days=n - autumn // 2) for n in range(autumn)
    ]


def moments(day: date) -> list[datetime]:
    """Where the clock is set on a day: the night around half past two, and the morning of the reminders."""
    night = []
    if day in {SPRING, AUTUMN}:
        before = datetime.combine(day, wall_clock(0, 29, 59), UTC)
        night = [before, before + timedelta(hours=1)]
    return [*night, datetime.combine(day, MORNING, AMSTERDAM).astimezone(UTC)]


def make_world(database, days: list[date], many: int) -> None:
    """So many voordrachten without an answer, the reminders of which are spread over the days."""
    at = datetime.combine(days[0] - timedelta(days=30), MORNING, AMSTERDAM).astimezone(UTC)
    session = database.session(at=at)
    make = Make(session)
    make.region()
    make.parameters()
    site = make.establishment()
    make.employer_user(site.employer)
    coach = make.user()
    explanation, place = None, None
    for number in range(many):
        if number % SEATS == 0:
            place = make.vacancy(site, seats=SEATS)
        person = make.profile(make.candidate(coach=coach)).candidate
        if explanation is None:
            explanation = make.explanation(place, person)
        proposal = make.proposal(place, person, explanation=explanation, by=make.actor_of(coach))
        day = days[number % len(days)]
        values = {"sent_on": days[0] - timedelta(days=20), "held_until": day + REMIND_BEFORE}
        session.execute(update(Proposal).where(Proposal.id == proposal.id).values(**values))
        session.expire(proposal)
    session.commit()
    session.close()


class Workers:
    """The processes, and who of them leads."""

    def __init__(self, settings, many: int):
        self.settings, self.folder = settings, settings.data_dir
        self.log = (self.folder / "workers.log").open("w", encoding="utf-8")
        self.alive = [self._start() for _ in range(many)]
        self.killed: list[tuple[float, bool]] = []

    def _start(self) -> subprocess.Popen:
        command = [sys.executable, "-m", "tests.proofs.timekeeper", str(self.folder)]
        return subprocess.Popen(command, env=environment(self.settings), stdout=self.log, stderr=self.log)

    def kill_one(self) -> None:
        """SIGKILL to one of them, half of the time to who leads; another is started, as a service manager would."""
        leader = next((line["pid"] for line in reversed(diary(self.folder)) if line["what"] == "leads"), 0)
        leaders = [one for one in self.alive if one.pid == leader]
        one = leaders[0] if leaders and random.random() < 0.5 else random.choice(self.alive)
        self.killed.append((monotonic(), one.pid == leader))
        one.send_signal(signal.SIGKILL)
        one.wait()
        self.alive.remove(one)
        self.alive.append(self._start())

    def stop(self) -> None:
        for one in self.alive:
            one.kill()
            one.wait()
        self.log.close()


def set_clock(folder: Path, moment: datetime) -> None:
    """Set the clock of every worker, whole or not at all."""
    part = folder / "clock.part"
    part.write_text(str(moment.timestamp() - time.time()))
    part.replace(folder / "clock")


def reminders(database, at, *more):
    """How many reminders there are with these facts."""
    with database.reading(at=at) as session:
        return session.scalar(select(func.count()).where(OutboxMessage.key.contains(":herinnering-"), *more))


def until(done, seconds: float) -> float:
    """Wait until it is so, or this long; the seconds that took."""
    began = monotonic()
    while not done() and monotonic() - began < seconds:
        time.sleep(0.1)
    return monotonic() - began


class Course:
    """The days as they go by over one database."""

    def __init__(self, settings, database, company, expected: Counter, kills: int):
        self.folder, self.database, self.company = settings.data_dir, database, company
        self.expected, self.kills = expected, kills
        self.clock, self.sets = datetime.now(UTC), 0
        self.waits: list[float] = []

    def set(self, moment: datetime) -> None:
        """Set the clock of all workers."""
        self.clock, self.sets = moment, self.sets + 1
        set_clock(self.folder, moment)

    def go(self, days: list[date]) -> None:
        """One day after the other, with deaths and jumps; then until the last mail left."""
        for number, day in enumerate(days):
            *night, morning = moments(day)
            for moment in night:
                self.set(moment)
                time.sleep(5)
            self.set(morning)
            began = monotonic()
            for _ in range(self.kills * (number + 1) // len(days) - self.kills * number // len(days)):
                time.sleep(random.uniform(0, 4))
                self.company.kill_one()
            due = sum(self.expected[one] for one in days[: number + 1])
            until(partial(self.are_told, due), 90)
            self.waits.append(monotonic() - began)
            for hours in _jumps(number):
                self.set(morning + timedelta(hours=hours))
                time.sleep(2.5)
        for _ in range(12):
            self.set(self.clock + timedelta(minutes=7))
            if until(self.all_left, 15) < 15:
                break

    def are_told(self, due: int) -> bool:
        """Whether so many reminders are in the outbox."""
        return reminders(self.database, self.clock) >= due

    def all_left(self) -> bool:
        """Whether no reminder waits."""
        return not reminders(self.database, self.clock, OutboxMessage.sent_at.is_(None))


def prove(engine: str, *, rounds: int, many: int, workers: int, kills: int) -> dict:
    """Let the days go by; returns what was counted and what was wrong."""
    days, began = days_of(rounds), monotonic()
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        database_for(engine, Path(folder)) as (settings, database),
    ):
        make_world(database, days, many)
        set_clock(settings.data_dir, moments(days[0])[0] - timedelta(hours=1))
        company = Workers(settings, workers)
        course = Course(settings, database, company, Counter(days[n % len(days)] for n in range(many)), kills)
        try:
            until(lambda: sum(line["what"] == "up" for line in diary(settings.data_dir)) >= workers, 120)
            course.go(days)
        finally:
            company.stop()
        lines = diary(settings.data_dir)
        wrong = judge(database, course.clock, lines, many, days, company)
        if wrong:
            print((settings.data_dir / "workers.log").read_text()[-3000:])
        return counted(course, lines) | {
            "engine": engine,
            "rounds": rounds,
            "reminders": many,
            "seconds": round(monotonic() - began),
            "wrong": wrong,
        }


def counted(course: Course, lines: list[dict]) -> dict:
    """The figures of one run."""
    sent = Counter(line["message"] for line in lines if line["what"] == "sent")
    left = OutboxMessage.sent_at.is_not(None)
    return {
        "in_the_outbox": reminders(course.database, course.clock),
        "left": reminders(course.database, course.clock, left),
        "mails_handed_over": len(sent),
        "handed_over_again_after_a_kill_with_the_same_message_id": sum(n - 1 for n in sent.values()),
        "kills": len(course.company.killed),
        "kills_of_the_leader": sum(led for _, led in course.company.killed),
        "times_the_clock_was_set": course.sets,
        "runs_noted": sum(line["what"] == "noted" for line in lines),
        "seconds_until_somebody_else_led": [round(took, 1) for took in leads_taken(lines, course.company.killed)],
        "slowest_round_seconds": round(max(course.waits), 1),
    }


def _jumps(number: int) -> tuple[int, ...]:
    """Ahead, back, and so far that the work of the next day is done on this one."""
    return ((2, 0), (-1, 0), (26, 0), ())[number % 4]


def judge(database, at, lines, many, days, company) -> list[str]:
    """What went against the promise."""
    with database.reading(at=at) as session:
        wrong = [f"{rule.name}: {one}" for rule in RULES for one in broken(session, rule)]
    if (found := reminders(database, at)) != many:
        wrong.append(f"{found} reminders in the outbox, {many} were due")
    if waiting := reminders(database, at, OutboxMessage.sent_at.is_(None)):
        wrong.append(f"{waiting} reminders never left")
    noted = Counter((line["job"], line["due"]) for line in lines if line["what"] == "noted" and not line["problem"])
    wrong += [f"{job} done {n} times for {due}" for (job, due), n in noted.items() if n > 1 and job not in QUEUES]
    wrong += [f"{line['job']}: {line['problem']}" for line in lines if line["what"] == "noted" and line["problem"]]
    nights = {due for (job, due) in noted if job == NIGHT}
    for day in {SPRING, AUTUMN} & set(days):
        here = [due for due in nights if datetime.fromisoformat(due).astimezone(AMSTERDAM).date() == day]
        if len(here) != 1:
            wrong.append(f"{NIGHT} ran {len(here)} times on {day}")
    wrong += [f"two at once: {a['job']} {a['due']}" for a in at_once(lines)]
    # On SQLite everybody leads.
    takes = leads_taken(lines, company.killed) if database.engine.dialect.name == "postgresql" else []
    slow = [t for t in takes if t > TAKEN_OVER_SECONDS]
    return wrong + [f"nobody led for {seconds:.1f} s" for seconds in slow]


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--reminders", type=int, default=1000)
    parser.add_argument("--workers", type=int, default=4)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--engine", choices=["sqlite", "postgresql"], action="append")
    told = parser.parse_args()
    outcomes = [
        prove(engine, rounds=told.rounds, many=told.reminders, workers=told.workers, kills=told.kills)
        for engine in told.engine or ["sqlite", "postgresql"]
    ]
    print(json.dumps(outcomes, indent=1))
    return 1 if any(outcome["wrong"] for outcome in outcomes) else 0


if __name__ == "__main__":
    sys.exit(main())
