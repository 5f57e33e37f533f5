"""Spoiled files, by thousands for each kind of import: ``python -m tests.proofs.hostile --count 2000 --kind kandidaten``.

Each is read with the limits of the service, many to a process. What is read is looked at and saved as the service would,
and undone. ``--doors N`` sends every N-th through the door itself, with a process of its own, and every crafted file too.
Ends with 1 when anything but a sentence in Dutch or a sound table came of one.
"""

import argparse
import importlib.util
import io
import os
import random
import re
import sys
import tempfile
import time
from collections import Counter
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import func, select

from tests.conftest import NOW
from tests.house.test_odd_input import Service
from tests.importing import save
from tests.making import MONDAY
from tests.proofs import spoiling
from tests.proofs.many_apart import read_many, worked
from werkbedrijf import migrations
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.errors import DomainError
from werkbedrijf.foundation.importing import Outcome
from werkbedrijf.foundation.tables import Table, TableRow
from werkbedrijf.imports import planning
from werkbedrijf.imports.models import ImportBatch, ImportedRecord, ImportKind
from werkbedrijf.imports.vum.reading import Source

SLOWEST, LARGEST = 5, 300  # seconds of work, megabytes
READERS = {"json": "werkbedrijf.imports.vum.reading:plain_records"}
TABLES = "werkbedrijf.foundation.tables:plain_table"
SENTENCE = re.compile(r"[A-Z‘].{8,}[.?]", re.DOTALL)
FOREIGN = re.compile(r"Traceback|Error\b|Exception|codec|Invalid|invalid|line \d|object at 0x")
ALREADY = {ImportKind.VACANCIES: ImportKind.EMPLOYERS}


class Proof:
    """One world to import into, and what came of each file."""

    def __init__(self, real, folder):
        self.service = Service(real, folder)
        make = self.service.world.make
        self.session, self.actor = make.session, make.actor_of(self.service.world.people["manager"])
        make.session.commit()
        self.wrong, self.counts = [], Counter()
        self.slowest, self.largest = (0.0, ""), 0.0

    def close(self):
        self.service.database.outer.rollback()
        self.service.database.connection.close()

    @contextmanager
    def undone(self):
        """Whatever is saved inside is not there afterwards."""
        undo = self.service.database.connection.begin_nested()
        self.session = self.service.database.session(at=NOW, write=True)
        try:
            yield
        finally:
            self.session.close()
            undo.rollback()

    def control(self, kind):
        """The sound files go in, one record or more each; what they need is there first."""
        if kind in ALREADY:
            self.session = self.service.world.make.session
            self._take(ALREADY[kind], spoiling.sound(ALREADY[kind])["csv"], "what it needs")
            self.session.commit()
        for form, content in spoiling.sound(kind).items():
            with self.undone():
                if not self._take(kind, content, f"sound {form}"):
                    self.wrong.append((kind, form, "a sound file did not go in"))

    def _take(self, kind, content, name, found=None):
        """Look at a file and save what goes in; returns how many did."""
        began = worked()
        try:
            with _instead(found):
                made = planning.plan(self.session, self.actor, kind, content, on=MONDAY, gemeente="Enschede")
                went = save(self.session, self.actor, made, chosen=made.doubtful)
        except DomainError as refused:
            self.counts["refused after reading"] += 1
            self._listen(kind, name, refused.sentence)
            return 0
        except Exception as problem:  # noqa: BLE001  # that is what we look for
            self.wrong.append((kind, name, f"{type(problem).__name__}: {problem}"[:300]))
            return 0
        finally:
            self.slowest = max(self.slowest, (worked() - began, f"looked at, {name}"))
        for one in made.judged:
            if one.outcome is Outcome.REFUSED:
                self._listen(kind, name, one.problems[0].sentence)
        self.counts["harmless, records went in" if went else "harmless, nothing went in"] += 1
        return went

    def _listen(self, kind, name, sentence):
        if not SENTENCE.match(sentence) or FOREIGN.search(sentence):
            self.wrong.append((kind, name, f"no sentence: {sentence[:200]}"))

    def spoil(self, kind, count, *, seed, doors=0):
        """So many spoiled files of this kind, its forms in turn."""
        dice, forms = random.Random(f"{seed} {kind.value}"), list(spoiling.sound(kind).items())
        made = {form: [] for form, _ in forms}
        for number in range(count):
            form, content = forms[number % len(forms)]
            made[form].append(spoiling.spoiled(content, form, dice))
        for form, files in made.items():
            found = read_many(READERS.get(form, TABLES), [content for _, content in files])
            for (name, content), one in zip(files, found, strict=True):
                self._judge(kind, f"{form}: {name}", content, one)
            for name, content in files[::doors] if doors else ():
                self._through_the_door(kind, f"{form}: {name}", content)

    def _judge(self, kind, name, content, one):
        self.counts["files"] += 1
        self.slowest = max(self.slowest, (one.seconds, f"read, {name}"))
        self.largest = max(self.largest, one.megabytes)
        if one.broke:
            self.wrong.append((kind, name, one.broke))
        elif one.refused:
            self.counts["refused while reading"] += 1
            self._listen(kind, name, one.refused)
        else:
            with self.undone():
                self._take(kind, content, name, one.read)

    def _through_the_door(self, kind, name, content):
        """Sent as somebody sends it; returns the answer."""
        began = worked()
        sent = {"kind": kind.value, "gemeente": "Enschede", "file": (io.BytesIO(content), "lijst.csv")}
        status, text = self.service.open("manager", "POST", "/import", name, data=sent)
        self.counts["through the door"] += 1
        self.slowest = max(self.slowest, (worked() - began, f"at the door, {name}"))
        if status not in {302, 422}:
            self.wrong.append((kind, name, f"the door said {status}"))
        return status, text

    def crafted(self, kind):
        """Every file made to do harm is refused at the door, and leaves nothing."""
        before = self._kept()
        for name, content, words in _crafted():
            status, text = self._through_the_door(kind, name, content)
            # As VUM such a file is no VUM at all; too large or empty is too large or empty for everybody.
            if status != 422 or (kind is not ImportKind.VUM and words.replace("'", "&#39;") not in text):
                self.wrong.append((kind, name, f"{status} and not ‘{words}’"))
            self.counts["crafted, refused"] += status == 422
        if self._kept() != before:
            self.wrong.append((kind, "crafted", "something of it stayed"))

    def _kept(self):
        rows = (ImportBatch, ImportedRecord)
        return [self.service.database.connection.scalar(select(func.count()).select_from(row)) for row in rows]

    def verdict(self):
        """Nothing wrong, in words; with the bounds on work and memory."""
        if self.slowest[0] > SLOWEST:
            self.wrong.append(("", self.slowest[1], f"{self.slowest[0]:.1f} s of work for one file"))
        if self.largest > LARGEST:
            self.wrong.append(("", "", f"grew {self.largest:.0f} MB"))
        return [*self.wrong, *self.service.broken]


