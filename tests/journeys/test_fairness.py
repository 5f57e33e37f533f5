"""Fairness in the open: staff and alderman read the same figures, only the coach meets people, and it prints."""

import pytest

from tests.journeys.visiting import PHONE
from tests.werkbedrijf.fairness.reports import measures
from tests.werkbedrijf.fairness.telling import PW, WAJONG, WSW
from werkbedrijf.fairness.queries import latest_report
from werkbedrijf.foundation import clock
from werkbedrijf.foundation.actors import TIMETABLE
from werkbedrijf.foundation.audit import record

pytestmark = pytest.mark.browser
UNCHANGED = "Niets in dit overzicht verandert de volgorde van een lijst."


LESS = (({PW}, 200, 160), ({WAJONG}, 100, 58), ({WSW}, 60, 45))


@pytest.fixture(autouse=True)
def measured(service):
    """As after a night, with the figures of a larger region: this one is too small to say anything about a group."""
    with service.database.transaction(at=clock.now()) as session:
        report = latest_report(session, clock.today())
        report.measures = measures(*LESS).to_dict()
        record(session, TIMETABLE, "fairnessreport.measured", report)


def sentences(visitor):
    return [
        text for text in visitor.page.locator("main li").all_inner_texts() if text.startswith("Van elke 100 mensen")
    ]


def test_a_coach_reads_the_groups_and_goes_on_to_who_waits_longest(come):
    coach = come("jobcoach")
    coach.follow("Verdeling", exact=True).follow("Eerlijk", exact=True)

    assert coach.h1 == "Eerlijk"
    assert UNCHANGED in coach.text
    assert len(sentences(coach)) == 3
    assert "Alarm: mensen met een Wajong" in coach.text
    assert coach.page.locator("figure img").first.evaluate("picture => picture.naturalWidth") > 100
    own = coach.page.get_by_role("table", name="Mensen zonder voordracht").get_by_role("rowheader").all_inner_texts()
    coach.follow("kandidaten van jou die wachten")
    everybody = coach.page.get_by_role("rowheader").all_inner_texts()
    assert len(own) == 3
    assert everybody[:3] == own
    coach.follow(own[0])
    assert own[0] in coach.h1


def test_an_alderman_reads_the_same_and_no_person(come):
    alderman, coach = come("wethouder"), come("jobcoach")
    alderman.follow("Eerlijk", within=alderman.page.get_by_role("navigation").first)
    coach.visit("/eerlijk")

    assert alderman.h1 == "Eerlijk in de regio"
    assert sentences(alderman) == sentences(coach)
    assert "Op de lijsten veranderde niets." in alderman.text
    assert "Zonder goede reden overgeslagen: niemand." in alderman.text
    assert "K-0" not in alderman.html
    for path in ("/eerlijk", "/eerlijk/wachten"):
        alderman.visit(path, status=403)


def test_on_a_phone_the_figures_are_also_a_table(come):
    alderman = come("wethouder", viewport=PHONE)
    alderman.visit("/eerlijk/regio")
    alderman.unfold("Toon deze cijfers als tabel")

    assert "Participatiewet" in alderman.page.get_by_role("table").first.inner_text()


def test_on_paper_it_reads_without_what_can_only_be_pressed(come):
    alderman = come("wethouder")
    alderman.visit("/eerlijk/regio")
    alderman.page.emulate_media(media="print")

    assert UNCHANGED in alderman.page.locator("main").inner_text()
    assert alderman.page.locator("figure img").first.is_visible()
    assert not alderman.page.get_by_role("navigation").first.is_visible()
    # Two sheets of A4 at most.
    assert alderman.page.pdf(format="A4").count(b"/Type /Page\n") <= 2


def test_a_manager_sees_how_many_wait_and_not_who(come):
    manager = come("accountmanager")
    manager.visit("/eerlijk")

    assert "Hoe lang mensen wachten" in manager.text
    assert "Langst zonder voordracht, van jouw kandidaten" not in manager.text
    manager.visit("/eerlijk/wachten", status=403)
