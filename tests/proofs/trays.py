"""A year of kaartenmapjes: ``python -m tests.proofs.trays --days 365 --seed 1``.

Every day people make kaartenmapjes, coaches say yes or no, links are made, made anew and withdrawn, places close, people take
their yes back, pause and come, and whoever holds a link opens it, also long after it ended. The timetable stays away for days.
A plain account of who may open what is kept beside the service, and after every step: a link opens exactly as long as that
account says; no kaartenmapje has more than five cards; every card that was shown is a line in the log of that person; and of
whoever is shown at least five people fit what this employer read of that person so far, not counting those it read of before.
"""

import argparse
import json
import random
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

from sqlalchemy import func, select

from candidates.actions import pause_candidate
from candidates.models import Candidate, CandidateStatus
from candidates.profile.models import Mode
from candidates.visibility import agree_visibility, withdraw_visibility
from employers.vacancies.actions import close_vacancy
from employers.vacancies.models import Vacancy
from employers.vacancies.workflow import VacancyStatus
from matching.trays import actions, jobs
from matching.trays.errors import NoCardYet, NothingToTell
from matching.trays.models import Tray, TrayCard
from matching.trays.queries import tray_behind
from matching.trays.workflow import CardStatus, TrayStatus
from tests.making import Make
from tests.proofs.tray_measures import ENOUGH, hold_to_the_crowd, hold_to_the_log
from werkbedrijf.foundation.actors import Role, User
from werkbedrijf.foundation.audit import AuditEntry
from werkbedrijf.foundation.clock import AMSTERDAM
from werkbedrijf.foundation.errors import DomainError
from werkbedrijf.foundation.parameters import Parameter, whole_number_on

PEOPLE, FIRMS = 60, 3


@dataclass(slots=True)
class Link:
    """One link as this proof keeps account of it, whatever the service thinks: the last day on which it opens."""

    token: str
    tray: int
    place: int
    last: date


