"""An account manager closes a month, follows a figure to its records and to UWV; the coordinator reads figures in."""

import pytest

from tests.journeys.visiting import PHONE

pytestmark = pytest.mark.browser

FIGURES = (
    "label,periode,gebied,maat,waarde,peildatum,bron\nindicatief,2026Q1,AM05,extra_banen_totaal,77,2026-05-01,Proef\n"
)


def test_an_account_manager_closes_a_month_and_follows_its_figures(come):
    manager = come("accountmanager")
    manager.visit("/garantiebanen/maanden")
    assert manager.h1 == "Garantiebanen per maand"
    row = manager.page.locator("tbody tr").filter(has_text="open").nth(1)
    month = row.get_by_role("link").inner_text()
    manager.follow(month)
    assert manager.h1 == f"Garantiebanen in {month}"
    manager.fill("Wat is er nagekeken?", "Starts en uren nagelopen.")
    manager.press("Sluit deze maand")

    assert "Deze cijfers veranderen niet meer." in manager.text
    assert "Opnieuw tellen geeft nu hetzelfde." in manager.text
    with manager.going():
        manager.page.get_by_role("link", name="Toon de plaatsingen").last.click()
    assert "achter het cijfer" in manager.h1


def test_the_walk_to_uwv_says_what_is_unknown(come):
    manager = come("accountmanager", viewport=PHONE)
    manager.visit("/garantiebanen/uwv")
    with manager.going():
        manager.page.locator("tbody a").filter(has_text="extra banen").first.click()

    assert manager.h1 == "Van onze telling naar UWV"
    assert "onbekend" in manager.text


def test_the_coordinator_reads_figures_of_uwv_in(come, tmp_path):
    file = tmp_path / "uwv.csv"
    file.write_text(FIGURES, encoding="utf-8")
    coordinator = come("regiocoordinator")
    coordinator.visit("/garantiebanen/uwv")
    coordinator.page.get_by_label("Bestand met cijfers van UWV").set_input_files(file)
    coordinator.press("Lees in")

    assert "1 cijfer opgeslagen" in coordinator.text
    assert "UWV, kwartaal, indicatief" in coordinator.text
