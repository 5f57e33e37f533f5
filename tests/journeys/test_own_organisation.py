"""A colleague comes in through the own organisation, at a service that runs beside it; and looks at what was typed."""

import re
import threading

import pytest
from werkzeug.serving import make_server

from tests.journeys.conftest import _running
from tests.journeys.visiting import PHONE, Visitor
from tests.making import Make
from tests.werkbedrijf.accounts.fake_service import FakeService, settings_for
from werkbedrijf import migrations, serving
from werkbedrijf.accounts.passwords import hashed
from werkbedrijf.foundation import clock
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.founding import found
from werkbedrijf.serving import Service

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PASSWORD = "drie gele fietsen"


@pytest.fixture(scope="module")
def fake():
    service = FakeService("")
    server = make_server("127.0.0.1", 0, service.app, threaded=True)
    service.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield service
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def region(tmp_path_factory, fake):
    """A demo, where nobody is asked for a second step, with one service that answers and one that is away."""
    services = {
        "gemeente": settings_for(fake.issuer),
        "weg": settings_for("http://127.0.0.1:9", title="Dienst die weg is"),
    }
    settings = Settings(
        data_dir=tmp_path_factory.mktemp("echt"), secret_key="only for tests", password_cost="test", oidc=services
    ).prepare()
    database = Database(settings.database)
    migrations.upgrade(database)
    found(database, at=clock.now())
    with database.transaction(at=clock.now()) as session:
        make = Make(session)
        make.region(is_demo=True)
        make.user(Role.COACH, email="noor@hengelo.example", password_hash=hashed(PASSWORD, "test"))
        make.user(Role.COACH, email="sam@hengelo.example", password_hash=hashed(PASSWORD, "test"))
    database.close()
    with pytest.MonkeyPatch.context() as cold:
        cold.setattr(serving, "warm_up", lambda _database: None)
        yield from _running(Service(settings, port=0, timetable=False))


@pytest.mark.parametrize("screen", [{}, {"viewport": PHONE, "java_script_enabled": False}])
def test_one_links_the_inlog_of_the_organisation_and_comes_in_with_it(browser, region, fake, screen):
    phone = bool(screen)
    fake.person = {"sub": f"persoon-{phone}", "email": "noor@hengelo.example"}
    visitor = Visitor(browser, region.address, **screen)
    visitor.visit("/inloggen")
    with visitor.going(403):
        visitor.page.get_by_role("link", name="Log in via Gemeente-inlog").click()
    assert visitor.h1 == "Deze inlog kennen we nog niet"

    visitor.sign_in("sam@hengelo.example" if phone else "noor@hengelo.example", PASSWORD)
    visitor.visit("/account").follow("Koppel Gemeente-inlog")
    assert visitor.h1 == "Voortaan inloggen via Gemeente-inlog"
    visitor.press("Ja, koppel deze inlog")
    assert "U kunt nu ook inloggen via Gemeente-inlog" in visitor.text
    visitor.page.context.clear_cookies()

    visitor.visit("/inloggen").follow("Log in via Gemeente-inlog")
    assert visitor.path.startswith("/vandaag")
    # Coming along with an inlog that was open elsewhere shows nothing about who sits here now.
    visitor.visit("/account/app")
    assert visitor.h1 == "Bevestig dat u het bent"
    visitor.follow("Bevestig via Gemeente-inlog")
    assert visitor.path == "/account/app"
    visitor.leave()


def test_a_service_that_is_away_leaves_the_password(browser, region):
    visitor = Visitor(browser, region.address)
    visitor.visit("/inloggen").follow("Log in via Dienst die weg is")
    assert "Dienst die weg is antwoordt nu niet" in visitor.text
    visitor.sign_in("noor@hengelo.example", PASSWORD)
    assert visitor.path.startswith("/vandaag")
    visitor.leave()


def test_one_can_look_at_the_password_one_types(browser, region):
    visitor = Visitor(browser, region.address)
    visitor.visit("/inloggen")
    field = visitor.labelled("Wachtwoord")
    button = visitor.page.get_by_role("button", name=re.compile("^Toon wachtwoord"))
    field.fill("wat typte ik?")
    for shown in (True, False, True):
        button.press("Space")
        assert button.get_attribute("aria-pressed") == str(shown).lower()
        assert field.get_attribute("type") == ("text" if shown else "password")
    assert field.input_value() == "wat typte ik?"
    # What goes off is a password again.
    visitor.page.evaluate(
        "document.querySelector('form.form').addEventListener('submit', (event) => event.preventDefault())"
    )
    visitor.page.get_by_role("button", name="Log in", exact=True).click()
    assert field.get_attribute("type") == "password"
    visitor.leave()


def test_without_scripts_there_is_no_button_to_look(browser, region):
    visitor = Visitor(browser, region.address, java_script_enabled=False)
    visitor.visit("/inloggen")
    assert visitor.page.get_by_role("button", name=re.compile("^Toon wachtwoord")).count() == 0
    visitor.leave()
