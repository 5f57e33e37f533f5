"""A region switches learning on; the next run says so, and who may goes from there to what was learned."""

import pytest

from tests.journeys.visiting import PHONE
from tests.werkbedrijf.learning.learning_rows import DAY, attempt
from werkbedrijf.foundation import clock
from werkbedrijf.jobs import run_job

pytestmark = pytest.mark.browser


def test_from_the_switch_to_the_page_of_a_run(come, service):
    with service.database.transaction(at=clock.now()) as session:
        attempt(session, on=clock.today() + DAY)
    administrator = come("beheerder", viewport=PHONE)
    administrator.visit("/leren")
    administrator.page.get_by_label("Waarom").fill("Besluit van de regio")
    administrator.press("Zet leren aan")
    assert "gebruikt elke nieuwe verdeling de geleerde gewichten" in administrator.text

    manager = come("accountmanager")
    manager.visit("/verdeling").press("Opnieuw verdelen")
    assert run_job(service.database, service.settings, "verdelen-op-verzoek", at=clock.now()).went_well
    manager.visit("/verdeling/VD-0002")
    assert "De gewichten zijn geleerd uit 912 uitkomsten, aan sinds" in manager.text
    manager.follow("geleerd", exact=True)
    assert manager.h1 == "Leren van uitkomsten"
