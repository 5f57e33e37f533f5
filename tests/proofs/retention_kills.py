"""The terms of keeping, killed in the middle again and again: ``python -m tests.proofs.retention_kills --kills 20 --engine postgresql``.

Each round so many people come whose term is over, beside some whose term is not, each with a mail in the post folder. A process
that runs the terms is killed (SIGKILL) after its first erasure and before its last one, and another runs to the end. After the kill
whoever is erased must be so wholly: one tombstone, one line in the trail, no mail left; and the list beside the keys may be short of
twenty. After the end everybody who was due must be erased once and nobody else, that list must be complete, and integrity and the
trail must be whole. With ``--in-a-row 20`` that many processes are killed one after the other before one runs to the end, which
asks fewer people.
"""

import argparse
import email
import email.policy
import json
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from sqlalchemy import func, select

from candidates.actions import sign_off_candidate
from candidates.models import Candidate
from tests.house.sources import ROOT
from tests.making import MAKER, Make
from tests.proofs.processes import database_for, environment
from werkbedrijf.foundation import clock
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.audit import AuditEntry
from werkbedrijf.foundation.outbox import Message, OutboxMessage, deliver, put_in_outbox
from werkbedrijf.jobs import transport_of
from werkbedrijf.rights.models import ErasureGround, Tombstone
from werkbedrijf.rights.retention import LISTED_AFTER
from werkbedrijf.rights.tombstones import file_of, read_tombstones

LONG_AGO, JUST_NOW = timedelta(days=400), timedelta(days=10)
STAY = 5
"""So many of each kind whose term is not over come with every round: who left just now, and who is here."""


@dataclass
class Expected:
    """Who came so far: the uuid by reference of whoever is due, and the references of the others."""

    due: dict[str, str] = field(default_factory=dict)
    stay: set[str] = field(default_factory=set)


def come_in(settings, database, expected, people):
    """So many people whose term is over, and some whose term is not; each is named in one mail to a coach."""
    now, today = clock.now(), clock.today()
    with database.transaction(at=now) as session:
        make = Make(session)
        partner = make.organisation(f"Partner van {len(expected.due)}")
        coach = make.user(Role.COACH, organisation=partner, email=f"coach{len(expected.due)}@voorbeeld.example")
        for place in range(people + 2 * STAY):
            candidate = make.candidate(coach=coach, last_name=f"Proef{len(expected.due)}x{place}")
            make.profile(candidate, pseudonym=f"{candidate.reference}-pseudoniem")
            if place < people + STAY:
                sign_off_candidate(session, MAKER, candidate, on=today - (LONG_AGO if place < people else JUST_NOW))
            session.flush()
            name = f"{candidate.first_name} {candidate.last_name}"
            told = Message(
                f"proef/{candidate.id}", coach.email, f"Over {candidate.reference}", f"Dit gaat over {name}."
            )
            put_in_outbox(session, told, at=now)
            if place < people:
                expected.due[candidate.reference] = candidate.uuid
            else:
                expected.stay.add(candidate.reference)
    while deliver(database, transport_of(settings), settings.mail_from, at=clock.now()):
        pass  # it sends only so many at once


