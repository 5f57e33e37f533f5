"""Bring invented employers together and take them apart, many times over: nothing is lost and all of it comes back.

python -m tests.proofs.merging --rounds 500 --engine postgresql

Between the two, contact persons that stand double by then are brought together too, and some of those taken apart again.
"""

import argparse
import tempfile
import time
from pathlib import Path
from random import Random

from employers.merging.actions import merge, undo
from employers.merging.choices import BOTH, CHOOSABLE, KEPT, OTHER
from employers.merging.people import doubles_among, join, take_apart
from tests.conftest import NOW
from tests.employers.merging.whole import Firms, digest, sizes
from tests.engines import postgresql_url
from tests.making import MONDAY, Make
from werkbedrijf import migrations
from werkbedrijf.foundation.db import Database


def one_round(session, make, seed):
    """Two or three employers into one and back; answers what was not right."""
    lot = Random(seed)
    drawn = Firms(session, make, seed)
    kept, *others = [drawn.employer() for _ in range(lot.choice((2, 2, 3)))]
    before, counted = digest(session), sizes(session)
    done = []
    for gone in others:
        choices = {one.name: lot.choice((KEPT, OTHER, BOTH)) for one in CHOOSABLE}
        done.append(merge(session, drawn.manager, kept, gone, choices, on=MONDAY))
    made = {one["table"] for each in done for one in each.made}
    joined = _join_people(session, drawn.manager, kept, lot)
    after = sizes(session)
    wrong = [
        f"{name}: {counted[name]} became {after[name]}"
        for name in counted
        if name not in made and counted[name] != after[name]
    ]
    if joined and lot.random() < 0.3:
        take_apart(session, drawn.manager, joined[-1], on=MONDAY)
    for each in reversed(done):
        undo(session, drawn.manager, each, on=MONDAY)
    # Those who were both at the one that stayed are one still: that is no matter of the merge.
    for each in reversed(joined):
        take_apart(session, drawn.manager, each, on=MONDAY)
    back = digest(session)
    return wrong + [f"{name} did not come back" for name in before if before[name] != back[name]]


def _join_people(session, manager, kept, lot):
    """Bring together some who stand double now, each at most once."""
    done, taken = [], set()
    session.refresh(kept, ["contacts"])
    for pair in doubles_among(kept.contacts):
        ids = {pair.first.id, pair.second.id}
        if not ids & taken and lot.random() < 0.7:
            done.append(join(session, manager, pair.first, pair.second, on=MONDAY))
            taken |= ids
    return done


def prove(database, rounds, seed=0):
    """So many rounds, each rolled back; answers the seeds that went wrong, with what."""
    wrong = {}
    for number in range(seed, seed + rounds):
        session = database.session(at=NOW, write=True)
        make = Make(session)
        make.region()
        make.parameters()
        found = one_round(session, make, number)
        session.rollback()
        session.close()
        if found:
            wrong[number] = found
    return wrong


def main():
    """Run it on an empty database of the engine that was asked, or on the one of ``--database``."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rounds", type=int, default=100)
    asked.add_argument("--seed", type=int, default=0)
    asked.add_argument("--engine", choices=("sqlite", "postgresql"), default="sqlite")
    asked.add_argument("--database", help="an empty database; one of its own without it")
    given = asked.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        own = postgresql_url() if given.engine == "postgresql" else f"sqlite:///{Path(folder) / 'samen.db'}"
        address = given.database or own
        if address is None:
            raise SystemExit("There is no PostgreSQL here.")
        database = Database(address)
        migrations.upgrade(database)
        wrong = prove(database, given.rounds, given.seed)
        database.close()
    told = f"{given.engine}: {given.rounds} rounds, {len(wrong)} wrong, {time.monotonic() - began:.0f} s"
    print(told, *(f"seed {key}: {what}" for key, what in wrong.items()), sep="\n")
    raise SystemExit(1 if wrong else 0)


if __name__ == "__main__":
    main()
