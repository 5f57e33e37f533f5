"""The living page in a real browser: readable by everyone, in every light, on every width, under the strict policy."""

import threading
from collections.abc import Iterator

import pytest
from werkzeug.serving import make_server

from tests.house.show import make_show

pytestmark = pytest.mark.browser

AXE_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = make_server("127.0.0.1", 0, make_show(), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def page(browser):
    """A page that fails the test when the policy or a script complains."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    complaints: list[str] = []
    page.on(
        "console", lambda message: complaints.append(message.text) if message.type in {"error", "warning"} else None
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert complaints == []


@pytest.mark.parametrize(
    ("path", "width", "scheme"),
    [
        ("/onderdelen?fout=1", 375, "light"),
        ("/onderdelen?fout=1", 768, "dark"),
        ("/onderdelen?fout=1", 1280, "light"),
        ("/onderdelen?vreemde=1", 375, "dark"),
        ("/onderdelen?thema=1", 1280, "dark"),
        ("/fout/403", 375, "light"),
    ],
)
def test_axe_finds_nothing(browser, address, path, width, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe staat hier niet").Axe()
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    page.goto(address + path)
    found = axe.run(page, options=AXE_RULES).response["violations"]
    wider_than_the_screen = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    context.close()

    assert [(v["id"], [n["html"][:120] for n in v["nodes"]]) for v in found] == []
    assert not wider_than_the_screen


def test_the_combobox_listens_to_the_keyboard(page, address):
    page.goto(address + "/onderdelen")
    field = page.get_by_role("combobox", name="Beroep")
    field.fill("order")
    page.get_by_role("option").first.wait_for()

    assert field.get_attribute("aria-expanded") == "true"
    field.press("ArrowDown")
    field.press("ArrowDown")
    assert page.locator(f"#{field.get_attribute('aria-activedescendant')}").inner_text().startswith("Orderinpakker")
    field.press("Enter")
    assert field.input_value() == "Orderinpakker"
    assert field.get_attribute("aria-expanded") == "false"


def test_sums_follow_what_is_typed(page, address):
    page.goto(address + "/onderdelen")
    assert page.locator("[data-shares-total]").inner_text() == "Nog 15 % te verdelen."
    page.locator("#second_share").fill("40")
    page.locator("#hours").fill("24")

    assert page.locator("[data-shares-total]").inner_text() == "Samen 100 %."
    assert page.locator("[data-jobs-total]").inner_text() == "Telt als 0,94 garantiebaan"


def test_what_was_typed_survives_and_is_gone_after_signing_out(page, address):
    page.goto(address + "/onderdelen")
    page.locator("#title").fill("Hulp in de keuken")
    page.reload()
    assert page.locator("#title").input_value() == "Hulp in de keuken"

    page.evaluate("document.querySelector('[data-forget]').dispatchEvent(new Event('submit'))")
    page.reload()
    assert page.locator("#title").input_value() == ""


SWAP = """async () => {
    document.getElementById("overzicht").insertAdjacentHTML("afterend",
        '<form action="/paneel" data-swap="#sroi" data-address><input name="q" aria-label="q"><button>Ververs</button></form>');
    const { enhanceFragments } = await import("/static/js/fragment.js");
    enhanceFragments(document, () => {});
}"""


def test_a_form_swaps_one_piece_and_keeps_the_address(page, address):
    page.goto(address + "/onderdelen")
    page.evaluate(SWAP)
    page.get_by_role("button", name="Ververs").click()
    page.get_by_text("Nog 1 te gaan").wait_for()

    assert page.url == address + "/paneel?q="
    assert page.locator("h1").inner_text() == "Onderdelen"


def test_errors_get_the_focus(page, address):
    page.goto(address + "/onderdelen?fout=1")

    assert page.evaluate("document.activeElement.id") == "fouten"


def test_the_menu_of_a_phone_opens_and_closes_with_the_keyboard(page, address):
    page.set_viewport_size({"width": 375, "height": 700})
    page.goto(address + "/onderdelen")
    menu = page.get_by_role("navigation", name="Hoofdmenu")
    assert not menu.is_visible()
    page.get_by_role("button", name="Menu", exact=True).press("Enter")
    assert menu.is_visible()
    page.keyboard.press("Escape")
    assert not menu.is_visible()


def test_dark_is_chosen_once_and_paper_stays_white(page, address):
    page.goto(address + "/onderdelen")
    page.get_by_label("Kleuren").select_option("donker")
    page.reload()
    ground = "getComputedStyle(document.documentElement).backgroundColor"

    assert page.evaluate(ground) == "rgb(17, 24, 29)"
    page.emulate_media(media="print")
    assert page.evaluate(ground) == "rgb(255, 255, 255)"


def test_a_region_wears_its_own_token_file(page, address):
    page.goto(address + "/onderdelen?thema=1")
    button = page.get_by_role("link", name="Stel voor").first

    assert button.evaluate("node => getComputedStyle(node).backgroundColor") == "rgb(184, 0, 46)"


def test_everything_one_can_press_is_large_enough(page, address):
    page.set_viewport_size({"width": 375, "height": 800})
    page.goto(address + "/onderdelen")
    small = page.evaluate(
        """() => [...document.querySelectorAll('button, summary, input:not([type=hidden]), select, .button, .chip--link, nav a')]
            .filter((node) => node.checkVisibility())
            .map((node) => [node.outerHTML.slice(0, 80), node.getBoundingClientRect()])
            .filter(([, box]) => box.width && (box.height < 24 || box.width < 24))
            .map(([html]) => html)"""
    )

    assert small == []
