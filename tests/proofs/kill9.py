"""Everything killed again and again while people write: ``python -m tests.proofs.kill9 --cycles 20 --engine postgresql``.

Each write has a text of its own. What was acknowledged must be there once; what was not may be there once or not at all, and
sending it again with the same key settles it. Writes into a demo region in a folder, or ``--folder`` one that is there.
Asked to stop (SIGTERM), it counts after the cycle it is in.
"""

import argparse
import json
import random
import secrets
import signal
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

from sqlalchemy import text

from employers.models import ContactKind
from tests.engines import postgresql_url
from tests.proofs.service import Person, Service, command, demo
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.settings import Settings

PLACE = "/werkgevers/W-0001"


class Writer(threading.Thread):
    """One account manager who writes down one contact after the other."""

    def __init__(self, address, number, cookies):
        super().__init__(daemon=True)
        self.person = Person(address)
        for cookie in cookies:
            self.person.jar.set_cookie(cookie)
        self.number = number
        self.acknowledged, self.in_flight, self.refused = [], [], Counter()
        self.ends = threading.Event()

    def run(self):
        form, count = {}, 0
        while not self.ends.is_set():
            try:
                form = form or self.person.hidden(PLACE, timeout=10)
            except OSError:
                time.sleep(0.02)
                continue
            mark = f"merk-{self.number}-{count}-{random.getrandbits(48):x}"
            count += 1
            fields = {
                **form,
                "idempotency_key": secrets.token_urlsafe(18),
                "note": mark,
                "kind": ContactKind.PHONE.value,
            }
            self._write(mark, fields)

    def _write(self, mark, fields):
        try:
            status, _text = self.person.post(f"{PLACE}/contact", fields, timeout=5)
        except OSError:
            self.in_flight.append((mark, fields, self.person))
            return
        if status in {302, 303}:
            self.acknowledged.append(mark)
        else:
            self.refused[status] += 1


def counted(database):
    """How often each mark is in the database, and whether it is sound."""
    with database.engine.connect() as connection:
        notes = connection.execute(text("SELECT note FROM contact_moment WHERE note LIKE 'merk-%'")).scalars().all()
        sound = (
            connection.exec_driver_sql("PRAGMA integrity_check").scalar() if database.url.startswith("sqlite") else "ok"
        )
    found = {}
    for note in notes:
        found[note] = found.get(note, 0) + 1
    return found, sound


def prove(folder, *, cycles, writers, workers, settings):
    """So many times: write, kill everything, start, count."""
    service = Service(folder, workers=workers, **settings)
    starts, acknowledged, in_flight, refused = [service.start()], [], [], Counter()
    cookies = list(Person(service.address).sign_in().jar)
    asked = threading.Event()
    signal.signal(signal.SIGTERM, lambda _number, _frame: asked.set())
    done = 0
    for cycle in range(cycles):
        if asked.is_set():
            break
        done += 1
        threads = [Writer(service.address, f"{cycle}-{n}", cookies) for n in range(writers)]
        for thread in threads:
            thread.start()
        until = time.monotonic() + 20
        while not all(thread.acknowledged for thread in threads) and time.monotonic() < until:
            time.sleep(0.01)
        time.sleep(random.uniform(0, 1.5))
        service.kill()
        for thread in threads:
            thread.ends.set()
        for thread in threads:
            thread.join()
            acknowledged += thread.acknowledged
            in_flight += thread.in_flight
            refused += thread.refused
        starts.append(service.start())
    again = settled(in_flight, refused)
    stopped = service.stop()
    database = Database(settings.get("WERKBEDRIJF_DATABASE_URL") or Settings(data_dir=folder).database)
    found, sound = counted(database)
    database.close()
    marks = [mark for mark, *_ in in_flight]
    return {
        "cycles": done,
        "acknowledged": len(acknowledged),
        "in_flight": len(in_flight),
        "refused": {str(status): times for status, times in refused.items()},
        "lost": sum(mark not in found for mark in acknowledged),
        "duplicate": sum(times > 1 for times in found.values()),
        "sent_again": again,
        "missing_after_again": sum(mark not in found for mark in marks),
        "integrity": sound,
        "slowest_start_seconds": round(max(starts), 2),
        "median_start_seconds": round(sorted(starts)[len(starts) // 2], 2),
        "stopped_with": stopped,
        "whole": json.loads(command("integrity", "--json", folder=folder, **settings).stdout).get("ok"),
    }


def settled(in_flight, refused):
    """Send again what had no answer, with the same key; how many were taken or known. Refusals are counted by status."""
    taken = 0
    for _mark, fields, person in in_flight:
        status, _text = person.post(f"{PLACE}/contact", fields)
        # Busy is said with the request to try again a little later.
        if status == 503:
            refused[status] += 1
            time.sleep(1)
            status, _text = person.post(f"{PLACE}/contact", fields)
        if status in {200, 302, 303}:
            taken += 1
        else:
            refused[status] += 1
    return taken


def main():
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--cycles", type=int, default=20)
    wanted.add_argument("--writers", type=int, default=4)
    wanted.add_argument("--workers", type=int, default=2)
    wanted.add_argument("--folder", type=Path)
    wanted.add_argument("--engine", choices=["sqlite", "postgresql"], default="sqlite")
    wanted.add_argument("--url", default="", help="a PostgreSQL of your own")
    chosen = wanted.parse_args()
    if chosen.engine == "postgresql" and not chosen.url:
        chosen.url = postgresql_url()
    settings = {"WERKBEDRIJF_DATABASE_URL": chosen.url} if chosen.url else {}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        folder = chosen.folder or Path(place) / "map"
        if not chosen.folder:
            demo(folder, **settings)
        print(
            json.dumps(
                prove(folder, cycles=chosen.cycles, writers=chosen.writers, workers=chosen.workers, settings=settings),
                indent=1,
            )
        )


if __name__ == "__main__":
    main()
