"""The race with real processes: ``python -m tests.proofs.race --rounds 200 --engine postgresql``.

Sixteen threads over four processes of the service, round after round: seats, one person at two places, the same key four
times, and edits on an old version. Nothing may be over-filled, double, lost or answered with a 5xx other than 503.
"""

import argparse
import itertools
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

import requests

from tests.proofs.contest import play
from tests.proofs.processes import database_for, serving
from werkbedrijf.app import create_app
from werkbedrijf.foundation import clock


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--processes", type=int, default=4)
    parser.add_argument("--engine", choices=["sqlite", "postgresql"], action="append")
    told = parser.parse_args()
    wrong = [
        one for engine in told.engine or ["sqlite", "postgresql"] for one in race(engine, told.rounds, told.processes)
    ]
    return 1 if wrong else 0


def race(engine: str, rounds: int, processes: int) -> list[str]:
    """Run the rounds; prints what was answered and what was wrong, and returns the latter."""
    answers: Counter = Counter()
    wrong: list[str] = []
    began = time.monotonic()
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        database_for(engine, Path(folder)) as (settings, database),
        serving(settings, processes) as addresses,
    ):
        app = create_app(settings, database, testing=True)
        for _ in range(rounds):
            outcome = play(app, database, _door(addresses), at=clock.now())
            answers += outcome.answers
            wrong += outcome.wrong
        if wrong:
            log = (settings.data_dir / "serving.log").read_text(encoding="utf-8", errors="replace")
            print(*[line for line in log.splitlines() if " [info " not in line][-120:], sep="\n")
    busy = sum(many for (_, status), many in answers.items() if status == 503)
    print(
        f"{engine}: {rounds} rounds, {answers.total()} requests in {time.monotonic() - began:.0f} s, {busy} told it was busy"
    )
    for (what, status), many in sorted(answers.items()):
        print(f"  {what}: {status} x {many}")
    print(f"  wrong: {len(wrong)}", *wrong[:20], sep="\n    ")
    return wrong


def _door(addresses: list[str]):
    turn, own = itertools.count(), threading.local()

    def door(cookie, path, form):
        if not hasattr(own, "browser"):
            own.browser = requests.Session()
        address = addresses[next(turn) % len(addresses)]
        method = "GET" if form is None else "POST"
        answer = own.browser.request(
            method, address + path, data=form, cookies=cookie, allow_redirects=False, timeout=60
        )
        return answer.status_code, answer.headers.get("Location", ""), answer.text

    return door


if __name__ == "__main__":
    sys.exit(main())
