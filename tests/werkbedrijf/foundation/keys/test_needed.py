"""A database whose keys are elsewhere does not open, and gets no new ones."""

import json
import os
import subprocess
import sys

import pytest
from click.testing import CliRunner

from candidates.numbers.peppers import hold_peppers
from tests.conftest import NOW
from tests.making import Make
from werkbedrijf import cli, serving
from werkbedrijf.commanding import open_database
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.keys.needed import kids_in, require_keys
from werkbedrijf.foundation.keys.ring import KeyLost, KeyRing, Kind
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.operating.selfcheck import check


@pytest.fixture(params=["sqlite", "postgresql"])
def lived_in(request, tmp_path):
    """A database of each kind with keys of its own, in which somebody has a name, numbers are compared and acts were written down."""
    empty = request.getfixturevalue("database" if request.param == "sqlite" else "postgresql")
    used = Database(empty.url, keys=KeyRing(tmp_path / "sleutels"))
    with used.session(at=NOW) as session:
        made = Make(session)
        made.region()
        made.user()
        made.candidate(last_name="Kanarievogel")
        hold_peppers(session)
        session.commit()
    yield used
    used.close()


@pytest.fixture
def elsewhere(lived_in, tmp_path):
    """The same database, opened by whoever points at an empty folder for the keys."""
    opened = Database(lived_in.url, keys=KeyRing(tmp_path / "lege-sleutels"))
    yield opened
    opened.close()


def all_kids(database):
    with database.engine.connect() as connection:
        return kids_in(connection)


def test_it_knows_the_keys_it_was_made_with(lived_in):
    ring = lived_in.keys

    assert all_kids(lived_in) == {ring.current(kind).kid for kind in (Kind.REGION, Kind.PEPPER, Kind.AUDIT)}
    require_keys(lived_in)


def test_it_does_not_open_without_them_and_makes_none(elsewhere):
    with pytest.raises(KeyLost) as told:
        require_keys(elsewhere)

    assert all(kid in told.value.sentence for kid in all_kids(elsewhere))
    assert str(elsewhere.keys.folder) in told.value.sentence and "WERKBEDRIJF_KEYS" in told.value.sentence
    assert not elsewhere.keys.folder.exists()


@pytest.mark.parametrize("kind", [Kind.REGION, Kind.PEPPER, Kind.AUDIT])
def test_one_that_is_gone_is_enough(lived_in, tmp_path, kind):
    left = tmp_path / "niet-alles"
    left.mkdir()
    for path in lived_in.keys.files():
        if not path.name.startswith(kind.value):
            (left / path.name).write_bytes(path.read_bytes())
    gone, opened = lived_in.keys.current(kind).kid, Database(lived_in.url, keys=KeyRing(left))

    try:
        with pytest.raises(KeyLost, match=f"De sleutel {gone} staat niet in"):
            require_keys(opened)
    finally:
        opened.close()


def test_the_check_before_the_start_says_so(elsewhere, tmp_path):
    settings = Settings(data_dir=tmp_path / "map", database_url=elsewhere.url, keys=elsewhere.keys.folder)
    found = {one.code: one for one in check(settings, elsewhere, at=NOW, processes=3)}

    assert found["sleutels_ontbreken"].level == "onveilig"
    assert all(kid in found["sleutels_ontbreken"].what for kid in all_kids(elsewhere))
    assert not elsewhere.keys.folder.exists()


def test_a_new_database_gets_its_first_keys(tmp_path):
    ring = KeyRing(tmp_path / "sleutels")
    fresh = Database(f"sqlite:///{tmp_path / 'leeg.db'}", keys=ring)

    require_keys(fresh)

    assert {key.kind for key in ring.here()} == {Kind.REGION, Kind.PEPPER, Kind.AUDIT, Kind.BACKUP}
    fresh.close()


@pytest.fixture
def astray(database, tmp_path):
    """The settings of a service with a database of some use and an empty folder for the keys."""
    with database.session(at=NOW) as session:
        made = Make(session)
        made.user()
        made.candidate()
        session.commit()
    return Settings(data_dir=tmp_path / "map", database_url=database.url, keys=tmp_path / "lege-sleutels")


def test_no_door_opens_it(astray):
    for door in (
        lambda: open_database(astray.prepare()),
        lambda: serving.Service(astray, port=0),
        lambda: serving.keep_time(astray, stop=None),
    ):
        with pytest.raises(KeyLost):
            door()
    assert not astray.keys.exists()


def test_nor_does_another_server(astray):
    told = os.environ | {
        "WERKBEDRIJF_DATA_DIR": str(astray.data_dir),
        "WERKBEDRIJF_DATABASE_URL": astray.database_url,
        "WERKBEDRIJF_KEYS": str(astray.keys),
    }
    ended = subprocess.run(
        [sys.executable, "-c", "import werkbedrijf.wsgi"], env=told, capture_output=True, text=True, check=False
    )

    assert ended.returncode and "staan niet in de map" in ended.stderr
    assert not astray.keys.exists()


@pytest.mark.parametrize(
    "words",
    [
        *("keys new --kind peper", "keys rotate --kind regio", "serve", "timetable", "migrate", "demo --no-serve"),
        *("seed", "backup f", "restore --replay"),
    ],
)
def test_no_command_makes_a_key_that_covers_it_up(astray, words, monkeypatch):
    monkeypatch.setenv("WERKBEDRIJF_KEYS", str(astray.keys))
    monkeypatch.setenv("WERKBEDRIJF_DATABASE_URL", astray.database_url)

    ended = CliRunner().invoke(cli.werkbedrijf, [*words.split(), "--data-dir", str(astray.data_dir)])

    assert ended.exit_code == 3 and "WERKBEDRIJF_KEYS" in ended.output, ended.output
    assert not astray.keys.exists()


def test_looking_at_the_keys_is_always_possible(astray, monkeypatch):
    monkeypatch.setenv("WERKBEDRIJF_KEYS", str(astray.keys))

    ended = CliRunner().invoke(cli.werkbedrijf, ["keys", "show", "--json", "--data-dir", str(astray.data_dir)])

    assert json.loads(ended.output)["keys"] == []
