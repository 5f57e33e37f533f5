"""Someone with a browser. After every navigation the new page is read as strictly as we can."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import html5lib

from werkbedrijf.accounts.demo_sign_in import DEMO_DOMAIN, DEMO_PASSWORD

AXE_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
XHTML = "{http://www.w3.org/1999/xhtml}"
DESK = {"width": 1280, "height": 900}
PHONE = {"width": 375, "height": 740}
FOCUS = """(() => {
  const here = document.activeElement;
  return (here.labels?.[0]?.textContent || here.getAttribute("aria-label") || here.textContent).trim();
})()"""
RING = """(() => {
  const style = getComputedStyle(document.activeElement);
  return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
})()"""
PATIENCE_MS = 30_000
# What may differ between two pages that are read as one: the token and the key of a form, and numbers.
CHANGING = re.compile(r'name="(?:csrf_token|idempotency_key)"[^>]*>|\d+')
_READ: set[tuple[str, str]] = set()


@cache
def _axe() -> Any:
    from axe_playwright_python.sync_playwright import Axe

    return Axe()


class Visitor:
    """One browser of one person. Whatever leads to another page is done inside ``going()``, which then reads it."""

    def __init__(self, browser: Any, address: str, **context: Any):
        context = {"viewport": DESK, "locale": "nl-NL", "timezone_id": "Europe/Amsterdam", **context}
        self.address = address
        self.scripts = context.get("java_script_enabled", True)
        self._context = browser.new_context(**context)
        self.page = self._context.new_page()
        self.page.set_default_timeout(PATIENCE_MS)
        self.complaints: list[str] = []
        self.visited: list[str] = []
        self._answer: Any = None
        self._look = str(sorted((name, str(value)) for name, value in context.items()))
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda problem: self.complaints.append(str(problem)))
        self.page.on("response", self._got)

    # -- going somewhere

    def visit(self, path: str, *, status: int = 200) -> "Visitor":
        """Type an address; ``status`` is what a person without a key must meet there."""
        with self.going(status):
            self.page.goto(path if path.startswith("http") else self.address + path)
        return self

    def follow(self, name: str, *, within: Any = None, exact: bool = False) -> "Visitor":
        """Click a link by what it says."""
        with self.going():
            (within or self.page).get_by_role("link", name=name, exact=exact).first.click()
        return self

    def follow_first(self, links: str) -> "Visitor":
        """Click the first of these links (a selector)."""
        with self.going():
            self.page.locator(links).first.click()
        return self

    def press(self, name: str, *, within: Any = None, exact: bool = True) -> "Visitor":
        """Press a button that sends a form."""
        with self.going():
            (within or self.page).get_by_role("button", name=name, exact=exact).first.click()
        return self

    def confirm(self, name: str) -> "Visitor":
        """Press a button that asks once more, and say yes."""
        self.page.locator("summary", has_text=name).first.click()
        return self.press(f"Ja, {name[0].lower()}{name[1:]}", exact=False)

    @contextmanager
    def going(self, status: int | None = None) -> Iterator[None]:
        """What happens inside leads to another page."""
        with self.page.expect_navigation(wait_until="load"):
            yield
        self.read(status)

    def leave(self) -> None:
        """Close the browser; whatever it complained about fails the test."""
        self._context.close()
        assert self.complaints == []

    def sign_in(self, mailbox: str, password: str = DEMO_PASSWORD) -> "Visitor":
        """Come in by the form."""
        self.visit("/inloggen")
        self.fill("E-mailadres", mailbox if "@" in mailbox else f"{mailbox}@{DEMO_DOMAIN}")
        self.fill("Wachtwoord", password)
        return self.press("Log in")

    def tab_to(self, name: str, *, most: int = 150) -> None:
        """Go with the Tab key alone to what is called like this, and be able to see where one is."""
        for _ in range(most):
            self.page.keyboard.press("Tab")
            if self.page.evaluate(FOCUS).startswith(name):
                assert self.page.evaluate(RING), f"{self.path}: nothing shows that {name} has the focus"
                return
        raise AssertionError(f"{self.path}: {name} cannot be reached with the keyboard")

    # -- typing and looking

    def fill(self, label: str, value: str, *, within: Any = None) -> None:
        """Type in a field by its label."""
        self.labelled(label, within).fill(value)

    def labelled(self, label: str, within: Any = None) -> Any:
        """The field with exactly this label, whether it must be filled in or not."""
        exactly = re.compile(rf"^\s*{re.escape(label)}\s*(\(niet verplicht\))?\s*$")
        return (within or self.page).get_by_label(exactly).first

    def tick(self, label: str, *, within: Any = None, exact: bool = True) -> None:
        """Choose a radio or a tick by its label."""
        (within or self.page).get_by_label(label, exact=exact).first.check()

    def pick(self, field: str, typed: str, wanted: str) -> None:
        """Type in a field with suggestions and choose one with the arrow keys alone."""
        box = self.page.get_by_role("combobox", name=field)
        box.press_sequentially(typed)
        self.page.get_by_role("option").filter(has_text=wanted).first.wait_for()
        for _ in range(self.page.get_by_role("option").count()):
            box.press("ArrowDown")
            active = box.get_attribute("aria-activedescendant")
            if self.page.locator(f"#{active}").inner_text().startswith(wanted):
                break
        box.press("Enter")

    def choose(self, label: str, option: str) -> None:
        """Choose from a list by what is written there."""
        self.labelled(label).select_option(label=option)

    def group(self, legend: str) -> Any:
        """The fields that stand together under a legend."""
        return self.page.get_by_role("group", name=legend, exact=True)

    def unfold(self, summary: str) -> None:
        """Open a folded piece of the page."""
        self.page.locator("summary", has_text=summary).first.click()

    @property
    def reference(self) -> str:
        """What the page is about, from its address."""
        found = re.search(r"[A-Z]-\d+", self.path)
        assert found, self.path
        return found[0]

    @property
    def path(self) -> str:
        """Where this person is, without the host."""
        return self.page.url.removeprefix(self.address)

    @property
    def h1(self) -> str:
        return " ".join(self.page.locator("h1").inner_text().split())

    @property
    def text(self) -> str:
        """What can be read in the page itself, folded pieces too."""
        return " ".join(self.page.locator("main").text_content().split())

    @property
    def html(self) -> str:
        """The whole page, to be sure that something is nowhere in it."""
        return self.page.content()

    # -- reading strictly

    def read(self, status: int | None = None) -> None:
        """Read the page that just came. The same page, in the same look, is read once."""
        where = f"{self.path} at {self.page.viewport_size['width']}"
        sent = self._answer.text()
        expected = {200, 422} if status is None else {status}
        assert self._answer.status in expected, f"{where}: {self._answer.status}"
        self.visited.append(self.path)
        if (mark := (self._look, CHANGING.sub("", sent))) in _READ:
            return
        _READ.add(mark)
        _is_sound(sent, where)
        if self.scripts:
            self._is_for_everyone(where)
        assert self.complaints == [], where

    def _is_for_everyone(self, where: str) -> None:
        too_wide = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert too_wide <= 0, f"{where}: {too_wide} pixels wider than the screen"
        found = _axe().run(self.page, options=AXE_RULES).response["violations"]
        assert [(one["id"], [node["html"][:160] for node in one["nodes"]]) for one in found] == [], where

    def _heard(self, message: Any) -> None:
        # A browser also mentions every page that says no; the status is looked at where the page is read.
        if message.type in {"error", "warning"} and not message.text.startswith("Failed to load resource"):
            self.complaints.append(f"{self.path}: {message.text}")

    def _got(self, answer: Any) -> None:
        if answer.request.is_navigation_request() and not 300 <= answer.status < 400:
            self._answer = answer


def _is_sound(sent: str, where: str) -> None:
    parser = html5lib.HTMLParser(strict=False)
    tree = parser.parse(sent)
    assert not parser.errors, f"{where}: {parser.errors[:3]}"
    headings = [" ".join("".join(node.itertext()).split()) for node in tree.iter(f"{XHTML}h1")]
    assert len(headings) == 1, f"{where}: {headings}"
    title = " ".join("".join(next(tree.iter(f"{XHTML}title")).itertext()).split())
    assert title.startswith(headings[0]), f"{where}: ‘{title}’ does not start with ‘{headings[0]}’"
    ids = [node.get("id") for node in tree.iter() if node.get("id")]
    assert len(ids) == len(set(ids)), f"{where}: {sorted({one for one in ids if ids.count(one) > 1})} stands twice"
