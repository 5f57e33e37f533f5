"""The step that locks what is typed about people: there and back on a filled database, with nothing readable left behind."""

import pytest
from alembic import command
from sqlalchemy import select, text

from matching.proposals.models import Proposal
from tests.conftest import NOW
from tests.making import MONDAY, Make
from tests.werkbedrijf.foundation.keys.steps import step_before
from werkbedrijf import migrations
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.emergency import EmergencyAccess
from werkbedrijf.objections.models import Objection, Speaker, Subject

CANARY = "Kanariegeel"
PLAIN = (
    "SELECT id, outside_note FROM proposal ORDER BY id",
    "SELECT id, about, ground, extension_reason, decision, changed, version FROM objection ORDER BY id",
    "SELECT id, reason FROM emergency_access ORDER BY id",
)


@pytest.fixture
def full(fresh):
    migrations.upgrade(fresh)
    session = fresh.session(at=NOW, write=True)
    make = Make(session)
    make.region()
    make.parameters()
    for number in range(5):
        fill(make, number)
    session.commit()
    session.close()
    return fresh


def fill(make, number):
    proposal = make.proposal()
    person, coach = proposal.candidate, proposal.candidate.coach
    proposal.decline_note = f"{CANARY} afgewezen {number}"
    proposal.outside_note = f"{CANARY} buiten de lijst {number}"
    record(make.session, make.actor_of(coach), "proposal.noted", proposal)
    facts = {"registered_by": coach, "owner": coach, "subject": Subject.RANKING, "speaker": Speaker.PERSON}
    objection = Objection(
        reference=f"B-{number:04d}",
        candidate=person,
        organisation=coach.organisation,
        about=f"{CANARY} lijst" if number else "",
        ground=f"{CANARY} bezwaar {number}",
        received_on=MONDAY,
        due_on=MONDAY,
        **facts,
    )
    make._add(objection, "objection.received")
    access = EmergencyAccess(
        candidate_id=person.id,
        user_id=coach.id,
        organisation_id=coach.organisation_id,
        reason=f"{CANARY} belt",
        opened_at=NOW,
        expires_at=NOW.replace(hour=NOW.hour + 1),
    )
    make._add(access, "candidate.opened_in_emergency")


def told(database):
    with database.engine.connect() as connection:
        return [[tuple(row) for row in connection.execute(text(statement))] for statement in PLAIN]


def readable(database):
    tables = ("proposal", "objection", "emergency_access", "audit_entry")
    with database.engine.connect() as connection:
        return [
            name for name in tables for row in connection.execute(text(f"SELECT * FROM {name}")) if CANARY in str(row)
        ]


def test_back_everything_is_read_and_forth_nothing_is(full, tmp_path, monkeypatch):
    monkeypatch.setattr("werkbedrijf.migrations.locking.PORTION", 2)
    config, before = migrations.config_for(full), step_before(migrations.config_for(full), "locked_texts")
    assert readable(full) == []
    command.downgrade(config, before)
    plain = told(full)
    assert plain[0][4][1] == f"{CANARY} buiten de lijst 4"
    assert plain[1][0][1:3] == ("", f"{CANARY} bezwaar 0") and plain[2][0][1] == f"{CANARY} belt"

    migrations.upgrade(full)
    assert readable(full) == []
    files = [path for path in tmp_path.glob("fresh.db*") if path.suffix != ".db-shm"]
    assert not [path.name for path in files if CANARY.encode() in path.read_bytes()]
    with full.session(at=NOW) as session:
        assert [row.decline_note for row in session.scalars(select(Proposal).order_by(Proposal.id))][4] == (
            f"{CANARY} afgewezen 4"
        )
        assert session.get(Objection, 3).ground == f"{CANARY} bezwaar 2"
        assert session.get(EmergencyAccess, 3).reason == f"{CANARY} belt"

    command.downgrade(config, before)
    assert told(full) == plain
