"""A new pepper is laid over many numbers while two partners go on writing: every duplicate is found, once, at every moment.

    python -m tests.proofs.new_pepper --rounds 3 --people 400

The test suite runs a small round on both engines.
"""

import argparse
import tempfile
import threading
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import func, select
from stdnum.nl import bsn as elfproef

from candidates.models import Candidate
from candidates.numbers.actions import keep_number
from candidates.numbers.models import CandidateNumber, DuplicateCheck, KnownNumber
from candidates.numbers.rotation import lay_over
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

    def write(self, side: int, places: Sequence[int], problems: list[BaseException]) -> None:
        """Go on writing, while the pepper is laid over."""
        try:
            for place in places:
                self.keep(side, place)
        except BaseException as problem:  # noqa: BLE001  # told by the thread that waits
            problems.append(problem)

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
            }


def prove(database: Database, people: int) -> dict[str, int]:
    """One round on an empty, migrated database."""
    region = Region(database, people)
    half = people // 2
    problems: list[BaseException] = []
    first = threading.Thread(target=region.write, args=(0, range(half, people), problems))
    second = threading.Thread(target=region.write, args=(1, range(people), problems))
    for writer in (first, second):
        writer.start()
    lay_over(database, at=lambda: NOW, portion=max(3, people // 20))
    for writer in (first, second):
        writer.join()
    if problems:
        raise problems[0]
    return region.missed()


def main() -> None:
    words = argparse.ArgumentParser()
    words.add_argument("--rounds", type=int, default=3)
    words.add_argument("--people", type=int, default=200)
    told = words.parse_args()
    for number in range(told.rounds):
        with tempfile.TemporaryDirectory() as folder:
            database = Database(f"sqlite:///{folder}/w.db", keys=KeyRing(Path(folder) / "sleutels"))
            migrations.upgrade(database)
            print(number + 1, prove(database, told.people))
            database.close()


if __name__ == "__main__":
    main()
