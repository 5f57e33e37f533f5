"""A refusal says what happened and shows a way on."""

import pytest

from werkbedrijf.foundation.actors import Role


@pytest.mark.parametrize(
    ("typed", "above"),
    [
        ("/account/wachtwoord", "/account"),
        ("/werkgevers/W-0001/contact", "/werkgevers/W-0001"),
        ("/beheer/gebruikers/gebruiker-1/uit", "/beheer/gebruikers/gebruiker-1"),
        ("/uitloggen", None),
    ],
)
def test_who_types_the_address_of_a_button_is_led_to_the_page_above(client, stored, typed, above):
    """After a form with a mistake its address stands in the bar: who presses Enter there asks for it as a page."""
    stored.region()
    client.sign_in_as(stored.user(Role.ACCOUNT_MANAGER))
    page = client.get(typed, status=405)
    assert page.h1 == "Dit adres is geen pagina" and "niets opgeslagen" in page.text
    assert "/" in page.links() and (above in page.links() if above else "Naar de pagina erboven" not in page.text)


def test_a_program_reads_that_the_method_is_not_there(client, stored):
    stored.region()
    client.sign_in_as(stored.user(Role.ACCOUNT_MANAGER))
    answer = client.flask.get("/account/wachtwoord", headers={"Accept": "application/json"})
    assert (answer.status_code, answer.mimetype) == (405, "application/problem+json")
    assert "POST" in answer.headers["Allow"]
