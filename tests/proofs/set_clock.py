"""The clock of the whole service set ahead and back while people write: ``python -m tests.proofs.set_clock --rounds 12``.

Needs a C compiler: every process reads its clock through ``moved_clock.c``. It is set while they run: two hours ahead, an hour
back, a day and two hours ahead, and back, each time around a day further. Half of the times everything is killed as well. What was
acknowledged must be there once, nothing may answer with an error of the server, every reminder that was due must be in the outbox,
and integrity and the trail must be whole.
"""

import argparse
import json
import secrets
import struct
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from subprocess import CalledProcessError

from sqlalchemy import func, insert, select, update

from employers.models import ContactKind
from matching.proposals.jobs import REMIND_BEFORE
from matching.proposals.messages import users_of
from matching.proposals.models import Proposal, ProposalStatus
from tests.engines import postgresql_url
from tests.proofs.kill9 import PLACE, counted
from tests.proofs.power_cut import library
from tests.proofs.service import Person, Service, command, demo
from werkbedrijf.accounts.demo_sign_in import DEMO_DOMAIN
from werkbedrijf.foundation.actors import User, speaks_for
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.outbox import OutboxMessage
from werkbedrijf.foundation.settings import Settings

SOURCE = Path(__file__).with_name("moved_clock.c")
STEPS = (2, 1, 27, 0)
"""So many hours ahead of the true time, each round the next; every time around a day further."""
DAYS = 5
"""The reminders are due over so many days."""
ROUND_SECONDS = 12
BUSY = 503


class Writer(threading.Thread):
    """An account manager who writes down one conversation after the other, and signs in again when asked to."""

    def __init__(self, address, number):
        super().__init__(daemon=True)
        self.person, self.number = Person(address), number
        self.acknowledged, self.without_answer, self.statuses = [], [], Counter()
        self.ends = threading.Event()

    def run(self):
        while not self.ends.is_set():
            try:
                self._once()
            except (OSError, RuntimeError):  # killed, or not let in because of it
                time.sleep(0.1)

    def _once(self):
        form = self.person.hidden(PLACE)
        if "idempotency_key" not in form:
            self.person = Person(self.person.address).sign_in()
            form = self.person.hidden(PLACE)
        mark = f"merk-{self.number}-{secrets.token_hex(6)}"
        fields = {**form, "idempotency_key": secrets.token_urlsafe(18), "note": mark, "kind": ContactKind.PHONE.value}
        try:
            status, text = self.person.post(f"{PLACE}/contact", fields)
        except OSError:
            self.without_answer.append(mark)
            raise
        self.statuses[status] += 1
        if status in {302, 303} and PLACE in text and "/inloggen" not in text:
            self.acknowledged.append(mark)


class Clock:
    """The clock of every process of the service, set in a file that all of them have open."""

    def __init__(self, folder):
        self.file, self.hours = Path(folder) / "clock", 0
        self.made = library(folder, SOURCE)
        self.set(0)

    def set(self, hours):
        self.hours = hours
        # Written in place: the others look at these eight bytes, and not at the name.
        with self.file.open("r+b" if self.file.exists() else "wb") as opened:
            opened.write(struct.pack("=q", hours * 3600))

    def environment(self):
        return {"LD_PRELOAD": str(self.made), "CLOCK_MOVED": str(self.file)}

    def now(self):
        return datetime.now(UTC) + timedelta(hours=self.hours)


def spread(database, at):
    """Give every voordracht that waits a term within the days to come, and its employer somebody to tell; returns the terms.

    Beside the service and its trail, as it is not what is proved.
    """
    day, terms = day_of(at), {}
    session = database.session(at=at)
    somebody = session.scalars(select(User).where(User.email == f"werkgever@{DEMO_DOMAIN}")).one()
    waiting = session.scalars(
        select(Proposal).where(Proposal.status == ProposalStatus.SENT).order_by(Proposal.id)
    ).all()
    for number, one in enumerate(waiting):
        if somebody not in users_of(session, one.vacancy.employer):
            session.execute(insert(speaks_for).values(user_id=somebody.id, employer_id=one.vacancy.employer_id))
        terms[one.reference] = day + timedelta(days=number % DAYS) + REMIND_BEFORE
        values = {"sent_on": day - timedelta(days=20), "held_until": terms[one.reference]}
        session.execute(update(Proposal).where(Proposal.id == one.id).values(**values))
        session.expire(one)
    session.commit()
    session.close()
    return terms


