"""The strict reader itself: each kind of bad page is noticed."""

import pytest

pytestmark = pytest.mark.browser

GOOD = '<!doctype html><html lang="nl"><head><title>Proef - Regio</title></head><body><main><h1>Proef</h1>{}</main></body></html>'


def shown(visitor, html: str):
    visitor.page.route("**/proef", lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
    return visitor.visit("/proef")


def test_a_good_page_passes(come):
    assert shown(come(), GOOD.format("<p>Goed zo.</p>")).h1 == "Proef"


@pytest.mark.parametrize(
    "piece",
    [
        "<h1>Nog een kop</h1>",
        "<p>Niet <b>gesloten</p>",
        '<p id="a">Een</p><p id="a">Twee</p>',
        '<input type="text" name="naamloos">',
        '<p style="color: #ccc; background: #fff">Bijna niet te lezen.</p>',
        '<p style="width: 3000px">Te breed.</p>',
        '<script>console.error("stuk")</script>',
        "<script>stuk()</script>",
    ],
)
def test_a_bad_page_is_noticed(come, piece):
    visitor = come()
    with pytest.raises(AssertionError):
        shown(visitor, GOOD.format(piece))
    visitor.complaints.clear()


def test_a_page_with_another_title_than_heading_is_noticed(come):
    with pytest.raises(AssertionError, match="does not start with"):
        shown(come(), GOOD.format("").replace("<title>Proef", "<title>Iets anders"))


def test_what_a_script_on_the_page_may_not_do_is_noticed(come):
    visitor = come().visit("/inloggen")
    visitor.page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">stijl</p>')")

    assert any("Content Security Policy" in complaint for complaint in visitor.complaints)
    visitor.complaints.clear()
