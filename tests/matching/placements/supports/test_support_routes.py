"""The doors of help: a coach notes it, the employer reads it, and nobody else changes it."""

from datetime import timedelta

import pytest

from matching.placements.supports.models import Support
from tests.conftest import NOW
from tests.making import MONDAY
from werkbedrijf.foundation.actors import Role


@pytest.fixture
def placement(stored, monkeypatch):
    monkeypatch.setattr("werkbedrijf.foundation.clock.now", lambda: NOW)
    stored.region()
    stored.parameters()
    return stored.placement()


def rows(database):
    session = database.session(at=NOW)
    try:
        return session.query(Support).all()
    finally:
        session.close()


def test_a_coach_notes_help_and_the_employer_reads_it(client, stored, database, placement):
    client.sign_in_as(placement.candidate.coach)
    where = f"/plaatsingen/{placement.reference}"
    assert "Er is nog geen hulp vastgelegd." in client.get(f"{where}/hulp").text
    client.post(f"{where}/hulp", {"kind": "loonkosten", "since": "", "until": "31-1-2027"})

    employer = stored.employer_user(placement.formal_employer)
    page = client.sign_in_as(employer).get(where)

    assert "Lagere loonkosten" in page.text and "31 jan 2027" in page.text
    assert "Leg hulp vast" not in page.text
    client.get(f"{where}/hulp", status=403)
    client.post(f"{where}/hulp", {"kind": "jobcoach"}, status=403)
    assert len(rows(database)) == 1


def test_help_gets_a_last_day_and_a_day_outside_the_work_comes_back_with_a_sentence(client, database, placement):
    client.sign_in_as(placement.candidate.coach)
    where = f"/plaatsingen/{placement.reference}/hulp"
    client.post(where, {"kind": "jobcoach", "since": "", "until": ""})
    (support,) = rows(database)

    before = MONDAY - timedelta(days=3)
    page = client.post(f"/plaatsingen/hulp/{support.id}/stopt", {"until": before.strftime("%d-%m-%Y")}, status=422)
    assert "De laatste dag ligt voor de eerste dag." in page.text
    client.post(f"/plaatsingen/hulp/{support.id}/stopt", {"until": MONDAY.strftime("%d-%m-%Y")})

    assert [one.until for one in rows(database)] == [MONDAY]


def test_somebody_elses_coach_finds_nothing(client, stored, placement):
    client.sign_in_as(stored.user(Role.COACH))
    client.get(f"/plaatsingen/{placement.reference}/hulp", status=404)
    client.post("/plaatsingen/hulp/1/stopt", {"until": "23-11-2026"}, status=404)
