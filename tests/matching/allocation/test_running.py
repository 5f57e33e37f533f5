"""Runs by the timetable and on request: once, with progress, and never worse off than before when it goes wrong."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from matching.allocation import actions, running
from matching.allocation.queries import something_waits
from matching.runs.models import AllocationRun, RunKind, RunStatus
from matching.runs.outcome import unpacked
from matching.runs.queries import input_of, latest_run, outcome_of, runs_newest_first
from tests.conftest import NOW
from tests.making import MONDAY, Make
from werkbedrijf.foundation.actors import TIMETABLE
from werkbedrijf.foundation.audit import AuditEntry

SECRET = "only for tests"
DAY = timedelta(days=1)


@pytest.fixture(params=["sqlite", "postgresql"])
def region(request):
    """A saved region of each kind of database, with five people and two places."""
    database = request.getfixturevalue("database" if request.param == "sqlite" else "postgresql")
    with database.transaction(at=NOW) as session:
        make = Make(session)
        make.parameters()
        for _ in range(5):
            make.profile()
        make.vacancy()
        make.vacancy(seats=2)
    return database


@pytest.fixture
def reading(region):
    with region.reading(at=NOW) as session:
        yield session


def ask(region, at=NOW):
    with region.transaction(at=at) as session:
        return actions.ask(session, TIMETABLE, on=MONDAY).id


def statuses(session):
    return [run.status for run in session.scalars(runs_newest_first())]


def test_the_night_is_divided_once(region, reading):
    assert running.run_at_night(region, SECRET, at=NOW) == 1
    assert running.run_at_night(region, SECRET, at=NOW) == 0
    assert running.run_at_night(region, SECRET, at=NOW + DAY) == 1

    first, second = reversed(list(reading.scalars(runs_newest_first())))
    assert (first.status, first.kind, first.day) == (RunStatus.DONE, RunKind.NIGHT, MONDAY)
    assert second.day == MONDAY + DAY
    assert latest_run(reading) is second


def test_a_run_keeps_all_it_takes_to_make_it_again(region, reading):
    running.run_at_night(region, SECRET, at=NOW)
    run = latest_run(reading)

    assert run.settings == {"k": 5, "m": 2, "B": ["0.1", "0.05", "0.025", "0.012", "0"], "tau": "4/5"}
    assert run.key_id.startswith("2026-11 ") and SECRET not in run.key_id
    assert len(run.input_digest) == len(run.outcome_digest) == 64
    assert "+" in run.code_version
    assert len(input_of(run)["people"]) == 5
    assert sum(map(len, outcome_of(run).lists.values())) == 10


def test_two_that_ask_at_once_get_one_run(region, reading):
    first, second = ask(region), ask(region)

    assert first == second
    assert something_waits(reading, NOW)
    reading.rollback()
    assert running.run_waiting(region, SECRET, at=NOW) == 1
    assert running.run_waiting(region, SECRET, at=NOW) == 0
    assert statuses(reading) == [RunStatus.DONE]


def test_of_two_processes_one_makes_the_run(region, reading):
    run = ask(region)

    assert [running.carry_out(region, run, SECRET, at=NOW) for _ in range(2)] == [True, False]


def test_progress_can_be_seen_while_it_runs(region, monkeypatch):
    seen = []

    def watching(*given, told):
        told(50, "Halverwege")
        with region.reading(at=NOW) as other:
            run = other.scalars(select(AllocationRun)).one()
            seen.append((run.status, run.progress, run.step))
        raise RuntimeError("stop here")

    monkeypatch.setattr(running, "solve_region", watching)
    with pytest.raises(RuntimeError):
        running.carry_out(region, ask(region), SECRET, at=NOW)

    assert seen == [(RunStatus.BUSY, 50, "Halverwege")]


def test_a_run_that_goes_wrong_leaves_the_last_one_in_force(region, reading, monkeypatch):
    running.run_at_night(region, SECRET, at=NOW)
    before = latest_run(reading).reference

    def broken(*_given, **_more):
        raise ZeroDivisionError

    monkeypatch.setattr(running, "solve_region", broken)
    with pytest.raises(ZeroDivisionError):
        running.run_at_night(region, SECRET, at=NOW + DAY)
    reading.rollback()

    failed = reading.scalars(runs_newest_first()).first()
    assert failed.status is RunStatus.FAILED
    assert failed.problem == running.WENT_WRONG
    assert latest_run(reading).reference == before

    monkeypatch.undo()
    assert running.run_at_night(region, SECRET, at=NOW + DAY) == 1


def test_a_setting_that_is_missing_is_said(database):
    with database.transaction(at=NOW) as session:
        Make(session).profile()

    with pytest.raises(Exception, match="geen waarde ingesteld"):
        running.run_at_night(database, SECRET, at=NOW)

    with database.reading(at=NOW) as session:
        assert "Beheer, Instellingen" in session.scalars(select(AllocationRun.problem)).one()


def test_a_run_that_was_interrupted_is_noted_and_does_not_stand_in_the_way(region, reading):
    stuck = ask(region)
    later = NOW + timedelta(hours=1)

    assert something_waits(reading, later)
    reading.rollback()
    assert ask(region, at=later) != stuck
    assert reading.get_one(AllocationRun, stuck).problem == actions.INTERRUPTED


def test_input_is_thrown_away_after_its_term_and_the_outcome_stays(region, reading):
    running.run_at_night(region, SECRET, at=NOW)
    with region.transaction(at=NOW) as session:
        assert actions.forget_inputs(session, on=MONDAY + 190 * DAY) == 0
        assert actions.forget_inputs(session, on=MONDAY + 191 * DAY) == 1
        assert actions.forget_inputs(session, on=MONDAY + 191 * DAY) == 0

    run = latest_run(reading)
    assert input_of(run) is None
    assert unpacked(run.outcome)["lists"]


def test_asking_and_the_end_are_in_the_trail(region, reading):
    ask(region)
    running.run_waiting(region, SECRET, at=NOW)

    acts = list(reading.scalars(select(AuditEntry.act).where(AuditEntry.subject_kind == "allocationrun")))
    assert acts == ["allocationrun.asked", "allocationrun.finished"]
