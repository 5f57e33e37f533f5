"""Every edit says on which version it is based: who saves on an older one is told, changes nothing and keeps what was typed.

Each line below is one edit: its door, who opens which page, and what somebody else changes meanwhile.
"""

import shutil

import pytest
from sqlalchemy import text

from tests.conftest import NOW
from tests.house.edits import EDITS, PROFILE
from tests.house.test_odd_input import fields_of
from tests.house.training_edits import FIRST
from tests.house.versionless import WITHOUT
from tests.house.world import World, doors
from tests.making import Make
from tests.reading import ReadingClient
from werkbedrijf.app import create_app
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.foundation.web import SAFE_METHODS


@pytest.fixture
def service(sqlite_file, tmp_path):
    database = Database(f"sqlite:///{shutil.copy(sqlite_file, tmp_path / 'own.db')}")
    settings = Settings(data_dir=tmp_path, secret_key="only for tests", password_cost="test").prepare()
    app = create_app(settings, database, testing=True)
    app.config["WTF_CSRF_ENABLED"] = False
    session = database.session(at=NOW)
    world = World(Make(session))
    session.commit()
    # Some acts of the world let go of everything that was read; the people are asked for after the session.
    for one in world.people.values():
        session.refresh(one)
    session.close()
    yield app, world, database
    database.close()


def rare_places(world, database):
    """The names in addresses, once something is in the state in which the rarer edits are asked."""
    refs = world.refs | {"closed": world.foreign["vacancy"]}
    with database.engine.begin() as connection:
        learning = (
            "SELECT p.reference FROM placement p JOIN booking b ON b.placement_id = p.id WHERE b.reference = :booking"
        )
        refs["learning"] = connection.execute(text(learning), {"booking": refs["booking"]}).scalar_one()
        for state in FIRST:
            connection.execute(text(state.format(**refs)))
    return refs


def form_to(app, page, endpoint):
    """The first form on a page that goes to a door, with where it goes and what a browser would send."""
    with app.test_request_context():
        goals = app.url_map.bind("")
        for form in page.all("form"):
            goal = form.get("action") or page.answer.request.path
            if (form.get("method") or "get").lower() == "post" and goals.match(goal.split("?")[0], method="POST")[
                0
            ] == endpoint:
                return goal, dict(fields_of(form))
    raise AssertionError(f"no form to {endpoint} on {page.answer.request.path}")


def contents(database):
    with database.engine.connect() as connection:
        tables = (
            "candidate",
            "visibility",
            "profile",
            "employer",
            "vacancy",
            "placement",
            "terms",
            "proposal",
            "carving",
        )
        tables += (
            "second_scoring",
            "user",
            "organisation",
            "region",
            "parameter_value",
            "outbox_message",
            "training_place",
            "training_capacity",
            "start_group",
            "mentor",
            "mentor_absence",
            "mentor_place",
            "booking",
            "place_wish",
        )
        return {name: connection.execute(text(f'SELECT * FROM "{name}" ORDER BY id')).all() for name in tables}


@pytest.mark.parametrize(("endpoint", "person", "where", "meanwhile"), EDITS, ids=[f"{e[0]} {e[2]}" for e in EDITS])
def test_an_edit_on_an_older_version_is_refused_and_changes_nothing(
    service, monkeypatch, endpoint, person, where, meanwhile
):
    monkeypatch.setattr("werkbedrijf.foundation.clock.now", lambda: NOW)
    app, world, database = service
    refs = rare_places(world, database)
    client = ReadingClient(app, world.make).sign_in_as(world.people[person])
    goal, typed = form_to(app, client.get(where.format(**refs)), endpoint)
    with database.engine.begin() as connection:
        connection.execute(text(meanwhile))
    before = contents(database)

    page = client.post(goal, typed)

    assert page.status == 412
    assert contents(database) == before


def test_the_page_says_what_changed_keeps_what_was_typed_and_lets_one_go_on(service):
    app, world, database = service
    client = ReadingClient(app, world.make).sign_in_as(world.people["manager"])
    where = f"/werkgevers/{world.refs['employer']}/wijzigen"
    goal, typed = form_to(app, client.get(where), "employers.change")
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE employer SET website = 'https://elders.example', version = version + 1"))

    page = client.post(goal, typed | {"note": "Wat ik typte", "website": ""}, status=412)
    again = form_to(app, page, "employers.change")

    assert "Website is nu ‘https://elders.example’" in page.text
    assert again[1]["note"] == "Wat ik typte"
    assert client.post(again[0], again[1] | {"website": ""}, status=200).h1
    with database.engine.connect() as connection:
        assert "Wat ik typte" in connection.execute(text("SELECT note FROM employer ORDER BY id")).scalars().all()


def test_a_program_says_the_versions_of_all_things_of_a_page_at_once(service):
    app, world, database = service
    client = ReadingClient(app, world.make).sign_in_as(world.people["coach"])
    where = f"/kandidaten/{world.refs['candidate']}/profiel/vraag/lezen"
    etag = client.get(where).answer.headers["ETag"]
    with database.engine.begin() as connection:
        connection.execute(text(PROFILE))

    client.post(where, {"level": "2"}, headers={"If-Match": etag}, status=412)


