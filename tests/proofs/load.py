"""Many people with time to think beside one: ``python -m tests.proofs.load --users 200 --seconds 60 --people 12600``, and ``--engine postgresql``.

Then as many answers as it can give, to people who ask again at once.
"""

import argparse
import json
import random
import tempfile
import threading
import time
from contextlib import contextmanager
from pathlib import Path

from tests.engines import postgresql_url
from tests.proofs.service import Person, Service, at, demo, seeded

ROADS = {
    "accountmanager": ("/vandaag", "/plekken", "/kandidaten", "/werkgevers", "/werkgevers/W-0001", "/plekken/P-0001"),
    "jobcoach": ("/vandaag", "/kandidaten", "/plekken"),
    "werkgever": ("/vandaag", "/plekken"),
    "wethouder": ("/vandaag",),
}
# So many ask again as soon as they have an answer: more than can be answered at once.
HURRIED = 16


class User(threading.Thread):
    """Somebody who looks at pages, with time to think in between."""

    def __init__(self, person, think, until):
        super().__init__(daemon=True)
        self.person, self.think, self.until = person, think, until
        self.took, self.wrong = [], []

    def run(self):
        time.sleep(random.uniform(0, self.think))
        while time.monotonic() < self.until:
            road = random.choice(ROADS[self.person.role])
            began = time.perf_counter()
            try:
                status = self.person.get(road)[0]
            except OSError:
                status = 0
            self.took.append(time.perf_counter() - began)
            if status != 200:
                self.wrong.append((road, status))
            time.sleep(random.expovariate(1 / self.think) if self.think else 0)


def crowd(address, signed_in, number, *, think, seconds):
    """So many people for so long; how it went."""
    until = time.monotonic() + seconds
    people = []
    for n in range(number):
        like = signed_in[n % len(signed_in)]
        person = Person(address, like.role)
        for cookie in like.jar:
            person.jar.set_cookie(cookie)
        people.append(User(person, think, until))
    for one in people:
        one.start()
    for one in people:
        one.join()
    took = [seconds_ for one in people for seconds_ in one.took]
    wrong = [what for one in people for what in one.wrong]
    return {
        "requests": len(took),
        "errors": len(wrong),
        "some": wrong[:3],
        "per_second": round(len(took) / seconds, 1),
        "p50_ms": round(at(took, 0.5) * 1000, 1),
        "p95_ms": round(at(took, 0.95) * 1000, 1),
        "p99_ms": round(at(took, 0.99) * 1000, 1),
    }


def prove(folder, *, users, think, seconds, workers, known=None, settings=None):
    """One person, then everybody, then some who never think. ``known`` says how each role signs in, where that is not as in the demo."""
    service = Service(folder, workers=workers, **(settings or {}))
    service.start()
    try:
        signed_in = [Person(service.address, role).sign_in((known or {}).get(role)) for role in ROADS]
        time.sleep(6)
        alone = crowd(service.address, signed_in[:1], 1, think=0.2, seconds=min(seconds, 15))
        together = crowd(service.address, signed_in, users, think=think, seconds=seconds)
        hurried = crowd(service.address, signed_in, HURRIED, think=0, seconds=min(seconds, 15))
    finally:
        service.stop()
    ratio = round(together["p95_ms"] / alone["p95_ms"], 2) if alone["p95_ms"] else None
    return {"alone": alone, "together": together, "hurried": hurried, "p95_ratio": ratio}


def words(about, *, users):
    """What can be typed of any proof in which many people use a region."""
    wanted = argparse.ArgumentParser(description=about)
    wanted.add_argument("--users", type=int, default=users)
    wanted.add_argument("--think", type=float, default=8.0)
    wanted.add_argument("--workers", type=int, default=2)
    wanted.add_argument("--folder", type=Path, help="a region that is there already")
    return wanted


@contextmanager
def region(chosen, **settings):
    """The folder of the region to use: the one that was named, or a new one for as long as it takes."""
    with tempfile.TemporaryDirectory() as place:
        if not chosen.folder:
            demo(Path(place) / "map", **settings)
        yield chosen.folder or Path(place) / "map"


def main():
    wanted = words(__doc__, users=200)
    wanted.add_argument("--seconds", type=int, default=60)
    wanted.add_argument("--people", type=int, default=0, help="a test world with so many people, in place of the demo")
    wanted.add_argument("--engine", choices=["sqlite", "postgresql"], default="sqlite")
    chosen = wanted.parse_args()
    settings = {"WERKBEDRIJF_DATABASE_URL": postgresql_url()} if chosen.engine == "postgresql" else {}
    how = {name: getattr(chosen, name) for name in ("users", "think", "seconds", "workers")} | {"settings": settings}
    if chosen.people:
        with tempfile.TemporaryDirectory() as place:
            known = seeded(Path(place) / "map", people=chosen.people, places=chosen.people // 10, **settings)
            told = {"people": chosen.people} | prove(Path(place) / "map", known=known, **how)
    else:
        with region(chosen, **settings) as folder:
            told = prove(folder, **how)
    print(json.dumps(told, indent=1))


if __name__ == "__main__":
    main()
