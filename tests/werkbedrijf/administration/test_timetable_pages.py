from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from tests.conftest import NOW
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.audit import AuditEntry
from werkbedrijf.foundation.outbox import WAITS, Message, OutboxMessage, tell
from werkbedrijf.jobs import JOBS
from werkbedrijf.timetable.models import JobRun
from werkbedrijf.timetable.running import Timetable
from werkbedrijf.timetable.schedule import Every, Job


@pytest.fixture
def boss(client, stored):
    stored.region()
    with time_machine.travel(NOW, tick=False):
        yield client.sign_in_as(stored.user(Role.ADMINISTRATOR))


def test_every_job_stands_there_with_its_rule_and_its_next_moment(client, boss):
    text = client.get("/beheer/dienstregeling").text
    for job in JOBS:
        assert job.title in text
        assert job.rule.words in text
    assert "24 nov 2026, 06:30" in text
    assert "Nog niet gedraaid" in text


def test_a_job_runs_at_once_and_that_is_written_down(client, database, stored, boss):
    tell(stored.session, Message("t", "an@voorbeeld.example", "Hallo", "Geheim."))
    page = client.post("/beheer/dienstregeling/berichten")
    assert "Berichten versturen: gedaan. Aantal: 1." in page.text
    with database.session(at=NOW) as session:
        assert session.scalars(select(OutboxMessage)).one().sent_at == NOW
        entry = session.scalars(select(AuditEntry).where(AuditEntry.act == "timetable.run_by_hand")).one()
    assert entry.reason == "berichten"


def test_a_job_that_goes_wrong_says_so(client, app, boss):
    def broken(_):
        raise ValueError("de server zweeg")

    app.extensions["werkbedrijf.timetable"] = Timetable([Job("stuk", "Iets stuks", Every(timedelta(hours=1)), broken)])
    page = client.post("/beheer/dienstregeling/stuk")
    assert "Iets stuks: dat ging niet." in page.text
    assert "ValueError" in page.text
    assert "zweeg" not in page.text


def test_a_job_that_does_not_exist_is_not_found(client, database, boss):
    client.post("/beheer/dienstregeling/onzin", status=404)
    with database.session(at=NOW) as session:
        assert session.scalars(select(JobRun)).all() == []


def test_messages_show_address_and_subject_and_never_the_text(client, stored, boss):
    for number, values in enumerate(
        (
            {},
            {"sent_at": NOW},
            {"refusals": len(WAITS) + 1, "last_problem": "SMTPDataError (552)"},
            {"attempts": 1, "last_problem": "druk"},
        )
    ):
        stored.session.add(
            OutboxMessage(
                **{
                    "key": f"t{number}",
                    "to_address": f"an{number}@voorbeeld.example",
                    "subject": f"Bericht {number}",
                    "body": "Geheim.",
                    "created_at": NOW,
                    "due_at": NOW,
                    "attempts": 0,
                    "last_problem": "",
                }
                | values
            )
        )
    page = client.get("/beheer/berichten")
    assert page.h1 == "4 berichten"
    assert "Geheim" not in page.html
    assert client.get("/beheer/berichten?stand=wacht").h1 == "2 berichten"
    failed = client.get("/beheer/berichten?stand=mislukt")
    assert failed.h1 == "1 bericht"
    assert "neemt deze mail niet aan" in failed.text
    assert client.get("/beheer/berichten?q=an1@").h1 == "1 bericht"
