from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.conftest import NOW
from werkbedrijf.accounts.models import SignInAttempt, TryKind
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.outbox import Message, OutboxMessage, tell
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.jobs import JOBS, TIMETABLE, run_due, run_job
from werkbedrijf.timetable.models import JobRun


@pytest.fixture(autouse=True)
def founded(stored):
    """A region with the values the product ships with."""
    stored.parameters()
    stored.save()


@pytest.fixture
def settings(tmp_path):
    return Settings(data_dir=tmp_path, secret_key="only for tests")


def test_every_job_has_a_name_of_its_own_and_a_title():
    assert len({job.name for job in JOBS}) == len(JOBS)
    assert all(job.title and job.rule.words for job in JOBS)


def test_everything_that_is_due_runs_without_a_problem_and_a_second_time_nothing_does(database, settings):
    first = run_due(database, settings, at=NOW)
    assert {run.name for run in first} == set(TIMETABLE.jobs) - {
        "berichten",
        "dubbelen-zoeken",
        "imports-terugdraaien",
        "verdelen-op-verzoek",
        "wat-als",
        "logboek-verzegelen",
    }
    assert [run.problem for run in first] == [""] * len(first)
    assert run_due(database, settings, at=NOW) == []


@pytest.mark.parametrize("name", [job.name for job in JOBS])
def test_every_job_may_run_twice(database, settings, name):
    runs = [run_job(database, settings, name, at=NOW + timedelta(seconds=second)) for second in (0, 1)]
    assert [run.problem for run in runs] == ["", ""]
    assert runs[1].result in (0, None)


def test_mail_is_delivered_once_when_there_is_some(database, settings):
    with database.transaction(at=NOW) as session:
        tell(session, Message("t", "an@voorbeeld.example", "Hallo", "Dag."))
    first = run_due(database, settings, at=NOW)
    assert [run.result for run in first if run.name == "berichten"] == [1]
    again = run_due(database, settings, at=NOW + timedelta(seconds=15))
    assert "berichten" not in {run.name for run in again}
    assert len(list(settings.mail_folder.glob("*.eml"))) == 1


def test_a_mail_server_that_does_not_answer_is_no_problem_of_the_timetable(database, tmp_path):
    settings = Settings(data_dir=tmp_path, secret_key="x", mail_url="smtp://127.0.0.1:1")
    with database.transaction(at=NOW) as session:
        tell(session, Message("t", "an@voorbeeld.example", "Hallo", "Dag."))
    run = run_job(database, settings, "berichten", at=NOW)
    assert (run.result, run.problem) == (0, "")
    with database.transaction(at=NOW) as session:
        waiting = session.scalars(select(OutboxMessage)).one()
        assert waiting.sent_at is None
        assert waiting.last_problem.startswith("ConnectionRefusedError (ECONNREFUSED)")


def test_old_tries_and_old_runs_are_thrown_away(database, settings):
    old = NOW - timedelta(days=31)
    with database.transaction(at=NOW) as session:
        session.add(JobRun(name="berichten", due_key="oud", started_at=old, attempts=1, problem=""))
        session.add(SignInAttempt(kind=TryKind.SIGN_IN, account="a", origin="", at=old))
        session.add(SignInAttempt(kind=TryKind.SIGN_IN, account="a", origin="", at=NOW))
    assert run_job(database, settings, "opruimen", at=NOW).result == 2


def test_a_place_is_closed_on_the_dutch_day(database, settings, stored):
    vacancy = stored.vacancy(closes_on=day_of(NOW) - timedelta(days=1))
    stored.save()
    assert run_job(database, settings, "plekken-sluiten", at=NOW).result == 1
    with database.transaction(at=NOW) as session:
        assert session.get(type(vacancy), vacancy.id).status.value == "gesloten"
