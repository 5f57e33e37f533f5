"""An alderman: three measures side by side, small groups not told, and no way to people."""

from dataclasses import replace

import pytest

from tests.journeys.regions import SMALL, made
from tests.journeys.visiting import DESK, PHONE

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """More places than the small region has: with fewer than ten people on a garantiebaan no number is told."""
    return made(replace(SMALL, places=64), tmp_path_factory.mktemp("ruimer"))


def test_three_measures_stand_side_by_side_with_their_date_and_their_sum(come):
    alderman = come("wethouder")
    alderman.visit("/wethouder")

    figures = alderman.page.locator("section[aria-labelledby=drie] .figure")
    assert figures.count() == 3
    for figure, unit in zip(figures.all(), ("personen", "banen", "fte"), strict=True):
        assert unit in figure.inner_text()
        assert "stand op" in figure.inner_text()
        assert "ongeveer" in figure.inner_text()
    assert "niet getoond" in alderman.page.locator("tbody").last.inner_text()
    alderman.follow("Wat telt mee?")
    assert alderman.h1 == "Zo tellen wij garantiebanen"


def test_another_day_is_looked_at_without_leaving_the_page(come):
    alderman = come("wethouder", viewport=PHONE)
    alderman.visit("/wethouder")
    alderman.fill("Bekijk een eerdere maand", "2024-01-01")
    alderman.press("Toon deze maand")

    assert "op=2024-01-01" in alderman.page.url
    assert "geen maandcijfers" in alderman.page.locator(".lead").inner_text()
    alderman.fill("Bekijk een eerdere maand", "2200-01-01")
    alderman.press("Toon deze maand")
    assert "Stand van" in alderman.page.locator(".lead").inner_text()


def test_an_alderman_meets_nobody(come):
    alderman = come("wethouder")
    for path in ("/kandidaten", "/plaatsingen", "/voordrachten"):
        alderman.visit(path, status=404)
    for path in ("/garantiebanen/plaatsingen", "/logboek"):
        alderman.visit(path, status=403)


QUESTIONS = (
    "Drie maten, naast elkaar",
    "Liggen we op koers?",
    "Wat veranderde, en waarom",
    "Per gemeente waar het werk is",
    "In welke bedrijfstakken",
    "Blijven mensen aan het werk?",
    "Wat deze woorden betekenen",
)


@pytest.mark.parametrize("viewport", [PHONE, DESK])
def test_where_we_stand_is_read_from_the_first_sentence_to_the_last(come, viewport):
    alderman = come("wethouder", viewport=viewport)
    alderman.visit("/wethouder")

    headings = alderman.page.locator("main h2").all_inner_texts()
    assert [heading for heading in headings if heading in QUESTIONS] == list(QUESTIONS)
    assert "Enschede" in alderman.page.locator(".lead").inner_text()
    # The picture is there, at the size of the screen, and says in words what it shows.
    drawn = alderman.page.locator("figure.picture img")
    assert drawn.evaluate("picture => picture.complete && picture.naturalWidth > 0")
    assert "Verwacht op" in drawn.get_attribute("alt")
    assert ("smal=1" in drawn.evaluate("picture => picture.currentSrc")) == (viewport == PHONE)


def test_every_gemeente_on_the_map_is_a_line_of_the_table(come):
    alderman = come("wethouder")
    alderman.visit("/wethouder")

    on_map = alderman.page.locator(".region-map .area-number").all_text_contents()
    in_table = alderman.page.locator(".map-number").all_text_contents()
    assert sorted(map(int, on_map)) == list(map(int, in_table))
    assert "uw gemeente" in alderman.page.locator(".region-map desc").text_content().lower()


def test_on_paper_it_is_two_sheets_of_a4(come):
    alderman = come("wethouder")
    alderman.visit("/wethouder")
    alderman.page.emulate_media(media="print")

    assert alderman.page.locator(".region-map").is_visible()
    assert not alderman.page.get_by_role("button", name="Toon deze maand").is_visible()
    assert alderman.page.pdf(format="A4").count(b"/Type /Page\n") == 2
