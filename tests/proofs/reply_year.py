"""A year of voordrachten and questions that nobody may forget: ``python -m tests.proofs.reply_year --days 365 --seed 1``.

Time is passed in. Every day people put forward, answer, ask, leave and take over as chance has it; the timetable comes by at
odd moments, stays away for days, and its clock jumps ahead and back, also in the two nights in which the clock is set. After
each time it came by: no hold has outlived its term and every seat held has a voordracht; every open question has somebody who
answers, was reminded before its term ended and reached the coordinators after. At the end: each of those once.
"""

import argparse
import json
import random
import sys
import tempfile
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from sqlalchemy import func, select

from employers.models import Employer
from employers.questions import actions as questions
from employers.questions.models import EmployerQuestion
from employers.questions.terms import remind_from
from employers.questions.workflow import QuestionStatus
from employers.vacancies.models import Vacancy
from matching.proposals import actions as proposals
from matching.proposals.models import DeclineReason, Proposal
from matching.proposals.workflow import OPEN, ProposalStatus
from tests.making import Make
from werkbedrijf.foundation.actors import Role, User
from werkbedrijf.foundation.audit import AuditEntry
from werkbedrijf.foundation.clock import AMSTERDAM, day_of
from werkbedrijf.foundation.outbox import OutboxMessage
from werkbedrijf.jobs import EARLY, TIMETABLE

JOBS = ("voordrachten-verlopen", "voordrachten-herinneren", "vragen-werkgevers")
WAITING = (ProposalStatus.SENT, ProposalStatus.INVITED)


class Year:
    """The region as its days go by."""

    def __init__(self, database, settings, *, start: date, seed: int):
        self.database, self.settings, self.chance = database, settings, random.Random(seed)
        self.at = datetime.combine(start, time(9), AMSTERDAM).astimezone(UTC)
        self.done: Counter[str] = Counter()
        session = database.session(at=self.at)
        make = Make(session)
        self.numbers = make._numbers
        make.region()
        make.parameters()
        make.user(Role.COORDINATOR)
        home = make.organisation("Gemeente Thuis")
        managers = [make.user(organisation=home) for _ in range(4)]
        coach = make.user(Role.COACH, organisation=home)
        firms = [make.employer(account_manager=manager) for manager in managers]
        self.askers = {firm.id: make.employer_user(firm).id for firm in firms}
        self.managers, self.firms = [one.id for one in managers], [one.id for one in firms]
        self.places = [make.vacancy(make.establishment(firm), seats=400).id for firm in firms]
        person = make.profile(make.candidate(coach=coach)).candidate
        self.explanation = make.explanation(session.get_one(Vacancy, self.places[0]), person)
        self.coach = coach.id
        make.save()
        session.close()

    def live(self, day: date) -> None:
        """What people do on a day."""
        moment = datetime.combine(day, time(self.chance.randrange(7, 19), self.chance.randrange(60)), AMSTERDAM)
        with self.database.transaction(at=moment.astimezone(UTC)) as session:
            make = Make(session)
            make._numbers = self.numbers
            for act in self.chance.choices((self.propose, self.reply, self.ask, self.answer, self.change), k=4):
                self.done[act.__name__] += bool(act(session, make, day))

    def propose(self, session, make, day):
        coach = session.get_one(User, self.coach)
        place = session.get_one(Vacancy, self.chance.choice(self.places))
        person = make.profile(make.candidate(coach=coach, shown_since=day)).candidate
        proposals.propose(session, make.actor_of(coach), place, person, on=day, explanation=self.explanation)
        return True

    def reply(self, session, make, day):
        waiting = session.scalars(select(Proposal).where(Proposal.status.in_(WAITING)).order_by(Proposal.id)).all()
        if not waiting:
            return False
        one, actor = self.chance.choice(waiting), make.actor_of(session.get_one(User, self.managers[0]))
        if one.status == ProposalStatus.SENT and self.chance.random() < 0.5:
            proposals.invite(session, actor, one, on=day)
        else:
            proposals.decline(session, actor, one, reason=DeclineReason.HOURS, on=day)
        return True

    def ask(self, session, make, day):
        firm = session.get_one(Employer, self.chance.choice(self.firms))
        asker = session.get_one(User, self.askers[firm.id])
        questions.ask(session, make.actor_of(asker), firm, "Hoe zit dit?", on=day)
        return True

    def answer(self, session, make, day):
        waiting = select(EmployerQuestion).where(EmployerQuestion.status == QuestionStatus.OPEN)
        found = session.scalars(waiting.order_by(EmployerQuestion.id)).all()
        if not found:
            return False
        manager = make.actor_of(session.get_one(User, self.managers[0]))
        questions.answer(session, manager, self.chance.choice(found), "Zo zit het.", on=day)
        return True

    def change(self, session, make, day):
        """A face leaves, comes back, or hands over."""
        firm = session.get_one(Employer, self.chance.choice(self.firms))
        manager = session.get_one(User, self.chance.choice(self.managers[1:]))
        if self.chance.random() < 0.5:
            manager.is_active = not manager.is_active
            make._add(manager, "user.changed")
        else:
            firm.account_manager_id = self.chance.choice([*self.managers, None])
            make._add(firm, "employer.taken")
        return True

    def come_by(self, at: datetime) -> None:
        """The timetable at a moment, and what has to be so afterwards."""
        for name in JOBS:
            run = TIMETABLE.run_job(self.database, self.settings, name, at=at)
            assert run is None or not run.problem, run.problem
        with self.database.reading(at=at) as session:
            self.look(session, at)

    def look(self, session, at: datetime) -> None:
        # A job of the morning has seen the day of the last morning.
        day, morning = day_of(at), day_of(EARLY.last_due(at))
        late = select(func.count()).where(Proposal.status.in_(WAITING), Proposal.held_until < min(day, morning))
        assert session.scalar(late) == 0, "a hold outlived its term"
        held = dict(session.execute(select(Vacancy.id, Vacancy.held)).all())
        holds = select(Proposal.vacancy_id, func.count()).where(Proposal.status.in_(OPEN)).group_by(Proposal.vacancy_id)
        assert held == dict.fromkeys(held, 0) | dict(session.execute(holds).all()), "a seat is held by nobody"
        waiting = select(EmployerQuestion).where(EmployerQuestion.status == QuestionStatus.OPEN)
        for one in session.scalars(waiting):
            assert one.owner_id or one.organisation_id
            if one.asked_on < morning:
                assert one.reminded_on or morning < remind_from(one.asked_on, one.due_on), (
                    f"{one.reference}: no reminder"
                )
            assert one.escalated_on or morning <= one.due_on, f"{one.reference}: nobody knows"

    def once(self) -> dict[str, int]:
        """Each question was asked, reminded and escalated at most once, as its row says; and told."""
        with self.database.reading(at=self.at) as session:
            lines = select(AuditEntry.act, AuditEntry.subject_reference).where(AuditEntry.act.startswith("question."))
            acts = Counter(tuple(line) for line in session.execute(lines))
            rows = session.scalars(select(EmployerQuestion)).all()
            for row in rows:
                assert acts["question.reminded", row.reference] == bool(row.reminded_on)
                assert acts["question.escalated", row.reference] == bool(row.escalated_on)
                assert acts["question.asked", row.reference] == 1
            keys = session.scalars(select(OutboxMessage.key).where(OutboxMessage.key.startswith("vraag:"))).all()
        told = Counter(tuple(key.split(":")[1:3]) for key in keys)
        for row in rows:
            assert told[row.reference, "te-laat"] == bool(row.escalated_on), row.reference
            assert told[row.reference, "herinnering"] >= bool(row.reminded_on), row.reference
        late = sum(bool(row.escalated_on) for row in rows)
        return {"questions": len(rows), "reminded": sum(bool(row.reminded_on) for row in rows), "late": late}


