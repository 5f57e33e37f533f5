"""What-ifs on stored runs: solved again exactly, counted once, and nothing in force is touched."""

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from sqlalchemy import select

from candidates.registration.models import Regeling
from matching.allocation.inputs import Inputs
from matching.allocation.running import run_at_night
from matching.allocation.settings import RunSettings
from matching.allocation.weights import RunWeights
from matching.core.learning import LearnedWeights
from matching.core.scenarios import Change
from matching.proposals.shortlist import month_key
from matching.runs.models import AllocationRun, RunKind, RunStatus
from matching.runs.outcome import packed
from matching.runs.queries import input_of, latest_run, outcome_of
from tests.conftest import NOW
from tests.making import MONDAY, Make
from werkbedrijf.foundation.actors import TIMETABLE, Role, User, actor_for
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.scenarios import actions, queries, running
from werkbedrijf.scenarios.asked import Asked, AskedPlaces
from werkbedrijf.scenarios.models import ScenarioResult
from werkbedrijf.scenarios.quarters import Quarter

SECRET = "only for tests"
DAY = timedelta(days=1)
ELSEWHERE = (("Enschede", "7511"),)
TWO_MORE = Asked(AskedPlaces("medewerker_plantsoen", 2, Decimal(16), 1, ELSEWHERE))
AUTUMN = Quarter.of(MONDAY).code


@pytest.fixture(params=["sqlite", "postgresql"])
def region(request):
    """A saved region with twelve people and one place for one of them, divided two nights running."""
    database = request.getfixturevalue("database" if request.param == "sqlite" else "postgresql")
    with database.transaction(at=NOW) as session:
        make = Make(session)
        make.region()
        make.parameters()
        make.user(Role.ACCOUNT_MANAGER)
        for number in range(12):
            profile = make.profile(level=4)
            make.regeling(profile.candidate, Regeling.WAJONG if number % 2 else Regeling.WSW)
        make.vacancy()
    for night in (0, 1):
        assert run_at_night(database, SECRET, at=NOW + night * DAY) == 1
    return database


@pytest.fixture
def reading(region):
    with region.reading(at=NOW) as session:
        yield session


def made(region, asked, title=""):
    """The what-if, asked of the newest run and made."""
    with region.transaction(at=NOW) as session:
        manager = manager_in(session)
        base = queries.bases(session)[0]
        run_id = actions.ask(session, manager, base, asked, title=title).id
    assert running.carry_out(region, run_id, SECRET, at=NOW)
    return run_id


def manager_in(session):
    """The one account manager."""
    return actor_for(session, session.scalars(select(User).where(User.role == Role.ACCOUNT_MANAGER)).one())


def figures(session, run_id):
    session.rollback()
    return session.scalars(select(ScenarioResult).where(ScenarioResult.run_id == run_id)).one().figures


def test_places_that_come_in_help_and_take_from_nobody(region, reading):
    run_id = made(region, TWO_MORE)
    told = figures(reading, run_id)
    assert (told["before"]["reached"], told["after"]["reached"]) == (5, 12)
    assert (told["gained"], told["lost"], told["fewer"]) == (7, 0, 0)
    assert told["new"] == {"places": 2, "full": 2, "empty": 0}
    assert sum(row[2] for row in told["groups"].values()) == 12
    assert set(told["groups"]) == {"wajong", "wsw"}


def test_it_is_kept_with_what_was_asked_and_touches_nothing_in_force(region, reading):
    before = latest_run(reading)
    kept = (before.reference, before.outcome_digest, before.settings)
    run_id = made(region, Asked(k=3, m=1, tau=Fraction(9, 10)))
    reading.rollback()
    run = reading.get_one(AllocationRun, run_id)
    assert (run.kind, run.status, run.parent_id) == (RunKind.WHAT_IF, RunStatus.DONE, before.id)
    assert (run.settings["k"], run.settings["m"], run.settings["tau"]) == (3, 1, "9/10")
    assert (
        run.title == "Lijsten van 3 mensen per plek; ten hoogste 1 plek per persoon; geschikt vanaf 90 % van het werk"
    )
    assert all(told.slots == 3 for told in outcome_of(run).places.values())
    reading.expire_all()
    now = latest_run(reading)
    assert (now.reference, now.outcome_digest, now.settings) == kept


