"""Waiting for PostgreSQL has an end, whatever the network does, and afterwards everything works again by itself."""

import time

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from tests.conftest import NOW
from tests.proofs.between import Between
from werkbedrijf.app import create_app
from werkbedrijf.foundation import server
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.errors import SetupError
from werkbedrijf.foundation.notes import note, noted
from werkbedrijf.foundation.server import is_away, unhurried
from werkbedrijf.foundation.settings import Settings


@pytest.fixture
def line(postgresql, monkeypatch):
    """A database behind a line that can be made bad, with little patience."""
    monkeypatch.setattr(server, "SIGN_OF_LIFE", 0.2)
    between = Between(postgresql.url)
    # Below two seconds the driver does not wait for a connection.
    far = Database(f"{between.url}?connect_timeout=2", keys=postgresql.keys)
    far.patience = 0.3
    yield between, far
    far.close()
    between.close()


def ask(database):
    with database.engine.connect() as connection:
        return connection.scalar(text("SELECT 1"))


@pytest.mark.parametrize("state", ["hole", "cut", "refused"])
def test_a_line_that_breaks_is_said_and_mends_by_itself(line, state):
    between, far = line
    assert ask(far) == 1
    between.turn(state)
    with pytest.raises(OperationalError) as refused:
        ask(far)
    assert is_away(refused.value.orig)
    between.turn("good")
    assert ask(far) == 1


def test_an_answer_that_never_comes_is_not_taken_for_the_next_one(line):
    between, far = line
    with far.engine.connect() as connection:
        connection.execute(text("SELECT 1"))
        between.turn("hole")
        with pytest.raises(OperationalError):
            connection.execute(text("SELECT 2"))
        between.turn("good")
    with far.engine.connect() as connection:
        assert connection.scalar(text("SELECT 3")) == 3


def test_what_was_not_acknowledged_is_whole_or_absent(line):
    between, far = line

    def half():
        with far.transaction(at=NOW) as session:
            note(session, "half")
            session.flush()
            between.turn("hole")

    with pytest.raises(OperationalError):
        half()
    between.turn("good")
    with far.transaction(at=NOW) as session:
        assert noted(session, "half") is None
        note(session, "heel")
    with far.reading(at=NOW) as session:
        assert noted(session, "heel") is not None


def test_a_copy_of_everything_may_take_its_time(line):
    _between, far = line
    with far.engine.connect() as connection:
        unhurried(connection)
        assert connection.scalar(text("SELECT 1 FROM pg_sleep(0.6)")) == 1


def test_a_visitor_reads_in_dutch_that_it_does_not_work_now_and_later_it_does(line, tmp_path):
    between, far = line
    settings = Settings(data_dir=tmp_path, secret_key="only for tests", password_cost="test").prepare()
    visitor = create_app(settings, far).test_client()
    far.patience = 0.3
    assert visitor.get("/inloggen").status_code == 200
    between.turn("hole")
    began = time.monotonic()
    answer = visitor.get("/inloggen")

    assert answer.status_code == 503
    assert "Er is niets opgeslagen" in answer.get_data(as_text=True)
    assert answer.get_data(as_text=True).startswith("<!doctype html>")
    assert answer.headers["Retry-After"] == "5"
    assert answer.headers["Cache-Control"] == "no-store"
    # Not a bound on speed: without an end to the waiting this never comes back.
    assert time.monotonic() - began < 60
    between.turn("good")
    assert visitor.get("/inloggen").status_code == 200


def test_what_the_database_refuses_is_not_taken_for_a_broken_line(postgresql):
    with postgresql.engine.connect() as connection, pytest.raises(Exception, match="does not exist") as refused:
        connection.execute(text("SELECT * FROM nowhere"))
    assert not is_away(refused.value.orig)


@pytest.mark.parametrize(
    "address",
    [
        "onzin",
        "postgres://naam:geheim@server/db",
        "mysql://naam:geheim@server/db",
        "postgresql://naam:geheim@server:x/db",
    ],
)
def test_an_address_of_no_engine_of_ours_is_a_sentence_without_the_password(address):
    with pytest.raises(SetupError) as refused:
        Database(address)

    assert "WERKBEDRIJF_DATABASE_URL" in refused.value.sentence
    assert "geheim" not in refused.value.sentence
