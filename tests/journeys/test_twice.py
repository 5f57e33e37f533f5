"""What people do without meaning it: pressing a button twice, and changing the same thing in two windows."""

import pytest

from tests.journeys import roads

pytestmark = pytest.mark.browser
TOLD = "Belde over de planning van volgende maand"


def test_a_button_pressed_twice_does_it_once(come):
    manager = come("accountmanager")
    employer = roads.register_employer(manager, "Dubbel en Zonen", kvk="90001238", contact="Ans Dubbel")
    manager.fill("Wat is er besproken?", TOLD)
    # The second press gives the answer to the first up, so no one navigation can be waited for.
    manager.page.get_by_role("button", name="Leg vast").dblclick()
    written = manager.page.locator("main li", has_text=TOLD)
    written.first.wait_for()
    manager.page.wait_for_load_state("networkidle")

    manager.visit(f"/werkgevers/{employer}")

    assert written.count() == 1


def test_who_changes_an_older_version_is_told_and_keeps_what_was_typed(come):
    manager = come("accountmanager")
    employer = roads.register_employer(manager, "Twee Vensters", kvk="90001246", contact="Bo Venster")
    page = f"/werkgevers/{employer}/wijzigen"
    manager.visit(page)
    manager.fill("Website", "https://een.example")
    other = come("accountmanager", viewport={"width": 375, "height": 740})
    other.visit(page)
    other.fill("Website", "https://twee.example")
    other.press("Opslaan")

    with manager.going(412):
        manager.page.get_by_role("button", name="Opslaan", exact=True).click()

    assert "Website is nu ‘https://twee.example’" in manager.text
    assert manager.page.get_by_label("Website").input_value() == "https://een.example"
    manager.press("Opslaan")
    assert manager.visit(page).page.get_by_label("Website").input_value() == "https://een.example"
