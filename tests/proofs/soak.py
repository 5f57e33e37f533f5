"""Does a service that is used all day grow? ``python -m tests.proofs.soak --minutes 60 --users 20``.

People look at pages, some write down a conversation with an employer, and every quarter of a minute the memory, the open
files and the log of the database of all processes together are noted. What is told is the middle of the first tenth after
warming up beside that of the last tenth. Ends with 1 when memory or files grew by a tenth or more, when the log of the
database passed 100 MB, or when more of the databases was open than the connections that are kept: those come one by one, as
people happen to ask at the same moment, so they have a bound instead of a growth.
"""

import json
import sys
import threading
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

from employers.models import KIND_CODES, ContactKind
from tests.proofs.load import ROADS, crowd, region, words
from tests.proofs.service import Person, Service

EVERY = 15
"""Seconds between two notes."""
WARMING = 0.1
"""This part of the time is for warming up: caches fill, and every worker has met every page."""
MOST_GROWTH = 0.1
MOST_LOG = 100 * 2**20
KEPT = 5
"""So many connections to a database are kept by a process; more are closed as soon as nobody uses them."""
DATABASES = 2
OPEN_OF_EACH = 2
"""A connection holds the database itself open and its log."""


@dataclass(frozen=True)
class Note:
    """Of all processes together: memory in bytes, open files without and of the databases, and the size of the log in bytes."""

    memory: int
    files: int
    databases: int
    processes: int
    log: int


def noted(service):
    """How it stands now. A process that ends while it is looked at counts for nothing."""
    memory, files, databases, alive = 0, 0, 0, 0
    for pid in service.pids():
        try:
            pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
            opened = [_target(one) for one in Path(f"/proc/{pid}/fd").iterdir()]
        except OSError:
            continue
        of_databases = sum(one.endswith((".db", ".db-wal")) for one in opened)
        files, databases = files + len(opened) - of_databases, databases + of_databases
        memory, alive = memory + pages * 4096, alive + 1
    logs = (path.stat().st_size for path in service.folder.rglob("*-wal"))
    return Note(memory, files, databases, alive, sum(logs))


def _target(opened):
    """What an open file is; one that was closed while we looked is nothing."""
    try:
        return str(opened.readlink())
    except OSError:
        return ""


def write_down(person, stop, done):
    """Write down a conversation with an employer now and then, as an account manager does."""
    while not stop.wait(EVERY):
        typed = {"note": f"Gebeld over een plek, keer {len(done) + 1}.", "kind": str(KIND_CODES[ContactKind.PHONE])}
        form = person.hidden("/werkgevers/W-0001")
        done.append(person.post("/werkgevers/W-0001/contact", {**form, **typed})[0])


def grown(first, last):
    """How much more it became, as a part of what it was.

    >>> grown([100, 110, 90], [105, 105, 200])
    0.05
    """
    before, after = median(first), median(last)
    return round(after / before - 1, 4) if before else 0.0


def told_of(notes):
    """The first tenth after warming up beside the last tenth."""
    warm = notes[int(len(notes) * WARMING) :]
    part = max(1, len(warm) // 10)
    first, last = warm[:part], warm[-part:]
    return {
        "memory_growth": grown([one.memory for one in first], [one.memory for one in last]),
        "files_growth": grown([one.files for one in first], [one.files for one in last]),
        "log_at_most": max(one.log for one in notes),
        "databases_beyond_kept": max(one.databases - one.processes * DATABASES * KEPT * OPEN_OF_EACH for one in warm),
        "first": asdict(first[0]),
        "last": asdict(last[-1]),
    }


def prove(folder, *, minutes, users, think, workers):
    """Serve, let people work, and note."""
    service = Service(folder, workers=workers)
    service.start()
    notes, stop, written = [], threading.Event(), []
    try:
        signed_in = [Person(service.address, role).sign_in() for role in ROADS]
        writer = threading.Thread(target=write_down, args=(signed_in[0], stop, written))
        looker = threading.Thread(target=_look, args=(service, stop, notes))
        writer.start()
        looker.start()
        used = crowd(service.address, signed_in, users, think=think, seconds=60 * minutes)
        stop.set()
        writer.join()
        looker.join()
    finally:
        stop.set()
        service.stop()
    wrote = {str(status): written.count(status) for status in sorted(set(written))}
    return {**told_of(notes), "notes": len(notes), "written": wrote, "used": used}


def _look(service, stop, notes):
    notes.append(noted(service))
    while not stop.wait(EVERY):
        notes.append(noted(service))


def main():
    wanted = words(__doc__, users=20)
    wanted.add_argument("--minutes", type=float, default=60)
    chosen = wanted.parse_args()
    with region(chosen) as folder:
        told = prove(folder, minutes=chosen.minutes, users=chosen.users, think=chosen.think, workers=chosen.workers)
    print(json.dumps(told, indent=1))
    grew = max(told["memory_growth"], told["files_growth"]) >= MOST_GROWTH or told["log_at_most"] > MOST_LOG
    sys.exit(1 if grew or told["databases_beyond_kept"] > 0 or told["used"]["errors"] else 0)


if __name__ == "__main__":
    main()
