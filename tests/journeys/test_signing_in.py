"""A colleague comes in for the first time outside a demo: password, app, codes on paper, and a passkey from then on."""

import re

import pyotp
import pytest

from tests.journeys.conftest import _running
from tests.journeys.visiting import Visitor
from tests.making import Make
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
def region(tmp_path_factory):
    """A region that is no demo, with one colleague who has a password and nothing else."""
    settings = Settings(
        data_dir=tmp_path_factory.mktemp("echt"), secret_key="only for tests", password_cost="test"
    ).prepare()
    database = Database(settings.database)
    migrations.upgrade(database)
    found(database, at=clock.now())
    with database.transaction(at=clock.now()) as session:
        make = Make(session)
        make.region()
        make.user(Role.COACH, email="noor@hengelo.example", password_hash=hashed(PASSWORD, "test"))
    database.close()
    with pytest.MonkeyPatch.context() as cold:
        cold.setattr(serving, "warm_up", lambda _database: None)
        yield from _running(Service(settings, port=0, timetable=False))


@pytest.fixture
def at_the_door(browser, region):
    """Somebody with a laptop that makes passkeys, at the door."""
    # A passkey belongs to a name, never to a number.
    visitor = Visitor(browser, region.address.replace("127.0.0.1", "localhost"))
    devtools = visitor.page.context.new_cdp_session(visitor.page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    yield visitor
    visitor.leave()


def test_the_first_sign_in_and_the_next_with_a_passkey(at_the_door):
    visitor = at_the_door.sign_in("noor@hengelo.example", PASSWORD)
    assert visitor.h1 == "Stel een tweede stap in"
    visitor.visit("/kandidaten")
    assert visitor.h1 == "Stel een tweede stap in"
    secret = re.search(r"sleutel over in de app: ((?:[A-Z2-7]{4} ?)+)\b", visitor.text)[1].replace(" ", "")
    visitor.fill("Code uit de app", pyotp.TOTP(secret).now())
    visitor.press("Klaar, log in")
    assert visitor.h1 == "Uw herstelcodes"
    visitor.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visitor.page.get_by_role("button", name="Kopieer").click()
    visitor.page.get_by_role("button", name="Gekopieerd").wait_for()
    codes = visitor.page.locator("ol code").all_inner_texts()
    assert visitor.page.evaluate("navigator.clipboard.readText()").split("\n") == codes
    assert len(codes) == 10 and visitor.page.get_by_role("button", name="Druk af").is_visible()
    visitor.follow("Ik heb ze bewaard")
    assert visitor.path == "/kandidaten"

    visitor.follow("Uw account")
    assert "10 van de 10 codes" in visitor.text
    visitor.fill("Naam van de passkey", "Laptop werk")
    visitor.press("Maak een passkey")
    assert "Laptop werk" in visitor.text

    visitor.press("Uitloggen")
    visitor.press("Log in met een passkey")
    assert visitor.path.startswith("/vandaag")
    visitor.follow("Uw account")
    assert "dit apparaat" in visitor.text


def test_without_scripts_no_page_talks_of_passkeys_that_cannot_be_used(browser, region):
    visitor = Visitor(browser, region.address, java_script_enabled=False)
    visitor.visit("/inloggen")
    assert visitor.page.get_by_role("button", name="Log in met een passkey").count() == 0
    visitor.leave()