@contextmanager
def _instead(found):
    """What was read apart already, in the place of reading it again."""
    before = planning.read_table, planning.read_vum
    if found is not None:
        planning.read_table = lambda _content: _table(found)
        planning.read_vum = lambda _content: [Source(number, said, problem) for number, said, problem in found]
    try:
        yield
    finally:
        planning.read_table, planning.read_vum = before


def _table(found):
    headers, rows = found
    return Table(tuple(headers), tuple(TableRow(number, tuple(cells)) for number, cells in rows))


def _crafted():
    where = Path(__file__).parents[1] / "werkbedrijf" / "foundation" / "hostile.py"
    spec = importlib.util.spec_from_file_location("hostile_files", where)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.crafted()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=2000, help="how many of each kind")
    parser.add_argument("--kind", nargs="+", default=[kind.value for kind in ImportKind])
    parser.add_argument("--doors", type=int, default=100, help="every so many through the door itself; 0 for none")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        os.environ["WERKBEDRIJF_KEYS"] = str(Path(folder) / "sleutels")
        database = Database(f"sqlite:///{Path(folder) / 'hostile.db'}")
        migrations.upgrade(database)
        for kind in map(ImportKind, asked.kind):
            began, proof = time.monotonic(), Proof(database, Path(folder))
            proof.control(kind)
            proof.spoil(kind, asked.count, seed=asked.seed, doors=asked.doors)
            if asked.doors:
                proof.crafted(kind)
            found = proof.verdict()
            wrong += found
            print(
                f"{kind.value}: {dict(proof.counts)}; most work {proof.slowest[0]:.2f} s ({proof.slowest[1]}), grew {proof.largest:.0f} MB,",
                end=" ",
            )
            print(f"{len(found)} wrong, {time.monotonic() - began:.0f} s", *found[:30], sep="\n  ", flush=True)
            proof.close()
        database.close()
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