class Year:
    """The region as its days go by."""

    def __init__(self, database, *, start: date, seed: int):
        self.database, self.chance, self.day = database, random.Random(seed), start
        self.links: list[Link] = []
        self.done: Counter[str] = Counter()
        with database.transaction(at=self.moment()) as session:
            make = Make(session)
            self.numbers = make._numbers
            make.region()
            make.parameters(card_shared=ENOUGH)
            home = make.organisation("Gemeente Thuis")
            self.manager = make.user(organisation=home).id
            self.coach = make.user(Role.COACH, organisation=home).id
            for _ in range(FIRMS):
                firm = make.employer(account_manager_id=self.manager)
                make.vacancy(make.establishment(firm), seats=400)
            for _ in range(PEOPLE):
                self.newcomer(session, make)
            self.term = timedelta(days=whole_number_on(session, Parameter.TRAY_DAYS, start))

    def moment(self) -> datetime:
        return datetime.combine(self.day, time(12), AMSTERDAM).astimezone(UTC)

    def newcomer(self, session, make):
        """Somebody out of a few sorts, so that there are crowds and loners."""
        low = Decimal(self.chance.choice((8, 12, 16)))
        sort = self.chance.choice(("3" * 32, "3" * 32, "4" * 32, "".join(self.chance.choices("234", k=32))))
        make.profile(
            make.candidate(coach=session.get_one(User, self.coach), shown_since=self.day),
            levels=sort,
            needs=self.chance.choice((0, 0, 0, 1, 2, 4)),
            mode=self.chance.choice((Mode.BICYCLE, Mode.BICYCLE, Mode.BICYCLE, *Mode)),
            hours_min=low,
            hours_max=low + self.chance.choice((12, 20)),
            max_minutes=self.chance.choice((30, 45, 60)),
        )

    def live(self) -> None:
        """One day: perhaps the night job, then what people do, then everybody with a link tries it."""
        if self.chance.random() < 0.7:
            self.act(self.night)
        acts = (
            self.make,
            self.make,
            self.answer,
            self.answer,
            self.share,
            self.share,
            self.withdraw,
            self.hide,
            self.move,
        )
        for one in self.chance.sample(acts, k=5):
            self.act(one)
        self.act(self.open)
        self.day += timedelta(days=1)

    def act(self, what) -> None:
        with self.database.transaction(at=self.moment()) as session:
            make = Make(session)
            make._numbers = self.numbers
            self.done[what.__name__] += bool(what(session, make))
        with self.database.reading(at=self.moment()) as session:
            hold_to_the_log(session)

    def night(self, session, _make):
        jobs.tend_trays(session, on=self.day)
        return True

    def make(self, session, make):
        place = self.one_of(session, select(Vacancy).where(Vacancy.status == VacancyStatus.OPEN).order_by(Vacancy.id))
        people = session.scalars(select(Candidate).where(Candidate.status == CandidateStatus.ACTIVE)).all()
        if place is None:
            return False
        chosen = self.chance.sample(sorted(people, key=lambda one: one.id), k=self.chance.randint(1, 7))
        try:
            with session.begin_nested():
                actions.make_tray(session, self.actor(session, make, self.manager), place, chosen, on=self.day)
        except DomainError:
            return False
        return True

    def answer(self, session, make):
        coach = self.actor(session, make, self.coach)
        asked = select(TrayCard).where(TrayCard.status == CardStatus.ASKED).order_by(TrayCard.id)
        for card in session.scalars(asked).all():
            if card.tray.status not in (TrayStatus.DRAFT, TrayStatus.SHARED):
                continue
            if self.chance.random() < 0.15:
                actions.decline_card(session, coach, card, on=self.day)
                continue
            try:
                with session.begin_nested():
                    actions.agree_card(session, coach, card, on=self.day)
            except NothingToTell:
                self.done["nothing_to_tell"] += 1
            except DomainError:
                continue
        return True

    def share(self, session, make):
        running = select(Tray).where(Tray.status.in_((TrayStatus.DRAFT, TrayStatus.SHARED))).order_by(Tray.id)
        tray = self.one_of(session, running)
        if tray is None or tray.vacancy.status is not VacancyStatus.OPEN:
            return False
        try:
            with session.begin_nested():
                token = actions.share_tray(
                    session, self.actor(session, make, self.manager), tray, on=self.day, ends=tray.link_mark
                )
        except NoCardYet:
            return False
        self.end(lambda link: link.tray == tray.id)
        self.links.append(Link(token, tray.id, tray.vacancy_id, self.day + self.term))
        return True

    def withdraw(self, session, make):
        tray = self.one_of(session, select(Tray).where(Tray.status == TrayStatus.SHARED).order_by(Tray.id))
        if tray is None or self.chance.random() < 0.5:
            return False
        actions.withdraw_tray(session, self.actor(session, make, self.manager), tray, on=self.day)
        self.end(lambda link: link.tray == tray.id)
        return True

    def hide(self, session, make):
        """Somebody takes the yes back, gives it again, or pauses; and somebody new comes."""
        people = select(Candidate).where(Candidate.status == CandidateStatus.ACTIVE).order_by(Candidate.id)
        person, coach = self.one_of(session, people), self.actor(session, make, self.coach)
        chance = self.chance.random()
        if chance < 0.4:
            withdraw_visibility(session, coach, person, who="kandidaat", on=self.day)
        elif chance < 0.7:
            agree_visibility(session, coach, person, who="kandidaat", on=self.day)
        elif len(session.scalars(people).all()) > PEOPLE // 2:
            pause_candidate(session, coach, person, on=self.day)
        self.newcomer(session, make)
        return True

    def move(self, session, make):
        """A place closes, and another opens at the same employer."""
        place = self.one_of(session, select(Vacancy).where(Vacancy.status == VacancyStatus.OPEN).order_by(Vacancy.id))
        if place is None or self.chance.random() < 0.9:
            return False
        close_vacancy(session, self.actor(session, make, self.manager), place, on=self.day, reason="Ingevuld.")
        self.end(lambda link: link.place == place.id)
        make.vacancy(place.establishment, seats=400)
        return True

    def open(self, session, _make):
        """Whoever ever had a link tries it."""
        for link in self.links:
            tray = tray_behind(session, link.token, on=self.day)
            assert (tray is not None) == (self.day <= link.last), f"link of {link.last} on {self.day}"
            if tray is None:
                self.done["refused"] += 1
                continue
            shown = actions.look(session, tray, on=self.day)
            self.done["openings"] += 1
            self.done["cards_shown"] += len(shown)
            session.flush()
            for card in shown:
                hold_to_the_crowd(session, card, on=self.day)
        return True

    def end(self, which) -> None:
        for link in self.links:
            if which(link):
                link.last = min(link.last, self.day - timedelta(days=1))

    def one_of(self, session, query):
        found = session.scalars(query).all()
        return self.chance.choice(found) if found else None

    def actor(self, session, make, number):
        return make.actor_of(session.get_one(User, number))


def live_through(database, *, start: date, days: int, seed: int) -> dict[str, int]:
    """So many days in a row; raises AssertionError as soon as something is told that may not be."""
    year = Year(database, start=start, seed=seed)
    for _ in range(days):
        year.live()
    with database.reading(at=year.moment()) as session:
        trays, cards = session.scalar(select(func.count(Tray.id))), session.scalar(select(func.count(TrayCard.id)))
        less = session.scalar(select(func.count()).where(AuditEntry.act == "traycard.told_less"))
    return {
        "days": days,
        "trays": trays or 0,
        "told_less": less or 0,
        "cards": cards or 0,
        "links": len(year.links),
        **year.done,
    }


def main() -> int:
    from tests.proofs.processes import database_for

    words = argparse.ArgumentParser()
    words.add_argument("--days", type=int, default=365)
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--engine", default="sqlite", choices=["sqlite", "postgresql"])
    asked = words.parse_args()
    with tempfile.TemporaryDirectory() as folder, database_for(asked.engine, Path(folder)) as (_settings, database):
        told = live_through(database, start=date(2027, 1, 4), days=asked.days, seed=asked.seed)
    sys.stdout.write(json.dumps({"seed": asked.seed, "engine": asked.engine} | told) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
