"""Setting an app up: what was scanned stays what is asked for, however often the page is loaded."""

import re

import pytest

from tests.werkbedrijf.accounts.test_second_step import SETUP, code
from tests.werkbedrijf.accounts.test_sign_in_routes import is_in, sign_in

APP = "/account/app"


pytestmark = pytest.mark.usefixtures("still_clock")


@pytest.fixture
def noor(newcomer):
    return newcomer


def shown(page):
    """The secret on the page, and its form."""
    secret = "".join(re.search(r"<strong>([A-Z2-7 ]+)</strong>", page.html)[1].split())
    return secret, {"geheim": next(node.get("value") for node in page.all("input") if node.get("name") == "geheim")}


def test_loading_the_page_anew_keeps_the_secret_that_was_scanned(client, noor):
    sign_in(client)
    scanned, _ = shown(client.get(SETUP))
    again, form = shown(client.get(SETUP))
    assert again == scanned
    assert client.post(SETUP, {**form, "verder": "/", "code": code(secret=scanned)}).h1 == "Uw herstelcodes"
    assert is_in(client)


def test_on_the_own_account_too_until_it_is_taken(client, noor):
    client.sign_in_as(noor)
    scanned, _ = shown(client.get(APP))
    again, form = shown(client.get(APP))
    assert again == scanned
    assert client.post(APP, {**form, "code": code(secret=scanned)}).h1 == "Uw herstelcodes"
    assert shown(client.get(APP))[0] != scanned


def test_another_session_is_offered_another_secret(client, noor):
    sign_in(client)
    first, _ = shown(client.get(SETUP))
    client.post("/uitloggen")
    sign_in(client)
    assert shown(client.get(SETUP))[0] != first


def test_the_secret_stands_in_no_cookie_as_it_is(client, noor):
    sign_in(client)
    page = client.get(SETUP)
    sealed = page.answer.headers.getlist("Set-Cookie")
    assert sealed
    assert shown(page)[0] not in "".join(sealed)
    with client.flask.session_transaction() as kept:
        assert shown(page)[0] not in str(dict(kept))
