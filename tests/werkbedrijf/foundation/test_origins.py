"""Where a form comes from, as the browser says it."""

import pytest

from werkbedrijf.app import create_app
from werkbedrijf.foundation.settings import Settings

ELSEWHERE = (
    {"Origin": "https://elders.example"},
    {"Origin": "null"},
    {"Origin": "http://localhost.elders.example"},
    {"Origin": "http://localhost:81"},
    {"Referer": "https://elders.example/http://localhost/"},
    {"Origin": "http://[onzin"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
)
HERE: tuple[dict[str, str], ...] = (
    {},
    {"Origin": "http://localhost"},
    {"Referer": "http://localhost/inloggen"},
    {"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"},
)


@pytest.mark.parametrize("headers", ELSEWHERE, ids=str)
def test_a_form_of_another_site_is_refused(client, stored, headers):
    stored.region()
    assert client.post("/uitloggen", headers=headers, follow=False).status == 403


@pytest.mark.parametrize("headers", HERE, ids=str)
def test_a_form_of_our_own_is_taken(client, stored, headers):
    stored.region()
    assert client.post("/uitloggen", headers=headers, follow=False).status == 302


def test_a_link_from_elsewhere_may_be_followed(client, stored):
    stored.region()
    assert client.get("/inloggen", headers={"Referer": "https://elders.example", "Sec-Fetch-Site": "cross-site"})


def test_behind_https_the_cookies_are_held_to_this_host(database, tmp_path, stored):
    stored.region()
    stored.save()
    settings = Settings(data_dir=tmp_path, secret_key="only for tests", password_cost="test", secure_cookies=True)
    app = create_app(settings.prepare(), database, testing=True)
    answer = app.test_client().get("/inloggen", base_url="https://werkbedrijf.example")
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-werkbedrijf=")
    assert all(part in cookie for part in ("Secure", "HttpOnly", "Path=/", "SameSite=Strict"))
    assert "Domain" not in cookie
