"""On the screen of a phone, in the dark: no page is wider than the screen, and Vandaag leads where it says."""

import pytest

from tests.journeys.visiting import PHONE

pytestmark = pytest.mark.browser

ROWS = "tbody th a, article h2 a, article h3 a"
PAGES = {
    "accountmanager": (
        "/werkgevers",
        "/werkgevers/nieuw",
        "/plekken",
        "/kandidaten/regio",
        "/voordrachten",
        "/plaatsingen",
    ),
    "jobcoach": ("/kandidaten", "/kandidaten/nieuw", "/plekken", "/voordrachten"),
    "werkgever": ("/plekken", "/voordrachten", "/plaatsingen"),
    "wethouder": ("/wethouder", "/garantiebanen/uitleg"),
    "auditor": ("/logboek", "/logboek/opvallend", "/logboek/controle"),
    "beheerder": ("/beheer/gebruikers", "/beheer/instellingen", "/beheer/dienstregeling"),
}


@pytest.mark.parametrize("who", PAGES)
def test_no_page_is_wider_than_a_phone(come, who):
    visitor = come(who, viewport=PHONE, color_scheme="dark")
    for path in PAGES[who]:
        visitor.visit(path)
        if visitor.page.locator(ROWS).count():
            visitor.follow_first(ROWS)


@pytest.mark.parametrize("who", PAGES)
def test_every_line_of_today_leads_to_a_page(come, who):
    visitor = come(who, viewport=PHONE)
    lines = visitor.page.locator(".task-line a").evaluate_all("links => links.map((link) => link.getAttribute('href'))")
    assert lines
    for path in dict.fromkeys(lines):
        visitor.visit(path)
