"""Every route against every role: the table beside this file is the whole of it, and a route without a row fails.

Thirteen people open each door: a stranger, and per role someone to whom the things belong and someone to whom they do not.
``+`` the door opens, ``-`` refused with the reason (403), ``.`` not known to exist (404), ``>`` sent to the sign-in page.
Pages are really shown; doors that change something are opened up to their policy.
"""

import os
import shutil
from pathlib import Path

import pytest

from tests.conftest import NOW
from tests.house.world import World, doors
from tests.making import Make
from tests.reading import ReadingClient
from werkbedrijf.app import create_app
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.foundation.web import SAFE_METHODS, guard, public

TABLE = Path(__file__).with_name("routes.txt")
PERSONS = (
    "stranger",
    "manager",
    "manager2",
    "coach",
    "coach2",
    "employer",
    "employer2",
    "alderman",
    "administrator",
    "org_admin",
    "org_admin2",
    "coordinator",
    "auditor",
)
SECRETS = (
    "Geheimnaam",
    "Zwijgzaam",
    "31 dec 1991",
    "31-12-1991",
    "1991-12-31",
    "06 1199 8877",
    "zwijgzaam@voorbeeld.example",
)


@pytest.fixture(scope="module")
def service(sqlite_file, tmp_path_factory):
    """The whole service with its world, for the tests of this file together; no door of these tests changes anything."""
    folder = tmp_path_factory.mktemp("routes")
    database = Database(f"sqlite:///{shutil.copy(sqlite_file, folder / 'own.db')}")
    settings = Settings(data_dir=folder, secret_key="only for tests", password_cost="test").prepare()
    app = create_app(settings, database, testing=True)
    app.config["WTF_CSRF_ENABLED"] = False
    session = database.session(at=NOW)
    world = World(Make(session))
    session.commit()
    yield app, world
    session.close()
    database.close()


@pytest.fixture(scope="module")
def opened(service):
    """What each door said to each person, and the bytes of each page."""
    app, world = service
    client = ReadingClient(app, world.make)
    pages, table = {}, {}
    stubs, real = without_effects(app), dict(app.view_functions)
    for person in PERSONS:
        client.sign_out() if person == "stranger" else client.sign_in_as(world.people[person])
        for endpoint, method, rule in doors(app):
            with app.test_request_context():
                url = (
                    rule.build({name: world.refs[name] for name in rule.arguments})[1] if rule.arguments else rule.rule
                )
            shown = method in SAFE_METHODS and endpoint != "accounts.sign_out"
            app.view_functions.update(real if shown else stubs)
            answer = client.flask.open(url, method=method, buffered=True)
            pages[endpoint, method, person] = (answer.status_code, answer.data)
            table.setdefault(f"{endpoint} {method} {rule.rule}", {})[person] = outcome(answer)
            answer.close()
    app.view_functions.update(real)
    return table, pages


def without_effects(app):
    """Put a doorstep behind every guard of a changing door, so that opening it changes nothing."""
    behind = {}
    for endpoint, view in app.view_functions.items():
        if getattr(view, "policy", None):
            behind[endpoint] = guard(view.policy, **view.loads)(lambda **_values: "de deur is open")
        elif getattr(view, "guarded", None) == "public":
            behind[endpoint] = public(lambda **_values: "de deur is open")
    return behind


def outcome(answer):
    if answer.status_code in {301, 302, 303} and "/inloggen" in answer.headers.get("Location", ""):
        return ">"
    return {403: "-", 404: "."}.get(answer.status_code, "+" if answer.status_code < 500 else "!")


def written(table):
    head = f"{'':<92}" + " ".join(PERSONS)
    rows = [f"{door:<92}" + "".join(marks[p] for p in PERSONS) for door, marks in sorted(table.items())]
    return "\n".join([head, *rows]) + "\n"


def test_every_route_says_to_every_role_what_the_table_says(opened):
    found = written(opened[0])
    if os.environ.get("WRITE_ROUTES"):
        TABLE.write_text(found, encoding="utf-8")

    assert found == TABLE.read_text(encoding="utf-8"), (
        "a route changed: look whether that is meant, then change the table"
    )


def test_no_page_tells_who_a_candidate_is_to_who_may_not_know(opened):
    allowed = {"coach", "manager"}
    leaks = [
        (endpoint, person, secret)
        for (endpoint, _method, person), (_status, page) in opened[1].items()
        if person not in allowed
        for secret in SECRETS
        if secret.encode() in page
    ]

    assert leaks == []


def test_an_employer_never_meets_the_reference_the_gemeente_or_the_law_of_a_candidate(opened, service):
    world = service[1]
    told = [world.secret.reference, "Almelo", "articipatiewet", "Wajong", "Wsw", "doelgroepregister", "PW_COLLEGE"]
    help_pages = {"help.page", "help.index", "help.components", "garantiebanen.explain"}
    leaks = [
        (endpoint, person, word)
        for (endpoint, _method, person), (status, page) in opened[1].items()
        if person.startswith("employer") and endpoint not in help_pages and status == 200
        for word in told
        if word.encode() in page
    ]

    assert leaks == []


def test_a_reference_that_does_not_exist_is_not_found_and_breaks_nothing(service):
    app, world = service
    client = ReadingClient(app, world.make).sign_in_as(world.people["manager"])
    broken = []
    for endpoint, method, rule in doors(app):
        if not rule.arguments or endpoint in {"static", "accounts.first_sign_in"}:
            continue
        wrong = {name: 999999 if name == "number" else "X-9999" for name in rule.arguments}
        with app.test_request_context():
            url = rule.build(wrong)[1]
        status = client.flask.open(url, method=method).status_code
        if status not in {403, 404, 405}:
            broken.append((endpoint, method, status))

    assert broken == []


def test_no_door_breaks(opened):
    assert [door for door, marks in opened[0].items() if "!" in marks.values()] == []
