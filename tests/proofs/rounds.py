"""Months of belrondes at random: several callers, several rounds, colleagues who speak with the same employers meanwhile.

``python -m tests.proofs.rounds --days 120``

What may be is kept in a ledger of its own, by days and ids alone. Every step is a transaction of its own, as it is in the
service. It ends with an AssertionError at the first step that breaks a promise:

- nobody is called who asked not to be, or with whom somebody spoke in the days of rest (but for a call back that was agreed);
- one call is one contact moment;
- no employer waits in two belrondes, and no two people hold the same employer at one moment.
"""

import argparse
import tempfile
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

from sqlalchemy import func, select

from employers.actions import log_contact
from employers.facts import MomentFacts
from employers.models import ContactMoment, Employer
from employers.record.actions import allow_calls, leave_in_peace
from employers.record.facts import NoCallsFacts
from employers.rounds.actions import begin_round, end_round
from employers.rounds.calling import leave_call, skip_call, take_call, write_down
from employers.rounds.errors import CalledMeanwhile, NotYours
from employers.rounds.facts import Choice, OutcomeFacts, PlaceFacts, RoundFacts
from employers.rounds.models import CallAttempt, CallRound, Outcome, RoundCall
from employers.rounds.queries import next_call
from employers.rounds.workflow import CallStatus, RoundStatus
from employers.vacancies.models import VacancyKind
from tests.making import MONDAY, Make
from werkbedrijf import migrations
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.parameters import Parameter, whole_number_on

OUTCOMES = list(Outcome)
BUSY = 12


