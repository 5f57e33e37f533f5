"""Does the time or the answer of a number tell whether another partner knows it? ``python -m tests.proofs.double_times --tries 100``.

Takes people in through the page, turn by turn with a number that another partner has and with one that nobody has, and
compares the work of the processor and the answers.
"""

import argparse
import re
import statistics
import tempfile
import time
from pathlib import Path

from sqlalchemy import update
from stdnum.nl import bsn as elfproef

from candidates.numbers.actions import keep_number
from tests.conftest import MONDAY, NOW
from tests.making import Make
from tests.reading import ReadingClient
from werkbedrijf import migrations
from werkbedrijf.app import create_app
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.parameters import Parameter, ParameterValue
from werkbedrijf.foundation.settings import Settings

REFERENCE = re.compile(r"K-\d+")


def numbers(count):
    """Numbers that pass the elfproef."""
    found = (f"{n:09d}" for n in range(200_000_001, 299_999_999, 3) if elfproef.is_valid(f"{n:09d}"))
    return [next(found) for _ in range(count)]


def filled(database, tries):
    """A partner that has half of the numbers, and a coach of another; no limit for a day stands in the way."""
    make = Make(database.session(at=NOW))
    session = make.session
    make.region()
    make.parameters()
    for name in (Parameter.NUMBER_CHECKS, Parameter.NUMBER_HITS):
        session.execute(update(ParameterValue.__table__).where(ParameterValue.name == name).values(value=100_000))
    make.save()
    session.expire_all()
    grounds = {"uses_bsn": True, "bsn_ground": "Wabb artikel 10"}
    there = make.user(Role.COACH, organisation=make.organisation(**grounds))
    here = make.user(Role.COACH, organisation=make.organisation(**grounds))
    known = numbers(tries)
    for one in known:
        keep_number(session, make.actor_of(there), make.candidate(coach=there), one, on=MONDAY)
    make.save()
    return make, here, known


def main():
    asked = argparse.ArgumentParser()
    asked.add_argument("--tries", type=int, default=100)
    args = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder) / "gegevens", secret_key="proef", password_cost="test").prepare()
        database = Database(settings.database)
        migrations.upgrade(database)
        make, here, known = filled(database, args.tries)
        unknown = numbers(2 * args.tries)[args.tries :]
        client = ReadingClient(create_app(settings, database, testing=True), make)
        client.sign_in_as(here)
        seconds = {True: [], False: []}
        answers = {True: set(), False: set()}
        for number in range(args.tries):
            for hit in (number % 2 == 0, number % 2 == 1):
                typed = {"first_name": "Sam", "last_name": f"Verzonnen{number}{'ab'[hit]}", "gemeente_code": "GM0153"}
                bsn = known[number] if hit else unknown[number]
                began = time.process_time()
                page = client.post("/kandidaten/nieuw", typed | {"bsn": bsn}, follow=False, status=302)
                seconds[hit].append(1000 * (time.process_time() - began))
                answers[hit].add((page.status, REFERENCE.sub("K-x", page.answer.headers["Location"])))
        medians = {hit: statistics.median(values) for hit, values in seconds.items()}
        for hit, title in ((True, "known elsewhere"), (False, "known nowhere")):
            tens = statistics.quantiles(seconds[hit], n=10)
            print(f"{title}: median {medians[hit]:.2f} ms, 10% {tens[0]:.2f} ms, 90% {tens[8]:.2f} ms of work")
        apart = medians[True] - medians[False]
        print(
            f"difference {apart:+.2f} ms ({100 * apart / medians[False]:+.1f} %); answers alike: {answers[True] == answers[False]}"
        )
        make.session.close()
        database.close()


if __name__ == "__main__":
    main()
