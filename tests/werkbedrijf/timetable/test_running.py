import threading
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from tests.conftest import NOW
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.timetable.clockwork import Clockwork
from werkbedrijf.timetable.leading import Leader
from werkbedrijf.timetable.models import JobRun
from werkbedrijf.timetable.queries import last_runs, recent_problems
from werkbedrijf.timetable.running import Timetable
from werkbedrijf.timetable.schedule import Every, Job

TEN = timedelta(minutes=10)


@pytest.fixture
def settings(tmp_path):
    return Settings(data_dir=tmp_path, secret_key="only for tests")


@pytest.fixture(params=["sqlite", "postgresql"])
def shared(request, database, engines):
    """A database whose changes are really saved; what a test left behind is taken away."""
    if request.param == "sqlite":
        yield database
        return
    if request.param not in engines:
        pytest.skip("PostgreSQL kan hier niet starten")
    ours = engines["postgresql"]
    yield ours
    with ours.transaction(at=NOW) as session:
        session.query(JobRun).delete()


class Counting:
    """A job that counts how often it was done, and fails when told to."""

    def __init__(self, problem=None):
        self.times = 0
        self.problem = problem
        self._lock = threading.Lock()

    def __call__(self, work):
        with self._lock:
            self.times += 1
        if self.problem:
            raise self.problem
        return 3


def timetable(function, **values):
    return Timetable([Job("proef", "Een proef", Every(TEN), function, **values)])


def rows(database):
    with database.transaction(at=NOW) as session:
        return list(session.scalars(select(JobRun).order_by(JobRun.id)))


def test_due_work_is_done_once_per_due_moment(shared, settings):
    job = Counting()
    plan = timetable(job)
    assert [run.result for run in plan.run_due(shared, settings, at=NOW)] == [3]
    assert plan.run_due(shared, settings, at=NOW) == []
    assert plan.run_due(shared, settings, at=NOW + timedelta(minutes=9)) == []
    assert job.times == 1
    assert len(plan.run_due(shared, settings, at=NOW + TEN)) == 1
    assert job.times == 2


def test_a_clock_set_back_does_nothing_again(shared, settings):
    job = Counting()
    plan = timetable(job)
    for at in (NOW, NOW + TEN, NOW, NOW + TEN):
        plan.run_due(shared, settings, at=at)
    assert job.times == 2


def test_a_job_that_fails_is_noted_and_tried_again_a_few_times(shared, settings):
    job = Counting(ValueError("de server zweeg"))
    plan = timetable(job)
    (run,) = plan.run_due(shared, settings, at=NOW)
    assert run.problem.startswith("ValueError")
    assert run.finished_at == NOW
    assert plan.run_due(shared, settings, at=NOW + timedelta(minutes=4)) == []
    job.problem = None
    (again,) = plan.run_due(shared, settings, at=NOW + timedelta(minutes=5))
    assert (again.attempts, again.problem, again.result) == (2, "", 3)
    assert plan.run_due(shared, settings, at=NOW + timedelta(minutes=9)) == []
    assert len(rows(shared)) == 1


def test_a_failing_job_does_not_stop_the_others(shared, settings):
    good = Counting()
    plan = Timetable(
        [Job("stuk", "Stuk", Every(TEN), Counting(ValueError("stuk"))), Job("heel", "Heel", Every(TEN), good)]
    )
    plan.run_due(shared, settings, at=NOW)
    assert good.times == 1


class Killed(BaseException):
    """What a process that is killed leaves undone, nobody catches."""


def test_a_run_whose_worker_died_is_taken_over_at_once_whatever_the_clock_says(shared, settings):
    job = Counting(Killed())
    day = Timetable([Job("proef", "Een proef", Every(timedelta(days=1)), job)])
    with pytest.raises(Killed):
        day.run_due(shared, settings, at=NOW)
    job.problem = None

    assert [run.attempts for run in day.run_due(shared, settings, at=NOW - timedelta(hours=1))] == [2]
    assert day.run_due(shared, settings, at=NOW) == []


