"""What a person may ask: a copy, a correction, and being erased by two people."""

import pytest

from tests.journeys import roads

pytestmark = pytest.mark.browser


def test_a_copy_is_made_something_is_corrected_and_two_people_erase(come):
    coach = come("jobcoach")
    reference = roads.register_candidate(coach)
    coach.visit(f"/kandidaten/{reference}/rechten")
    coach.follow("Schrijf op wat niet klopt")
    coach.fill("Wat klopt er niet, en wat moet het zijn?", "Het telefoonnummer is oud")
    coach.press("Schrijf het op")
    coach.tick("Aangepast")
    coach.fill("Antwoord aan de kandidaat", "Het nieuwe nummer staat er nu in.")
    coach.press("Leg het antwoord vast")
    assert "Aangepast" in coach.text

    manager = come("accountmanager")
    manager.visit(f"/kandidaten/{reference}/rechten")
    with manager.page.expect_download() as download:
        manager.follow("Maak een kopie")
        manager.page.get_by_role("button", name="Maak de kopie").click()
    assert download.value.suggested_filename == f"gegevens-{reference}.zip"
    manager.visit(f"/kandidaten/{reference}/rechten/wie-keek-mee")
    assert "jobcoach" in manager.text
    manager.visit(f"/kandidaten/{reference}/rechten/wissen")
    manager.choose("Waarom", "De persoon vraagt erom")
    manager.press("Vraag om te wissen")

    coordinator = come("regiocoordinator")
    coordinator.visit("/wisverzoeken").follow(reference)
    coordinator.confirm("Wissen")
    assert reference not in coordinator.text
    manager.visit(f"/kandidaten/{reference}", status=404)
