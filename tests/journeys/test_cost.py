"""An employer works out what a job costs, on a phone and without scripts, and takes it along on one sheet of paper."""

import re

import pytest

from tests.journeys.visiting import PHONE

pytestmark = pytest.mark.browser

A4 = {"format": "A4", "prefer_css_page_size": True}
# The amounts of this first day are in the facts that ship, whenever this test is run.
FIRST_DAY = "2026-12-07"


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_an_employer_works_it_out_and_prints_it_on_one_sheet(come, scripts):
    employer = come("werkgever", viewport=PHONE, java_script_enabled=scripts)
    employer.visit(f"/wat-kost-het?start={FIRST_DAY}&uurloon=15,5")
    employer.fill("Uren per week", "32")
    employer.fill("Loonwaarde", "25")
    employer.page.get_by_label("De eerste maanden zonder meting").check()
    employer.press("Reken uit")

    assert "32 uur per week" in employer.text
    assert "€ 1.121,76" in employer.text.replace("\xa0", " ")
    assert "juni tot en met november 2027" in employer.text
    paper = employer.page.pdf(**A4)
    assert len(re.findall(rb"/Type\s*/Page[^s]", paper)) == 1


def test_a_jobcoach_chooses_a_ground_and_sees_what_goes_with_it(come):
    coach = come("jobcoach")
    coach.visit(f"/wat-kost-het?start={FIRST_DAY}")
    coach.choose("Grond in het register", "Wajong")
    coach.press("Reken uit")

    assert "Wat bij deze grond hoort" in coach.text
    assert "Wajong art. 2:20 en 3:63" in coach.text
