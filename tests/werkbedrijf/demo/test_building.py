"""A demo region is built by the real acts; a small one here, the proportions of the large ones by arithmetic."""

import shutil
import sys
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select

from candidates.models import Candidate
from candidates.registration.models import RegelingPeriod
from employers.models import Employer
from employers.rounds.models import CallAttempt, Outcome
from employers.vacancies.models import Vacancy
from matching.placements.models import Placement
from matching.placements.workflow import PlacementStatus
from matching.proposals.models import Proposal
from matching.proposals.workflow import OPEN
from tests.conftest import NOW
from werkbedrijf.demo import command
from werkbedrijf.demo.building import build
from werkbedrijf.demo.plans import FULL, Plan, plan_for
from werkbedrijf.demo.scenarios import ask_what_if
from werkbedrijf.foundation.actors import Role, User
from werkbedrijf.foundation.audit import AuditEntry
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.errors import SetupError
from werkbedrijf.foundation.parameters import Parameter, value_on
from werkbedrijf.foundation.region import Region, current_region
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.founding import found
from werkbedrijf.indicators.queries import values_of
from werkbedrijf.scenarios.queries import result_of, scenarios_newest_first

DAY = date(2026, 11, 23)
# Somebody makes a demo before the working day of the acts in it.
NIGHT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
SMALL = Plan("klein", "AM05", "Enschede", 40, 24, 12, 14, 5)


@pytest.fixture(scope="module")
def settings(tmp_path_factory):
    return Settings(data_dir=tmp_path_factory.mktemp("demo"), secret_key="x" * 32, password_cost="test")


@pytest.fixture(scope="module")
def built(sqlite_file, tmp_path_factory, settings):
    database, made = fresh_region(shutil.copy(sqlite_file, tmp_path_factory.mktemp("built") / "own.db"), settings)
    with database.reading(at=NOW) as session:
        yield session, made
    database.close()


def fresh_region(path, settings):
    database = Database(f"sqlite:///{path}")
    found(database, at=NIGHT)
    with database.transaction(at=NIGHT) as session:
        made = build(session, SMALL, settings, today=DAY, told=lambda _done, _total: None)
    return database, made


def test_the_region_holds_what_was_planned_and_says_that_it_is_invented(built):
    session, made = built

    assert session.scalar(select(func.count(Candidate.id))) == SMALL.people == made.people
    # In the belronde two employers told of work: a concept each, beside the places that were planned.
    told = select(func.count(CallAttempt.id)).where(CallAttempt.outcome == Outcome.PLACE)
    assert session.scalar(select(func.count(Vacancy.id))) == SMALL.places + session.scalar(told)
    assert current_region(session).is_demo
    assert all(name.endswith("(demo)") for name in session.scalars(select(Employer.name)))


def test_what_uwv_would_tell_of_the_target_is_of_the_target_that_the_demo_has(built):
    session, _ = built
    target, baseline = (value_on(session, one, DAY) for one in (Parameter.TARGET_JOBS, Parameter.BASELINE_JOBS))
    (reached,) = session.scalars(values_of("I06")).all()

    assert reached.denominator == target
    assert reached.value == round(100 * reached.numerator / target, 1)
    extra = [row.value for row in session.scalars(values_of("I01"))]
    assert extra and all(baseline + value <= target for value in extra)


def test_there_is_one_sign_in_per_role(built):
    session, _ = built

    roles = [user.role.value for user in session.scalars(select(User)) if user.password_hash]
    assert sorted(roles) == sorted(role.value for role in Role if role != Role.SYSTEM)


def test_seats_fit_what_happened(built):
    session, _ = built
    for vacancy in session.scalars(select(Vacancy)):
        active = session.scalar(
            select(func.count(Placement.id)).where(
                Placement.vacancy_id == vacancy.id,
                Placement.status.in_((PlacementStatus.PLANNED, PlacementStatus.RUNNING)),
            )
        )
        held = session.scalar(
            select(func.count(Proposal.id)).where(Proposal.vacancy_id == vacancy.id, Proposal.status.in_(OPEN))
        )
        assert (vacancy.filled, vacancy.held) == (active, held)