def test_without_a_change_every_stored_night_comes_back_to_the_last_byte(reading):
    """M21: unchanged settings reproduce the quarter exactly."""
    nights = reading.scalars(queries.nights_of(Quarter.of(MONDAY))).all()
    assert len(nights) == 2
    for night in nights:
        inputs, key = Inputs.from_dict(input_of(night)), month_key(SECRET, night.day)
        same = running.repeated(inputs, RunSettings.from_dict(night.settings), outcome_of(night), Change(), key)
        assert packed(same.after.to_dict())[1] == night.outcome_digest


def test_a_what_if_keeps_what_its_run_had_learned(region, reading):
    weights = RunWeights.of(
        LearnedWeights(alpha=-3, fit=1, geo=0, worst=4, travel=2),
        outcomes=812,
        learned_on=MONDAY,
        since=MONDAY,
        until=MONDAY + 365 * DAY,
    )
    assert run_at_night(region, SECRET, at=NOW + 2 * DAY, weights=lambda _session, _on: weights) == 1
    run_id = made(region, Asked(k=3))
    run = reading.get_one(AllocationRun, run_id)
    assert RunSettings.from_dict(run.settings).weights == weights
    assert run.settings["k"] == 3

    night = latest_run(reading)
    inputs, key = Inputs.from_dict(input_of(night)), month_key(SECRET, night.day)
    same = running.repeated(inputs, RunSettings.from_dict(night.settings), outcome_of(night), Change(), key)
    assert packed(same.after.to_dict())[1] == night.outcome_digest


def test_a_quarter_counts_people_once_and_places_per_night(region, reading):
    told = figures(reading, made(region, Asked(places=TWO_MORE.places, quarter=AUTUMN)))
    assert (told["nights"], told["days"]) == (2, [MONDAY.isoformat(), (MONDAY + DAY).isoformat()])
    assert told["before"]["people"] == told["after"]["people"] == 12
    assert (told["before"]["places"], told["after"]["places"], told["new"]["places"]) == (2, 6, 4)
    assert (told["lost"], told["fewer"], told["after"]["reached"]) == (0, 0, 12)


def test_nights_whose_input_was_thrown_away_are_told_and_left_out(region, reading):
    with region.transaction(at=NOW) as session:
        first = session.scalars(queries.nights_of(Quarter.of(MONDAY))).first()
        first.input = None
        record(session, TIMETABLE, "allocationrun.input_forgotten", first)
    (kept,) = queries.quarters(reading)
    assert (kept.nights, kept.kept, kept.forgotten, kept.since) == (2, 1, 1, MONDAY + DAY)
    assert figures(reading, made(region, Asked(k=2, quarter=AUTUMN)))["nights"] == 1


def test_another_secret_is_said_and_not_computed_with(region, reading):
    with region.transaction(at=NOW) as session:
        manager = manager_in(session)
        run_id = actions.ask(session, manager, queries.bases(session)[0], TWO_MORE, title="").id
    assert running.carry_out(region, run_id, "another secret", at=NOW)
    run = reading.get_one(AllocationRun, run_id)
    assert run.status is RunStatus.FAILED
    assert "andere geheime sleutel" in run.problem


def test_what_waits_is_made_by_the_timetable_once(region, reading):
    with region.transaction(at=NOW) as session:
        manager = manager_in(session)
        actions.ask(session, manager, queries.bases(session)[0], TWO_MORE, title="Meer groen")
    assert queries.something_waits(reading)
    assert running.run_waiting(region, SECRET, at=NOW) == 1
    assert running.run_waiting(region, SECRET, at=NOW) == 0
    reading.rollback()
    assert not queries.something_waits(reading)


def test_asking_nothing_is_refused(region):
    with region.transaction(at=NOW, keep=False) as session:
        manager = manager_in(session)
        with pytest.raises(InputRefused, match="Kies iets dat anders is"):
            actions.ask(session, manager, queries.bases(session)[0], Asked(), title="")


def test_a_what_if_goes_away_with_its_figures_and_leaves_the_run(region, reading):
    run_id = made(region, TWO_MORE)
    with region.transaction(at=NOW) as session:
        manager = manager_in(session)
        actions.drop(session, manager, session.get_one(AllocationRun, run_id))
    assert reading.get(AllocationRun, run_id) is None
    assert reading.scalars(select(ScenarioResult)).all() == []
    assert latest_run(reading) is not None


def test_what_is_being_made_stays(region):
    with region.transaction(at=NOW) as session:
        manager = manager_in(session)
        run = actions.ask(session, manager, queries.bases(session)[0], TWO_MORE, title="")
        run.status = RunStatus.BUSY
        session.flush()
        with pytest.raises(actions.UnderWay):
            actions.drop(session, manager, run)
