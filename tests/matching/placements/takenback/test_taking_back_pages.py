"""What people read and do when a start was a mistake."""

from datetime import date

import pytest

from matching.placements.takenback.actions import take_back
from matching.placements.takenback.models import StartMistake
from matching.placements.workflow import PlacementStatus
from tests.conftest import NOW
from werkbedrijf.foundation.actors import Role

S = PlacementStatus
pytestmark = pytest.mark.usefixtures("today")
LINK = "Was de start een vergissing?"


def test_the_page_says_what_happens_and_afterwards_what_was_done(client, placement, manager):
    url = f"/plaatsingen/{placement.reference}"
    assert LINK in client.get(url).text

    asked = client.get(f"{url}/terugnemen")
    for said in ("telt nergens meer mee", "De plek is weer vrij", "vervalt", "Er wordt niets gewist"):
        assert said in asked.text
    assert "gerapporteerd" not in asked.text

    page = client.post(f"{url}/terugnemen", {"because": "ander_persoon"})
    assert "De start is teruggenomen. Deze plaatsing telt nergens meer mee." in page.text
    assert "Deze plaatsing stond er ten onrechte" in page.text
    assert f"teruggenomen door {manager.name}. Het ging om een andere kandidaat" in page.text
    assert LINK not in page.text
    client.get(f"{url}/terugnemen", status=403)


def test_what_was_never_work_is_not_said_to_go_on(client, stored, placement, manager):
    take_back(stored.session, stored.actor_of(manager), placement, StartMistake.TWICE, on=NOW.date())
    stored.save()

    page = client.get(f"/plaatsingen/{placement.reference}")

    cells = [" ".join("".join(cell.itertext()).split()) for cell in page.all("td")]
    assert "geen einde" in cells and "nu" not in cells
    assert "Dit kan nu niet" not in page.text


def test_nothing_is_lost_without_a_reason(client, placement, manager):
    page = client.post(f"/plaatsingen/{placement.reference}/terugnemen", {}, status=422)

    assert "Wat klopt er niet? Kies wat er niet klopt." in page.text
    assert "?:" not in page.text


def test_a_start_that_comes_later_is_planned_again(client, placement, manager):
    page = client.post(f"/plaatsingen/{placement.reference}/terugnemen", {"because": "nog_niet"})

    assert "De plaatsing is weer gepland en telt nog niet mee." in page.text
    assert "Start eerder teruggenomen (1)" in page.text
    assert "Meld de start" in page.text


def test_work_that_is_over_is_not_asked_whether_it_still_begins(client, stored, manager):
    over = stored.placement(status=S.ENDED, ended_on=date(2026, 11, 24))
    over.candidate.organisation_id = manager.organisation_id
    stored.save()

    page = client.get(f"/plaatsingen/{over.reference}/terugnemen")

    assert "dat komt nog" not in page.text
    assert "Verbeter dan het einde" in page.text


def test_an_employer_reads_what_happened_and_not_by_whom(client, stored, placement, manager):
    take_back(stored.session, stored.actor_of(manager), placement, StartMistake.TWICE, on=NOW.date())
    client.sign_in_as(stored.employer_user(placement.vacancy.employer))
    stored.save()

    page = client.get(f"/plaatsingen/{placement.reference}")

    assert "Deze plaatsing stond er ten onrechte" in page.text
    assert "Deze plaatsing staat er dubbel in" in page.text
    assert manager.name not in page.text
    assert LINK not in page.text
    client.get(f"/plaatsingen/{placement.reference}/terugnemen", status=403)


@pytest.mark.parametrize("role", [Role.COACH, Role.COORDINATOR])
def test_only_who_keeps_placements_takes_a_start_back(client, stored, placement, role):
    coach = placement.candidate.coach if role is Role.COACH else stored.user(role)
    stored.save()
    client.sign_in_as(coach)

    status = 403 if role is Role.COACH else 404
    client.post(f"/plaatsingen/{placement.reference}/terugnemen", {"because": "dubbel"}, status=status)
