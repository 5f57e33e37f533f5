"""An employer that is in the region twice: compared, brought together, found by the old number, and taken apart again."""

import pytest

pytestmark = pytest.mark.browser


def test_two_employers_become_one_and_two_again(come):
    manager = come("accountmanager")
    manager.visit("/werkgevers/dubbel")
    assert manager.h1 == "Misschien dubbel"
    manager.follow_first("a.button--primary")
    assert manager.h1 == "Zijn dit dezelfde?"

    manager.press("Voeg samen")
    assert "samengevoegd met" in manager.h1
    gone, kept = manager.h1.split(" samengevoegd met ")

    manager.visit(f"/werkgevers/{gone}")
    assert manager.page.url.endswith(f"/werkgevers/{kept}")
    assert f"{gone} is samengevoegd met" in manager.text

    manager.follow_first("a[href*='/werkgevers/samenvoegingen/']")
    manager.confirm("Maak ongedaan")
    assert "staan weer apart" in manager.text
    manager.visit(f"/werkgevers/{gone}")
    assert manager.page.url.endswith(f"/werkgevers/{gone}")


def test_comparing_fits_a_phone(come):
    manager = come("accountmanager", viewport={"width": 375, "height": 812})
    manager.visit("/werkgevers/dubbel").follow_first("a.button--primary")

    assert manager.h1 == "Zijn dit dezelfde?"
    assert manager.page.evaluate("document.documentElement.scrollWidth") <= 375
