"""A backup comes back whole, says nothing to who has no key, and never lands over other data."""

import json
import stat
from datetime import timedelta

import pyrage
import pytest
from click.testing import CliRunner
from sqlalchemy import select, text

from tests.conftest import NOW
from tests.making import Make
from tests.werkbedrijf.safekeeping.conftest import IDENTITY
from werkbedrijf import cli
from werkbedrijf.foundation.db import Base, Database
from werkbedrijf.foundation.errors import SetupError
from werkbedrijf.foundation.keys.ring import KeyRing
from werkbedrijf.foundation.notes import BACKUP, noted, require_replayed
from werkbedrijf.safekeeping import nightly
from werkbedrijf.safekeeping.errors import BackupRefused
from werkbedrijf.safekeeping.making import make as make_backup
from werkbedrijf.safekeeping.replaying import replay
from werkbedrijf.safekeeping.restoring import restore
from werkbedrijf.safekeeping.trying import scratch, sign_in_twin, try_content, try_file


@pytest.fixture(params=["sqlite", "postgresql"])
def lived_in(request):
    """A database of each kind with a few people, and someone who can sign in."""
    used = request.getfixturevalue("database" if request.param == "sqlite" else "postgresql")
    session = used.session(at=NOW)
    made = Make(session)
    made.region()
    made.parameters()
    made.user()
    made.placement()
    made.candidate(last_name="Kanarievogel")
    session.commit()
    session.close()
    return used


def contents(database):
    """Every row of every table, as the database gives it."""
    with database.engine.connect() as connection:
        return {
            table.name: sorted(map(repr, connection.execute(select(table)))) for table in Base.metadata.sorted_tables
        }


def backed_up(settings, database, tmp_path, **how):
    return make_backup(settings, database, tmp_path / "een.werkbedrijf", at=NOW, **how)


def test_what_was_there_is_back_to_the_last_column(settings, lived_in, tmp_path):
    made = backed_up(settings, lived_in, tmp_path)

    with scratch(lived_in, tmp_path) as fresh:
        restore(made.file, fresh, str(IDENTITY), at=NOW, keys=made.keys, beside=tmp_path)
        sign_in_twin(settings, fresh, at=NOW)
        before, after = contents(lived_in), contents(fresh)
        for told in (before, after):
            told.pop("service_note")
            told.pop("audit_head")
        # The restore itself is a line in the trail, behind what came back.
        before_trail, after_trail = before.pop("audit_entry"), after.pop("audit_entry")
        assert set(before_trail) < set(after_trail)
        assert len(after_trail) == len(before_trail) + 1
        assert after == before
        assert sum(map(len, before.values())) > 20
        # Numbering goes on where it was.
        session = fresh.session(at=NOW)
        Make(session).organisation("Nieuwkomer")
        session.commit()
        session.close()


def test_the_file_is_for_its_owner_and_says_nothing_without_the_key(settings, lived_in, tmp_path):
    made = backed_up(settings, lived_in, tmp_path)

    assert stat.S_IMODE(made.file.stat().st_mode) == 0o600
    assert b"Kanarievogel" not in made.file.read_bytes()
    assert b"SQLite" not in made.file.read_bytes()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_it_opens_with_its_own_key_alone(settings, database, tmp_path):
    made = backed_up(settings, database, tmp_path)
    other = pyrage.x25519.Identity.generate()

    with scratch(database, tmp_path) as fresh, pytest.raises(BackupRefused, match="gaat met deze sleutel niet open"):
        restore(made.file, fresh, str(other), at=NOW, beside=tmp_path)


@pytest.mark.parametrize("where", [0.3, 0.9])
def test_a_damaged_file_is_refused(settings, database, tmp_path, where):
    made = backed_up(settings, database, tmp_path)
    content = bytearray(made.file.read_bytes())
    content[int(len(content) * where)] ^= 1
    made.file.write_bytes(content)

    with scratch(database, tmp_path) as fresh, pytest.raises(BackupRefused):
        restore(made.file, fresh, str(IDENTITY), at=NOW, beside=tmp_path)


