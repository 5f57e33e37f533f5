"""Templates keep to their own folder, the components and the base page."""

import re
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader, nodes

from werkbedrijf.app import template_folder

FOLDER = template_folder()
TEMPLATES = sorted(
    path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*") if path.suffix in {".html", ".txt"}
)
SHARED = ("components/", "base.html", "paper.html")
INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=\"|javascript:|<script(?![^>]*\ssrc=)")


def named_templates(name: str) -> list[str]:
    environment = Environment(loader=FileSystemLoader(FOLDER), autoescape=True)
    tree = environment.parse((FOLDER / name).read_text(encoding="utf-8"))
    found = tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport))
    named = [getattr(node, "template", None) for node in found]
    return [name.value for name in named if isinstance(name, nodes.Const)]


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_uses_its_own_room_the_components_and_the_pages_around(name):
    own = str(Path(name).parent) + "/"

    strangers = [used for used in named_templates(name) if not used.startswith((own, *SHARED))]

    assert not strangers


@pytest.mark.parametrize("name", [t for t in TEMPLATES if t.endswith(".html")])
def test_a_template_has_nothing_inline(name):
    assert not INLINE.findall((FOLDER / name).read_text(encoding="utf-8"))


# The drawings of the icons stand in the template itself.
DRAWN = "components/icon.html"


@pytest.mark.parametrize("name", [t for t in TEMPLATES if t != DRAWN])
def test_nothing_is_marked_safe_but_fixed_text(name):
    text = (FOLDER / name).read_text(encoding="utf-8")

    assert not [
        found for found in re.findall(r"([\w.\"')\]]+)\s*\|\s*safe\b", text) if not found.endswith(("'", '"', ")"))
    ]


@pytest.mark.parametrize("name", [t for t in TEMPLATES if t.endswith(".html")])
def test_every_form_that_changes_something_has_its_token_and_its_key(name):
    text = (FOLDER / name).read_text(encoding="utf-8")
    forms = re.findall(r"<form\b[^>]*method=\"post\".*?</form>", text, re.DOTALL)

    assert "csrf_token" not in text, (
        "write {{ form_tokens() }}: the token and the key that makes a double click one act"
    )
    # A form that waited brings the key it had.
    assert all(re.search(r"form_tokens\((key)?\)", form) for form in forms)


# Templates that may read who a person is from the row itself: pages of the file, which only its own coach and partner open.
# Every other page gets a name, or none, from its view; it cannot show one by a slip of the pen.
NAMES_A_PERSON = {
    "candidates/show.html",
    "dashboards/search.html",
    "fairness/parts.html",
    "objections/person.html",
    "rights/copy.html",
    "rights/show.html",
}
PERSONAL = re.compile(
    r"\b(?:candidate|person|learner)\."
    r"(?:name|first_name|last_name|phone|email|born_on|street|house_number|postcode|note|bsn\w*)\b"
)


@pytest.mark.parametrize("name", TEMPLATES)
def test_only_pages_of_the_file_read_who_somebody_is(name):
    found = PERSONAL.findall((FOLDER / name).read_text(encoding="utf-8"))

    assert bool(found) == (name in NAMES_A_PERSON)


# Addresses that the service made itself: a view said where to, or a component passes on what it was given.
MADE_HERE = {"url", "target", "picture", "address", "here", "back", "explain", "path"}


@pytest.mark.parametrize("name", [t for t in TEMPLATES if t.endswith(".html")])
def test_an_address_that_somebody_typed_is_a_link_only_when_it_is_of_the_web(name):
    text = (FOLDER / name).read_text(encoding="utf-8")
    made = re.findall(r"(?:href|src|action)=\"\{\{ *([\w.]+) *\}\}", text)
    typed = [one for one in made if (last := re.split(r"[._]", one)[-1]) not in MADE_HERE and not last.isupper()]

    assert not [one for one in typed if f"if {one} is web_address" not in text]
