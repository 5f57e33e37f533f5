"""The allocation: asked for and followed, its lists, and a coach who changes one."""

import re

import pytest

from tests.journeys import roads
from tests.journeys.visiting import PHONE

pytestmark = pytest.mark.browser


def test_a_run_is_asked_for_followed_and_read(come, service):
    manager = come("accountmanager").visit("/verdeling")
    assert "controle geslaagd" in manager.text
    manager.press("Opnieuw verdelen")
    assert manager.page.locator("progress").count() == 1
    assert manager.page.get_by_role("button", name="Opnieuw verdelen").count() == 0

    with manager.going():
        roads.divide(service)

    assert manager.page.locator("progress").count() == 0
    assert "Vergeleken met" in manager.text
    manager.follow("Controleer opnieuw")
    assert "gelijk aan toen" in manager.text
    manager.visit("/verdeling").follow("Toon de lijsten").follow_first("tbody th a")
    assert "Kan van dit werk" in manager.html


def place_with_one_of(coach):
    """The address of a place with somebody of this coach on its list, and the row of that person; the coach stands there."""
    coach.visit("/plekken?stand=open")
    links = coach.page.locator("tbody th a")
    for place in links.evaluate_all("links => links.map((link) => link.getAttribute('href'))"):
        coach.visit(f"{place}/kandidaten?wie=mijn")
        if coach.page.get_by_role("link", name="Haal van de lijst").count():
            break
    has = coach.page.get_by_role("link", name="Haal van de lijst")
    return place, coach.page.get_by_role("article").filter(has=has).first


def test_a_coach_reads_on_whose_list_somebody_is_and_walks_there(come):
    coach = come("jobcoach")
    place, card = place_with_one_of(coach)
    reference = re.search(r"K-\d+", card.inner_text()).group()

    coach.visit(f"/kandidaten/{reference}/plekken")
    told = coach.page.get_by_role("region", name="De verdeling zet deze kandidaat op de lijst van:")

    assert told.locator(f"a[href='{place}/kandidaten']").count() == 1


def test_a_coach_takes_somebody_off_a_list_and_the_next_run_knows(come, service):
    coach = come("jobcoach")
    place, card = place_with_one_of(coach)
    name = card.get_by_role("heading").inner_text()
    coach.follow("Haal van de lijst", within=card)
    coach.press("Haal van de lijst")
    assert "Kies een reden." in coach.text
    coach.tick("De reis lukt niet")
    coach.press("Haal van de lijst")
    assert "Dit telt vanaf de volgende verdeling" in coach.text

    coach.visit("/verdeling").press("Opnieuw verdelen")
    with coach.going():
        roads.divide(service)
    assert "1 aanpassing door coaches: 1 eraf" in coach.text
    coach.visit(f"{place}/kandidaten?wie=mijn")
    assert "e op de lijst" not in roads.card_of(coach, name).inner_text()
    coach.follow("Maak ongedaan").press("Maak ongedaan")
    assert "Ongedaan gemaakt" in coach.text


def test_it_can_be_asked_for_without_scripts_on_a_phone(come, service):
    manager = come("accountmanager", java_script_enabled=False, viewport=PHONE).visit("/verdeling")
    manager.press("Opnieuw verdelen")
    roads.divide(service)
    manager.visit("/verdeling")

    assert "controle geslaagd" in manager.text
    assert manager.page.locator("progress").count() == 0
