"""A backup, a trial or a restore that is killed halfway, or meets a disk that is full: what is left, and what is said."""

import errno
import os
import secrets
import subprocess
import sys

import pytest
from click.testing import CliRunner
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from tests.conftest import NOW
from tests.racing import prepared
from tests.werkbedrijf.safekeeping.conftest import IDENTITY
from werkbedrijf import cli
from werkbedrijf.foundation.errors import SetupError
from werkbedrijf.foundation.notes import require_replayed
from werkbedrijf.safekeeping import restoring, sealing, trying
from werkbedrijf.safekeeping.errors import BackupRefused
from werkbedrijf.safekeeping.making import make as make_backup
from werkbedrijf.safekeeping.restoring import restore
from werkbedrijf.safekeeping.trying import scratch
from werkbedrijf.safekeeping.workplaces import clear_left_behind, workplace

KILLED = """
import os, sys
from pathlib import Path
from werkbedrijf.safekeeping.workplaces import workplace
with workplace(Path(sys.argv[1])) as place:
    (place / "gegevens").write_text("de hele regio")
    os.kill(os.getpid(), 9)
"""


def somebody(make):
    """The least that can be put back: a region, and someone who can sign in."""
    make.region()
    make.parameters()
    make.user()


def test_what_somebody_who_was_killed_left_open_goes_with_the_next(tmp_path):
    subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], check=False)
    assert [one.read_text() for one in tmp_path.glob(".werkbedrijf-*/gegevens")] == ["de hele regio"]

    with workplace(tmp_path) as place:
        assert list(tmp_path.iterdir()) == [place]
        assert clear_left_behind(tmp_path) == 0  # ours is in use
    assert list(tmp_path.iterdir()) == []


def databases(server):
    with server.connect() as connection:
        return set(connection.scalars(text("SELECT datname FROM pg_database")))


def test_a_trial_that_was_killed_leaves_no_region_on_the_server(postgresql, tmp_path):
    server = create_engine(postgresql.engine.url.set(database="postgres"), isolation_level="AUTOCOMMIT")
    left, used = (f"werkbedrijf_proef_{secrets.token_hex(6)}" for _ in range(2))
    lock = {"trials": trying.TRIALS, "name": used}
    with server.connect() as other:
        for name in (left, used):
            other.execute(text(f"CREATE DATABASE {name}"))
        other.execute(text("SELECT pg_advisory_lock(:trials, hashtext(:name))"), lock)
        with scratch(postgresql, tmp_path):
            there = databases(server)
        other.execute(text(f"DROP DATABASE {used}"))
    server.dispose()

    assert left not in there
    assert used in there


def test_a_server_that_is_gone_is_not_told_as_a_right_that_is_missing(postgresql, tmp_path):
    beside = postgresql.engine.url.set(database=f"bestaat_niet_{secrets.token_hex(4)}")
    with pytest.raises(OperationalError):
        trying._outside(create_engine(beside), "SELECT 1")


def test_a_restore_cut_off_after_the_rows_stays_closed(settings, postgresql, tmp_path, monkeypatch):
    prepared(postgresql, somebody)
    made = make_backup(settings, postgresql, tmp_path / "een.werkbedrijf", at=NOW)

    def killed(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(restoring, "_close_until_replayed", killed)
    with scratch(postgresql, tmp_path) as fresh:
        with pytest.raises(KeyboardInterrupt):
            restore(made.file, fresh, str(IDENTITY), at=NOW, keys=made.keys, beside=tmp_path)
        with pytest.raises(SetupError, match="restore --replay"):
            require_replayed(fresh)


def test_a_disk_without_room_says_nothing_about_the_backup(settings, database, tmp_path, monkeypatch):
    made = make_backup(settings, database, tmp_path / "een.werkbedrijf", at=NOW)

    def full(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(sealing, "_unpack", full)
    with pytest.raises(BackupRefused, match="Over de back-up zelf zegt dit niets") as refused:
        sealing.unseal(made.file, tmp_path / "open", str(IDENTITY))
    assert "is geen back-up" not in refused.value.sentence


def test_where_nothing_was_put_back_yet_the_rest_of_a_restore_says_so(database, tmp_path):
    # A restore that was cut off leaves nothing behind on PostgreSQL; whoever reads "restore --replay" then, tries that.
    with scratch(database, tmp_path) as fresh:
        words = ["restore", "--replay", "--data-dir", str(tmp_path / "map"), "--into", fresh.url]
        answer = CliRunner().invoke(cli.werkbedrijf, words)

    assert (answer.exit_code, answer.stdout) == (cli.EXIT_SETUP, "")
    assert (
        "Hier staat nog geen teruggezette database. Zet de back-up terug met: werkbedrijf restore FILE" in answer.stderr
    )