def test_a_run_that_is_being_done_is_not_taken_over_whatever_the_clock_says(shared, settings):
    times = []

    def work(_):
        times.append(day.run_due(shared, settings, at=NOW + timedelta(hours=26)))

    day = Timetable([Job("proef", "Een proef", Every(timedelta(days=7)), work)])
    day.run_due(shared, settings, at=NOW)

    assert times == [[]]


def test_a_queue_is_emptied_also_in_an_hour_that_the_clock_relives(shared, settings):
    job = Counting()
    plan = timetable(job, needed=lambda session, at: True)
    later = NOW + timedelta(hours=1)
    for at in (NOW, NOW + TEN, later, NOW, NOW + TEN):
        plan.run_due(shared, settings, at=at)

    # The slots before the step are free again only when they were done in what is now the future.
    assert job.times == 3
    with shared.transaction(at=NOW) as session:
        session.scalars(select(JobRun).where(JobRun.due_key.contains("09:10"))).one().finished_at = later
    plan.run_due(shared, settings, at=NOW + TEN)
    assert job.times == 4


def test_nothing_needed_leaves_no_row(shared, settings):
    job = Counting()
    assert timetable(job, needed=lambda session, at: False).run_due(shared, settings, at=NOW) == []
    assert (job.times, rows(shared)) == (0, [])


def test_by_hand_it_runs_even_when_it_was_done(shared, settings):
    job = Counting()
    plan = timetable(job)
    plan.run_due(shared, settings, at=NOW)
    assert plan.run_job(shared, settings, "proef", at=NOW, by_hand=True).result == 3
    assert job.times == 2


def test_two_at_once_do_the_work_once(shared, settings):
    job = Counting()
    plan = timetable(job)
    together = threading.Barrier(6)

    def go():
        together.wait(timeout=10)
        plan.run_due(shared, settings, at=NOW)

    threads = [threading.Thread(target=go) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert job.times == 1
    assert len(rows(shared)) == 1


def test_what_a_problem_quotes_is_never_kept(shared, settings, caplog):
    """The message of a constraint holds the row that was refused, and with it a person."""
    with shared.engine.connect() as connection:
        twice = "INSERT INTO service_note (key, at, value) VALUES ('Kanarievogel', '2026-11-23 09:00:00', '{}')"
        connection.exec_driver_sql(twice)
        try:
            connection.exec_driver_sql(twice)
        except IntegrityError as problem:
            trouble = problem
        connection.rollback()
    (run,) = timetable(Counting(trouble)).run_due(shared, settings, at=NOW)

    assert "Kanarievogel" not in run.problem
    assert run.problem.startswith("IntegrityError (uq_service_note_key)")
    # The same number stands in the log, which tells the places in the code.
    assert run.problem.rpartition(": ")[2] in caplog.text


def test_the_last_run_and_the_problems_can_be_asked(shared, settings):
    job = Counting()
    plan = timetable(job)
    plan.run_due(shared, settings, at=NOW)
    job.problem = ValueError("mis")
    plan.run_due(shared, settings, at=NOW + TEN)
    with shared.transaction(at=NOW) as session:
        assert last_runs(session)["proef"].problem.startswith("ValueError")
        assert [run.problem.partition(" ")[0] for run in recent_problems(session)] == ["ValueError"]


def test_one_leads_and_another_takes_over(engines):
    if "postgresql" not in engines:
        pytest.skip("PostgreSQL kan hier niet starten")
    first, second = Database(engines["postgresql"].url), Database(engines["postgresql"].url)
    one, other = Leader(first), Leader(second)
    assert one.leads()
    assert one.leads()
    assert not other.leads()
    one.step_down()
    assert other.leads()
    assert not one.leads()
    other.step_down()
    first.close()
    second.close()


def test_the_clockwork_ticks_at_once_and_stops(database, settings):
    done = threading.Event()

    def work(_):
        done.set()

    clockwork = Clockwork(timetable(work), database, settings)
    clockwork.start()
    try:
        assert done.wait(timeout=10)
    finally:
        clockwork.stop()
    assert [run.went_well for run in rows(database)] == [True]
