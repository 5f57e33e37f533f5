"""An account manager: who is this employer, does the region know it, and a place in one sitting."""

import pytest

from tests.journeys import roads
from tests.journeys.roads import PLACE

pytestmark = pytest.mark.browser


def test_an_employer_is_found_though_typed_loosely_and_shows_its_face(come):
    manager = come("accountmanager")
    manager.visit("/werkgevers")
    known = manager.page.locator("tbody tr").first
    name = known.get_by_role("link").first.inner_text()
    face = known.locator("[data-label=Aanspreekpunt]").inner_text()
    organisation = known.locator("[data-label=Aanspreekpunt] .quiet").inner_text()

    typed = name.removesuffix(" (demo)").lower().replace("e", "", 1)
    manager.page.get_by_role("search").get_by_role("searchbox").first.fill(typed)
    with manager.going():
        manager.page.keyboard.press("Enter")
    found = manager.page.locator("main li, main tr").filter(has_text=name).first

    assert f"aanspreekpunt {face.removesuffix(organisation).strip()}" in found.inner_text()
    manager.follow(name)
    assert manager.h1 == name


def test_a_known_employer_shows_itself_while_typing(come):
    manager = come("accountmanager")
    name = manager.visit("/werkgevers").page.locator("tbody th a").first.inner_text()
    manager.follow("Nieuwe werkgever")

    field = manager.group("Werkgever").get_by_role("combobox", name="Naam", exact=True)
    field.press_sequentially(name[:-9].lower())
    option = manager.page.get_by_role("option").filter(has_text=name)
    option.wait_for()
    assert "Aanspreekpunt" in option.inner_text()
    with manager.going():
        field.press("ArrowDown")
        field.press("Enter")

    assert manager.h1 == name


def test_an_employer_that_looks_like_a_known_one_asks_first(come):
    manager = come("accountmanager")
    known = manager.visit("/werkgevers").page.locator("tbody th a").last.inner_text()
    manager.follow("Nieuwe werkgever")
    manager.fill("Naam", known + " B.V.", within=manager.group("Werkgever"))
    manager.fill("Postcode", "7511 AA")
    manager.fill("Plaats", "Enschede")
    manager.press("Registreer werkgever")

    assert "Is het deze werkgever?" in manager.text
    assert manager.labelled("Plaats").input_value() == "Enschede"
    manager.press("Toch een nieuwe")
    assert manager.h1 == known + " B.V."


def test_shares_that_are_not_a_hundred_are_told_and_nothing_typed_is_lost(come):
    manager = come("accountmanager")
    firm = roads.register_employer(manager, "Zadelmakerij Het Riempje", kvk="69599085", contact="Sjaan Riemstra")
    roads.begin_place(manager, firm)
    assert manager.labelled("Titel van de plek").input_value() == PLACE
    tasks = manager.page.get_by_label("Wat is de taak?")
    assert tasks.count() == 3

    share = manager.labelled("Deel van de uren")
    share.fill("50")
    assert manager.page.locator("[data-shares-total]").inner_text() == "Nog 10 % te verdelen."
    manager.fill("Omschrijving", "Achterin het magazijn, met vier collega's.")
    manager.fill("Minste uren per week", "24")
    assert "Telt als 0,94 garantiebaan" in manager.text
    manager.press("Opslaan en openen")

    assert "De taken zijn samen 90 %. Maak er 100 % van." in manager.text
    assert manager.page.evaluate("document.activeElement.id") == "fouten"
    assert manager.labelled("Omschrijving").input_value() == "Achterin het magazijn, met vier collega's."
    assert manager.labelled("Deel van de uren").input_value() == "50"
    manager.labelled("Deel van de uren").fill("60")
    manager.tick("Ik heb de taken en eisen nagelopen. Zo is het werk hier.", exact=False)
    manager.press("Opslaan en openen")
    assert manager.h1 == PLACE
    manager.follow("Wie kan dit werk?")
    assert "mensen kunnen dit werk" in manager.text


def test_what_was_discussed_stands_in_the_timeline(come):
    manager = come("accountmanager")
    manager.visit("/werkgevers").follow_first("tbody th a")
    manager.fill("Wat is er besproken?", "Het rooster van de maandag kan later beginnen.")
    manager.press("Leg vast")

    assert "Het rooster van de maandag" in manager.page.locator(".timeline").inner_text()
