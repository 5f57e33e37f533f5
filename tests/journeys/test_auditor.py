"""An auditor: who looked at somebody, what stood out, and whether the trail is whole."""

import pytest

from werkbedrijf.foundation import clock
from werkbedrijf.jobs import run_job

pytestmark = pytest.mark.browser


def test_who_looked_at_somebody_is_found_back_by_the_reference(come, service):
    coach = come("jobcoach")
    coach.visit("/kandidaten").follow_first("tbody th a")
    candidate = coach.page.url.rstrip("/").rsplit("/", 1)[-1]
    run_job(service.database, service.settings, "logboek-anker", at=clock.now(), by_hand=True)

    auditor = come("auditor")
    auditor.follow("Logboek")
    auditor.fill("Kenmerk", candidate)
    auditor.press("Zoek")
    assert "Kandidaat bekeken" in auditor.text
    assert "lijst of overzicht" in auditor.text
    auditor.follow("Opvallend")
    assert auditor.h1 == "Opvallend"
    auditor.follow("Controle")
    assert "De keten groeit zoals het hoort" in auditor.text


def test_everybody_reads_the_own_acts(come):
    coach = come("jobcoach")
    coach.visit("/kandidaten").follow("Mijn handelingen")

    assert coach.h1 == "Mijn handelingen"
    assert coach.page.locator("tbody tr").count() > 0