@pytest.mark.parametrize("kept", [0.0, 0.4, 0.99])
def test_a_file_of_which_the_end_is_missing_says_so(settings, database, tmp_path, kept):
    made = backed_up(settings, database, tmp_path)
    content = made.file.read_bytes()
    made.file.write_bytes(content[: int(len(content) * kept)])

    with scratch(database, tmp_path) as fresh, pytest.raises(BackupRefused, match="ontbreekt een stuk"):
        restore(made.file, fresh, str(IDENTITY), at=NOW, beside=tmp_path)


def test_something_else_is_no_backup(database, tmp_path):
    (tmp_path / "brief.txt").write_text("Beste lezer")
    with pytest.raises(BackupRefused, match="geen back-up"):
        restore(tmp_path / "brief.txt", database, str(IDENTITY), at=NOW, beside=tmp_path)


def test_it_never_lands_over_other_data(settings, lived_in, tmp_path):
    made = backed_up(settings, lived_in, tmp_path)
    before = contents(lived_in)

    with pytest.raises(BackupRefused, match="niet leeg"):
        restore(made.file, lived_in, str(IDENTITY), at=NOW, beside=tmp_path)
    assert contents(lived_in) == before


def test_a_row_that_is_missing_is_seen(settings, database, tmp_path):
    def loses_a_row(content, _apart):
        told = json.loads((content / "manifest.json").read_text())
        told["rows"]["candidate"] += 1
        (content / "manifest.json").write_text(json.dumps(told))

    made = backed_up(settings, database, tmp_path, tried=loses_a_row)
    with scratch(database, tmp_path) as fresh, pytest.raises(BackupRefused, match="In candidate horen 1 regels"):
        restore(made.file, fresh, str(IDENTITY), at=NOW, beside=tmp_path)


def test_the_service_stays_closed_until_the_erasures_are_done_again(settings, lived_in, tmp_path):
    made = backed_up(settings, lived_in, tmp_path)

    with scratch(lived_in, tmp_path) as fresh:
        restore(made.file, fresh, str(IDENTITY), at=NOW, beside=tmp_path)
        with pytest.raises(SetupError, match="restore --replay"):
            require_replayed(fresh)
        replay(settings, fresh, at=NOW)
        replay(settings, fresh, at=NOW)
        require_replayed(fresh)


def test_a_database_that_was_never_restored_has_nothing_to_replay(settings, database):
    with pytest.raises(BackupRefused, match="niet teruggezet"):
        replay(settings, database, at=NOW)


def test_it_is_tried_before_it_is_locked_and_afterwards(settings, lived_in, tmp_path):
    def tried(content, apart):
        try_content(settings, lived_in, content, apart, at=NOW)

    made = backed_up(settings, lived_in, tmp_path, tried=tried)
    try_file(settings, lived_in, made.file, str(IDENTITY), keys=made.keys, at=NOW)


def test_one_engine_does_not_go_into_the_other(settings, database, postgresql, tmp_path):
    made = backed_up(settings, database, tmp_path)
    with scratch(postgresql, tmp_path) as fresh, pytest.raises(BackupRefused, match="SQLite en kan niet in PostgreSQL"):
        restore(made.file, fresh, str(IDENTITY), at=NOW, beside=tmp_path)


def test_every_night_is_noted_and_old_ones_go(settings, database, tmp_path):
    nights = settings.model_copy(update={"backup_dir": tmp_path / "nachten"})
    for days in (40, 20, 0):
        nightly.make_tonight(nights, database, at=NOW - timedelta(days=days))

    kept = sorted(path.name for path in (tmp_path / "nachten").iterdir())
    assert [name[:8] for name in kept if name.endswith(nightly.ENDING)] == ["20261103", "20261123"]
    with database.reading(at=NOW) as session:
        assert noted(session, BACKUP).value["problem"] == ""


def test_a_night_that_went_wrong_is_noted_too(settings, database, tmp_path):
    (tmp_path / "vol").write_text("geen map")
    nights = settings.model_copy(update={"backup_dir": tmp_path / "vol"})
    with pytest.raises(BackupRefused):
        nightly.make_tonight(nights, database, at=NOW)
    with database.reading(at=NOW) as session:
        assert noted(session, BACKUP).value["problem"] != ""


