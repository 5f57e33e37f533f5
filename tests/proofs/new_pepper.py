"""A new pepper is laid over many numbers while people go on: every duplicate is found, once, at every moment.

Two partners write, others look a number up all the time, and the pepper is laid over meanwhile.

    python -m tests.proofs.new_pepper --engine postgresql --rounds 3 --people 400 --readers 2

The test suite runs a small round on both engines.
"""

import argparse
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from stdnum.nl import bsn as elfproef

from candidates.models import Candidate
from candidates.numbers.actions import keep_number
from candidates.numbers.models import CandidateNumber, DuplicateCheck, KnownNumber
from candidates.numbers.peppers import Peppers, read_under_peppers
from candidates.numbers.rotation import lay_over
from tests.engines import postgresql_url
from tests.making import Make
from werkbedrijf import migrations
from werkbedrijf.foundation.actors import TIMETABLE, Role, User
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.keys.ring import KeyRing

MONDAY, NOW = date(2026, 11, 23), datetime(2026, 11, 23, 9, tzinfo=UTC)


def numbers(count: int, start: int = 100000001) -> list[str]:
    """Numbers that pass the elfproef."""
    found: Iterator[str] = (one for one in (f"{n:09d}" for n in range(start, 199999999, 7)) if elfproef.is_valid(one))
    return [next(found) for _ in range(count)]


class Region:
    """Two partners; the first knows the first half of the numbers before the pepper comes."""

    def __init__(self, database: Database, people: int):
        self.database = database
        self.known = numbers(people)
        self.problems: list[BaseException] = []
        # What was measured: seconds of each save, and looks that found the number, or did not.
        self.saved: list[float] = []
        self.looks = [0, 0]
        self.done = threading.Event()
        with database.transaction(at=NOW) as session:
            make = Make(session)
            make.parameters()
            self.coaches = []
            for _ in range(2):
                partner = make.organisation(uses_bsn=True, bsn_ground="Wabb artikel 10")
                self.coaches.append(make.user(Role.COACH, organisation=partner).id)
            self.people = [[self._person(make, coach) for _ in self.known] for coach in self.coaches]
        for place in range(people // 2):
            self.keep(0, place)

    def _person(self, make: Make, coach_id: int) -> int:
        found: int = make.candidate(coach=make.session.get(User, coach_id)).id
        return found

    def keep(self, side: int, place: int) -> None:
        """One person of one partner gets a number, in a transaction of its own."""
        with self.database.transaction(at=NOW) as session:
            person = session.get_one(Candidate, self.people[side][place])
            keep_number(session, TIMETABLE, person, self.known[place], on=MONDAY)

    def write(self, side: int, places: Sequence[int]) -> None:
        """Go on writing, while the pepper is laid over."""
        try:
            for place in places:
                start = time.perf_counter()
                self.keep(side, place)
                self.saved.append(time.perf_counter() - start)
        except BaseException as problem:  # noqa: BLE001  # told by the thread that waits
            self.problems.append(problem)

    def look(self) -> None:
        """Look up numbers that have been there from the start, as who checks a file does, until everybody is done."""
        try:
            place = 0
            while not self.done.is_set():
                place = (place + 1) % max(1, len(self.known) // 2)
                with self.database.reading(at=NOW) as session:
                    there = read_under_peppers(session, self._row_of(session, self.known[place]))[1]
                self.looks[there is None] += 1
        except BaseException as problem:  # noqa: BLE001  # told by the thread that waits
            self.problems.append(problem)

    @staticmethod
    def _row_of(session: Session, bsn: str) -> Callable[[Peppers], int | None]:
        return lambda peppers: session.scalar(
            select(KnownNumber.id).where(KnownNumber.digest == peppers.digests(bsn)[0])
        )

    def missed(self) -> dict[str, int]:
        """What went wrong: duplicates nobody found, lines too many, numbers that stand twice or lack the new pepper."""
        with self.database.reading(at=NOW) as session:
            both = select(CandidateNumber.number_id).group_by(CandidateNumber.number_id).having(func.count() == 2)
            met = session.scalar(select(func.count()).where(DuplicateCheck.other_id.is_not(None))) or 0
            kids = set(session.scalars(select(KnownNumber.kid)))
            rows = session.scalar(select(func.count()).select_from(KnownNumber)) or 0
            return {
                "not joined": len(self.known) - len(session.scalars(both).all()),
                "duplicates not found or found twice": abs(len(self.known) - met),
                "numbers that stand twice": rows - len(self.known),
                "without the new pepper": len(kids) - 1,
                "looks that missed": self.looks[1],
            }


def prove(database: Database, people: int, readers: int = 1, *, told: list[str] | None = None) -> dict[str, int]:
    """One round on an empty, migrated database; what was measured goes to ``told``."""
    region = Region(database, people)
    half = people // 2
    writers = [
        threading.Thread(target=region.write, args=(0, range(half, people))),
        threading.Thread(target=region.write, args=(1, range(people))),
    ]
    lookers = [threading.Thread(target=region.look) for _ in range(readers)]
    for one in (*writers, *lookers):
        one.start()
    start, before = time.perf_counter(), len(region.saved)
    try:
        lay_over(database, at=lambda: NOW, portion=max(3, people // 20))
        taken, during = time.perf_counter() - start, len(region.saved) - before
    finally:
        for one in writers:
            one.join()
        region.done.set()
        for one in lookers:
            one.join()
    if region.problems:
        raise region.problems[0]
    if told is not None:
        told.append(
            f"{taken:.2f} s to lay over, {during} saved meanwhile of {len(region.saved)}, longest save "
            f"{max(region.saved):.2f} s, {sum(region.looks)} looks"
        )
    return region.missed()


def main() -> None:
    words = argparse.ArgumentParser()
    words.add_argument("--engine", choices=["sqlite", "postgresql"], default="sqlite")
    words.add_argument("--rounds", type=int, default=3)
    words.add_argument("--people", type=int, default=200)
    words.add_argument("--readers", type=int, default=2)
    asked = words.parse_args()
    for number in range(asked.rounds):
        with tempfile.TemporaryDirectory() as folder:
            url = f"sqlite:///{folder}/w.db" if asked.engine == "sqlite" else postgresql_url()
            if url is None:
                raise SystemExit("PostgreSQL start hier niet")
            database = Database(url, keys=KeyRing(Path(folder) / "sleutels"))
            migrations.upgrade(database)
            told: list[str] = []
            print(number + 1, prove(database, asked.people, asked.readers, told=told), *told, flush=True)
            database.close()


if __name__ == "__main__":
    main()
