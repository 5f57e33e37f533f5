"""From the switch to the lists: the timetable divides by what was learned while that is in force, and not a day longer."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from matching.allocation.actions import ask
from matching.runs.queries import latest_run
from tests.conftest import NOW
from tests.making import MONDAY, Make
from tests.werkbedrijf.learning.learning_rows import DAY, attempt
from werkbedrijf.foundation.actors import TIMETABLE, Role, User, actor_for
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.jobs import run_job
from werkbedrijf.learning.actions import switch_off, switch_on

YEAR = timedelta(days=365)


@pytest.fixture(params=["sqlite", "postgresql"])
def region(request):
    """A saved region of each kind of database, with an attempt that passed every rule."""
    database = request.getfixturevalue("database" if request.param == "sqlite" else "postgresql")
    with database.transaction(at=NOW) as session:
        make = Make(session)
        make.parameters()
        for number in range(8):
            make.profile(level=2 + number % 3)
        make.vacancy()
        make.user(Role.ADMINISTRATOR)
        attempt(session)
    return database


@pytest.fixture
def divided(region, tmp_path):
    """Divides by the timetable; tells what is stored with the run about weights, and the digest of what came out."""
    settings = Settings(data_dir=tmp_path, secret_key="only for tests", password_cost="test").prepare()

    def divide(job="verdelen", at=NOW):
        assert run_job(region, settings, job, at=at).went_well
        with region.reading(at=at) as session:
            run = latest_run(session)
            return run.settings.get("weights"), run.outcome_digest

    return divide


def turn(region, act):
    with region.transaction(at=NOW) as session:
        administrator = session.scalars(select(User).where(User.role == Role.ADMINISTRATOR)).one()
        act(session, actor_for(session, administrator), "Besluit van de regio", on=MONDAY)


def test_a_night_and_a_request_use_what_is_switched_on(region, divided):
    turn(region, switch_on)

    told, _ = divided()

    assert told == {
        "alpha": -2_500_000,
        "fit": 2_000_000,
        "geo": 1_000_000,
        "worst": 500_000,
        "travel": 1_500_000,
        "outcomes": 912,
        "learned_on": MONDAY.isoformat(),
        "since": MONDAY.isoformat(),
        "until": (MONDAY + YEAR).isoformat(),
    }
    with region.transaction(at=NOW) as session:
        ask(session, TIMETABLE, on=MONDAY)
    assert divided("verdelen-op-verzoek")[0] == told


def test_an_attempt_that_passes_changes_nothing_while_nobody_switches_it_on(region, divided):
    assert divided()[0] is None


def test_switched_off_the_run_is_the_one_that_never_knew_of_learning(region, divided):
    never = divided()
    turn(region, switch_on)
    turn(region, switch_off)
    with region.transaction(at=NOW) as session:
        ask(session, TIMETABLE, on=MONDAY)

    assert divided("verdelen-op-verzoek") == never


def test_after_twelve_months_the_fixed_weights_hold_by_themselves(region, divided):
    turn(region, switch_on)

    assert divided(at=NOW + YEAR - DAY)[0] is not None
    assert divided(at=NOW + YEAR)[0] is None


def test_after_an_attempt_that_fails_a_rule_the_fixed_weights_hold_by_themselves(region, divided):
    turn(region, switch_on)
    assert divided(at=NOW + 29 * DAY)[0] is not None
    with region.transaction(at=NOW + 30 * DAY) as session:
        attempt(session, on=MONDAY + 30 * DAY, trace=0.7)

    assert divided(at=NOW + 31 * DAY)[0] is None
