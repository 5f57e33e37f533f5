"""The menu stays short: what is about the region as a whole stands together, and each page says where it stands."""

import pytest

from tests.conftest import NOW
from tests.reading import NAMESPACE
from werkbedrijf.foundation.actors import Role
from werkbedrijf.navigation import MENU, TOGETHER


def _entry(link):
    return " ".join("".join(link.itertext()).split()), link.get("aria-current") == "page"


@pytest.fixture
def look(client, stored, monkeypatch):
    monkeypatch.setattr("werkbedrijf.foundation.clock.now", lambda: NOW)
    stored.region()
    stored.parameters()

    def _look(role, path):
        page = client.sign_in_as(stored.user(role)).get(path)
        return {nav.get("aria-label"): [_entry(link) for link in nav.iter(f"{NAMESPACE}a")] for nav in page.all("nav")}

    return _look


@pytest.mark.parametrize("role", [Role.ACCOUNT_MANAGER, Role.COACH])
def test_the_menu_of_a_colleague_has_at_most_ten_entries(look, role):
    menu = look(role, "/vandaag")["Hoofdmenu"]

    assert len(menu) <= 10
    assert ("Verdeling", False) in menu
    assert "De regio" not in look(role, "/vandaag")


def test_a_page_about_the_region_shows_its_neighbours_and_the_entry_it_stands_under(look):
    shown = look(Role.ACCOUNT_MANAGER, "/eerlijk")

    assert ("Verdeling", True) in shown["Hoofdmenu"]
    assert ("Eerlijk", True) in shown["De regio"]
    assert ("Waar werven?", False) in shown["De regio"]
    assert [current for _, current in shown["De regio"]].count(True) == 1


def test_who_has_no_allocation_keeps_the_entries_apart(look):
    assert ("Eerlijk", False) in look(Role.ALDERMAN, "/vandaag")["Hoofdmenu"]


def test_questions_stand_beside_employers_and_their_weeks_beside_places(look):
    assert ("Vragen", False) in look(Role.ACCOUNT_MANAGER, "/werkgevers")["Werkgevers"]
    shown = look(Role.COACH, "/leerwerkplekken")
    assert ("Leerwerkplekken", True) in shown["Plekken"]
    assert ("Plekken", True) in shown["Hoofdmenu"]
    assert ("Leerwerkplekken", False) in look(Role.EMPLOYER, "/vandaag")["Hoofdmenu"]


def test_what_stands_together_is_in_somebodys_menu():
    known = {endpoint for entries in MENU.values() for _, endpoint in entries}
    assert known >= set(TOGETHER)


def test_an_account_manager_finds_every_page_about_the_region_as_a_tab(look):
    names = [name for name, _ in look(Role.ACCOUNT_MANAGER, "/verdeling")["De regio"]]
    assert names == [
        "Verdeling",
        "Waar werven?",
        "Werk anders verdelen",
        "Wat als?",
        "Eerlijk",
        "Leren",
        "Blijven werken",
    ]


def test_the_manual_leads_to_a_tab_as_to_an_entry(client, stored):
    stored.region()
    stored.parameters()
    page = client.sign_in_as(stored.user(Role.COACH)).get("/help/jobcoach")

    assert {"/verdeling", "/eerlijk"} <= set(page.links())
