"""What holds of a placement over time is written down, put right and read back, at a desk and on a phone."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from candidates.models import Candidate
from matching.placements.interruptions.models import Interruption
from matching.placements.models import Placement
from matching.placements.workflow import PlacementStatus
from tests.journeys.visiting import PHONE
from werkbedrijf.foundation import clock
from werkbedrijf.foundation.actors import User

pytestmark = pytest.mark.browser


def some_placement(service):
    """A placement that runs, of somebody of the account manager's own organisation, old enough to look back on."""
    with service.database.transaction(at=clock.now(), keep=False) as session:
        manager = session.scalars(select(User).where(User.email == "accountmanager@demo.werkbedrijf.example")).one()
        running = select(Placement.reference).join(Candidate, Candidate.id == Placement.candidate_id)
        return session.scalars(
            running.where(
                Candidate.organisation_id == manager.organisation_id,
                Placement.status == PlacementStatus.RUNNING,
                Placement.starts_on < clock.today() - timedelta(days=10),
                ~select(Interruption.id).where(Interruption.placement_id == Placement.id).exists(),
            ).order_by(Placement.id.desc())
        ).first()


def test_terms_change_the_work_lies_still_and_goes_on_under_another_agreement(come, service):
    placement = some_placement(service)
    manager = come("accountmanager")
    manager.visit(f"/plaatsingen/{placement}")
    manager.unfold("Wijzig uren of contract")
    form = manager.page.locator("form[action$='/uren']")
    manager.fill("Uren per week", "17,5", within=form)
    manager.fill("Vanaf", (clock.today() - timedelta(days=5)).isoformat(), within=form)
    form.get_by_label("Het stond er verkeerd").check()
    manager.press("Leg de wijziging vast")
    assert "Wat er eerder stond" in manager.text
    assert "17,5" in manager.text

    manager.follow("Leg een onderbreking vast")
    form = manager.page.locator("form[action$='/onderbreking']")
    manager.fill("Eerste dag zonder werk", (clock.today() - timedelta(days=2)).isoformat(), within=form)
    form.get_by_label("Waarom?").select_option("geen_werk")
    form.get_by_label("Nee, de uren tellen nu niet mee").check()
    manager.press("Leg vast")
    assert "Het werk ligt stil, zonder loon" in manager.text

    manager.follow("Loon en loonwaarde")
    manager.unfold("Leg het loon vast")
    form = manager.page.locator("form[action$='/loon']")
    manager.fill("Bruto loon", "16,20", within=form)
    manager.fill("Vanaf", clock.today().isoformat(), within=form)
    manager.press("Leg het loon vast")
    assert "€ 16,20 per uur" in manager.text

    manager.visit(f"/plaatsingen/{placement}").follow("Ga verder onder een nieuwe afspraak")
    manager.press("Sluit af en ga verder")
    assert f"Dit volgt op plaatsing {placement}" in manager.text


def test_the_story_and_the_wage_are_read_on_a_phone_and_not_by_an_employer(come, service):
    manager = come("accountmanager", viewport=PHONE)
    placement = some_placement(service)
    manager.visit(f"/plaatsingen/{placement}")
    assert "Eerste werkdag" in manager.text
    manager.visit(f"/plaatsingen/{placement}/onderbreking")
    manager.visit(f"/plaatsingen/{placement}/verder")
    manager.visit(f"/plaatsingen/{placement}/loon")
    assert "Dit ziet alleen wie deze kandidaat begeleidt" in manager.text

    employer = come("werkgever", viewport=PHONE)
    employer.visit(f"/plaatsingen/{placement}/loon", status=404)
