"""The line to PostgreSQL slow, cut, refused and swallowing everything, while people write: ``python -m tests.proofs.network --rounds 2``.

Each write has a text and a key of its own. What got no answer, or was told to wait, is sent again with the same key until it is
acknowledged. Then each must be there exactly once; every answer must come within a bound, and the service must be back by itself.
"""

import argparse
import json
import os
import random
import secrets
import tempfile
import threading
import time
from pathlib import Path

from employers.models import ContactKind
from tests.engines import server_in
from tests.proofs.between import Between
from tests.proofs.kill9 import PLACE, counted
from tests.proofs.service import Person, Service, at, command, demo
from werkbedrijf.foundation.db import Database

FAULTS = ("slow", "cut", "refused", "hole")


class Stubborn(threading.Thread):
    """Writes one contact after the other, each again with the same key until it is acknowledged."""

    def __init__(self, address, number, cookies, form):
        super().__init__(daemon=True)
        self.person, self.number, self.form = Person(address), number, form
        for cookie in cookies:
            self.person.jar.set_cookie(cookie)
        self.acknowledged, self.statuses, self.seconds, self.in_dutch = [], {}, [], 0
        self.ends = threading.Event()

    def run(self):
        count = 0
        while not self.ends.is_set():
            mark = f"merk-{self.number}-{count}-{random.getrandbits(48):x}"
            count += 1
            told = {"idempotency_key": secrets.token_urlsafe(18), "note": mark, "kind": ContactKind.PHONE.value}
            while not self._acknowledged({**self.form, **told}):
                time.sleep(0.1)
            self.acknowledged.append(mark)

    def _acknowledged(self, fields):
        began = time.monotonic()
        try:
            status, text = self.person.post(f"{PLACE}/contact", fields, timeout=60)
        except OSError:
            status, text = 0, ""
        self.seconds.append(time.monotonic() - began)
        self.statuses[status] = self.statuses.get(status, 0) + 1
        self.in_dutch += status == 503 and "Er is niets opgeslagen" in text
        return status in {302, 303}


def is_ready(person):
    """Whether a page that needs the database comes."""
    try:
        return person.get(PLACE, timeout=10)[0] == 200
    except OSError:
        return False


def until_back(person):
    """Seconds until it does."""
    began = time.monotonic()
    while not is_ready(person) and time.monotonic() - began < 60:
        time.sleep(0.05)
    return time.monotonic() - began


def prove(place, *, rounds, seconds, writers):
    """Each fault so many times, while people write."""
    data = place / "pg"
    data.mkdir(mode=0o755)
    server = server_in(data)
    server.psql("CREATE DATABASE proef;")
    near = server.get_uri("proef").replace("postgresql://", "postgresql+psycopg://", 1)
    demo(place / "map", WERKBEDRIJF_DATABASE_URL=near)
    line = Between(near)
    service = Service(place / "map", WERKBEDRIJF_DATABASE_URL=line.url)
    service.start()
    person = Person(service.address).sign_in()
    form = person.hidden(PLACE)
    threads = [Stubborn(service.address, number, list(person.jar), form) for number in range(writers)]
    for thread in threads:
        thread.start()
    back = {fault: [] for fault in FAULTS}
    for _ in range(rounds):
        for fault in FAULTS:
            time.sleep(1)
            line.turn(fault)
            time.sleep(seconds)
            line.turn("good")
            back[fault].append(until_back(person))
    time.sleep(1)
    for thread in threads:
        thread.ends.set()
    for thread in threads:
        thread.join(timeout=120)
    stopped = service.stop()
    line.close()
    database = Database(near)
    found, _sound = counted(database)
    whole = json.loads(command("integrity", "--json", folder=place / "map", WERKBEDRIJF_DATABASE_URL=near).stdout)["ok"]
    database.close()
    server.cleanup()
    acknowledged = [mark for thread in threads for mark in thread.acknowledged]
    statuses = {}
    for thread in threads:
        for status, times in thread.statuses.items():
            statuses[status] = statuses.get(status, 0) + times
    waits = [one for thread in threads for one in thread.seconds]
    return {
        "rounds": rounds,
        "acknowledged": len(acknowledged),
        "lost": sum(mark not in found for mark in acknowledged),
        "twice": sum(times > 1 for times in found.values()),
        "statuses": statuses,
        "refusals_in_dutch": sum(thread.in_dutch for thread in threads),
        "longest_answer_seconds": round(max(waits), 1),
        "p95_answer_seconds": round(at(waits, 0.95), 2),
        "slowest_recovery_seconds": {fault: round(max(times), 2) for fault, times in back.items()},
        "whole": whole,
        "stopped_with": stopped,
        "load": os.getloadavg()[0],
    }


def main():
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--rounds", type=int, default=2)
    wanted.add_argument("--seconds", type=float, default=4)
    wanted.add_argument("--writers", type=int, default=4)
    chosen = wanted.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        Path(place).chmod(0o755)
        told = prove(Path(place), rounds=chosen.rounds, seconds=chosen.seconds, writers=chosen.writers)
        print(json.dumps(told, indent=1))


if __name__ == "__main__":
    main()
