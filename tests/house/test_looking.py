"""Whoever is shown on a page has a line in the processing log before the page leaves, and whoever looked one in the trail."""

import re
import shutil

import pytest
from sqlalchemy import event, select

from tests.conftest import NOW
from tests.house.test_query_budget import LOOKING
from tests.house.test_routes import PERSONS
from tests.house.world import World, doors
from tests.making import Make
from tests.reading import ReadingClient
from werkbedrijf.app import create_app
from werkbedrijf.foundation.audit import AuditEntry
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.settings import Settings

REFERENCE = re.compile(r"\bK-\d{4,}\b")
# Pages about the product, with made-up examples; and what the mail of the demo holds is only letters.
APART = {"help", "static", "demo"}


@pytest.fixture(scope="module")
def walk(sqlite_file, tmp_path_factory):
    """Every page each person may open: who stood in it, who was logged, and which trails the lines carry."""
    folder = tmp_path_factory.mktemp("looking")
    database = Database(f"sqlite:///{shutil.copy(sqlite_file, folder / 'own.db')}")
    settings = Settings(data_dir=folder, secret_key="only for tests", password_cost="test").prepare()
    app = create_app(settings, database, testing=True)
    session = database.session(at=NOW)
    world = World(Make(session))
    session.commit()
    client = ReadingClient(app, world.make)
    pages = []
    for person in PERSONS[1:]:
        client.sign_in_as(world.people[person])
        for endpoint, method, rule in doors(app):
            if method != "GET" or endpoint.partition(".")[0] in APART or endpoint == "accounts.sign_out":
                continue
            with app.test_request_context():
                named = {name: world.refs[name] for name in rule.arguments}
                url = rule.build(named)[1] if rule.arguments else rule.rule
            before = newest(database)
            answer = client.flask.get(url, buffered=True)
            # A PDF or a workbook is no text; what is in it was a page before.
            readable = answer.mimetype.startswith("text/") or answer.mimetype == "application/json"
            text = answer.get_data(as_text=True) if readable and not 300 <= answer.status_code < 400 else ""
            pages.append((person, endpoint, answer.status_code, text, *lines_after(database, before)))
            answer.close()
    yield world, pages, database
    session.close()
    database.close()


def newest(database):
    with database.logs.reading() as connection:
        return (
            connection.scalar(select(database.logs.table.c.id).order_by(database.logs.table.c.id.desc()).limit(1)) or 0
        )


def lines_after(database, number):
    table = database.logs.table
    with database.logs.reading() as connection:
        rows = connection.execute(select(table.c.data_subject_id, table.c.trace_id).where(table.c.id > number)).all()
    return {row.data_subject_id for row in rows}, {row.trace_id.hex() for row in rows}


def test_who_is_shown_is_logged(walk):
    world, pages, _ = walk
    secret = world.secret
    missed = [
        (person, endpoint)
        for person, endpoint, _status, text, logged, _traces in pages
        if (secret.reference in REFERENCE.findall(text) and secret.uuid not in logged)
        or ("Geheimnaam" in text and not logged)
    ]

    assert missed == []
    assert sum(secret.uuid in logged for *_, logged, _traces in pages) > 20


def test_who_looked_stands_in_the_trail_under_the_same_trace(walk):
    _, pages, database = walk
    traces = {trace for *_, found in pages for trace in found}
    with database.reading(at=NOW) as session:
        known = set(session.scalars(select(AuditEntry.trace_id)))
        actors = set(session.scalars(select(AuditEntry.actor_id).where(AuditEntry.trace_id.in_(traces))))

    assert traces <= known
    assert None not in actors


def test_a_page_about_nobody_leaves_no_line(walk):
    _, pages, _ = walk
    quiet = {endpoint for _, endpoint, status, _, logged, _ in pages if status == 200 and not logged}

    assert {"accounts.account", "administration.users"} <= quiet


def test_without_a_line_there_is_no_page(walk, monkeypatch):
    world, _, database = walk
    app = create_app(
        Settings(data_dir=world_folder(database), secret_key="x", password_cost="test").prepare(), database
    )
    client = ReadingClient(app, world.make).sign_in_as(world.people["coach"])

    def broken(_session):
        raise OSError("the disk is full")

    monkeypatch.setattr(type(database.logs), "writing", lambda self, session: broken(session))
    answer = client.flask.get(f"/kandidaten/{world.secret.reference}")

    assert answer.status_code == 500
    assert b"Geheimnaam" not in answer.data


def world_folder(database):
    return database.logs.file.parent


def test_writing_down_costs_the_same_few_questions_however_many_are_shown(walk):
    world, _, database = walk
    app = create_app(
        Settings(data_dir=world_folder(database), secret_key="x", password_cost="test").prepare(), database
    )
    client = ReadingClient(app, world.make).sign_in_as(world.people["coach"])
    told = []
    event.listen(database.engine, "before_cursor_execute", lambda *_: told.append(_[2]))
    client.get("/kandidaten")
    assert sum(bool(LOOKING.match(" ".join(one.split()))) for one in told) <= 5