def begun(settings):
    """A process that runs the terms of keeping now."""
    return subprocess.Popen(
        [sys.executable, "-m", "werkbedrijf", "retention", "run", "--json"],
        cwd=ROOT,
        env=environment(settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def erasures(database):
    """How many people were erased so far."""
    with database.engine.connect() as connection:
        return connection.scalar(select(func.count()).select_from(Tombstone))


def killed(settings, database, left, times):
    """Begin, and kill somewhere between the first and the last of those left; how many this process erased.

    With more ``times`` to come it is killed sooner, so that each has somebody to erase.
    """
    before, goal = erasures(database), random.randint(1, max(1, 2 * left // (times + 1) - 2))
    process = begun(settings)
    while process.poll() is None and erasures(database) < before + goal:
        time.sleep(0.002)
    time.sleep(random.uniform(0, 0.04))
    process.send_signal(signal.SIGKILL)
    process.communicate()
    # A server may still finish what it was told last.
    time.sleep(0.5)
    return erasures(database) - before


def mailed(settings):
    """About whom there are mails in the post folder, by reference."""
    read = (email.message_from_bytes(path.read_bytes(), policy=email.policy.default) for path in _mails(settings))
    return Counter(str(mail["Subject"]).removeprefix("Over ") for mail in read)


def _mails(settings):
    return [path for path in settings.mail_folder.iterdir() if path.suffix in {".eml", ".part"}]


def look(settings, database, expected):
    """Whoever is erased, by reference, and what is wrong: each of them wholly and once, and nobody of the others."""
    with database.engine.connect() as connection:
        known = select(Candidate.reference, Candidate.uuid).where(Candidate.erased_revision.is_not(None))
        gone = {row.reference: row.uuid for row in connection.execute(known)}
        stones = connection.execute(select(Tombstone.uuid, Tombstone.ground)).all()
        erased = AuditEntry.act == "candidate.erased"
        lines = Counter(connection.scalars(select(AuditEntry.subject_reference).where(erased)))
        waiting = set(connection.scalars(select(OutboxMessage.subject)))
        there = set(connection.scalars(select(Candidate.reference)))
    mails = mailed(settings)
    wrong = {
        "erased though not due": len(gone.keys() - expected.due.keys()),
        "gone without being erased": len((expected.due.keys() | expected.stay) - there),
        "tombstones": Counter(stone.uuid for stone in stones) != Counter(gone.values()),
        "another ground": any(stone.ground != ErasureGround.TERM for stone in stones),
        "lines in the trail": lines != Counter(gone.keys()),
        "mails about the erased": sum(mails[reference] for reference in gone),
        "messages about the erased": sum(f"Over {reference}" in waiting for reference in gone),
        "mails of others lost": sum(mails[reference] != 1 for reference in expected.stay),
        "messages of others lost": sum(f"Over {reference}" not in waiting for reference in expected.stay),
    }
    return gone, {what: found for what, found in wrong.items() if found}


def finished(settings, database, expected):
    """Run to the end; what is wrong then."""
    process = begun(settings)
    said, problem = process.communicate(timeout=600)
    if process.returncode:
        return {"the second run": problem[-400:]}
    gone, wrong = look(settings, database, expected)
    listed = Counter(one.uuid for one in read_tombstones(file_of(settings)))
    wrong["due and not erased"] = len(expected.due.keys() - gone.keys())
    wrong["list beside the keys"] = listed != Counter(gone.values())
    wrong["integrity"] = _refuses(settings, "integrity")
    wrong["trail"] = _refuses(settings, "audit", "verify")
    wrong["said"] = json.loads(said)["on"] != clock.today().isoformat()
    return {what: found for what, found in wrong.items() if found}


def _refuses(settings, *words):
    ran = [sys.executable, "-m", "werkbedrijf", *words, "--json"]
    told = subprocess.run(ran, cwd=ROOT, env=environment(settings), capture_output=True, text=True, check=False)
    return not json.loads(told.stdout)["ok"]


def prove(settings, database, *, kills, people, in_a_row=1):
    """Kill that often in the middle; what was seen, and ``wrong`` per time that something was not as it has to be."""
    expected, landed, missed, short, wrong = Expected(), [], 0, [0], []
    with database.transaction(at=clock.now()) as session:
        Make(session).region()
    while len(landed) < kills and missed < kills + 3:
        come_in(settings, database, expected, people)
        left = people
        for times in range(min(in_a_row, kills - len(landed)), 0, -1):
            done = killed(settings, database, left, times)
            left -= done
            gone, found = look(settings, database, expected)
            short.append(len(gone) - len(read_tombstones(file_of(settings))))
            found |= {"list too short": short[-1]} if short[-1] > LISTED_AFTER else {}
            wrong += [found] if found else []
            if not (done and left):
                missed += 1
                break
            landed.append(done)
            print(f"{len(landed)}: killed after {done}, {left} left, wrong: {found}", file=sys.stderr, flush=True)
        found = finished(settings, database, expected)
        wrong += [found] if found else []
        print(f"ran to the end, wrong: {found}", file=sys.stderr, flush=True)
    return {
        "kills": len(landed),
        "beside_the_middle": missed,
        "people": len(expected.due),
        "erased_before_each_kill": landed,
        "list_short_at_most": max(short),
        "wrong": wrong,
    }


def main():
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--kills", type=int, default=20)
    wanted.add_argument("--people", type=int, default=200)
    wanted.add_argument("--in-a-row", type=int, default=1)
    wanted.add_argument("--engine", choices=["sqlite", "postgresql"], default="sqlite")
    chosen = wanted.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        folder = Path(place) / "map"
        folder.mkdir()
        with database_for(chosen.engine, folder) as (settings, database):
            told = prove(settings, database, kills=chosen.kills, people=chosen.people, in_a_row=chosen.in_a_row)
    print(json.dumps({"engine": chosen.engine} | told, indent=1))
    sys.exit(1 if told["wrong"] or told["kills"] < chosen.kills else 0)


if __name__ == "__main__":
    main()
