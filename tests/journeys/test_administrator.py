"""An administrator: who may come in, values with a date, what runs by itself, and who did what."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from matching.proposals.models import Proposal
from tests.journeys import roads
from werkbedrijf.foundation import clock
from werkbedrijf.jobs import run_job

pytestmark = pytest.mark.browser

MAILBOX = "bente@buurgemeente.example"
PASSWORD = "vier-losse-woorden-hier"


def test_somebody_is_invited_chooses_a_password_and_comes_in(come, service):
    administrator = come("beheerder")
    roads.invite_user(administrator, "Bente Nieuwkomer", MAILBOX, role="Jobcoach")
    roads.deliver(service)
    link = roads.link_in(roads.letter(service, MAILBOX, "Welkom"))
    newcomer = come()
    newcomer.visit(link)
    newcomer.fill("Nieuw wachtwoord", "kort")
    newcomer.fill("Nog een keer hetzelfde wachtwoord", "kort")
    newcomer.press("Bewaar en log in")
    assert "Dit moet nog anders" in newcomer.text
    newcomer.fill("Nieuw wachtwoord", PASSWORD)
    newcomer.fill("Nog een keer hetzelfde wachtwoord", PASSWORD)
    newcomer.press("Bewaar en log in")
    assert newcomer.h1 == "Vandaag"
    newcomer.press("Uitloggen")

    newcomer.visit(link, status=410)
    newcomer.sign_in(MAILBOX, PASSWORD)
    assert newcomer.h1 == "Vandaag"
    auditor = come("auditor")
    auditor.visit("/logboek?persoon=bente")
    assert auditor.page.locator("tbody tr").count() >= 2


def test_the_mail_can_be_read_from_the_page_in_a_demo(come, service):
    administrator = come("beheerder")
    roads.invite_user(administrator, "Kars Lezer", "kars@buurgemeente.example", role="Jobcoach")
    roads.deliver(service)
    administrator.follow("Verzonden berichten").follow("Welkom bij", exact=False)

    assert "Beste Kars Lezer" in administrator.text


def test_a_value_holds_from_a_day_on_and_the_old_one_stays(come):
    administrator = come("beheerder")
    administrator.visit("/beheer/instellingen").follow("Plek vasthouden")
    ahead = clock.today() + timedelta(days=30)
    administrator.fill("Waarde", "12")
    administrator.fill("Geldt vanaf", ahead.isoformat())
    administrator.fill("Bron", "Afspraak in het regionaal overleg.")
    administrator.press("Bewaar", exact=False)

    assert "gaat nog in" in administrator.text.lower()
    assert "geldt nu" in administrator.text.lower()
    auditor = come("auditor")
    auditor.visit("/logboek?persoon=beheerder")
    trail = auditor.page.locator("tbody tr").filter(has_text="Instelling ingesteld")
    assert trail.count() == 1
    assert "beheerder" in trail.inner_text()


def test_a_hold_that_outlives_its_term_is_freed_and_every_page_shows_it(come, service):
    with service.database.reading(at=clock.now()) as session:
        waiting = session.scalar(select(Proposal).where(Proposal.status == "verstuurd").order_by(Proposal.id))
        proposal, place = waiting.reference, waiting.vacancy.reference
        assert waiting.vacancy.held

    run = run_job(
        service.database, service.settings, "voordrachten-verlopen", at=clock.now() + timedelta(days=90), by_hand=True
    )
    assert run.went_well
    assert run.result >= 1
    administrator = come("beheerder")
    administrator.visit("/beheer/dienstregeling")
    line = administrator.page.get_by_role("row").filter(has_text="Plekken vrijgeven")
    assert f"aantal: {run.result}" in line.inner_text()
    auditor = come("auditor")
    auditor.visit(f"/logboek?onderwerp={proposal}")
    assert "verlopen" in auditor.text.lower()

    manager = come("accountmanager")
    manager.visit(f"/plekken/{place}")
    assert "Vastgehouden" not in manager.text


def test_an_administrator_sees_nothing_of_candidates(come):
    administrator = come("beheerder")
    for path in ("/kandidaten", "/voordrachten", "/plaatsingen"):
        administrator.visit(path, status=404)
