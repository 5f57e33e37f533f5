"""The drill: a region is seeded, backed up while somebody writes, and put back: ``python -m tests.proofs.backup_drill --people 12600``.

Nothing that was there before the backup may be missing, no canary may be readable in the file, and it may take half an hour.
"""

import argparse
import json
import tempfile
import threading
import time
from pathlib import Path

from tests.conftest import NOW
from tests.proofs.service import command
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.keys.ring import ring_at
from werkbedrijf.foundation.notes import note
from werkbedrijf.foundation.settings import Settings


def write_on(database, stop):
    """Write a row again and again, as a running service does."""
    while not stop.is_set():
        with database.transaction(at=NOW) as session:
            note(session, "drill", beat=time.time())


def prove(place, *, people):
    """Seed, back up, look for canaries, put back."""
    told, data = {"people": people}, place / "map"
    began = time.monotonic()
    command("migrate", folder=data)
    command("seed", "--people", str(people), "--json", str(place / "seed.json"), folder=data)
    told["seed_seconds"] = round(time.monotonic() - began, 1)
    settings = Settings(data_dir=data)
    database = Database(settings.database, keys=ring_at(settings.keys_folder))
    stop = threading.Event()
    writer = threading.Thread(target=write_on, args=(database, stop))
    writer.start()
    made = json.loads(command("backup", str(place / "een"), "--json", folder=data).stdout)
    stop.set()
    writer.join()
    database.close()
    canaries = [one["value"] for one in json.loads((place / "seed.json").read_text())["canaries"]]
    content = (place / "een").read_bytes()
    told |= {
        "rows": sum(made["rows"].values()),
        "backup_seconds": made["seconds"],
        "megabytes": round(made["bytes"] / 1e6, 1),
        "database_megabytes": round((data / "werkbedrijf.db").stat().st_size / 1e6, 1),
        "canaries": len(canaries),
        "readable": sum(value.encode() in content for value in canaries),
    }
    back = json.loads(
        command("restore", str(place / "een"), "--into", str(place / "terug"), "--json", folder=data).stdout
    )
    told["restore_seconds"] = back["seconds"]
    told["lost"] = sum(max(0, rows - back["rows"].get(name, 0)) for name, rows in made["rows"].items())
    return told


def main():
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--people", type=int, default=1000)
    chosen = wanted.parse_args()
    with tempfile.TemporaryDirectory() as place:
        print(json.dumps(prove(Path(place), people=chosen.people), indent=1))


if __name__ == "__main__":
    main()
