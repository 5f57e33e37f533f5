"""The test world: everything twice, everything in every state, and only on an empty database."""

import json
import stat

import pytest
from click.testing import CliRunner
from sqlalchemy import event

from employers.vacancies.workflow import VacancyStatus
from matching.placements.workflow import PlacementStatus
from matching.proposals.workflow import ProposalStatus
from tests.conftest import NOW
from werkbedrijf.accounts.passwords import matches
from werkbedrijf.app import create_app
from werkbedrijf.cli import werkbedrijf
from werkbedrijf.foundation.actors import User
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.founding import found
from werkbedrijf.integrity.checking import check
from werkbedrijf.seeding.canaries import is_bsn
from werkbedrijf.seeding.cast import LETTERS, SIDES, keys_of
from werkbedrijf.seeding.world import make_cast, make_crowd


def run(*words):
    done = CliRunner().invoke(werkbedrijf, [str(word) for word in words])
    return done.exit_code, done.output


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("toetswereld")
    with pytest.MonkeyPatch.context() as here:
        here.delenv("WERKBEDRIJF_DATABASE_URL", raising=False)
        here.setenv("WERKBEDRIJF_PASSWORD_COST", "test")
        file = folder / "manifest.json"
        code, told = run("seed", "--data-dir", folder, "--json", file, "--people", 40, "--places", 6)
        assert code == 0, told
        yield folder, json.loads(file.read_text(encoding="utf-8")), file


@pytest.fixture
def database(made):
    database = Database(f"sqlite:///{made[0] / 'werkbedrijf.db'}")
    yield database
    database.close()


def test_everybody_is_there_twice_and_can_sign_in(made, database):
    users = made[1]["users"]
    assert set(users) == {*LETTERS, "AN", "SY"}

    with database.reading(at=NOW) as session:
        for letters in LETTERS:
            for side in SIDES:
                told = users[letters][side]
                user = session.get_one(User, told["id"])
                assert (user.email, user.role) == (told["email"], told["role"])
                assert matches(user.password_hash, told["password"], "test")


@pytest.mark.parametrize(
    ("kind", "states"), [("proposal", ProposalStatus), ("placement", PlacementStatus), ("vacancy", VacancyStatus)]
)
def test_every_thing_is_there_in_every_state_on_both_sides(made, kind, states):
    told = made[1]["states"][kind]

    assert {state.value for state in states} <= set(told)
    assert all(told[state.value][side]["reference"] for state in states for side in SIDES)


def test_every_word_of_an_address_has_a_known_and_a_missing_value(made, database):
    settings = Settings(data_dir=made[0], secret_key="only for tests", password_cost="test")
    app = create_app(settings, database, testing=True)
    named = {argument for rule in app.url_map.iter_rules() for argument in rule.arguments}

    # Nobody but the manifest tells a tester what to fill in.
    unknown = {name for name in named if name not in {**made[1]["objects"], **made[1]["words"]}}

    assert unknown == set()


def test_a_canary_is_in_one_thing_only_and_findable(made):
    canaries = made[1]["canaries"]

    assert len({one["value"] for one in canaries}) > 100
    assert {one["kind"] for one in canaries} == {"name", "phone", "mail", "birth_date"}
    values = [one["value"] for one in canaries]
    assert [value for value in values if values.count(value) > 1] == []


def test_the_numbers_to_type_pass_the_elfproef(made):
    assert all(is_bsn(number) for number in made[1]["bsn"])


def test_the_world_is_whole(database):
    assert check(database, at=NOW).findings == []


def test_the_manifest_is_for_whoever_made_it(made):
    assert stat.S_IMODE(made[2].stat().st_mode) == 0o600


def test_a_second_time_is_refused_and_changes_nothing(made):
    before = (made[0] / "werkbedrijf.db").stat().st_size

    code, told = run("seed", "--data-dir", made[0], "--json", "-")

    assert code == 1
    assert "lege database" in told
    assert (made[0] / "werkbedrijf.db").stat().st_size == before


def test_the_world_of_an_earlier_manifest_is_made_again(made, tmp_path):
    again = tmp_path / "again.json"

    code, told = run("seed", "--data-dir", tmp_path, "--json", again, "--from", made[2])

    assert code == 0, told
    assert json.loads(again.read_text(encoding="utf-8")) == made[1]


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "[" * 100_000,
        '{"people": 1e999, "places": 0, "seed": 1}',
        '{"people": "1", "places": 0, "seed": 1}',
        '{"people": -1, "places": 0, "seed": 1}',
        '{"people": 0, "places": 0, "seed": 1, "users": []}',
        '{"people": 0, "places": 0, "seed": 1, "users": {"AM": {"own": 3}}}',
    ],
)
def test_a_file_that_is_no_manifest_is_refused(tmp_path, text):
    (tmp_path / "x.json").write_text(text, encoding="utf-8")

    code, told = run("seed", "--data-dir", tmp_path, "--from", tmp_path / "x.json")

    assert (code, "geen manifest" in told) == (1, True)


def test_a_slow_server_is_waited_for(postgresql, tmp_path):
    """A world takes minutes on a slow machine: no transaction that makes it has an end to its patience."""
    found(postgresql, at=NOW)
    ends = []

    @event.listens_for(postgresql.engine, "commit")
    def _look(connection):
        raw = connection.connection.driver_connection
        limits = [raw.execute(f"SHOW {name}").fetchone()[0] for name in ("statement_timeout", "lock_timeout")]
        ends.append((*limits, raw.patience))

    settings = Settings(data_dir=tmp_path, password_cost="test").prepare()
    try:
        with postgresql.transaction(at=NOW) as session:
            world = make_cast(session, settings, keys_of(None), on=NOW.date())
        make_crowd(postgresql, world, people=1, places=1, seed=1, on=NOW.date(), at=NOW)
    finally:
        event.remove(postgresql.engine, "commit", _look)
    assert len(ends) >= 3
    assert set(ends) == {("0", "0", None)}
