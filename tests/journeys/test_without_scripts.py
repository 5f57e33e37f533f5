"""Everything works in a browser without scripts; scripts only make it nicer."""

import pytest

from tests.journeys import roads
from tests.journeys.roads import PLACE

pytestmark = pytest.mark.browser


def test_a_place_is_logged_without_scripts(come):
    manager = come("accountmanager", java_script_enabled=False)
    firm = roads.register_employer(manager, "Drukkerij De Zetspiegel", kvk="69599086", contact="Loes Drukstra")
    manager.visit(f"/werkgevers/{firm}").follow("Nieuwe plek")
    manager.fill("Beroep", "orderpiker")
    manager.press("Toon het concept")
    assert manager.labelled("Beroep").input_value() == PLACE
    manager.press("Neem alles over")
    assert manager.page.get_by_label("Wat is de taak?").count() == 3

    manager.press("Taak erbij")
    assert manager.page.get_by_label("Wat is de taak?").count() == 4
    manager.press("Haal taak 4 weg")
    manager.fill("Minste uren per week", "24,5")
    manager.tick("Ik heb de taken en eisen nagelopen. Zo is het werk hier.", exact=False)
    manager.press("Opslaan en openen")

    assert manager.h1 == PLACE
    assert "open" in manager.page.locator(".lead").inner_text()


def test_someone_is_put_forward_without_scripts(come):
    coach = come("jobcoach", java_script_enabled=False)
    roads.find_somebody(coach)
    roads.put_forward(coach)

    assert "verstuurd" in coach.page.locator(".lead").inner_text()


def test_the_menu_of_a_phone_opens_without_scripts(come):
    coach = come("jobcoach", java_script_enabled=False, viewport={"width": 375, "height": 740})
    coach.page.get_by_role("button", name="Menu", exact=True).click()
    coach.follow("Plekken", exact=True)

    assert "plek" in coach.h1
