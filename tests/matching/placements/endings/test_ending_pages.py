"""What people do and read when an end was noted wrongly."""

from datetime import date

import pytest

from matching.placements.workflow import PlacementStatus
from matching.proposals.workflow import ProposalStatus

S = PlacementStatus
pytestmark = pytest.mark.usefixtures("today")


@pytest.fixture
def placement(stored):
    stored.region()
    stored.parameters()
    return stored.placement(status=S.ENDED, ended_on=date(2026, 11, 24))


def test_putting_right_and_taking_back_stand_at_the_placement(client, placement, manager):
    url = f"/plaatsingen/{placement.reference}"

    read = client.get(url)
    assert "Verbeter het einde" in read.text
    assert "Draai het einde terug" in read.text

    told = {"ended_on": "2026-11-23", "reason": "anders", "mistake": "verbetering"}
    page = client.post(f"{url}/einde/verbeteren", told)
    assert "Het einde is verbeterd" in page.text
    assert "Wat er eerder over het einde stond (1)" in page.text

    page = client.post(f"{url}/einde/verbeteren", told, status=422)
    assert "Er is niets gewijzigd" in page.text

    page = client.post(f"{url}/einde/terugdraaien", {"because": "gaat_door"})
    assert "Het einde is teruggedraaid. De plaatsing loopt weer." in page.text
    assert "Wat er eerder over het einde stond (2)" in page.text
    assert f"door {manager.name}" in page.text
    assert "Draai het einde terug" not in page.text


def test_a_seat_that_is_taken_says_so_at_the_form(client, stored, placement, manager):
    stored.placement(stored.proposal(vacancy=placement.vacancy, status=ProposalStatus.ACCEPTED))
    stored.save()

    page = client.post(f"/plaatsingen/{placement.reference}/einde/terugdraaien", {"because": "gaat_door"}, status=422)

    assert "De plek is intussen door iemand anders bezet" in page.text


def test_the_employer_reads_that_it_changed_and_not_by_whom(client, stored, placement, manager):
    client.post(f"/plaatsingen/{placement.reference}/einde/terugdraaien", {"because": "ander_persoon"})
    client.sign_in_as(stored.employer_user(placement.vacancy.employer))
    stored.save()

    page = client.get(f"/plaatsingen/{placement.reference}")

    assert "Het ging om een andere kandidaat" in page.text
    assert manager.name not in page.text