class Region:
    """Employers, callers of two partners, and what happened, kept by counting and by nothing else."""

    def __init__(self, database: Database, seed: int, employers: int, callers: int):
        self.database, self.lot, self.told = database, Random(seed), Counter[str]()
        self.at = datetime.combine(MONDAY, time(8), UTC)
        with database.transaction(at=self.at) as session:
            make = Make(session)
            make.region()
            make.parameters()
            partners = [make.organisation(), make.organisation()]
            users = [make.user(organisation=partners[number % 2]) for number in range(callers)]
            self.callers = [make.actor_of(user) for user in users]
            firms = [make.employer(account_manager=self.lot.choice([*users, None])) for _ in range(employers)]
            for firm in firms:
                make.establishment(firm)
            session.flush()
            self.employers = [firm.id for firm in firms]
            self.rest = timedelta(days=whole_number_on(session, Parameter.CALL_REST_DAYS, MONDAY))
            self.claim = timedelta(minutes=whole_number_on(session, Parameter.CALL_MINUTES, MONDAY))
        # Every contact as (day, the call it belongs to or None); who asked not to be called; who holds what until when.
        self.spoken: dict[int, list[tuple[date, int | None]]] = {one: [] for one in self.employers}
        self.quiet: set[int] = set()
        self.held: dict[int, tuple[int, datetime]] = {}
        self.promised: set[int] = set()
        self.tries: Counter[int] = Counter()

    @property
    def today(self) -> date:
        return self.at.date()

    def spoke_lately(self, employer: int, call: int | None = None) -> bool:
        """Whether anybody spoke with an employer in the days of rest, beside in this call."""
        return any(on > self.today - self.rest and of != (call or -1) for on, of in self.spoken[employer])

    def step(self) -> None:
        """Something happens."""
        acts = [self.call] * 8 + [self.begin, self.coffee, self.coffee, self.ask_rest, self.skip, self.stop]
        self.lot.choice(acts)()
        self.at += timedelta(minutes=self.lot.randrange(1, 40))

    def begin(self) -> None:
        choice = Choice(
            most=self.lot.choice((None, 3, 8)),
            quiet_days=self.lot.choice((None, None, 45)),
            face=self.lot.choice(("", "", "mijn", "zonder")),
        )
        who = self.lot.sample(self.callers, self.lot.randint(1, len(self.callers)))
        facts = RoundFacts("Belronde", choice, [one.id for one in who if one.id])
        try:
            with self.database.transaction(at=self.at) as session:
                begun = begin_round(session, self.lot.choice(self.callers), facts, on=self.today)
                session.flush()
                chosen = list(session.scalars(select(RoundCall.employer_id).where(RoundCall.round_id == begun.id)))
        except InputRefused:
            self.told["nobody left to call"] += 1
            return
        self.told["rounds"] += 1
        for employer in chosen:
            assert employer not in self.quiet, f"{employer} asked not to be called"
            assert not self.spoke_lately(employer), f"somebody spoke with {employer}"

    def call(self) -> None:
        """The next of somebody's list; now and then a colleague wants the same one at the same moment."""
        actor = self.lot.choice(self.callers)
        with self.database.transaction(at=self.at) as session:
            running = session.scalars(select(CallRound).where(CallRound.status == RoundStatus.RUNNING)).all()
            if not running:
                return
            chosen = next_call(session, actor, self.lot.choice(running), on=self.today, at=self.at)
            if chosen is None:
                self.told["nobody on the list"] += 1
                return
            call, employer = chosen.id, chosen.employer_id
            take_call(session, actor, chosen, on=self.today)
        holder, until = self.held.get(call, (actor.id, self.at))
        assert holder == actor.id or until < self.at, f"call {call} was held by somebody else"
        self._may_be_called(call, employer)
        self.held[call] = (actor.id or 0, self.at + self.claim)
        self.told["taken"] += 1
        if self.lot.random() < 0.3:
            self._also_wanted(call, actor.id)
        self.at += timedelta(minutes=self.lot.randrange(0, 25))
        if self.lot.random() < 0.15:
            # The colleague spoke with them while the telephone rang.
            self._coffee_with(employer)
        self._end(call, employer, actor)

    def _may_be_called(self, call: int, employer: int) -> None:
        assert employer not in self.quiet, f"{employer} asked not to be called"
        assert call in self.promised or not self.spoke_lately(employer, call), f"somebody spoke with {employer}"

    def _also_wanted(self, call: int, holder: int | None) -> None:
        other = self.lot.choice([one for one in self.callers if one.id != holder])
        try:
            with self.database.transaction(at=self.at) as session:
                take_call(session, other, session.get_one(RoundCall, call), on=self.today)
        except NotYours:
            self.told["refused: somebody calls"] += 1
        else:
            raise AssertionError(f"call {call} was given to two people")

    def _end(self, call: int, employer: int, actor: Actor) -> None:
        """Left, or written down; once more changes nothing."""
        if self.lot.random() < 0.1:
            with self.database.transaction(at=self.at) as session:
                leave_call(session, actor, session.get_one(RoundCall, call), on=self.today)
            self.held.pop(call)
            return
        outcome, number = self.lot.choice(OUTCOMES), self.tries[call] + 1
        back = self.today + timedelta(days=self.lot.randrange(1, 20))
        work = PlaceFacts("Inpakken", VacancyKind.GARANTIEBAAN, Decimal(16)) if outcome is Outcome.PLACE else None
        facts = OutcomeFacts(outcome, number, note="Gesproken", call_back_on=back, reason="Geen tijd", place=work)
        for again in (False, True):
            try:
                with self.database.transaction(at=self.at) as session:
                    write_down(session, actor, session.get_one(RoundCall, call), facts, on=self.today)
            except CalledMeanwhile:
                assert employer in self.quiet or self.spoke_lately(employer, call)
                if again:
                    return
                self.told["refused: spoken meanwhile"] += 1
                return
            except NotYours:
                assert again, "this person held the call"
            else:
                assert not again, f"call {call} was written down twice"
                self._may_be_called(call, employer)
                self._written(call, employer, outcome)

    def _written(self, call: int, employer: int, outcome: Outcome) -> None:
        self.tries[call] += 1
        self.told["called"] += 1
        self.told[outcome.value] += 1
        self.spoken[employer].append((self.today, call))
        self.held.pop(call, None)
        (self.promised.add if outcome is Outcome.CALL_BACK else self.promised.discard)(call)
        if outcome is Outcome.DO_NOT_CALL:
            self.quiet.add(employer)

    def coffee(self) -> None:
        self._coffee_with(self.lot.choice(self.employers))

    def _coffee_with(self, employer: int) -> None:
        """Somebody spoke with an employer outside any belronde."""
        with self.database.transaction(at=self.at) as session:
            row = session.get_one(Employer, employer)
            log_contact(session, self.lot.choice(self.callers), row, MomentFacts("Koffie gedronken"), on=self.today)
        self.spoken[employer].append((self.today, None))
        self.told["other contacts"] += 1

    def ask_rest(self) -> None:
        employer, actor = self.lot.choice(self.employers), self.callers[0]
        with self.database.transaction(at=self.at) as session:
            row = session.get_one(Employer, employer)
            if employer in self.quiet:
                allow_calls(session, actor, row, on=self.today)
                self.quiet.discard(employer)
            elif self.lot.random() < 0.4:
                leave_in_peace(session, actor, row, NoCallsFacts("Geen tijd"), on=self.today)
                self.quiet.add(employer)

    def skip(self) -> None:
        with self.database.transaction(at=self.at) as session:
            waits = select(RoundCall).where(RoundCall.status == CallStatus.WAITING).order_by(RoundCall.id)
            calls = session.scalars(waits).all()
            if calls:
                call = self.lot.choice(calls)
                skip_call(session, self.callers[0], call, on=self.today)
                self.held.pop(call.id, None)
                self.told["skipped"] += 1

    def stop(self) -> None:
        if self.lot.random() < 0.7:
            return
        with self.database.transaction(at=self.at) as session:
            running = session.scalars(select(CallRound).where(CallRound.status == RoundStatus.RUNNING)).all()
            if running:
                end_round(session, self.callers[0], self.lot.choice(running), reason="Genoeg", on=self.today)
                self.told["stopped"] += 1

    def look(self) -> None:
        """What the tables hold is what the ledger counted."""
        with self.database.reading(at=self.at) as session:
            attempts = session.execute(select(CallAttempt.call_id, CallAttempt.moment_id)).all()
            assert len(attempts) == len({moment for _, moment in attempts}) == self.told["called"]
            assert Counter(call for call, _ in attempts) == +self.tries
            moments = session.scalar(select(func.count(ContactMoment.id)))
            assert moments == self.told["called"] + self.told["other contacts"]
            twice = (
                select(RoundCall.employer_id)
                .where(RoundCall.status == CallStatus.WAITING)
                .group_by(RoundCall.employer_id)
                .having(func.count() > 1)
            )
            assert session.scalars(twice).all() == []
            held = select(RoundCall.employer_id).where(RoundCall.claimed_until >= self.at)
            claimed = session.scalars(held).all()
            assert len(claimed) == len(set(claimed))


def run(database: Database, days: int, *, seed: int = 1, employers: int = 150, callers: int = 4) -> Counter[str]:
    """So many days in a region; answers what happened. Raises AssertionError at the first broken promise."""
    region = Region(database, seed, employers, callers)
    for day in range(days):
        region.at = datetime.combine(MONDAY + timedelta(days=day), time(8), UTC)
        for _ in range(region.lot.randrange(BUSY)):
            region.step()
        region.look()
    return region.told


def main() -> None:
    """Run it on a database of its own, or on the one of ``--database``."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--days", type=int, default=120)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--employers", type=int, default=150)
    parser.add_argument("--callers", type=int, default=4)
    parser.add_argument("--database", help="an empty database; a file of its own without it")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        database = Database(asked.database or f"sqlite:///{Path(folder) / 'belrondes.db'}")
        migrations.upgrade(database)
        told = run(database, asked.days, seed=asked.seed, employers=asked.employers, callers=asked.callers)
        print(database.engine.dialect.name, dict(told))
        database.close()


if __name__ == "__main__":
    main()
