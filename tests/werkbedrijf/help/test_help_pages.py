"""The manual says what stands on the pages: every button it names exists, every menu word is in that role's menu."""

import re
from functools import cache

import pytest

from tests.house.sources import modules, texts
from werkbedrijf.app import template_folder
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.facts.tables import Table
from werkbedrijf.foundation.geo import points
from werkbedrijf.help.pages import ABOUT, PAGES, ROLE_PAGES, role_pages_for
from werkbedrijf.help.sources import SOURCES
from werkbedrijf.navigation import MENU, TOGETHER

FOLDER = template_folder()
MOST_WORDS = 520  # one printed page
# Labels that a template puts together.
BUILT = {"Kandidaat zegt ja": '" zegt ja"', "Jobcoach zegt ja": '" zegt ja"'}
U_FORM = re.compile(r"\b(je|jij|jou|jouw|jullie)\b", re.IGNORECASE)
JE_FORM = re.compile(r"\b(u|uw)\b", re.IGNORECASE)


@cache
def house_texts() -> str:
    """What stands on the pages of the rooms: templates and texts in code, the manual itself left out."""
    templates = [path for path in FOLDER.rglob("*.html") if path.parent.name != "help"]
    told = [path.read_text(encoding="utf-8") for path in templates]
    code = [repr(text) for name, tree in modules().items() if "/help/" not in name for _, text in texts(tree)]
    return "\n".join([*told, *code])


def manual(name: str) -> str:
    return (FOLDER / "help" / f"{name}.html").read_text(encoding="utf-8")


def named(what: str, text: str) -> list[str]:
    return re.findall(rf'\b{what}\("([^"]+)"\)', text)


def exists(label: str) -> bool:
    """Whether a button or fold with exactly this label stands somewhere, in quotes or between tags."""
    built = BUILT.get(label, label)
    return re.search(rf"(?:[\"'>]|\}}){re.escape(built)}(?:[\"'<]|\{{)", house_texts()) is not None or built != label


@pytest.mark.parametrize("name", PAGES)
def test_every_button_in_the_manual_exists(name):
    assert [label for label in named("press", manual(name)) if not exists(label)] == []


@pytest.mark.parametrize("label", BUILT)
def test_a_label_that_is_put_together_still_is(label):
    assert BUILT[label] in house_texts()


@pytest.mark.parametrize("role", ROLE_PAGES)
def test_every_menu_word_is_in_the_menu_of_that_role(role):
    mine = [label for label, _ in MENU[role]]

    assert [label for label in named("menu", manual(ROLE_PAGES[role].name)) if label not in mine] == []


def test_who_looks_for_a_tab_is_told_the_entry_first():
    tabs = [label for label, endpoint in MENU[Role.COACH] if endpoint in TOGETHER[1:]]
    lines = manual("jobcoach").splitlines()
    astray = [line for line in lines if {*named("menu", line)} & {*tabs} and "Verdeling" not in named("menu", line)]

    assert astray == []


def test_a_button_that_is_not_there_is_found():
    assert exists("Stel voor")
    assert not exists("Stel nooit voor")


@pytest.mark.parametrize("page", ROLE_PAGES.values(), ids=lambda page: page.name)
def test_a_page_per_role_fits_on_one_sheet(page, client, stored):
    stored.region()
    stored.parameters()

    read = client.sign_in_as(stored.user(Role.ALDERMAN)).get(f"/help/{page.name}")

    main = next(node for node in read.tree.iter() if node.tag.endswith("}main"))
    assert 150 <= len(" ".join(main.itertext()).split()) <= MOST_WORDS
    assert len(read.all("ol")) >= 2


@pytest.mark.parametrize("name", ["werkgever", "wethouder"])
def test_employers_and_aldermen_are_spoken_to_with_u(name):
    assert U_FORM.findall(re.sub(r"\{.*?\}", "", manual(name))) == []


@pytest.mark.parametrize("name", ["jobcoach", "accountmanager", "beheerder"])
def test_colleagues_are_spoken_to_with_je(name):
    assert JE_FORM.findall(re.sub(r"\{.*?\}", "", manual(name))) == []


@pytest.mark.parametrize("role", ROLE_PAGES)
def test_the_own_page_comes_first(role, client, stored):
    stored.region()
    user = stored.employer_user(stored.employer()) if role is Role.EMPLOYER else stored.user(role)

    links = [link for link in client.sign_in_as(user).get("/help").links() if link.startswith("/help/")]

    assert links[0] == f"/help/{ROLE_PAGES[role].name}"
    assert {link.removeprefix("/help/") for link in links} == set(PAGES)
    assert role_pages_for(role)[0] is ROLE_PAGES[role]


@pytest.mark.parametrize("page", ABOUT, ids=lambda page: page.name)
@pytest.mark.parametrize("role", [Role.EMPLOYER, Role.COACH])
def test_everybody_reads_how_the_service_works(page, role, client, stored):
    stored.region()
    user = stored.employer_user(stored.employer()) if role is Role.EMPLOYER else stored.user(role)

    assert client.sign_in_as(user).get(f"/help/{page.name}").h1 == page.title


def test_what_is_not_in_the_manual_is_not_found(client, stored):
    stored.region()

    assert "handleiding" in client.sign_in_as(stored.user()).get("/help/page", status=404).text


def test_who_did_not_sign_in_goes_to_the_door(client):
    assert client.get("/help/woorden", status=302).answer.location.startswith("/inloggen")


def test_the_points_on_the_map_are_credited(client, stored):
    stored.region()

    page = client.sign_in_as(stored.user()).get("/help/bronnen")

    assert points.ATTRIBUTION in page.text
    assert {points.SOURCE_URL, points.LICENCE_URL} <= set(page.links())


def test_every_table_of_facts_has_its_source():
    assert set(SOURCES) == set(Table)


def test_templates_and_pages_are_the_same():
    own = {path.stem for path in (FOLDER / "help").glob("*.html")}

    assert own - {"index", "page", "words"} == set(PAGES)
