"""Runs are kept as they were: found newest first, decoded once, and no two at a time of one kind."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from matching.runs import queries
from matching.runs.models import AllocationChoice, AllocationRun, ChoiceKind, RunKind, RunStatus
from matching.runs.outcome import Listed, Outcome, PersonOutcome, PlaceOutcome, Remembered, packed
from tests.conftest import MONDAY, NOW
from werkbedrijf.foundation.actors import TIMETABLE
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.references import Kind, next_reference

OUTCOME = Outcome(
    places={"P-0001": PlaceOutcome(positions=1, slots=5, qualified=2, value_units=0)},
    lists={"P-0001": (Listed("aa", 90, 100, 1, frozen=True), Listed("bb", 80, 100, 2, added=True))},
    kernplan={"P-0001": (Listed("aa", 90, 100, 1),)},
    people={"aa": PersonOutcome(1, 1, 0, 20_000, "P-0001"), "cc": PersonOutcome(0, 0, 3, 0, None)},
    certificate={"shortlists": {"valid": True}},
)


@pytest.fixture
def made(session):
    """A run that is stored; done unless said otherwise."""

    def run(kind=RunKind.NIGHT, status=RunStatus.DONE, *, day=MONDAY, minutes=0, outcome=OUTCOME):
        stored, digest = packed(outcome.to_dict())
        done = status is RunStatus.DONE
        row = AllocationRun(
            reference=next_reference(session, Kind.RUN),
            kind=kind,
            status=status,
            day=day,
            asked_at=NOW,
            finished_at=NOW + timedelta(minutes=minutes) if done else None,
            outcome=stored if done else None,
            outcome_digest=digest if done else "",
            problem="Het ging mis." if status is RunStatus.FAILED else "",
        )
        session.add(row)
        record(session, TIMETABLE, "allocationrun.made", row)
        session.flush()
        return row

    return run


def test_there_is_no_run_before_the_first(session):
    assert queries.latest_run(session) is None
    assert queries.run_under_way(session) is None


def test_the_run_in_force_is_the_newest_real_one_that_is_done(session, made):
    first = made(minutes=0)
    second = made(RunKind.ON_REQUEST, minutes=5)
    made(RunKind.WHAT_IF, minutes=9)
    made(RunKind.ON_REQUEST, RunStatus.FAILED)
    waiting = made(RunKind.ON_REQUEST, RunStatus.WAITING)

    assert queries.latest_run(session) is second
    assert queries.latest_before(session, second) is first
    assert queries.latest_before(session, first) is None
    assert queries.run_under_way(session) is waiting


def test_a_run_is_found_by_its_reference(session, make, made):
    run = made()

    assert run.reference == "VD-0001"
    assert queries.find_run(session, make.actor(), "VD-0001") is run
    assert queries.find_run(session, make.actor(), "VD-0002") is None


def test_the_outcome_comes_back_as_it_was(session, made):
    run = made()
    session.expire_all()

    found = queries.outcome_of(run)

    assert found.to_dict() == OUTCOME.to_dict()
    assert found.lists["P-0001"][0].frozen and found.lists["P-0001"][1].added
    assert found.people["cc"] == PersonOutcome(0, 0, 3, 0, None)
    assert queries.outcome_of(run) is found


def test_a_run_that_is_not_done_has_no_outcome(made):
    with pytest.raises(ValueError, match="niet klaar"):
        queries.outcome_of(made(RunKind.ON_REQUEST, RunStatus.WAITING))


def test_input_that_was_thrown_away_is_none(session, made):
    run = made()
    assert queries.input_of(run) is None

    run.input = packed({"people": [], "places": []})[0]

    assert queries.input_of(run) == {"people": [], "places": []}


def test_only_the_last_outcomes_are_remembered():
    stored = packed(OUTCOME.to_dict())[0]
    read = []
    remembered = Remembered(most=2)
    for digest in ("a", "b", "a", "c", "a", "b"):
        remembered.get(digest, lambda digest=digest: read.append(digest) or stored)

    assert read == ["a", "b", "c", "b"]


@pytest.mark.parametrize(("kind", "status"), [(RunKind.NIGHT, RunStatus.DONE), (RunKind.ON_REQUEST, RunStatus.WAITING)])
def test_one_night_run_a_day_and_one_request_at_a_time(session, made, kind, status):
    made(kind, status)

    with pytest.raises(IntegrityError), session.begin_nested():
        made(kind, status)


def test_after_a_night_that_failed_there_may_be_another(made):
    made(RunKind.NIGHT, RunStatus.FAILED)

    assert made(RunKind.NIGHT).reference == "VD-0002"


def test_a_coach_decides_once_about_a_person_and_a_place(session, make):
    person, place = make.candidate(), make.vacancy()

    def choose(kind):
        choice = AllocationChoice(
            candidate=person, vacancy=place, kind=kind, reason="Kent het bedrijf", by=person.coach, made_on=MONDAY
        )
        session.add(choice)
        record(session, TIMETABLE, "allocationchoice.made", choice)
        session.flush()
        return choice

    first = choose(ChoiceKind.ADDED)
    with pytest.raises(IntegrityError), session.begin_nested():
        choose(ChoiceKind.REMOVED)

    first.ended_on = MONDAY
    record(session, TIMETABLE, "allocationchoice.ended", first)
    session.flush()
    second = choose(ChoiceKind.REMOVED)

    assert list(session.scalars(queries.choices_in_force())) == [second]
