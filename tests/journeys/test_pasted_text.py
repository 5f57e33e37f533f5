"""A vacancy is pasted, its tasks are ticked, and the number of people who can do it falls while more is asked."""

import re

import pytest

from tests.journeys import roads
from tests.journeys.visiting import PHONE

pytestmark = pytest.mark.browser

VACANCY = """Winkelhulp gezocht, 20 uur per week
- Je vult de schappen bij en pakt artikelen uit
- Je ruimt karton en folie op
Wij zijn een klein team.
Deze baan valt onder de banenafspraak. Wij bieden een leuk team."""
SHELVES = "Artikelen uitpakken en in het schap zetten"
ANSWER = "#plek-telt strong"


def told(page):
    """The first number of the answer, or the words that stand for one."""
    page.locator(ANSWER).first.wait_for()
    return page.locator(ANSWER).first.inner_text()


def take_over_one_line(manager):
    """The occupation lies ready as a draft, nothing ticked; one circumstance is taken over, and nothing else."""
    draft = manager.page.get_by_role("region", name="Concept uit beroep Vakkenvuller")
    assert draft.get_by_role("checkbox", checked=True).count() == 0
    wanted = draft.get_by_role("group", name="De werkplek heeft vaak").get_by_role("checkbox").first
    code = wanted.get_attribute("value").removeprefix("voorwaarde-")
    wanted.check()
    manager.press("Neem over wat is aangevinkt")
    assert manager.page.locator(f"[name=conditions-{code}]").input_value() == "aanwezig"
    assert manager.page.get_by_label("Wat is de taak?").count() == 1
    assert "concept uit beroep Vakkenvuller" in manager.text


def number_in(words):
    found = re.match(r"\d+", words)
    return int(found[0]) if found and not words.startswith("minder") else 0


def ask_the_most(asked):
    """Go to the last dot with the keyboard; its words stand beside the dots, and only these."""
    asked.get_by_role("radio", checked=True).focus()
    while not asked.get_by_role("radio", name="4 van 4: sterk punt").is_checked():
        asked.get_by_role("radio", checked=True).press("ArrowRight")
    read = [words.inner_text() for words in asked.locator("span").all() if words.bounding_box()["width"] > 1]
    assert read == ["sterk punt"]


@pytest.mark.parametrize(
    ("look", "name", "kvk"),
    [({}, "Winkel De Plank", "69599087"), ({"viewport": PHONE}, "Bazaar Het Kompas", "69599088")],
    ids=["desk", "phone"],
)
def test_a_place_from_a_pasted_text_counts_fewer_people_as_it_asks_more(come, look, name, kvk):
    manager = come("accountmanager", **look)
    firm = roads.register_employer(manager, name, kvk=kvk, contact="Ties Plankstra")
    manager.visit(f"/werkgevers/{firm}/plekken/nieuw").follow("Plak de tekst en kies de taken")
    manager.fill("Tekst van de vacature", VACANCY)
    manager.page.get_by_role("button", name="Lees de tekst").click()
    manager.page.get_by_text(SHELVES).wait_for()
    assert "In de tekst staat ‘banenafspraak’" in manager.text
    manager.read(200)
    assert manager.page.get_by_role("checkbox", checked=True).count() == 0
    manager.tick(SHELVES)
    manager.tick("De werkplek heeft: klein team")
    manager.tick("20 uur per week")
    manager.tick("Vakkenvuller")
    manager.press("Verder naar de plek")
    assert manager.page.locator("[name=conditions-klein_team]").input_value() == "aanwezig"
    take_over_one_line(manager)

    assert manager.page.get_by_label("Wat is de taak?").count() == 1
    assert manager.labelled("Minste uren per week").input_value() == "20"
    before = number_in(told(manager.page))
    assert before > 0
    for asked in manager.page.locator("[role=radiogroup]:has([name^='tasks-0-asks-'])").all():
        if asked.is_visible():
            ask_the_most(asked)
    manager.page.wait_for_function(
        "([where, was]) => !document.querySelector(where)?.textContent.startsWith(was)", arg=[ANSWER, f"{before} "]
    )
    assert number_in(told(manager.page)) < before
    manager.unfold("Kies wat deze taak nog meer vraagt")
    manager.unfold("Denken en leren")
    importance = manager.page.get_by_label("Hoe belangrijk is problemen oplossen bij taak 1")
    assert not importance.is_visible(), "what is not asked has no importance"
    free = manager.page.get_by_role("radiogroup", name="Problemen oplossen, niveau bij taak 1")
    free.get_by_role("radio", checked=True).press("ArrowRight")
    importance.select_option(label="heel belangrijk")
    assert "Telt als 0,78 garantiebaan" in manager.page.locator("#plek-telt").inner_text()

    manager.fill("Titel van de plek", "Hulp in de winkel")
    manager.press("Opslaan en openen")
    assert "Loop ze eerst na, en zeg dan dat ze kloppen." in manager.text
    manager.tick("Ik heb de taken en eisen nagelopen. Zo is het werk hier.", exact=False)
    manager.press("Opslaan en openen")
    assert "Concept uit beroep" not in manager.text


def test_the_same_road_without_scripts(come):
    manager = come("accountmanager", java_script_enabled=False)
    firm = roads.register_employer(manager, "Winkel De Toonbank", kvk="69599090", contact="Bea Toonstra")
    manager.visit(f"/werkgevers/{firm}/plekken/nieuw/tekst")
    manager.fill("Tekst van de vacature", VACANCY)
    manager.press("Lees de tekst")
    manager.tick(SHELVES)
    manager.press("Verder naar de plek")
    manager.fill("Titel van de plek", "Hulp in de winkel")
    manager.press("Tel opnieuw")
    assert "dit werk" in manager.text

    manager.press("Terug naar de plek")

    assert manager.labelled("Titel van de plek").input_value() == "Hulp in de winkel"
    assert manager.labelled("Wat is de taak?").input_value() == SHELVES
