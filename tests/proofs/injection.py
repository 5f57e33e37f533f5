"""Every text in every field of every form, as everybody, and every page, file and mail: ``python -m tests.proofs.injection``.

``--most`` is how many people open each page. Ends with 1 when a text became anything else than a text.
"""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

from tests.house.injecting import WHO, Hostile
from werkbedrijf import migrations
from werkbedrijf.foundation.db import Database


def prove(folder, *, most, who):
    """Walk, send, copy and run the timetable; returns the service with what it saw."""
    database = Database(f"sqlite:///{folder / 'injection.db'}")
    migrations.upgrade(database)
    service = Hostile(database, folder)
    pages = 0
    for person, url, text in service.walk(who, most=most):
        pages += 1
        service.send_forms(person, url, text, every=True)
    for person in ("coach", "manager"):
        service.copy_of_a_person(person)
    service.run_jobs()
    shown = {service.columns[number] for number in service.seen if number in service.columns}
    print(f"{pages} pages, {len(service.sent)} forms of {len(who)} people, {sum(service.statuses.values())} answers")
    print(f"answers by status: {dict(sorted(service.statuses.items()))}; {service.mails} looks at a mail")
    print(
        f"{len(set(service.columns.values()))} columns hostile; on no page: {sorted({*service.columns.values()} - shown)}"
    )
    return service


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--most", type=int, default=len(WHO), help="how many people open each page")
    parser.add_argument("--who", nargs="+", default=WHO, choices=WHO)
    asked = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["WERKBEDRIJF_KEYS"] = str(Path(folder) / "sleutels")
        service = prove(Path(folder), most=asked.most, who=asked.who)
    wrong = [*service.wrong, *service.broken]
    print(f"{len(wrong)} wrong, {time.monotonic() - began:.0f} s", *map(str, wrong[:50]), sep="\n")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
