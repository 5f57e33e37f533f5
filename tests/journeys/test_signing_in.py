"""A colleague comes in for the first time outside a demo: password, app, codes on paper, and a passkey from then on."""

import re

import pyotp
import pytest

from tests.journeys.visiting import Visitor
from werkbedrijf.foundation import clock
from werkbedrijf.foundation.actors import TIMETABLE
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.region import current_region

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def at_the_door(browser, service):
    """Somebody with a laptop that makes passkeys, at the door of a region that is no demo."""
    with service.database.transaction(at=clock.now()) as session:
        region = current_region(session)
        region.is_demo = False
        record(session, TIMETABLE, "region.changed", region)
    # A passkey belongs to a name, never to a number.
    visitor = Visitor(browser, service.address.replace("127.0.0.1", "localhost"))
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
    visitor = at_the_door.sign_in("jobcoach")
    assert visitor.h1 == "Stel een tweede stap in"
    visitor.visit("/kandidaten")
    assert visitor.h1 == "Stel een tweede stap in"
    secret = re.search(r"sleutel over in de app: ([A-Z2-7 ]+)", visitor.text)[1].replace(" ", "")
    visitor.fill("Code uit de app", pyotp.TOTP(secret).now())
    visitor.press("Klaar, log in")
    assert visitor.h1 == "Uw herstelcodes"
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


def test_without_scripts_no_page_talks_of_passkeys_that_cannot_be_used(browser, service):
    visitor = Visitor(browser, service.address, java_script_enabled=False)
    visitor.visit("/inloggen")
    assert visitor.page.get_by_role("button", name="Log in met een passkey").count() == 0
    visitor.leave()
