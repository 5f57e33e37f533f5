"""A place lives on: asked about, said to be true, copied, closed and opened again, at a desk and in a car park."""

import re
from datetime import timedelta

import pytest

from employers.vacancies.actions import ask_again
from employers.vacancies.models import Vacancy
from tests.journeys import roads
from tests.journeys.roads import PLACE
from tests.journeys.visiting import PHONE
from werkbedrijf.foundation import clock
from werkbedrijf.foundation.actors import TIMETABLE

pytestmark = pytest.mark.browser


def asked_about(service, reference):
    """The timetable asked some days ago whether this place is still true."""
    with service.database.transaction(at=clock.now()) as session:
        place = session.query(Vacancy).filter_by(reference=reference).one()
        ask_again(session, TIMETABLE, place, on=clock.today() - timedelta(days=2))


def more(visitor):
    visitor.page.locator("details.more summary").first.click()


def test_a_place_is_said_to_be_true_copied_closed_and_opened_again_on_a_phone(come, service):
    manager = come("accountmanager", viewport=PHONE)
    firm = roads.register_employer(manager, "Drogisterij De Vijzel", kvk="69599095", contact="Roos Vijzelaar")
    place = roads.log_place(manager, firm)
    asked_about(service, place)

    manager.visit("/vandaag")
    assert "Klopt deze plek nog? Orderpicker" in manager.text
    manager.visit("/plekken?aandacht=klopt-nog").visit(f"/plekken/{place}")
    manager.press("Ja, klopt nog")
    assert "Klopt deze plek nog?" not in manager.text

    more(manager)
    manager.press("Maak een kopie")
    assert f"Dit is een kopie van {place}" in manager.text
    manager.visit(f"/plekken/{place}")

    manager.unfold("Sluit de plek")
    manager.fill("Waarom sluit de plek?", "De opdracht ging niet door")
    manager.press("Sluit de plek")
    manager.unfold("Open opnieuw")
    manager.fill("Sluit na", (clock.today() + timedelta(days=40)).isoformat())
    manager.press("Open opnieuw")
    assert "De plek is weer open" in manager.text

    more(manager)
    manager.follow("Verloop van deze plek")
    for words in ("Opnieuw geopend", "Gesloten (De opdracht ging niet door)", "Bevestigd: klopt nog", "vanzelf"):
        assert words in manager.text


def test_a_share_that_is_slid_takes_from_the_others(come):
    manager = come("accountmanager")
    firm = roads.register_employer(manager, "Drogisterij De Stamper", kvk="69599096", contact="Roos Stampers")
    roads.begin_place(manager, firm)
    first = manager.page.get_by_role("slider").first
    first.focus()
    before = int(first.input_value())
    for _ in range(5):
        first.press("ArrowRight")
    shares = [int(one.input_value()) for one in manager.page.locator("[data-share]").all()]
    assert (shares[0], sum(shares)) == (before + 5, 100)
    assert manager.page.locator("[data-shares-total]").inner_text() == "Samen 100 %."

    manager.fill("Minste uren per week", "16")
    manager.fill("Meeste uren per week", "24")
    said = manager.page.locator("[data-jobs-total]")
    assert said.inner_text() == "Telt als 0,63 tot 0,94 garantiebaan"
    manager.tick("Proefplaatsing")
    assert re.match(r"Telt niet mee als garantiebaan\. Bij een proefplaatsing", said.inner_text())


def test_an_employer_asks_for_a_change_on_a_phone_and_reads_that_it_was_taken_over(come, service):
    manager = come("accountmanager")
    place = roads.log_place(manager, roads.known_firm(service))
    firm = come("werkgever", viewport=PHONE)
    firm.visit(f"/plekken/{place}").follow("Vraag een wijziging")
    firm.press("Vraag de wijziging")
    assert "Er is niets anders dan nu." in firm.text
    firm.fill("Aantal plekken", "2")
    firm.press("Vraag de wijziging")
    assert "Uw vraag is gesteld." in firm.text

    manager.visit("/vandaag")
    assert f"vraagt een wijziging: {PLACE}" in manager.text
    manager.visit(f"/plekken/{place}").follow("Bekijk de wijziging")
    assert re.search(r"Aantal plekken\s*1 plek\s*2 plekken", manager.text)
    manager.press("Neem over")
    assert "De plek is gewijzigd." in manager.text

    firm.visit("/berichten")
    assert f"Uw plek {PLACE} is gewijzigd" in firm.text
    firm.visit(f"/plekken/{place}")
    firm.unfold("Sluit deze plek")
    firm.press("Sluit de plek")
    assert "Schrijf op waarom de plek sluit." in firm.text
    firm.fill("Waarom sluit de plek?", "De opdracht ging niet door")
    firm.press("Sluit de plek")
    assert "De plek is gesloten. Uw aanspreekpunt krijgt bericht." in firm.text
