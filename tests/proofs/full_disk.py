"""A disk that fills up: ``python -m tests.proofs.full_disk``. Needs the right to mount a disk in memory.

Writes until the database refuses; then makes room and writes on. What was acknowledged must be there, once.
"""

import argparse
import json
import secrets
import subprocess
import tempfile
import time
from pathlib import Path

from employers.models import ContactKind
from tests.proofs.kill9 import PLACE, counted
from tests.proofs.service import Person, Service, command, demo
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.settings import Settings

FILLER = 400_000


def write_until(person, form, marks, *, refused, most):
    """Write until so many were refused; the statuses that were given."""
    statuses = {}
    for number in range(most):
        mark = f"merk-{secrets.token_hex(6)}-{number}"
        fields = {**form, "idempotency_key": secrets.token_urlsafe(18), "note": mark + "x" * 3000}
        status = person.post(f"{PLACE}/contact", {**fields, "kind": ContactKind.PHONE.value})[0]
        statuses[status] = statuses.get(status, 0) + 1
        if status in {302, 303}:
            marks.append(mark + "x" * 3000)
        elif sum(times for code, times in statuses.items() if code not in {302, 303}) >= refused:
            break
    return statuses


def prove(folder):
    """Fill the disk, look, make room, look again."""
    service = Service(folder)
    service.start()
    person, marks = Person(service.address).sign_in(), []
    form = person.hidden(PLACE)
    filler = folder / "vol"
    with filler.open("wb") as file:
        try:
            while file.write(b"0" * FILLER):
                file.flush()
        except OSError:
            pass
    full = write_until(person, form, marks, refused=20, most=400)
    read = person.get(PLACE)[0]
    filler.unlink()
    time.sleep(1)
    after = write_until(person, form, marks, refused=1, most=20)
    service.stop()
    found, sound = counted(Database(Settings(data_dir=folder).database))
    return {
        "while_full": full,
        "reading_while_full": read,
        "after_room_was_made": after,
        "acknowledged": len(marks),
        "missing": sum(mark not in found for mark in marks),
        "integrity": sound,
        "whole": json.loads(command("integrity", "--json", folder=folder).stdout).get("ok"),
    }


def main():
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--megabytes", type=int, default=48)
    wanted.add_argument("--from", dest="source", type=Path)
    chosen = wanted.parse_args()
    with tempfile.TemporaryDirectory() as place:
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={chosen.megabytes}m", "tmpfs", place], check=True)
        try:
            folder = Path(place) / "map"
            if chosen.source:
                subprocess.run(["cp", "-r", str(chosen.source), str(folder)], check=True)
                subprocess.run(["cp", "-r", f"{chosen.source}-sleutels", f"{folder}-sleutels"], check=True)
            else:
                demo(folder)
            print(json.dumps(prove(folder), indent=1))
        finally:
            subprocess.run(["umount", "-l", place], check=True)


if __name__ == "__main__":
    main()
