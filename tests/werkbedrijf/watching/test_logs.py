"""The logs say what happened and never to whom."""

import io
import json
import logging
import re
import shutil

import pytest
import structlog

from tests.conftest import NOW
from tests.house.test_routes import SECRETS
from tests.house.world import World, doors
from tests.making import Make
from tests.reading import ReadingClient
from werkbedrijf.app import create_app
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.foundation.web import SAFE_METHODS
from werkbedrijf.watching import logs


@pytest.fixture
def written():
    """What would be in the journal."""
    before, root = structlog.get_config(), logging.getLogger()
    level, handlers = root.level, root.handlers
    stream = io.StringIO()
    logs.configure(for_programs=True)
    root.handlers = [logs.handler_for(stream, for_programs=True)]
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.handlers, root.level = handlers, level
    structlog.configure(**before)


def test_a_request_is_one_line_without_what_was_filled_in(client, stored, written):
    candidate = stored.candidate(last_name="Kanarievogel")
    client.sign_in_as(stored.user())
    client.get(f"/kandidaten/{candidate.reference}?zoek=Kanarievogel", status=None, headers={"X-Request-ID": "a" * 32})

    told = [line for line in written() if line["event"] == "request"][-1]
    assert told["route"] == "/kandidaten/<candidate>"
    assert told["role"] != ""
    assert told["request_id"] == "a" * 32
    assert {"trace_id", "method", "status", "ms"} <= set(told)
    assert candidate.reference not in json.dumps(told)


def test_a_request_number_that_is_something_else_is_not_taken_over(client, written):
    answer = client.flask.get("/inloggen", headers={"X-Request-ID": "naam=Kanarievogel"})
    assert len(answer.headers["X-Request-ID"]) == 32
    assert "Kanarievogel" not in json.dumps(written())


def test_an_exception_is_told_without_message_or_values(written):
    def breaks(name):
        raise ValueError(f"geen {name}")

    try:
        breaks("Kanarievogel")
    except ValueError:
        logging.getLogger("werkbedrijf").exception("a request broke")
    told = written()[-1]
    assert told["exception"][0]["kind"] == "ValueError"
    assert any("breaks" in frame for frame in told["exception"][0]["frames"])
    assert "Kanarievogel" not in json.dumps(told)


@pytest.fixture
def on_screen():
    """What one person at a screen reads."""
    root, stream = logging.getLogger(), io.StringIO()
    before, root.handlers = root.handlers, [logs.handler_for(stream, for_programs=False)]
    yield stream.getvalue
    root.handlers = before


def test_at_a_screen_an_exception_is_told_the_same_way(on_screen):
    def breaks(name):
        raise ValueError(f"geen {name}")

    try:
        breaks("Kanarievogel")
    except ValueError as problem:
        logs.logger("werkbedrijf").error("a request broke", exc_info=problem)
    told = on_screen()
    assert "a request broke" in told and "\nValueError\n  " in told and re.search(r"test_logs.py:\d+ breaks", told)
    assert "Kanarievogel" not in told


@pytest.mark.parametrize("for_programs", [False, True])
def test_a_line_that_cannot_be_written_is_not_quoted(for_programs, capsys):
    stream = io.StringIO()
    record = logging.LogRecord("werkbedrijf", logging.INFO, __file__, 1, "te weinig plaatsen", ("Kanarievogel",), None)
    logs.handler_for(stream, for_programs=for_programs).handle(record)
    assert stream.getvalue() == "a line of werkbedrijf could not be written\n"
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("logger", "said"),
    [
        ("gunicorn.error", "Error handling request /zoeken?q=Kanarievogel"),
        ("gunicorn.error", "Invalid request from ip=192.0.2.1: Invalid HTTP request line: 'GET /?q=Kanarievogel'"),
        ("waitress", "Exception while serving /kandidaten/Kanarievogel"),
    ],
)
def test_a_web_server_that_quotes_a_request_is_not_quoted(written, logger, said):
    logging.getLogger(logger).error(said)
    assert "Kanarievogel" not in json.dumps(written())


def test_nobody_of_the_whole_world_is_in_the_logs(sqlite_file, tmp_path, written):
    database = Database(f"sqlite:///{shutil.copy(sqlite_file, tmp_path / 'own.db')}")
    settings = Settings(data_dir=tmp_path, secret_key="only for tests", password_cost="test").prepare()
    app = create_app(settings, database, testing=True)
    session = database.session(at=NOW)
    world = World(Make(session))
    session.commit()
    client = ReadingClient(app, world.make)
    for person in ("coach", "employer"):
        client.sign_in_as(world.people[person])
        for _endpoint, method, rule in doors(app):
            if method not in SAFE_METHODS:
                continue
            with app.test_request_context():
                url = (
                    rule.build({name: world.refs[name] for name in rule.arguments})[1] if rule.arguments else rule.rule
                )
            client.flask.open(url, method=method, buffered=True).close()
    for one in world.people.values():
        session.refresh(one)
    session.close()
    database.close()

    everything = json.dumps(written(), ensure_ascii=False)
    names = [user.name for user in world.people.values()] + [user.email for user in world.people.values()]
    references = [ref for ref in map(str, world.refs.values()) if re.fullmatch(r"[A-Z]+-\d+", ref)]
    assert [secret for secret in (*SECRETS, *names, *references) if secret in everything] == []
    assert len(written()) > 50
