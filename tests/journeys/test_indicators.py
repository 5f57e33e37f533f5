"""The basisindicatoren: an alderman reads and takes along, a coordinator enters, and both read the same papers."""

import pytest

from tests.journeys.visiting import PHONE
from werkbedrijf.foundation import clock
from werkbedrijf.indicators.queries import published_names

pytestmark = pytest.mark.browser


@pytest.fixture
def quarter(service):
    """The newest quarter that the region published."""
    with service.database.reading(at=clock.now()) as session:
        return published_names(session)[0]


def test_an_alderman_goes_from_the_list_to_one_indicator_and_to_the_papers(come, quarter):
    alderman = come("wethouder")
    alderman.follow("Basisindicatoren", within=alderman.page.get_by_role("navigation").first)

    assert alderman.h1 == "Basisindicatoren"
    assert alderman.page.get_by_role("rowheader").count() == 19
    alderman.follow("Beschut werk: positieve adviezen en werkzaam")
    assert "Teller" in alderman.text and "UWV" in alderman.text
    alderman.visit("/basisindicatoren").follow("Plaatsingen in periode")
    assert "Per gemeente" in alderman.text and "Enschede" in alderman.text
    alderman.visit("/basisindicatoren").follow("kwartaalbericht")
    assert alderman.h1.startswith("Kwartaalbericht")
    assert "Wat kunnen zij?" in alderman.text


def test_the_figures_are_taken_along_as_a_workbook(come, quarter):
    alderman = come("wethouder")
    alderman.visit("/basisindicatoren")
    with alderman.page.expect_download() as taken:
        alderman.page.get_by_role("link", name="OpenDocument").click()

    assert taken.value.suggested_filename == f"basisindicatoren-{quarter}.ods"


def test_a_coordinator_enters_a_figure_on_a_phone_and_a_wrong_one_keeps_what_was_typed(come):
    coordinator = come("regiocoordinator", viewport=PHONE)
    coordinator.visit("/basisindicatoren/I05/invullen")
    coordinator.tick("Een cijfer van een andere organisatie")
    coordinator.fill("Periode", "2025Q4")
    coordinator.fill("Peildatum", "2025-12-31")
    coordinator.fill("Uitkomst", "veel")
    coordinator.fill("Bron", "UWV, rapport van februari 2026")
    coordinator.press("Bewaar")
    assert "Vul een getal in" in coordinator.text
    assert coordinator.labelled("Bron").input_value() == "UWV, rapport van februari 2026"

    coordinator.fill("Uitkomst", "51,2")
    coordinator.press("Bewaar")
    assert "het cijfer is bewaard" in coordinator.text and "51,2" in coordinator.text


def test_an_alderman_enters_nothing_and_a_coach_sees_none_of_it(come):
    come("wethouder").visit("/basisindicatoren/I05/invullen", status=403)
    come("jobcoach").visit("/basisindicatoren", status=403)
