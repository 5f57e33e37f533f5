"""Every route against every role: the table beside this file is the whole of it, and a route without a row fails.

Thirteen people open each door: a stranger, and per role someone to whom the things belong and someone to whom they do not.
Each door that names a thing is opened three times: for a thing of the first partner and employer (``routes.txt``), for one of
the second (``routes_foreign.txt``), and for one that does not exist, which nobody may tell from what is hidden.
``+`` the door opens, ``-`` refused with the reason (403), ``.`` not known to exist (404), ``>`` sent to the sign-in page.
Pages are really shown; doors that change something are opened up to their policy.
"""

import os
import re
import shutil
from pathlib import Path

import pytest

from tests.conftest import NOW
from tests.engines import postgresql_url
from tests.house.world import SERVICES, World, doors
from tests.making import Make
from tests.reading import ReadingClient
from werkbedrijf import migrations
from werkbedrijf.app import create_app
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.foundation.web import SAFE_METHODS, guard, public

# One world with every door opened takes a minute: one process makes it.
pytestmark = pytest.mark.xdist_group("routes")

TABLE = Path(__file__).with_name("routes.txt")
FOREIGN = Path(__file__).with_name("routes_foreign.txt")
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
    *("Geheimnaam", "Zwijgzaam", "31 dec 1991", "31 december 1991", "31-12-1991", "1991-12-31"),
    *("06 1199 8877", "zwijgzaam@voorbeeld.example"),
)
NEIGHBOURS_SECRETS = (
    *("Buurschap", "Verborgen", "29 okt 1987", "29 oktober 1987", "29-10-1987", "1987-10-29"),
    *("06 2288 7766", "verborgen@voorbeeld.example"),
)
# They change the cookie, also by a page: a sentence of theirs would stand on the next one.
LEAVING = {
    *("accounts.sign_out", "accounts.external_start", "accounts.external_back"),
    *("accounts.link_external", "accounts.prove_external"),
}
# What an address may name without belonging to anybody: pages of the manual, drawings, the columns of a file.
NOBODYS = {
    "token",
    "name",
    "kind",
    "code",
    "step",
    "number",
    "filename",
    "parameter",
    "job",
    "paper",
    "region_paper",
    "indicator",
    "file_kind",
    "service",
    "value_table",
    # Of the region as a whole: a month of the count, and what UWV published.
    "month",
    "figure",
}


def on_postgresql():
    """Whether the doors are opened over the other kind of database: `python -m tests.proofs.matrix` does."""
    return os.environ.get("MATRIX_ENGINE") == "postgresql"


def postgresql():
    url = postgresql_url()
    assert url, "PostgreSQL kan hier niet starten"
    database = Database(url)
    migrations.upgrade(database)
    return database


@pytest.fixture(scope="module")
def service(sqlite_file, tmp_path_factory):
    """The whole service with its world, for the tests of this file together; no door of these tests changes anything."""
    folder = tmp_path_factory.mktemp("routes")
    database = postgresql() if on_postgresql() else Database(f"sqlite:///{shutil.copy(sqlite_file, folder / 'own.db')}")
    settings = Settings(data_dir=folder, secret_key="only for tests", password_cost="test", oidc=SERVICES).prepare()
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
    """What each door said to each person about the own, the foreign and the missing, and the bytes of each answer."""
    app, world = service
    client = ReadingClient(app, world.make)
    sides = {"own": world.refs, "foreign": world.foreign, "missing": missing(world.refs)}
    pages, tables = {}, {side: {} for side in sides}
    stubs, real = without_effects(app), dict(app.view_functions)
    for person in PERSONS:
        client.sign_out() if person == "stranger" else client.sign_in_as(world.people[person])
        for endpoint, method, rule in doors(app):
            for side, refs in sides.items():
                if side != "own" and not names_something(rule):
                    continue
                shown = method in SAFE_METHODS and endpoint not in LEAVING
                app.view_functions.update(real if shown else stubs)
                answer = client.flask.open(address(app, rule, refs), method=method, buffered=True)
                pages[endpoint, method, person, side] = (answer.status_code, answer.data + str(answer.headers).encode())
                tables[side].setdefault(f"{endpoint} {method} {rule.rule}", {})[person] = outcome(endpoint, answer)
                answer.close()
    app.view_functions.update(real)
    return tables, pages


def names_something(rule):
    """Whether the address names a thing that belongs to somebody."""
    return bool(set(rule.arguments) - NOBODYS)


def missing(refs):
    """References of the same form that nothing has."""
    return refs | {name: re.sub(r"\d+$", "999999", value) for name, value in refs.items() if name not in NOBODYS}


def address(app, rule, refs):
    with app.test_request_context():
        return rule.build({name: refs[name] for name in rule.arguments})[1] if rule.arguments else rule.rule


def without_effects(app):
    """Put a doorstep behind every guard of a changing door, so that opening it changes nothing."""
    behind = {}
    for endpoint, view in app.view_functions.items():
        if getattr(view, "policy", None):
            behind[endpoint] = guard(view.policy, **view.loads)(lambda **_values: "de deur is open")
        elif getattr(view, "guarded", None) == "public":
            behind[endpoint] = public(lambda **_values: "de deur is open")
    return behind


