"""An account manager finds out where to recruit, asks what if, and an alderman looks at who gains."""

import pytest

from matching.allocation.running import run_at_night
from tests.journeys.visiting import PHONE
from werkbedrijf.foundation import clock

pytestmark = pytest.mark.browser


@pytest.fixture
def divided(service):
    """The region of this file, divided once."""
    run_at_night(service.database, service.settings.secret_key, at=clock.now())


def test_the_advice_leads_to_a_place_that_is_filled_in_already(divided, come):
    manager = come("accountmanager")
    manager.follow("Verdeling")
    manager.follow("Waar werven?")
    assert manager.h1 == "Waar werven?"
    assert "Een plek als deze opent werk voor" in manager.page.locator(".card").first.inner_text()
    if manager.page.get_by_role("link", name="Log een plek als deze").count():
        manager.follow("Log een plek als deze")
        assert manager.labelled("Beroep").input_value()
        assert manager.page.locator("[name=concept-regel]").count() >= 3


def test_twenty_places_more_are_computed_and_an_alderman_sees_who_gains(divided, come):
    manager = come("accountmanager")
    manager.follow("Verdeling")
    manager.follow("Wat als?")
    manager.follow("Nieuwe wat-als")
    manager.pick("Welk werk komt erbij?", "plantsoen", "Medewerker plantsoen")
    manager.fill("Hoeveel plekken?", "20")
    manager.fill("Naam", "Twintig plekken in het groen")
    manager.press("Reken uit")
    assert manager.h1 == "Wat als? Twintig plekken in het groen"
    assert "Niemand staat erdoor op minder lijsten." in manager.page.locator(".lead").inner_text()

    alderman = come("wethouder", viewport=PHONE)
    alderman.visit("/wat-als")
    alderman.follow("Twintig plekken in het groen")
    assert "Wie wint erbij?" in alderman.page.locator("main").inner_text()
    assert alderman.page.get_by_text("Weggooien").count() == 0