def test_a_program_says_it_with_if_match_and_reads_it_in_etag(service):
    app, world, _ = service
    client = ReadingClient(app, world.make).sign_in_as(world.people["manager"])
    where = f"/werkgevers/{world.refs['employer']}/wijzigen"
    page = client.get(where)
    etag = page.answer.headers["ETag"]
    typed = {name: value for name, value in form_to(app, page, "employers.change")[1].items() if name != "based_on"}
    typed["website"] = ""

    done = client.post(where, typed | {"note": "een"}, follow=False, headers={"If-Match": etag})
    stale = client.post(where, typed | {"note": "twee"}, follow=False, headers={"If-Match": etag})

    assert (done.status, stale.status) == (302, 412)


def test_if_match_is_held_to_also_when_the_form_says_the_newest_version(service):
    app, world, database = service
    client = ReadingClient(app, world.make).sign_in_as(world.people["manager"])
    where = f"/werkgevers/{world.refs['employer']}/wijzigen"
    older = client.get(where).answer.headers["ETag"]
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE employer SET website = 'https://elders.example', version = version + 1"))
    newest = form_to(app, client.get(where), "employers.change")[1]
    before = contents(database)

    answers = [client.post(where, newest, headers={"If-Match": one}).status for one in (older, '"99"', "abc")]

    assert answers == [412, 412, 412]
    assert contents(database) == before


def test_a_number_that_the_thing_never_had_is_refused_beside_the_newest_version(service):
    app, world, database = service
    client = ReadingClient(app, world.make).sign_in_as(world.people["manager"])
    before = contents(database)

    def answered(**more):
        goal, typed = form_to(app, client.get(f"/werkgevers/{world.refs['employer']}/wijzigen"), "employers.change")
        return client.post(goal, typed | {"website": ""} | more).status

    assert [answered(version=one) for one in ("99", "-1", "abc", "0")] == [412, 412, 412, 412]
    assert contents(database) == before
    assert answered() == 200


def test_every_form_on_the_page_of_a_thing_says_its_version(service):
    app, world, _ = service
    client = ReadingClient(app, world.make).sign_in_as(world.people["coach"])

    page = client.get(f"/kandidaten/{world.refs['candidate']}")
    forms = [form for form in page.all("form") if (form.get("method") or "get") == "post"]

    assert len(forms) > 3
    assert all("based_on" in dict(fields_of(form)) for form in forms)


def test_the_version_says_nothing_about_what_is_in_it(service):
    app, world, _ = service
    client = ReadingClient(app, world.make).sign_in_as(world.people["coach"])
    with_key = client.get(f"/kandidaten/{world.refs['candidate']}/gegevens").answer.headers["ETag"]
    app.extensions["werkbedrijf.settings"].secret_key = "another secret"

    assert (
        client.sign_in_as(world.people["coach"])
        .get(f"/kandidaten/{world.refs['candidate']}/gegevens")
        .answer.headers["ETag"]
        != with_key
    )


def test_every_door_with_a_form_about_a_named_thing_loads_it_in_its_guard(app):
    """What the guard loads is compared by itself; a thing that only the view loads would slip through."""
    bare = {
        endpoint
        for endpoint, method, rule in doors(app)
        if method not in SAFE_METHODS and "GET" in rule.methods and rule.arguments
        if not getattr(app.view_functions[endpoint], "loads", None)
    }

    # Who follows a link for a first password is not signed in: the link works once.
    assert bare <= {"accounts.first_sign_in"}


def test_every_edit_in_the_list_is_a_door(app):
    assert {edit[0] for edit in EDITS} <= {endpoint for endpoint, _, _ in doors(app)}


def test_every_door_that_changes_something_asks_a_version_or_says_why_not(app):
    changing = {endpoint for endpoint, method, _ in doors(app) if method not in SAFE_METHODS}
    asking = {endpoint for endpoint in changing if getattr(app.view_functions[endpoint], "edits", False)}

    assert asking & set(WITHOUT) == set()
    assert changing - asking - set(WITHOUT) == set(), "say @edits() at the door, or in WITHOUT why it loses nothing"
    assert set(WITHOUT) <= changing


def test_an_edit_without_any_version_is_refused_and_changes_nothing(service):
    app, world, database = service
    client = ReadingClient(app, world.make)
    asking = {edit[:3] for edit in EDITS if edit[0] not in WITHOUT}
    refs = rare_places(world, database)
    before = contents(database)
    for endpoint, person, where in sorted(asking):
        client.sign_in_as(world.people[person])
        goal, typed = form_to(app, client.get(where.format(**refs)), endpoint)
        said = {name: value for name, value in typed.items() if name != "version"} | {"based_on": ""}

        page = client.post(goal, said)
        any_version = client.post(goal, said, headers={"If-Match": "*"})

        assert (endpoint, page.status, any_version.status) == (endpoint, 428, 428)
        assert "niet op welke versie" in page.text
    assert contents(database) == before


def test_every_door_that_asks_a_version_is_tried(app):
    asking = {endpoint for endpoint, _, _ in doors(app) if getattr(app.view_functions[endpoint], "edits", False)}

    # The world of these tests has nothing in the state in which these are asked; their forms stand on the same pages.
    later = {"objections.decide", "objections.announce", "placements.end", "placements.make_go_on", "vacancies.close"}
    later |= {"endings.correct", "endings.undo", "takenback.take"}

    assert asking <= {edit[0] for edit in EDITS} | later