def outcome(endpoint, answer):
    if endpoint == "watching.ready":
        return "+"  # it answers everybody, also with "not ready"
    led = answer.status_code in {301, 302, 303} and "/inloggen" in answer.headers.get("Location", "")
    if led or answer.status_code == 401:  # a program reads it, and is led nowhere
        return ">"
    return {403: "-", 404: "."}.get(answer.status_code, "+" if answer.status_code < 500 else "!")


def written(table):
    head = f"{'':<92}" + " ".join(PERSONS)
    rows = [f"{door:<92}" + "".join(marks[p] for p in PERSONS) for door, marks in sorted(table.items())]
    return "\n".join([head, *rows]) + "\n"


@pytest.mark.parametrize(("side", "kept"), [("own", TABLE), ("foreign", FOREIGN)])
def test_every_route_says_to_every_role_what_the_table_says(opened, side, kept):
    found = written(opened[0][side])
    if os.environ.get("WRITE_ROUTES"):
        kept.write_text(found, encoding="utf-8")

    assert found == kept.read_text(encoding="utf-8"), (
        "a route changed: look whether that is meant, then change the table"
    )


def test_what_does_not_exist_opens_for_nobody(opened):
    opens = [
        (door, person) for door, marks in opened[0]["missing"].items() for person, mark in marks.items() if mark == "+"
    ]

    assert opens == []


def test_hidden_and_missing_cannot_be_told_apart(opened):
    """Byte for byte, but for what every form carries once: its token and its key."""
    told_apart = [
        (endpoint, method, person, side)
        for (endpoint, method, person, side), (status, page) in opened[1].items()
        if side != "missing" and status == 404 and (endpoint, method, person, "missing") in opened[1]
        if plain(page) != plain(opened[1][endpoint, method, person, "missing"][1])
    ]

    assert told_apart == []


def plain(page):
    return re.sub(
        rb'name="(?:csrf_token|idempotency_key)" value="[^"]*"|Content-Length: \d+|session=[^;]*|X-Request-ID: \w+',
        b"",
        page,
    )


@pytest.mark.parametrize(
    ("secrets", "allowed"), [(SECRETS, {"coach", "manager"}), (NEIGHBOURS_SECRETS, {"coach2", "manager2"})]
)
def test_no_page_tells_who_a_candidate_is_to_who_may_not_know(opened, secrets, allowed):
    leaks = [
        (endpoint, person, side, secret)
        for (endpoint, _method, person, side), (_status, page) in opened[1].items()
        if person not in allowed
        for secret in secrets
        if secret.encode() in page
    ]

    assert leaks == []


def test_the_secrets_are_really_shown_to_who_may_know(opened):
    """Otherwise the test above would find nothing because there is nothing."""
    for secrets, person, side in ((SECRETS, "coach", "own"), (NEIGHBOURS_SECRETS, "coach2", "foreign")):
        page = opened[1]["candidates.show", "GET", person, side][1]
        assert [secret for secret in secrets[:2] if secret.encode() not in page] == []


def test_an_employer_never_meets_the_reference_the_gemeente_or_the_law_of_a_candidate(opened, service):
    world = service[1]
    told = [
        *(world.secret.reference, world.neighbour.reference, "Almelo"),
        *("articipatiewet", "Wajong", "Wsw", "doelgroepregister", "PW_COLLEGE"),
    ]
    help_pages = {"help.page", "help.index", "help.components", "garantiebanen.explain"}
    # Papers about the whole service name the law too, and so does a value table of a region.
    help_pages |= {"sroi.table", "papers.index", "papers.show", "papers.as_text", "papers.as_json"}
    leaks = [
        (endpoint, person, word)
        for (endpoint, _method, person, _side), (status, page) in opened[1].items()
        if person.startswith("employer") and endpoint not in help_pages and status == 200
        for word in told
        if word.encode() in plain(page)  # a token is chance, and may spell a word of three letters
    ]

    assert leaks == []


def test_of_a_birth_date_the_coordinator_alone_meets_the_year(opened):
    year = re.compile(rb"\b(1991|1987)\b")
    may_know = {"coach", "coach2", "manager", "manager2"}
    met = {
        (endpoint, person)
        for (endpoint, _method, person, _side), (status, page) in opened[1].items()
        if person not in may_know and status == 200 and year.search(plain(page))
    }

    assert met == {("duplicates.index", "coordinator")}


def test_a_coordinator_never_meets_the_law_of_a_person(opened):
    general = {
        "help.page",
        "help.index",
        "garantiebanen.explain",
        "sroi.table",
        # Which block of the value table goes with a document that was seen, of somebody who is not named.
        "sroi_claims.show",
        "papers.show",
        "papers.as_text",
        "papers.as_json",
    }
    words = ("articipatiewet", "Wajong", "PW_COLLEGE")
    leaks = [
        (endpoint, word)
        for (endpoint, _method, person, _side), (status, page) in opened[1].items()
        if person == "coordinator" and status == 200 and endpoint not in general
        for word in words
        if word.encode() in page
    ]

    assert leaks == []


def test_no_door_breaks(opened):
    broken = [
        (side, door) for side, table in opened[0].items() for door, marks in table.items() if "!" in marks.values()
    ]

    assert broken == []