def test_the_two_commands_from_end_to_end(tmp_path):
    def type_(*words, folder="map"):
        return CliRunner().invoke(cli.werkbedrijf, [*words, "--data-dir", str(tmp_path / folder)])

    assert type_("migrate").exit_code == 0
    made = type_("backup", str(tmp_path / "een.werkbedrijf"), "--json")
    assert made.exit_code == 0, made.output
    assert "staat ook op deze machine" in made.stderr
    back = type_("restore", str(tmp_path / "een.werkbedrijf"), "--into", str(tmp_path / "terug"), "--json")
    assert back.exit_code == 0, back.output
    assert json.loads(back.stdout)["rows"] == json.loads(made.stdout)["rows"]
    assert type_("restore", str(tmp_path / "weg.werkbedrijf")).exit_code == cli.EXIT_SETUP
    assert type_("backup").exit_code == 2


@pytest.mark.parametrize("there", ["een.werkbedrijf", "een.werkbedrijf.sleutels"])
def test_an_earlier_backup_stays_unless_it_is_to_be_replaced(settings, database, tmp_path, there):
    (tmp_path / there).write_bytes(b"van gisteren")

    with pytest.raises(BackupRefused, match="bestaat al"):
        backed_up(settings, database, tmp_path)
    assert (tmp_path / there).read_bytes() == b"van gisteren"
    assert [path.name for path in tmp_path.glob("een.werkbedrijf*")] == [there]

    made = backed_up(settings, database, tmp_path, replacing=True)
    with scratch(database, tmp_path) as fresh:
        restore(made.file, fresh, str(IDENTITY), at=NOW, keys=made.keys, beside=tmp_path)


def test_a_folder_is_no_place_to_replace_and_a_name_that_holds_nothing_is_free(settings, database, tmp_path):
    (tmp_path / "een.werkbedrijf").mkdir()
    with pytest.raises(BackupRefused, match="bestaat al"):
        backed_up(settings, database, tmp_path)
    (tmp_path / "een.werkbedrijf").rmdir()
    (tmp_path / "een.werkbedrijf").touch()

    assert backed_up(settings, database, tmp_path).file.stat().st_size > 0


def test_the_command_replaces_only_when_asked(tmp_path):
    def type_(*words):
        return CliRunner().invoke(cli.werkbedrijf, [*words, "--data-dir", str(tmp_path / "map")])

    type_("migrate")
    target = tmp_path / "een.werkbedrijf"
    assert type_("backup", str(target)).exit_code == 0
    first = target.read_bytes()

    again = type_("backup", str(target))
    assert (again.exit_code, target.read_bytes()) == (cli.EXIT_SETUP, first)
    assert "--replace" in again.output

    assert type_("backup", str(target), "--replace").exit_code == 0
    assert target.read_bytes() != first


def test_a_copy_can_be_made_while_somebody_writes(settings, database, tmp_path):
    with database.transaction(at=NOW) as session:
        session.execute(text("INSERT INTO service_note (key, at, value) VALUES ('a', '2026-01-01', '{}')"))
        made = backed_up(settings, database, tmp_path)
    assert made.manifest.rows["service_note"] == 0


def test_whose_keys_are_elsewhere_is_not_put_back(settings, lived_in, tmp_path):
    made = backed_up(settings, lived_in, tmp_path)

    with scratch(lived_in, tmp_path) as fresh:
        elsewhere = Database(fresh.url, keys=KeyRing(tmp_path / "lege-sleutels"))
        with pytest.raises(BackupRefused, match=r"sleutels die niet in de map .*lege-sleutels staan: audit-"):
            restore(made.file, elsewhere, str(IDENTITY), at=NOW, keys=made.keys, beside=tmp_path)
        restore(made.file, fresh, str(IDENTITY), at=NOW, keys=made.keys, beside=tmp_path)
        elsewhere.close()
    assert not list((tmp_path / "lege-sleutels").glob("*"))
