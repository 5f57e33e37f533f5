"""Alive, ready, and the numbers."""

from datetime import timedelta

import pytest

from tests.conftest import NOW
from werkbedrijf.foundation import clock
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.notes import BACKUP, RESTORED, TIMETABLE_LIVES, note
from werkbedrijf.watching import shared
from werkbedrijf.watching.readiness import checked, ready
from werkbedrijf.watching.shared import folder_for
from werkbedrijf.watching.state import look


@pytest.fixture(params=["sqlite", "postgresql"])
def watched(request):
    return request.getfixturevalue("database" if request.param == "sqlite" else "postgresql")


def noted(database, key, *, at=NOW, **value):
    with database.transaction(at=at) as session:
        note(session, key, **value)


def wrong(database, tmp_path, *, at=NOW):
    return {name for name, right in ready(database, at=at, folder=tmp_path).items() if not right}


def test_ready_when_the_timetable_lives(watched, tmp_path):
    assert wrong(watched, tmp_path) == {"dienstregeling"}
    noted(watched, TIMETABLE_LIVES)
    assert wrong(watched, tmp_path) == set()
    assert wrong(watched, tmp_path, at=NOW + timedelta(minutes=10)) == {"dienstregeling"}


def test_a_restored_database_is_not_ready_before_the_erasures_are_done_again(watched, tmp_path):
    noted(watched, TIMETABLE_LIVES)
    noted(watched, RESTORED, replayed=False)
    assert wrong(watched, tmp_path) == {"teruggezet"}
    noted(watched, RESTORED, replayed=True)
    assert wrong(watched, tmp_path) == set()


def test_a_database_that_is_not_there_is_a_state_and_no_accident(tmp_path):
    away = Database("postgresql+psycopg://niemand@127.0.0.1:1/weg")
    state = look(away, at=NOW, folder=tmp_path)
    assert not state.reachable
    assert not checked(state)["database"]


def test_an_older_database_is_not_ready(tmp_path):
    assert {"migraties", "dienstregeling"} <= wrong(Database(f"sqlite:///{tmp_path / 'leeg.db'}"), tmp_path)


def test_the_doors_answer_programs(client, database):
    assert client.get("/gezond").answer.json == {"status": "gezond"}
    answer = client.get("/gereed", status=503).answer
    assert (answer.json["status"], answer.json["controles"]["dienstregeling"]) == ("niet gereed", "fout")
    noted(database, TIMETABLE_LIVES, at=clock.now())
    assert client.get("/gereed").answer.json["status"] == "gereed"


def test_the_numbers_are_for_who_has_the_word(client, app, database):
    client.get("/metrics", status=404)
    app.extensions["werkbedrijf.settings"].metrics_token = "het woord"
    client.get("/metrics", status=404)
    client.get("/metrics", status=404, headers={"Authorization": "Bearer een woord"})
    noted(database, BACKUP, at=clock.now() - timedelta(hours=3), problem="")

    text = client.get("/metrics", headers={"Authorization": "Bearer het woord"}).answer.text

    assert 'werkbedrijf_requests_total{method="GET",route="/metrics",status="404"}' in text
    assert "werkbedrijf_outbox_waiting 0.0" in text
    assert "werkbedrijf_backup_seconds 108" in text
    assert "werkbedrijf_wal_bytes" in text


def test_a_place_to_count_that_is_somebody_elses_is_not_used(monkeypatch, tmp_path):
    monkeypatch.setattr(shared, "MEMORY", tmp_path)
    ours = folder_for(8000, tmp_path / "anders")
    assert ours.parent == tmp_path
    ours.rmdir()
    ours.symlink_to(tmp_path / "van een ander")
    assert folder_for(8000, tmp_path / "anders") == tmp_path / "anders"
