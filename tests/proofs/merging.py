"""Bring invented employers together and take them apart, many times over: nothing is lost and all of it comes back.

python -m tests.proofs.merging --rounds 500
"""

import argparse
import tempfile
from pathlib import Path
from random import Random

from employers.merging.actions import merge, undo
from employers.merging.choices import BOTH, CHOOSABLE, KEPT, OTHER
from tests.conftest import NOW
from tests.employers.merging.whole import Firms, digest, sizes
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
    after = sizes(session)
    wrong = [
        f"{name}: {counted[name]} became {after[name]}"
        for name in counted
        if name not in made and counted[name] != after[name]
    ]
    for each in reversed(done):
        undo(session, drawn.manager, each, on=MONDAY)
    back = digest(session)
    return wrong + [f"{name} did not come back" for name in before if before[name] != back[name]]


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
    """Run it on a database of its own, or on the one of ``--database``."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rounds", type=int, default=100)
    asked.add_argument("--seed", type=int, default=0)
    asked.add_argument("--database", help="an empty database; a file of its own without it")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        database = Database(given.database or f"sqlite:///{Path(folder) / 'samen.db'}")
        migrations.upgrade(database)
        wrong = prove(database, given.rounds, given.seed)
        database.close()
    print(
        f"{given.rounds} rounds, {len(wrong)} wrong", *(f"seed {key}: {told}" for key, told in wrong.items()), sep="\n"
    )
    raise SystemExit(1 if wrong else 0)


if __name__ == "__main__":
    main()
