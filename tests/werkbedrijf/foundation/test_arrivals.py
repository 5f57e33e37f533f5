"""The cookie stays on this site, and who follows a link from a mail or another site is known here all the same."""

import re

import pytest

from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.arrivals import ELSEWHERE

REFRESH = re.compile(r'http-equiv="refresh" content="0;url=([^"]*)"')


@pytest.mark.parametrize(
    ("asked", "opened"),
    [
        ("/vandaag", "/vandaag"),
        ("/plekken?zoek=bakker&pagina=2", "/plekken?zoek=bakker&amp;pagina=2"),
        ("/inloggen?verder=/plekken%3Fa%3D1", "/inloggen?verder=/plekken%3Fa%3D1"),
        ("/er/is/niets%20hier", "/er/is/niets%20hier"),
        ('/x"><script>alert(1)</script>', "/x%22%3E%3Cscript%3Ealert%281%29%3C/script%3E"),
        ("/x?a=\"'><b>", "/x?a=%22%27%3E%3Cb%3E"),
    ],
)
def test_a_link_elsewhere_opens_the_same_address_from_here(client, stored, asked, opened):
    stored.region()
    stored.save()
    answer = client.flask.get(asked, headers=ELSEWHERE)
    assert (answer.status_code, REFRESH.findall(answer.text)) == (200, [opened])
    assert "Set-Cookie" not in answer.headers and "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("asked", ["//elders.example/", "/\\elders.example", "//elders.example:80//x?y"])
def test_it_never_opens_another_site(app, asked):
    answer = app.test_client().get("/", headers=ELSEWHERE, environ_overrides={"PATH_INFO": asked})
    (opened,) = REFRESH.findall(answer.text)
    assert opened[0] == "/" and opened[1:2] not in {"/", "\\"}


def test_who_has_the_cookie_gets_the_page(client, stored):
    stored.region()
    client.sign_in_as(stored.user(Role.COACH))
    page = client.flask.get("/vandaag", headers=ELSEWHERE)
    assert "refresh" not in page.text and "Vandaag" in page.text


@pytest.mark.parametrize("other", ["same-origin", "none", "same-site", ""])
def test_who_does_not_come_from_another_site_gets_the_page(client, stored, other):
    stored.region()
    assert "refresh" not in client.flask.get("/inloggen", headers=ELSEWHERE | {"Sec-Fetch-Site": other}).text


def test_what_is_no_page_is_not_opened_again(client, stored):
    stored.region()
    assert "refresh" not in client.flask.get("/inloggen", headers=ELSEWHERE | {"Sec-Fetch-Dest": "image"}).text
    assert client.post("/uitloggen", headers=ELSEWHERE, follow=False).status == 403
