"""A belronde on a phone: choose, divide, call with one thumb, and see how far it is."""

import pytest

from tests.journeys.visiting import PHONE

pytestmark = pytest.mark.browser


def test_from_choosing_to_the_second_call_on_a_phone(come):
    manager = come("accountmanager", viewport=PHONE)
    manager.visit("/werkgevers").follow("Belrondes").follow("Nieuwe belronde")
    manager.fill("Hooguit zoveel werkgevers", "3")
    manager.page.keyboard.press("Tab")
    manager.page.locator("#uitkomst", has_text="3 werkgevers om te bellen").wait_for()
    manager.follow("Verder met deze 3 werkgevers", exact=False)
    manager.fill("Naam", "Op de telefoon")
    manager.press("Begin de belronde")
    assert manager.h1 == "Op de telefoon"

    manager.follow("Naar mijn lijst (3)")
    manager.press("Bel de volgende", exact=False)
    assert manager.page.locator("a[href^='tel:']").first.bounding_box()["height"] >= 44
    manager.page.locator("textarea").first.fill("Ja, inpakken in de middag")
    manager.tick("Plek mogelijk")
    manager.fill("Wat voor werk?", "Inpakker")
    first = manager.h1
    manager.press("Leg vast en ga naar de volgende")
    # The hours were not told: what was typed is still there.
    assert "Vul in hoeveel uur per week" in manager.text
    assert manager.page.locator("textarea").first.input_value() == "Ja, inpakken in de middag"

    manager.fill("Uren per week, ten minste", "16")
    manager.press("Leg vast en ga naar de volgende")
    assert manager.h1 != first
    assert "staat in concept" in manager.text

    manager.visit("/vandaag")
    assert "Belronde Op de telefoon: nog 2 van 3" in manager.text