def reminders(database, at, terms):
    """The voordrachten whose reminder was due and is not there, how many reminders are there, and how many mails wait."""
    # What is due at half past six in the morning is not asked of a day that did not come that far.
    day = day_of(at - timedelta(hours=7))
    with database.reading(at=at) as session:
        told = session.scalars(select(OutboxMessage.key).where(OutboxMessage.key.contains(":herinnering-"))).all()
        waiting = session.scalar(select(func.count()).where(OutboxMessage.sent_at.is_(None)))
    due = {reference for reference, term in terms.items() if term <= day + REMIND_BEFORE}
    return sorted(due - {key.split(":")[1] for key in told}), len(told), waiting


def prove(folder, *, rounds, writers, settings):
    """Set, write, kill and look; returns what was counted."""
    clock = Clock(folder.parent)
    database = Database(settings.get("WERKBEDRIJF_DATABASE_URL") or Settings(data_dir=folder).database)
    terms = spread(database, clock.now())
    service = Service(folder, **settings, **clock.environment())
    began = [service.start()]
    people = [Writer(service.address, number) for number in range(writers)]
    for one in people:
        one.start()
    for number in range(rounds):
        clock.set(STEPS[number % len(STEPS)] + 24 * (number // len(STEPS)))
        time.sleep(ROUND_SECONDS)
        if number % 2:
            service.kill()
            began.append(service.start())
    time.sleep(ROUND_SECONDS)
    for one in people:
        one.ends.set()
    for one in people:
        one.join()
    time.sleep(90)  # a round of the timetable and of the post
    service.stop()
    with closing(database):
        told = told_of(folder, database, people, settings)
        missing, sent, waiting = reminders(database, clock.now(), terms)
    return told | {
        "reminders": sent,
        "reminders_missing": missing,
        "mail_waiting": waiting,
        "rounds": rounds,
        "slowest_start_seconds": round(max(began), 2),
    }


def told_of(folder, database, people, settings):
    """Beside what people were told: what is there."""
    found, sound = counted(database)
    acknowledged = [mark for one in people for mark in one.acknowledged]
    statuses = sum((one.statuses for one in people), Counter())
    whole, trail = (checked(words, folder, settings) for words in (["integrity"], ["audit", "verify"]))
    return {
        "acknowledged": len(acknowledged),
        "without_answer": sum(len(one.without_answer) for one in people),
        "answers": {str(status): n for status, n in sorted(statuses.items())},
        "lost": sum(mark not in found for mark in acknowledged),
        "twice": sum(times > 1 for times in found.values()),
        "errors_of_the_server": sum(n for status, n in statuses.items() if status >= 500 and status != BUSY),
        "integrity": sound,
        "whole": whole.get("ok") or whole,
        "trail": trail.get("ok") or trail,
    }


def checked(words, folder, settings):
    """What a command that checks says in JSON, whatever it found."""
    try:
        return json.loads(command(*words, "--json", folder=folder, **settings).stdout)
    except CalledProcessError as found:
        return json.loads(found.stdout)


def main():
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--rounds", type=int, default=12)
    wanted.add_argument("--writers", type=int, default=3)
    wanted.add_argument("--engine", choices=["sqlite", "postgresql"], default="sqlite")
    chosen = wanted.parse_args()
    settings = {"WERKBEDRIJF_DATABASE_URL": postgresql_url()} if chosen.engine == "postgresql" else {}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        folder = Path(place) / "map"
        demo(folder, **settings)
        told = {"engine": chosen.engine} | prove(
            folder, rounds=chosen.rounds, writers=chosen.writers, settings=settings
        )
    print(json.dumps(told, indent=1))
    wrong = told["lost"] or told["twice"] or told["reminders_missing"] or told["errors_of_the_server"]
    sys.exit(1 if wrong or told["whole"] is not True or told["trail"] is not True else 0)


if __name__ == "__main__":
    main()
