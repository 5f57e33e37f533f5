"""The step that locks names of files and reasons of requests: there and back, with nothing readable left behind."""

import pytest
from alembic import command
from sqlalchemy import text

from tests.conftest import NOW
from tests.making import Make
from tests.werkbedrijf.foundation.keys.steps import step_before
from werkbedrijf import migrations
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.four_eyes import PendingAct, ask
from werkbedrijf.imports.models import ImportBatch, ImportKind

CANARY = "Kanarie-Vogelaar"
PLAIN = ("SELECT id, file_name FROM import_batch ORDER BY id", "SELECT id, reason FROM pending_act ORDER BY id")


@pytest.fixture
def full(fresh):
    migrations.upgrade(fresh)
    session = fresh.session(at=NOW, write=True)
    make = Make(session)
    make.region()
    make.parameters()
    for number in range(5):
        person = make.candidate()
        facts = {"reference": f"I-{number}", "kind": ImportKind.CANDIDATES, "uploaded_at": NOW}
        batch = ImportBatch(
            **facts,
            file_name=f"{CANARY} {number}.csv",
            uploaded_by_id=person.coach.id,
            organisation=person.organisation,
        )
        make._add(batch, "import.uploaded")
        asker = make.actor_of(make.user(Role.ORG_ADMIN))
        ask(session, asker, "user.role", person.coach, reason=f"{CANARY} gaat weg {number}")
    session.commit()
    session.close()
    return fresh


def readable(database):
    with database.engine.connect() as connection:
        return [
            name
            for name in ("import_batch", "pending_act", "audit_entry")
            for row in connection.execute(text(f"SELECT * FROM {name}"))
            if CANARY in str(row)
        ]


def test_back_everything_is_read_and_forth_nothing_is(full, tmp_path, monkeypatch):
    monkeypatch.setattr("werkbedrijf.migrations.locking.PORTION", 2)
    config = migrations.config_for(full)
    assert readable(full) == []
    command.downgrade(config, step_before(config, "locked_names"))
    with full.engine.connect() as connection:
        names, reasons = ([tuple(row) for row in connection.execute(text(one))] for one in PLAIN)
    assert names == [(number + 1, f"{CANARY} {number}.csv") for number in range(5)]
    assert reasons == [(number + 1, f"{CANARY} gaat weg {number}") for number in range(5)]

    migrations.upgrade(full)
    assert readable(full) == []
    files = [path for path in tmp_path.glob("fresh.db*") if path.suffix != ".db-shm"]
    assert not [path.name for path in files if CANARY.encode() in path.read_bytes()]
    with full.session(at=NOW) as session:
        assert session.get(ImportBatch, 5).file_name == f"{CANARY} 4.csv"
        assert session.get(PendingAct, 5).reason == f"{CANARY} gaat weg 4"
