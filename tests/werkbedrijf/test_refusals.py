"""A refusal says what happened and shows a way on."""

from io import BytesIO

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


@pytest.mark.parametrize("in_pieces", [False, True])
@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "application/json"])
def test_who_is_signed_in_and_sends_too_much_reads_that_it_is_too_large(client, stored, kind, in_pieces):
    """The page has forms of its own, and their tokens look at what was sent: that was refused unread."""
    stored.region()
    client.sign_in_as(stored.user(Role.ACCOUNT_MANAGER))
    much = BytesIO(
        b'--x\r\nContent-Disposition: form-data; name="file"; filename="groot.csv"\r\n\r\n'
        + b"x" * (12 * 1024 * 1024)
        + b"\r\n--x--\r\n"
    )
    size = None if in_pieces else len(much.getvalue())
    how = {"input_stream": much, "content_type": kind, "content_length": size}

    answer = client.flask.post("/import", **how, environ_overrides={"wsgi.input_terminated": in_pieces})
    assert (answer.status_code, answer.mimetype) == (413, "text/html")
    assert "Dit bestand is te groot" in answer.text

    much.seek(0)
    told = client.flask.post(
        "/import", **how, environ_overrides={"wsgi.input_terminated": in_pieces}, headers={"Accept": "application/json"}
    )
    assert (told.status_code, told.mimetype) == (413, "application/problem+json")
