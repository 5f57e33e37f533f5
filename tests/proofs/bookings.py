"""Random bookings on random places, mentors, absences and ends: no week ever above capacity, and the next free week is the next.

``python -m tests.proofs.bookings --bookings 10000``
"""

import argparse
from collections import Counter
from datetime import date, timedelta
from random import Random

from employers.training.capacity import MentorWeeks, PlaceWeeks
from employers.training.weeks import WEEK
from matching.bookings.fitting import HORIZON_WEEKS, Taken, Wanted, next_free, refusals_of

FIRST = date(2026, 11, 23)
WEEKS = 40


class Ledger:
    """A place with what was booked there so far, kept by counting and by nothing else."""

    def __init__(self, place: PlaceWeeks):
        self.place = place
        self.at_place: Counter[date] = Counter()
        self.started: Counter[date] = Counter()
        self.booked = self.refused = self.moved = 0


def random_mentor(random: Random, number: int) -> MentorWeeks:
    away = frozenset(FIRST + random.randrange(WEEKS) * WEEK for _ in range(random.randrange(6)))
    last = FIRST + timedelta(days=random.randrange(300)) if random.random() < 0.2 else None
    return MentorWeeks(number, f"Begeleider {number}", random.randint(1, 3), away, last)


def random_place(random: Random, mentors: list[MentorWeeks]) -> PlaceWeeks:
    steps = ((FIRST, random.randint(0, 5)), (FIRST + random.randrange(1, WEEKS) * WEEK, random.randint(0, 6)))
    until = FIRST + timedelta(days=random.randrange(400)) if random.random() < 0.4 else None
    days = [FIRST + timedelta(days=random.randrange(200)) for _ in range(random.choice((0, 0, 0, 1, 4)))]
    chosen = tuple(random.sample(mentors, random.randint(1, len(mentors))))
    return PlaceWeeks(steps, chosen, random.random() > 0.03, until, {day: random.randint(1, 3) for day in days})


def check_next(place: PlaceWeeks, taken: Taken, wanted: Wanted) -> date | None:
    """The next free day is free, and no possible day before it is."""
    free = next_free(place, taken, wanted)
    steps = [wanted.starts_on + number * WEEK for number in range(HORIZON_WEEKS + 1)]
    possible = sorted(day for day in place.starts if day >= wanted.starts_on) if place.starts else steps
    for day in possible:
        if free is not None and day >= free:
            break
        if day <= steps[-1]:
            assert refusals_of(place, taken, wanted.from_day(day)), f"{day} was free before {free}"
    if free is not None:
        assert not refusals_of(place, taken, wanted.from_day(free))
    return free


def run(bookings: int, seed: int) -> Counter[str]:
    """Book at random until so many were asked; raises AssertionError at the first week above capacity."""
    random, told = Random(seed), Counter[str]()
    while told["asked"] < bookings:
        mentors = [random_mentor(random, number) for number in range(random.randint(1, 4))]
        ledgers = [Ledger(random_place(random, mentors)) for _ in range(random.randint(1, 3))]
        guided: Counter[tuple[int, date]] = Counter()
        for _ in range(min(120, bookings - told["asked"])):
            one = random.choice(ledgers)
            starts = FIRST + timedelta(days=random.randrange(WEEKS * 7))
            if one.place.starts and random.random() < 0.7:
                starts = random.choice(list(one.place.starts))
            ends = starts + timedelta(days=random.randint(1, 70))
            wanted = Wanted(
                starts, ends, random.choice(one.place.mentors if random.random() < 0.95 else mentors).number
            )
            taken = Taken(one.at_place, guided, one.started)
            told["asked"] += 1
            if refusals_of(one.place, taken, wanted):
                told["refused"] += 1
                free = check_next(one.place, taken, wanted)
                if free is None:
                    told["nowhere"] += 1
                    continue
                told["moved"] += 1
                wanted = wanted.from_day(free)
            told["booked"] += 1
            one.started[wanted.starts_on] += 1
            for week in wanted.weeks:
                one.at_place[week] += 1
                guided[wanted.mentor, week] += 1
                mentor = one.place.mentor(wanted.mentor)
                assert mentor is not None
                assert one.at_place[week] <= one.place.capacity(week), week
                assert guided[wanted.mentor, week] <= mentor.room(week), week
    return told


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bookings", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    print(dict(run(asked.bookings, asked.seed)))
