"""What was acknowledged survives a power cut, and the probe is not blind: with less care it finds what is lost."""

import os
import subprocess
import sys

import pytest
from sqlalchemy import text

from tests.house.sources import ROOT
from tests.proofs.power_cut import begin_again, cut, forgetful, library
from werkbedrijf.foundation.db import Database

WRITER = """
import os, sys
from sqlalchemy import text
from werkbedrijf.foundation.db import Database
database = Database(f"sqlite:///{sys.argv[1]}/werkbedrijf.db")
if sys.argv[2] != "FULL":
    with database.engine.connect() as connection:
        connection.connection.driver_connection.execute(f"PRAGMA synchronous={sys.argv[2]}")
for number in range(60):
    with database.engine.connect().execution_options(writing=True) as connection, connection.begin():
        connection.execute(text("INSERT INTO told (number) VALUES (:number)"), {"number": number})
    os.write(1, f"{number} ".encode())
os._exit(9)
"""


def lost_after_cut(tmp_path, care):
    folder, shadow = tmp_path / "map", tmp_path / "schijf"
    folder.mkdir()
    made = library(tmp_path)
    if made is None:
        pytest.skip("er is hier geen C-compiler")
    first = Database(f"sqlite:///{folder}/werkbedrijf.db")
    with first.engine.begin() as connection:
        connection.execute(text("CREATE TABLE told (number INTEGER)"))
    first.close()
    begin_again(folder, shadow)
    told = subprocess.run(
        [sys.executable, "-c", WRITER, str(folder), care],
        env=os.environ | forgetful(made, folder, shadow=shadow),
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    acknowledged = {int(number) for number in told.stdout.split()}
    assert len(acknowledged) == 60, told.stderr.decode()[-2000:]
    cut(folder, shadow)
    after = Database(f"sqlite:///{folder}/werkbedrijf.db")
    with after.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        there = set(connection.scalars(text("SELECT number FROM told")))
    after.close()
    return len(acknowledged - there)


def test_nothing_that_was_acknowledged_is_lost(tmp_path):
    assert lost_after_cut(tmp_path, "FULL") == 0


def test_the_probe_sees_what_less_care_would_lose(tmp_path):
    assert lost_after_cut(tmp_path, "NORMAL") > 0
