"""With the keyboard alone, from the door to a voordracht; one can always see where one is."""

import pytest

from tests.journeys import roads
from werkbedrijf.accounts.demo_sign_in import DEMO_DOMAIN, DEMO_PASSWORD

pytestmark = pytest.mark.browser


def test_someone_signs_in_and_puts_forward_with_the_keyboard_alone(come):
    coach = come().visit("/inloggen")
    keys = coach.page.keyboard
    coach.tab_to("E-mailadres")
    keys.type(f"jobcoach@{DEMO_DOMAIN}")
    coach.tab_to("Wachtwoord")
    keys.type(DEMO_PASSWORD)
    with coach.going():
        keys.press("Enter")
    assert coach.h1 == "Vandaag"

    roads.find_somebody(coach)
    coach.tab_to("Stel voor")
    with coach.going():
        keys.press("Enter")
    if coach.h1 == "Waarom deze kandidaat?":
        coach.tab_to("Kent dit werk of deze werkgever al")
        keys.press("Space")
        coach.tab_to("Stel voor")
        with coach.going():
            keys.press("Enter")
    assert "verstuurd" in coach.page.locator(".lead").inner_text()


def test_the_first_key_leads_past_the_menu(come):
    coach = come("jobcoach")
    coach.tab_to("Naar de inhoud", most=1)
    coach.page.keyboard.press("Enter")

    assert coach.page.evaluate("document.activeElement.id") == "inhoud"


def test_a_confirmation_opens_and_closes_with_the_keyboard(come, service):
    roads.let_somebody_wait(come, service)
    employer = come("werkgever").visit("/voordrachten")
    employer.follow_first("article:has-text('verstuurd') a")
    employer.tab_to("Ik wil meteen verder")
    employer.page.keyboard.press("Enter")
    employer.tab_to("Ja, ik wil verder")
    employer.page.keyboard.press("Enter")
    assert employer.page.get_by_text("Wij plannen dan samen de plaatsing.").is_visible()
    employer.page.keyboard.press("Escape")

    assert not employer.page.get_by_text("Wij plannen dan samen de plaatsing.").is_visible()
