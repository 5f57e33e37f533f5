"""How long checking a long trail takes: ``python -m tests.proofs.long_trail --lines 1000000``."""

import argparse
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from sqlalchemy import insert

from werkbedrijf import migrations
from werkbedrijf.foundation.actors import TIMETABLE
from werkbedrijf.foundation.audit import AuditEntry
from werkbedrijf.foundation.chain import AuditKeys, canonical, mac_of
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.sealing import seal, values_of
from werkbedrijf.logbook.verifying import verify

BEGAN = datetime(2026, 1, 1, 8, 0, tzinfo=UTC)


def fill(database, keys, lines):
    """So many lines, proved and waiting, then chained by the sealer; returns the seconds of the sealing."""
    with database.engine.connect().execution_options(writing=True) as connection:
        for start in range(0, lines, 20_000):
            connection.execute(insert(AuditEntry), [_line(keys, n) for n in range(start, min(start + 20_000, lines))])
            connection.commit()
    began = time.perf_counter()
    while True:
        with database.transaction(at=BEGAN) as session:
            if not seal(session, keys):
                return time.perf_counter() - began


def _line(keys, number):
    row = AuditEntry(
        at=BEGAN + timedelta(seconds=number),
        act="candidate.looked_at",
        result="gedaan",
        actor_id=number % 200,
        actor_role=TIMETABLE.role.value,
        organisation_id=number % 13,
        subject_kind="candidate",
        subject_reference=f"K-{number % 12_600:04d}",
        person=str(uuid4()),
        purpose="begeleiden",
        fields=["email", "phone"],
        reason="",
        origin="10.0.0.1",
        trace_id=uuid4().hex,
        line=uuid4().hex,
        key_id=keys.current,
        seq=None,
        mac="",
    )
    values = values_of(_Plain(row))
    facts = {column.name: getattr(row, column.name) for column in AuditEntry.__table__.columns if column.name != "id"}
    return {**facts, "proof": mac_of(keys.keys[keys.current], canonical(values, 0, keys.current), "los")}


class _Plain:
    """A line whose result is a plain text, as the chain sees it."""

    def __init__(self, row):
        self.row = row

    def __getattr__(self, name):
        value = getattr(self.row, name)
        return type("R", (), {"value": value}) if name == "result" else value


def main():
    asked = argparse.ArgumentParser()
    asked.add_argument("--lines", type=int, default=1_000_000)
    asked.add_argument("--url", default="")
    args = asked.parse_args()
    keys = AuditKeys.of(["een sleutel voor proeven"])
    with tempfile.TemporaryDirectory() as folder:
        database = Database(args.url or f"sqlite:///{Path(folder) / 'long.db'}")
        migrations.upgrade(database)
        sealing = fill(database, keys, args.lines)
        began, work = time.perf_counter(), time.process_time()
        with database.reading(at=BEGAN) as session:
            outcome = verify(session, keys)
        seconds = time.perf_counter() - began
        busy = time.process_time() - work
        print(
            f"{outcome.lines} lines, ok={outcome.ok}: sealed {sealing:.1f} s, verified {seconds:.1f} s ({busy:.1f} s of work)"
        )
        database.close()


if __name__ == "__main__":
    main()
