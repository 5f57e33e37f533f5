import subprocess
import sys
import threading
from pathlib import Path

from sqlalchemy import text

from werkbedrijf.foundation.clock import now
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.turns import turn, turns_of


def entered(file, *, patience=60.0):
    """A thread that waits for its turn, and says when it has it."""
    inside, leave = threading.Event(), threading.Event()

    def wait():
        with turn(file, patience=patience):
            inside.set()
            leave.wait(60)

    threading.Thread(target=wait, daemon=True).start()
    return inside, leave


def test_one_waits_at_a_time_and_then_the_next(tmp_path):
    file = str(tmp_path / "x.db-beurt")
    with turn(file):
        second, leave = entered(file)
        assert not second.wait(0.1)
    assert second.wait(60)
    third, done = entered(file)
    assert not third.wait(0.1)
    leave.set()
    assert third.wait(60)
    done.set()


def test_the_turn_of_who_was_killed_comes_back(tmp_path):
    file = str(tmp_path / "x.db-beurt")
    holding = (
        "import sys, time; from werkbedrijf.foundation.turns import turn\n"
        "with turn(sys.argv[1]):\n    print('mine', flush=True); time.sleep(600)"
    )
    with subprocess.Popen([sys.executable, "-c", holding, file], stdout=subprocess.PIPE) as other:
        assert other.stdout and other.stdout.readline()
        inside, leave = entered(file)
        assert not inside.wait(0.1)
        other.kill()
        assert inside.wait(60)
        leave.set()


def test_who_waited_long_enough_goes_and_sqlite_says_whether_it_is_busy(tmp_path):
    file = str(tmp_path / "x.db-beurt")
    with turn(file), turn(file, patience=0.0):
        pass


def test_without_a_file_everybody_goes(tmp_path):
    for file in ("", str(tmp_path / "nowhere" / "x.db-beurt")):
        with turn(file), turn(file):
            pass


def test_who_writes_now_and_then_is_not_kept_out_by_who_never_stops(tmp_path):
    """The greedy one writes until the modest one is done: without turns that was thousands of writes, or never."""
    url = f"sqlite:///{tmp_path / 'x.db'}"
    database, ready, done = Database(url), threading.Event(), threading.Event()
    with database.transaction(at=now()) as session:
        session.execute(text("CREATE TABLE mark (who TEXT)"))

    def write(who):
        with database.transaction(at=now()) as session:
            session.execute(text("INSERT INTO mark VALUES (:who)"), {"who": who})

    def greedy():
        while not done.is_set():
            write("greedy")
            ready.set()

    others = [threading.Thread(target=greedy) for _ in range(3)]
    for one in others:
        one.start()
    try:
        assert ready.wait(60)
        for _ in range(10):
            write("modest")
    finally:
        done.set()
        for one in others:
            one.join()
    with database.reading(at=now()) as session:
        counts = dict(session.execute(text("SELECT who, count(*) FROM mark GROUP BY who")).all())
    database.close()
    assert counts["modest"] == 10
    # Three that never stop and one that now and then comes: it waits for some of them each time, not for hundreds.
    assert counts["greedy"] < 150
    assert Path(turns_of(url)).stat().st_mode & 0o777 == 0o600
