"""Who was there last: logging in a car park, a connection that drops, taking over, handing over, and the sheet on paper."""

import re

import pytest

from tests.journeys.visiting import PHONE

pytestmark = pytest.mark.browser

LOST = "Geen verbinding. Wat je typte staat nog op dit apparaat"
FIRST = "tbody th a"


def mine(visitor, number=0):
    """The address of an employer whose face this person is."""
    visitor.visit("/werkgevers?aanspreekpunt=mijn")
    return visitor.page.locator(FIRST).nth(number).get_attribute("href")


def said(visitor, words):
    return visitor.page.locator(".timeline .said", has_text=words).count()


def drafts(visitor):
    return visitor.page.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('concept:')).length")


def test_in_a_car_park_one_line_is_enough(come):
    manager = come("accountmanager", viewport=PHONE)
    manager.visit(mine(manager))
    assert manager.page.locator(".reach a[href^='tel:']").first.is_visible()
    heads = manager.page.locator("main h2").all_inner_texts()
    assert heads.index("Contact vastleggen") < heads.index("Nog te doen") < heads.index("Contacten van alle partners")

    manager.fill("Wat is er besproken?", "Goed gesprek over het rooster. Morgen terugbellen.")
    tick = manager.page.get_by_label("Zet bij het vervolg: ‘Morgen terugbellen’")
    tick.wait_for()
    assert not tick.is_checked()
    tick.check()
    manager.press("Leg vast")
    assert said(manager, "Goed gesprek over het rooster.") == 1
    assert "Vervolg: Morgen terugbellen" in manager.text
    assert "telefoon" in manager.page.locator("p.lead").inner_text()
    assert drafts(manager) == 0


def test_a_dropped_connection_loses_nothing_and_doubles_nothing(come):
    manager = come("accountmanager", viewport=PHONE)
    address = mine(manager, 1)
    manager.visit(address)
    manager.fill("Wat is er besproken?", "Opgeschreven zonder bereik.")
    manager.page.context.set_offline(True)
    manager.page.get_by_role("button", name="Leg vast").click()
    manager.page.get_by_text(LOST).wait_for()
    assert drafts(manager) == 1

    with manager.page.expect_navigation():
        manager.page.context.set_offline(False)
    manager.page.locator(".said", has_text="Opgeschreven zonder bereik.").wait_for()
    manager.visit(address)
    assert (said(manager, "Opgeschreven zonder bereik."), drafts(manager)) == (1, 0)


def test_what_was_typed_is_there_again_until_one_signs_out(come):
    manager = come("accountmanager")
    address = mine(manager, 2)
    manager.visit(address)
    manager.fill("Wat is er besproken?", "Half verhaal")
    manager.visit("/werkgevers")
    manager.visit(address)
    assert manager.labelled("Wat is er besproken?").input_value() == "Half verhaal"
    manager.page.get_by_text("Wat je eerder typte staat er weer.").wait_for()
    manager.press("Uitloggen")
    assert drafts(manager) == 0


def test_taking_over_is_answered_with_a_word(come):
    manager = come("accountmanager")
    line = manager.page.locator(".task-line", has_text="overnemen").first
    manager.follow("Geef antwoord", within=line, exact=False)
    manager.page.get_by_label("Nee, ik blijf het").check()
    manager.press("Geef antwoord")
    assert "Schrijf op waarom niet." in manager.text
    manager.page.get_by_label("Nee, ik blijf het").check()
    manager.fill("Toelichting", "Ik ken de baas al jaren.")
    manager.press("Geef antwoord")
    assert "Geweigerd" in manager.text
    assert "Ik ken de baas al jaren." in manager.text


def test_a_hand_over_ends_only_when_everything_has_an_owner(come):
    manager = come("accountmanager", viewport=PHONE)
    manager.visit("/overdracht")
    manager.press("Begin de overdracht")
    manager.press("De overdracht is klaar")
    assert re.search(r"kies eerst een nieuwe eigenaar voor \d+ werkgevers", manager.text)
    bundle = manager.page.locator("form.form", has=manager.page.get_by_label("Nieuw aanspreekpunt")).first
    before = manager.page.get_by_label("Nieuw aanspreekpunt").count()
    bundle.get_by_label("Nieuw aanspreekpunt").select_option(index=1)
    with manager.going():
        bundle.get_by_role("button").click()
    assert manager.page.get_by_label("Nieuw aanspreekpunt").count() == before - 1
    manager.confirm("Stop de overdracht")
    assert "De overdracht is gestopt." in manager.text


def test_a_coordinator_hands_over_for_who_cannot(come):
    coordinator = come("regiocoordinator", viewport=PHONE)
    coordinator.visit("/overdracht/namens")
    name = coordinator.page.locator("tbody th a").first.inner_text()
    coordinator.follow(name)
    coordinator.press("Begin de overdracht")
    coordinator.press("De overdracht is klaar")
    assert re.search(r"kies eerst een nieuwe eigenaar voor \d+ ", coordinator.text)
    left = coordinator.page.locator("form.form:has(select)").count()
    bundle = coordinator.page.locator("form.form:has(select)").first
    for chosen in bundle.locator("select").all():
        chosen.select_option(index=1)
    with coordinator.going():
        bundle.get_by_role("button").click()
    assert coordinator.page.locator("form.form:has(select)").count() == left - 1
    coordinator.visit("/vandaag")
    assert f"De overdracht namens {name} is nog niet klaar" in coordinator.text
    coordinator.visit("/overdracht/namens")
    coordinator.follow(name)
    coordinator.confirm("Stop de overdracht")
    assert f"{name} kan weer werk krijgen" in coordinator.text


def test_what_the_next_colleague_needs_fits_on_one_sheet(come):
    manager = come("accountmanager")
    address = mine(manager)
    manager.visit(address)
    manager.fill("Wat is er besproken?", "Lang verslag. " * 60)
    manager.press("Leg vast")
    manager.visit(address + "/overdrachtsblad")
    manager.page.emulate_media(media="print")
    assert "Wie je belt" in manager.page.locator("main").inner_text()
    assert manager.page.pdf(format="A4").count(b"/Type /Page\n") == 1