def moments(chance: random.Random, day: date) -> list[datetime]:
    """When the timetable comes by: odd moments, sometimes not at all, and around the hour that is skipped or lived twice."""
    if chance.random() < 0.15:
        return []
    night = datetime.combine(day, time(0, 30), UTC)
    found = [night + timedelta(minutes=chance.randrange(0, 120)) for _ in range(chance.randrange(2))]
    found += [datetime.combine(day, time(chance.randrange(7, 23)), AMSTERDAM).astimezone(UTC)]
    return found


def live_through(database, settings, *, start: date, days: int, seed: int) -> dict[str, int]:
    """So many days in a row; raises AssertionError as soon as something is forgotten."""
    year, came = Year(database, settings, start=start, seed=seed), 0
    for number in range(days):
        day = start + timedelta(days=number)
        year.live(day)
        for at in moments(year.chance, day):
            year.come_by(at)
            came += 1
            if year.chance.random() < 0.05:
                # Somebody sets the clock: an hour back, and right again.
                year.come_by(at - timedelta(hours=1))
                came += 1
    year.come_by(datetime.combine(start + timedelta(days=days + 40), time(12), AMSTERDAM).astimezone(UTC))
    return {"days": days, "came_by": came + 1, **year.done, **year.once()}


def main() -> int:
    from tests.proofs.processes import database_for

    words = argparse.ArgumentParser()
    words.add_argument("--days", type=int, default=365)
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--engine", default="sqlite", choices=["sqlite", "postgresql"])
    words.add_argument("--rounds", type=int, default=1)
    asked = words.parse_args()
    for number in range(asked.rounds):
        with tempfile.TemporaryDirectory() as folder, database_for(asked.engine, Path(folder)) as (settings, database):
            told = live_through(database, settings, start=date(2027, 1, 4), days=asked.days, seed=asked.seed + number)
        sys.stdout.write(json.dumps({"seed": asked.seed + number} | told) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
