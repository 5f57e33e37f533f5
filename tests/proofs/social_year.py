"""A year of deadlines that everybody hears of once: ``python -m tests.proofs.social_year --days 365 --workers 2``.

Time is passed in. Contracts come, are extended and shortened, milestones, reports and repair periods are agreed and
withdrawn, people choose other terms; each morning several workers run the timetable at once, some die before or after their work, the timetable
stays away for days, and its clock jumps ahead and back. A plain account beside the service says who must have heard of what;
at the end each of those is one row, one notice and one mail that left, and nothing else is.
"""

import argparse
import contextlib
import itertools
import json
import random
import sys
import tempfile
import threading
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import object_session

from tests.making import Make
from tests.proofs.social_people import People
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.clock import AMSTERDAM
from werkbedrijf.foundation.notices import Notice
from werkbedrijf.foundation.outbox import OutboxMessage
from werkbedrijf.foundation.parameters import Parameter, ParameterValue
from werkbedrijf.jobs import TIMETABLE
from werkbedrijf.sroi.contracts.models import Contract
from werkbedrijf.sroi.deadlines.models import DeadlineTold, ReminderChoice
from werkbedrijf.sroi.deadlines.queries import PROPOSED
from werkbedrijf.sroi.reports.queries import steps_of
from werkbedrijf.sroi.reports.steps import Step
from werkbedrijf.timetable.running import Timetable
from werkbedrijf.timetable.schedule import Job

JOB, POST = "social-return-termijnen", "berichten"
PREFIX = "social:"
SETTLE_DAYS = 30


class Killed(BaseException):
    """The end of a worker, before it does a job or after that; a worker is a thread."""


class Year(People):
    """The region as its days go by, and what everybody must have heard."""

    def __init__(self, database, settings, *, start: date, seed: int, workers: int):
        self.database, self.settings, self.workers = database, settings, workers
        self.chance, self.guard = random.Random(seed), threading.Lock()
        self.expected: set[tuple] = set()
        self.done: Counter[str] = Counter()
        self.plan = Timetable([self.mortal(TIMETABLE.jobs[JOB]), self.mortal(TIMETABLE.jobs[POST])])
        self.calm = Timetable([TIMETABLE.jobs[JOB], TIMETABLE.jobs[POST]])
        with database.transaction(at=_at(start)) as session:
            make = Make(session)
            self.numbers = make._numbers
            make.region()
            make.parameters()
            days = {"valid_from": start - timedelta(days=400), "value": Decimal(SETTLE_DAYS), "source": "Afspraak"}
            make._add(ParameterValue(name=Parameter.SROI_SETTLE_DAYS, **days), "parameter.set")
            self.keepers = [make.user(Role.COORDINATOR).id for _ in range(2)]
            firms = [make.employer() for _ in range(4)]
            self.users = {firm.id: make.employer_user(firm).id for firm in firms}
            self.firms = list(self.users)
            for _ in range(3):
                self.begin(session, make, start)

    def mortal(self, job):
        def run(work):
            with self.guard:
                fate = self.chance.random()
            if fate < 0.06:
                self.done["killed"] += 1
                raise Killed
            told = job.function(work)
            if fate > 0.94:
                self.done["killed"] += 1
                raise Killed
            return told

        return Job(job.name, job.title, job.rule, run, job.needed)

    def live(self, day: date) -> None:
        """What people do on a day."""
        if self.chance.random() < 0.4:
            act = self.chance.choice(self.acts())
            with self.database.transaction(at=_at(day)) as session:
                make = Make(session)
                make._numbers = self.numbers
                self.done[act.__name__] += bool(act(session, make, day))

    def morning(self, day: date, hours: int = 0, *, calm: bool = False) -> None:
        """Several workers at once, then one that lives, as the next tick would; then the account."""
        at = _at(day) + timedelta(hours=hours)

        def work(number: int) -> None:
            with contextlib.suppress(Killed):
                self.plan.run_due(self.database, self.settings, at=at + timedelta(seconds=20 * number))

        threads = [threading.Thread(target=work, args=(number,)) for number in range(0 if calm else self.workers)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=60)
        for name in self.calm.jobs:
            run = self.calm.run_job(self.database, self.settings, name, at=at + timedelta(minutes=11), by_hand=True)
            assert run is None or not run.problem, run.problem
        self.account((at + timedelta(minutes=11)).astimezone(AMSTERDAM).date())

    def account(self, on: date) -> None:
        """Who must have heard of what by now, told from the rows of the contracts in the plainest way."""
        with self.database.reading(at=_at(on)) as session:
            chosen = {row.user_id: list(row.terms) for row in session.scalars(select(ReminderChoice))}
            for contract in session.scalars(select(Contract)):
                for key, day, since in _days(contract):
                    can_be_late = key != "einde" or not contract.has_repair
                    for user in [*self.keepers, self.users[contract.contractor_id]]:
                        name, terms = (contract.id, key, day, user), chosen.get(user, list(PROPOSED))
                        self.expect(name, since, terms, on, can_be_late=can_be_late)

    def expect(self, name: tuple, since: date, terms: list[int], on: date, *, can_be_late: bool) -> None:
        left = (name[2] - on).days
        if left < 0:
            if since <= name[2] and can_be_late:
                self.expected.add((*name, "te_laat", 0))
            return
        nearest = [term for term in sorted(terms) if left <= term][:1]
        heard = [one[5] for one in self.expected if one[:4] == name and one[4] == "herinnering"]
        if nearest and not any(term <= nearest[0] for term in heard):
            self.expected.add((*name, "herinnering", nearest[0]))

    def judge(self, at: datetime) -> dict[str, int]:
        """Every row, notice and mail once, and none that nobody expected."""
        with self.database.reading(at=at) as session:
            row = DeadlineTold
            columns = (row.contract_id, row.deadline, row.due_on, row.user_id, row.what, row.days_before)
            rows = Counter(tuple(one) for one in session.execute(select(*columns)))
            notices = session.scalars(select(Notice.key).where(Notice.key.startswith(PREFIX))).all()
            query = select(OutboxMessage.key, OutboxMessage.sent_at).where(OutboxMessage.key.startswith(PREFIX))
            mails = session.execute(query).all()
        assert not (missing := self.expected - set(rows)), f"nobody told {sorted(missing)[:3]}"
        assert not (extra := set(rows) - self.expected), f"told for nothing {sorted(extra)[:3]}"
        assert max(rows.values()) == 1 and len(notices) == len(mails) == len(rows)
        assert all(sent_at for _, sent_at in mails), "a mail never left"
        ids = [_id(file) for file in self.settings.mail_folder.glob("*.eml")]
        assert len(set(ids)) == len(mails), "a mail was lost"
        counted = Counter(str(one[4]) for one in rows)
        kinds = Counter(one[1].split("-")[0] for one in rows)
        told = {"told": len(rows), "mails": len(mails), "reminders": counted["herinnering"], "late": counted["te_laat"]}
        return told | dict(sorted(kinds.items()))