def test_the_same_plan_gives_the_same_region(built, sqlite_file, tmp_path, settings):
    session, _ = built
    other, _ = fresh_region(shutil.copy(sqlite_file, tmp_path / "again.db"), settings)
    with other.reading(at=NOW) as again:
        people = [c.name for c in again.scalars(select(Candidate).order_by(Candidate.id))]
        states = [p.status for p in again.scalars(select(Placement).order_by(Placement.id))]
    other.close()

    assert people == [c.name for c in session.scalars(select(Candidate).order_by(Candidate.id))]
    assert states == [p.status for p in session.scalars(select(Placement).order_by(Placement.id))]


def test_everyone_comes_under_a_law_in_the_planned_numbers(built):
    session, _ = built
    first = select(func.min(RegelingPeriod.id)).group_by(RegelingPeriod.candidate_id)
    laws = [p.regeling.value for p in session.scalars(select(RegelingPeriod).where(RegelingPeriod.id.in_(first)))]

    assert (laws.count("participatiewet"), laws.count("wajong"), laws.count("wsw")) == (40, 24, 12)


@pytest.mark.parametrize(
    ("key", "people"),
    [("groningen", 8850 + 3590 + 1427), ("enschede", 5690 + 3290 + 1776), ("eindhoven", 5920 + 2690 + 1510)],
)
def test_a_whole_region_has_the_published_numbers(key, people):
    assert FULL[key].people == people
    assert abs(plan_for(key, full=False).people - people / 10) < 2


def test_a_second_demo_does_not_fill_twice_and_fresh_begins_again(tmp_path, monkeypatch):
    monkeypatch.setattr(command, "plan_for", lambda _key, *, full: SMALL)
    settings = Settings(data_dir=tmp_path / "demo", password_cost="test").prepare()

    def people():
        database = Database(settings.database)
        with database.reading(at=NOW) as session:
            number = session.scalar(select(func.count(Candidate.id)))
        database.close()
        return number

    for fresh in (False, False, True):
        command.make(settings, key="enschede", full=False, fresh=fresh)
        assert people() == SMALL.people


def test_a_real_region_is_never_filled_or_thrown_away(tmp_path):
    from tests.making import MAKER
    from werkbedrijf import migrations
    from werkbedrijf.foundation.audit import record

    settings = Settings(data_dir=tmp_path / "echt", password_cost="test").prepare()
    database = Database(settings.database)
    migrations.upgrade(database)
    with database.transaction(at=NOW) as session:
        region = Region(id=1, code="AM05", name="Werkbedrijf Twente", is_demo=False, started_on=DAY)
        session.add(region)
        record(session, MAKER, "region.founded", region)
    database.close()

    for fresh in (False, True):
        with pytest.raises(SetupError, match="echte regio"):
            command.make(settings, key="enschede", full=False, fresh=fresh)


def test_the_demo_holds_a_what_if_that_was_answered(sqlite_file, tmp_path, settings):
    database, _ = fresh_region(shutil.copy(sqlite_file, tmp_path / "asked.db"), settings)

    assert ask_what_if(database, settings.secret_key, SMALL, at=NIGHT) == 1
    with database.reading(at=NOW) as session:
        (asked,) = session.scalars(scenarios_newest_first())
        before, after = (result_of(session, asked).figures[side] for side in ("before", "after"))
    database.close()

    assert asked.title.startswith("5 plekken erbij: Medewerker wijktuin")
    assert after["places"] == before["places"] + 5


def test_nothing_in_the_trail_lies_in_the_future(built):
    session, _ = built

    assert session.scalar(select(func.max(AuditEntry.at))) == NIGHT


@pytest.mark.parametrize("seed", [1, 3])
def test_few_people_and_many_places_give_no_work_that_overlaps(sqlite_file, tmp_path, settings, monkeypatch, seed):
    monkeypatch.setattr(sys.modules[__name__], "SMALL", Plan("vol", "AM05", "Enschede", 14, 8, 4, 40, seed))

    database, made = fresh_region(shutil.copy(sqlite_file, tmp_path / "full.db"), settings)
    database.close()

    assert made.placements > 0
