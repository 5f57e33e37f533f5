"""The processing log goes with the trail: what one knows of a day, the other does."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import delete, select

from candidates.models import Candidate
from tests.conftest import NOW
from tests.making import Make
from tests.werkbedrijf.integrity.test_integrity import run
from werkbedrijf.foundation.actors import TIMETABLE
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.db import Database


@pytest.mark.parametrize("loss", ["gone", "emptied", "older"])
def test_a_processing_log_that_does_not_go_with_the_trail_is_a_finding(folder, monkeypatch, loss):
    monkeypatch.setattr("werkbedrijf.foundation.clock.now", lambda: NOW + timedelta(hours=1))
    database = Database(f"sqlite:///{folder / 'werkbedrijf.db'}")
    with database.transaction(at=NOW - timedelta(days=40)) as session:
        Make(session).candidate()
    for days in (3, 0):
        with database.transaction(at=NOW - timedelta(days=days)) as session:
            record(session, TIMETABLE, "candidate.changed", session.scalars(select(Candidate)).one())
    whole = json.loads(run("integrity", "--data-dir", folder, "--json")[1])
    if loss != "gone":
        with database.logs.keeping() as log:
            lines = database.logs.table
            since = (NOW - timedelta(days=1 if loss == "older" else 100)).timestamp() * 1000
            log.execute(delete(lines).where(lines.c.start_time > since))
    database.close()
    if loss == "gone":
        (folder / "logboek.db").unlink()

    code, told = run("integrity", "--data-dir", folder, "--json")

    said = [one["what"] for one in json.loads(told)["findings"] if one["check"] == "verwerkingen"]
    assert whole["findings"] == [] and "verwerkingen" in whole["checked"]
    assert (code, len(said)) == (1, {"gone": 1, "emptied": 2, "older": 1}[loss])
    if loss == "gone":
        assert not (folder / "logboek.db").exists()


def test_a_look_that_a_kill_left_without_its_line_is_none(folder, monkeypatch):
    monkeypatch.setattr("werkbedrijf.foundation.clock.now", lambda: NOW + timedelta(hours=1))
    database = Database(f"sqlite:///{folder / 'werkbedrijf.db'}")
    with database.transaction(at=NOW) as session:
        Make(session).candidate()
    with database.transaction(at=NOW + timedelta(minutes=1)) as session:
        record(session, TIMETABLE, "page.looked_at", session.scalars(select(Candidate)).one())
    with database.logs.keeping() as log:
        log.execute(delete(database.logs.table).where(database.logs.table.c.name == "page.looked_at"))
    database.close()

    assert json.loads(run("integrity", "--data-dir", folder, "--json")[1])["findings"] == []