def _at(day: date) -> datetime:
    return datetime.combine(day, time(7), AMSTERDAM).astimezone(UTC)


def _id(file: Path) -> str:
    return next(line for line in file.read_text().splitlines() if line.lower().startswith("message-id"))


def _days(contract: Contract):
    """(name, day, since when it is so) of what is not withdrawn; nothing is done in this region, so nothing is reached."""
    agreements = contract.agreements
    since = agreements[0].agreed_on
    for before, after in itertools.pairwise(agreements):
        since = after.agreed_on if after.ends_on != before.ends_on else since
    yield "einde", contract.last_day, since
    last_day = contract.last_day
    if contract.repairs:
        agreed = contract.repairs[-1]
        if agreed.until > contract.ends_on:
            last_day = agreed.last_day
            yield "herstel", last_day, agreed.agreed_on
        since = max(since, agreed.agreed_on)
    yield "afrekening", last_day + timedelta(days=SETTLE_DAYS), since
    last = {one.due_on: one for one in contract.milestones}
    for day, one in last.items():
        if one.amount > 0 and day <= contract.last_day:
            yield f"tussendoel-{day}", day, one.agreed_on
    yield from _reports(contract)


def _reports(contract: Contract):
    reports: dict[date, list] = {}
    for one in steps_of(object_session(contract), [contract.id]).get(contract.id, ()):
        reports.setdefault(one.due_on, []).append(one)
    for day, steps in reports.items():
        if steps[-1].step in {Step.AGREED, Step.NOT_RECEIVED} and day <= contract.last_day:
            yield f"tussenrapportage-{day}", day, [one.on for one in steps if one.step is Step.AGREED][-1]


def live_through(database, settings, *, start: date, days: int, seed: int, workers: int = 2) -> dict[str, int]:
    """So many days in a row; raises AssertionError when something was told twice, never, or for nothing."""
    year, came = Year(database, settings, start=start, seed=seed, workers=workers), 0
    for number in range(days):
        day = start + timedelta(days=number)
        year.live(day)
        if year.chance.random() < 0.15:
            continue
        year.morning(day)
        came += 1
        if year.chance.random() < 0.1:
            # Somebody sets the clock: a day ahead or back, and right again.
            for hours in year.chance.choice(((26, 0), (-26, 0), (-1, 0))):
                year.morning(day, hours)
    last = start + timedelta(days=days)
    year.morning(last, calm=True)
    for minutes in range(12, 400, 60):
        year.calm.run_job(database, settings, POST, at=_at(last) + timedelta(minutes=minutes), by_hand=True)
    told = year.judge(_at(last) + timedelta(days=1))
    return {"days": days, "workers": workers, "mornings": came, **year.done, **told}


def main() -> int:
    from tests.proofs.processes import database_for

    words = argparse.ArgumentParser()
    words.add_argument("--days", type=int, default=365)
    words.add_argument("--workers", type=int, default=2)
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--engine", choices=["sqlite", "postgresql"], action="append")
    asked = words.parse_args()
    for engine in asked.engine or ["sqlite", "postgresql"]:
        with tempfile.TemporaryDirectory() as folder, database_for(engine, Path(folder)) as (settings, database):
            told = live_through(
                database, settings, start=date(2027, 1, 4), days=asked.days, seed=asked.seed, workers=asked.workers
            )
        sys.stdout.write(json.dumps({"engine": engine} | told) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
