"""Work divided differently: tasks chosen and counted, discussed, agreed, and a new place as a concept."""

import pytest

from werkbedrijf.foundation import clock

pytestmark = pytest.mark.browser

CHOOSE = "Kies deze taken"
# Employers where a journey of this file made a place; they share one region, in any order.
TAKEN: set[str] = set()


def first_employer(manager):
    """The workbench of the employer where it helps most people."""
    manager.visit("/werkgevers").follow("Werk anders verdelen")
    return manager.follow_first("tbody th a")


def fresh_employer(manager):
    """The workbench of the next employer of the list where no journey made a place yet: a task is given away once."""
    manager.visit("/werk-anders-verdelen")
    links = manager.page.locator("tbody th a")
    name = next(name for name in links.all_inner_texts() if name not in TAKEN)
    TAKEN.add(name)
    with manager.going():
        links.get_by_text(name, exact=True).click()


def agreed_and_placed(manager, title):
    """From a choice of tasks to the new place."""
    manager.follow("Maak hier een voorstel van")
    manager.fill("Naam van de nieuwe functie", title)
    manager.press("Bewaar als voorstel")
    assert manager.h1 == title
    manager.confirm("Besproken met de werkgever")
    manager.fill("Wie van de werkgever gaf akkoord?", "Mia de Baas")
    manager.fill("Op welke dag?", clock.today().isoformat())
    manager.press("Noteer het akkoord")
    manager.press("Maak de plek als concept")
    assert "plek gemaakt" in manager.text
    manager.follow("Bekijk de nieuwe plek")
    assert manager.h1 == title
    assert "concept" in manager.page.locator(".lead").inner_text()


def test_from_tasks_to_a_new_place_and_less_at_the_old_one(come):
    manager = come("accountmanager")
    for _ in range(5):
        fresh_employer(manager)
        manager.follow(CHOOSE)
        assert "die nu geen voorstel" in manager.page.locator("#uitkomst").inner_text()
        agreed_and_placed(manager, "Hulp op de vloer")
        manager.page.go_back()
        # A place where somebody was put forward, or already works, keeps its tasks and says why.
        if manager.page.locator("summary").filter(has_text="Haal de taken eraf").count():
            break
    manager.confirm("Haal de taken eraf")
    assert "Taken zijn eraf" in manager.text


def test_the_count_follows_every_tick_by_keyboard(come):
    manager = come("accountmanager")
    first_employer(manager)
    box = manager.page.locator("input[type=checkbox]").first
    label = box.locator("xpath=following-sibling::label").inner_text()
    manager.tab_to(" ".join(label.split())[:12])
    manager.page.keyboard.press("Space")
    manager.page.locator("#uitkomst", has_text="Dit blijft er over").wait_for()

    assert "taak=" in manager.page.url
    manager.page.keyboard.press("Space")
    manager.page.locator("#uitkomst", has_text="Vink taken aan").wait_for()
    assert "taak=" not in manager.page.url


def test_work_is_divided_without_scripts(come):
    manager = come("accountmanager", java_script_enabled=False)
    fresh_employer(manager)
    manager.follow(CHOOSE)
    manager.press("Tel opnieuw")
    assert "die nu geen voorstel" in manager.text
    agreed_and_placed(manager, "Hulp in huis")


def test_the_workbench_fits_a_phone(come):
    manager = come("accountmanager", viewport={"width": 375, "height": 740})
    first_employer(manager)
    manager.follow(CHOOSE)

    assert "Dit blijft er over" in manager.text


def test_an_employer_reads_what_was_discussed_and_a_coach_only_looks(come):
    employer = come("werkgever").visit("/werk-anders-verdelen")
    employer.follow_first("tbody th a")
    assert "U beslist, samen met uw medewerkers." in employer.text

    coach = come("jobcoach").visit("/werk-anders-verdelen")
    coach.follow_first("tbody th a")
    coach.follow(CHOOSE)
    assert "Maak hier een voorstel van" not in coach.text
