"""What people do without meaning it: pressing a button twice, and changing the same thing in two windows."""

import pytest

from tests.journeys import roads

pytestmark = pytest.mark.browser
TOLD = "Belde over de planning van volgende maand"


def test_a_button_pressed_twice_does_it_once(come):
    manager = come("accountmanager")
    employer = roads.register_employer(manager, "Dubbel en Zonen", kvk="90001238", contact="Ans Dubbel")
    manager.fill("Wat is er besproken?", TOLD)
    with manager.going():
        manager.page.get_by_role("button", name="Leg vast").dblclick()

    manager.visit(f"/werkgevers/{employer}")

    assert manager.text.count(TOLD) == 1


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
    assert "https://een.example" in manager.visit(f"/werkgevers/{employer}").html
