"""Whoever answers for the lists sees what is missing before anything may be learned, in a browser and on a phone."""

import pytest

from tests.journeys.visiting import PHONE
from werkbedrijf.foundation import clock
from werkbedrijf.jobs import run_job

pytestmark = pytest.mark.browser


@pytest.fixture
def tried(service):
    """The timetable tried to learn; a second time the same day changes nothing, the day after it is one more attempt."""
    run = run_job(service.database, service.settings, "leren", at=clock.now())
    assert run is not None
    assert run.went_well


def test_an_account_manager_reads_what_is_missing(come, tried):
    manager = come("accountmanager")
    manager.visit("/leren")
    assert manager.h1 == "Leren van uitkomsten"
    assert "leren mag vanaf 800" in manager.page.locator(".lead").inner_text()
    rules = manager.page.get_by_role("region", name="Tabel: Regels voor leren")
    assert rules.get_by_role("row").count() == 12
    assert "Alleen de beheerder zet leren aan of uit" in manager.text


def test_an_administrator_on_a_phone_meets_the_reasons_and_no_button(come, tried):
    administrator = come("beheerder", viewport=PHONE)
    administrator.visit("/beheer/dienstregeling")
    assert "Leren van uitkomsten" in administrator.text
    administrator.visit("/leren")
    assert "regels hierboven zijn nog niet gehaald." in administrator.text
    assert administrator.page.get_by_role("button", name="Zet leren aan").count() == 0


def test_an_alderman_follows_the_menu(come, tried):
    alderman = come("wethouder")
    alderman.visit("/vandaag").follow("Leren", within=alderman.page.get_by_role("navigation").first)
    assert alderman.h1 == "Leren van uitkomsten"
