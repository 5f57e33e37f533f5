"""An alderman: three measures side by side, small groups not told, and no way to people."""

from dataclasses import replace

import pytest

from tests.journeys.regions import SMALL, made
from tests.journeys.visiting import PHONE

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
