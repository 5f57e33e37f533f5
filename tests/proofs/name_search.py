"""Searching by name among many locked files, beside the same list unsearched: ``python -m tests.proofs.name_search --people 12600``."""

import argparse
import os
import random
import statistics
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from sqlalchemy import insert
from werkzeug.datastructures import MultiDict

from candidates.facts import search_name_of
from candidates.models import Candidate, Visibility
from candidates.naming import forget_names
from candidates.queries import SORTS, caseload, filters_for, found_in_caseload
from tests.conftest import NOW
from tests.making import Make
from werkbedrijf import migrations
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.keys.cells import Lock
from werkbedrijf.foundation.keys.locks import _partner
from werkbedrijf.foundation.keys.models import PersonKey
from werkbedrijf.foundation.keys.ring import KeyRing
from werkbedrijf.foundation.listing import Listing, page_of

BEGINNINGS = ("Ja", "Pie", "Ke", "Ha", "Vi", "Moe", "Scho", "Bak", "Ros", "Wou", "Tim", "Ber", "Lan", "Dij", "Kui")
ENDINGS = ("sen", "ters", "lman", "ndrik", "sser", "ker", "kstra", "uten", "merman", "gman", "stra", "pers")


def fill(session, make, people):
    """So many files at one partner, each with a key of its own; returns an account manager who may read them all."""
    coach = make.user(Role.COACH)
    session.flush()
    partner_id, partner = _partner(session, coach.organisation_id)
    dice = random.Random(7)
    for start in range(0, people, 2000):
        rows, keys = [], []
        for number in range(start + 1, min(start + 2000, people) + 1):
            uuid, kid, secret = uuid4().hex, f"{number:016x}", os.urandom(32)
            wrapped = partner.close(secret, "person_key", "wrapped", f"{uuid}/{kid}")
            keys.append({"person_uuid": uuid, "organisation_key_id": partner_id, "kid": kid, "wrapped": wrapped})
            first = dice.choice(("Sam", "Noor", "Ali", "Fatima", "Jan", "Eva", "Mo", "Lies"))
            last = dice.choice(BEGINNINGS) + dice.choice(ENDINGS) + dice.choice(("", "", "-Smit", " de Wit"))
            lock = Lock.of(kid, secret)
            told = {"first_name": first, "last_name": last, "search_name": search_name_of(first, last)}
            cells = {f"{k}_sealed": lock.close(v.encode(), "candidate", k, uuid) for k, v in told.items()}
            rows.append(
                {"id": number, "uuid": uuid, "reference": f"K-{number:04d}", "gemeente_code": "GM0153", "version": 1}
                | {"organisation_id": coach.organisation_id, "coach_id": coach.id, "status": "in_beeld"}
                | {"registered_on": NOW.date() - timedelta(days=number % 900)}
                | cells
            )
        session.execute(insert(PersonKey.__table__), keys)
        session.execute(insert(Candidate.__table__), rows)
        none = {"shares_name": False, "shares_phone": False, "shares_email": False}
        session.execute(insert(Visibility.__table__), [{"candidate_id": row["id"]} | none for row in rows])
    return make.actor(Role.ACCOUNT_MANAGER, organisation=coach.organisation)


def took(act, times):
    """The median of the work in milliseconds: time of the processor, so that neighbours do not count."""
    seconds = []
    for _ in range(times):
        began = time.process_time()
        act()
        seconds.append(time.process_time() - began)
    return 1000 * statistics.median(seconds)


def main():
    asked = argparse.ArgumentParser()
    asked.add_argument("--people", type=int, default=12_600)
    asked.add_argument("--times", type=int, default=15)
    args = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'zoek.db'}", keys=KeyRing(Path(folder) / "sleutels"))
        migrations.upgrade(database)
        session = database.session(at=NOW, write=True)
        manager = fill(session, Make(session), args.people)
        session.commit()
        session.close()

        def page(search):
            with database.session(at=NOW) as looking:
                values = MultiDict({"q": search} if search else {})
                listing = Listing.read(values, sorts=list(SORTS), default="kenmerk")
                found = found_in_caseload(looking, manager, search) if search else None
                shown = page_of(looking, caseload(manager, listing, found), listing)
                filters_for(looking, manager)
                assert [row.name for row in shown.rows]

        plain = took(lambda: page(""), args.times)
        cold = took(lambda: (forget_names(), page("jansen")), max(3, args.times // 5))
        warm = took(lambda: page("jansen"), args.times)
        typo = took(lambda: page("jansn smit"), args.times)
        print(
            f"{args.people} people: list {plain:.0f} ms; search first time {cold:.0f} ms ({cold / plain:.1f} x), after that "
            f"{warm:.0f} ms ({warm / plain:.1f} x), with a slip of the pen {typo:.0f} ms ({typo / plain:.1f} x)"
        )
        database.close()


if __name__ == "__main__":
    main()
