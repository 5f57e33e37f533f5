"""Power cuts on SQLite: ``python -m tests.proofs.power_cut --cuts 20``. Needs a C compiler.

A library before the C library keeps, beside the real files, what a disk is bound to hold: what was synchronised, and nothing that was
only written. A cut is everything killed, and that other copy in the place of the files. What was acknowledged must be there once.
With ``--failing 5`` no cut: so many of a hundred synchronisations fail (``w5``: writes), and what was acknowledged must be there all the same.
"""

import argparse
import json
import os
import random
import shutil
import subprocess
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.proofs.kill9 import Writer, counted, settled
from tests.proofs.service import Person, Service, command, demo
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.settings import Settings

SOURCE = Path(__file__).with_name("lost_writes.c")
KEPT = ("werkbedrijf.db", "logboek.db")


def library(folder, source=SOURCE):
    """The library, made for this machine; None where there is no compiler."""
    compiler = shutil.which("cc")
    if compiler is None:
        return None
    made = Path(folder) / source.with_suffix(".so").name
    subprocess.run([compiler, "-O2", "-shared", "-fPIC", "-o", made, source, "-ldl", "-lpthread"], check=True)
    return made


def forgetful(made, folder, **also):
    """What a process needs to run on such a disk."""
    told = {"LD_PRELOAD": str(made), "FORGET_FOLDER": str(Path(folder).resolve())}
    return told | {f"FORGET_{name.upper()}": str(value) for name, value in also.items()}


def begin_again(folder, shadow):
    """The shadow as the files are when nobody has them open."""
    shutil.rmtree(shadow, ignore_errors=True)
    shadow.mkdir()
    for name in KEPT:
        for path in folder.glob(f"{name}*"):
            if not path.name.endswith("-shm"):
                shutil.copyfile(path, shadow / path.name)


def cut(folder, shadow):
    """What the disk holds after the cut, in the place of the files."""
    for name in KEPT:
        for path in folder.glob(f"{name}*"):
            path.unlink()
    for path in shadow.iterdir():
        shutil.copyfile(path, folder / path.name)
        (folder / path.name).chmod(0o600)


def written(address, cookies, round_, seconds, service, *, kill):
    """Let two people write for a while, then pull the plug or ask them to stop."""
    threads = [Writer(address, f"{round_}-{number}", cookies) for number in range(2)]
    for thread in threads:
        thread.start()
    until = time.monotonic() + 30
    while not all(thread.acknowledged for thread in threads) and time.monotonic() < until:
        time.sleep(0.01)
    time.sleep(seconds)
    if kill:
        service.kill()
    for thread in threads:
        thread.ends.set()
    for thread in threads:
        thread.join()
    return threads


def prove(folder, shadow, *, cuts, failing):
    """Write and cut so many times, or write on a disk that fails; then count."""
    made = library(folder)
    told = forgetful(made, folder, fail=failing) if failing else forgetful(made, folder, shadow=shadow)
    service = Service(folder, before=("env", *(f"{name}={value}" for name, value in told.items())))
    threads, starts = [], []
    begin_again(folder, shadow)
    starts.append(_started(service, times=10 if failing else 1))
    cookies = _signed_in(service)
    for round_ in range(1 if failing else cuts):
        threads += written(
            service.address, cookies, round_, 15 if failing else random.uniform(0, 1.5), service, kill=not failing
        )
        if not failing:
            cut(folder, shadow)
            starts.append(service.start())
    in_flight = [one for thread in threads for one in thread.in_flight]
    refused = sum((thread.refused for thread in threads), Counter())
    again = 0 if failing else settled(in_flight, refused)
    stopped = service.stop()
    database = Database(Settings(data_dir=folder).database)
    found, sound = counted(database)
    database.close()
    acknowledged = [mark for thread in threads for mark in thread.acknowledged]
    return {
        "cuts": 0 if failing else cuts,
        "failing": failing or None,
        "acknowledged": len(acknowledged),
        "refused": {str(status): times for status, times in refused.items()},
        "in_flight": len(in_flight),
        "sent_again": again,
        "lost": sum(mark not in found for mark in acknowledged),
        "duplicate": sum(times > 1 for times in found.values()),
        "integrity": sound,
        "whole": json.loads(command("integrity", "--json", folder=folder).stdout)["ok"],
        "trail_whole": json.loads(command("audit", "verify", "--json", folder=folder).stdout)["ok"],
        "slowest_start_seconds": round(max(starts), 2),
        "stopped_with": stopped,
        "load": round(os.getloadavg()[0], 1),
    }


def _started(service, *, times):
    """Seconds until it answers; a disk that fails may keep it from starting, as whoever manages it would try again."""
    for left in reversed(range(times)):
        try:
            return service.start()
        except RuntimeError:
            if not left:
                raise
    raise AssertionError("unreachable")


def _signed_in(service):
    for _ in range(20):
        try:
            return list(Person(service.address).sign_in().jar)
        except (RuntimeError, OSError):  # a disk that fails may fail this as well
            time.sleep(0.2)
    raise RuntimeError("nobody could sign in")


def main():
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--cuts", type=int, default=20)
    wanted.add_argument("--failing", default="")
    wanted.add_argument("--from", dest="source", type=Path)
    chosen = wanted.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "map"
        if chosen.source:
            shutil.copytree(chosen.source, folder)
            shutil.copytree(f"{chosen.source}-sleutels", f"{folder}-sleutels")
        else:
            demo(folder)
        print(json.dumps(prove(folder, Path(place) / "schijf", cuts=chosen.cuts, failing=chosen.failing), indent=1))


if __name__ == "__main__":
    main()
