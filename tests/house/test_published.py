"""Every page an alderman may open and that is not for everybody: which numbers of people stand there, and what holds their masking.

A new door for an alderman fails here until somebody has said what it tells of people, and which attack it must withstand.
"""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINES = (ROOT / "tests/house/routes.txt").read_text("utf-8").splitlines()
ROLES = LINES[0].split()

TOGETHER = "tests/proofs/test_everything_published.py"
STORED = "tests/werkbedrijf/outlook/test_all_published.py"
CUBE = "tests/werkbedrijf/garantiebanen/test_cube.py"
HOURS = "tests/werkbedrijf/garantiebanen/test_hours_told.py"
SHEET = "tests/werkbedrijf/outlook/test_sheet.py"
ONLY = "tests/werkbedrijf/outlook/test_only_published.py"
QUARTER = "tests/werkbedrijf/indicators/test_masking.py"
SURVIVAL = "tests/matching/aftercare/test_survival.py"
STAYING = "tests/proofs/test_staying_curve.py"
WAITING = "tests/werkbedrijf/fairness/test_waiting_told.py"
FAIR = "tests/werkbedrijf/fairness/test_masking.py"
LEARNING = "tests/werkbedrijf/learning/test_learning_pages.py"
GROUPS = "tests/werkbedrijf/scenarios/test_groups.py"
TELLING = "tests/werkbedrijf/scenarios/test_telling.py"

# What is told of people, by door, and the tests that try to work back what is hidden there.
PUBLISHED = {
    "dashboards.alderman": (TOGETHER, STORED, CUBE, HOURS, SHEET, ONLY),
    "dashboards.chart": (TOGETHER, CUBE, SHEET, ONLY),
    "dashboards.today": (CUBE, HOURS),
    "indicators.index": (TOGETHER, STORED, QUARTER, ONLY),
    "indicators.show": (TOGETHER, QUARTER, ONLY),
    "indicators.export": (TOGETHER, QUARTER, ONLY),
    "papers.region_paper": (TOGETHER, QUARTER, ONLY),
    "papers.region_pdf": (TOGETHER, QUARTER, ONLY),
    "staying.index": (SURVIVAL, STAYING, ONLY),
    "fairness.region": (FAIR, WAITING),
    "fairness.chart": (FAIR,),
    "fairness.trend": (FAIR,),
    "learning.index": (FAIR, LEARNING),
    "learning.chart": (FAIR, LEARNING),
    "scenarios.index": (GROUPS, TELLING),
    "scenarios.show": (GROUPS, TELLING),
    "scenarios.state": (GROUPS, TELLING),
}
# What tells of nobody in the region, with the reason.
OF_NOBODY = {
    "accounts.account": "the own account",
    "accounts.link_external": "the own account",
    "accounts.own_app": "the own account",
    "accounts.prove": "the own account",
    "agenda.index": "the own agenda",
    "demo.mail": "mails of the demo, where everybody is invented",
    "garantiebanen.explain": "the rules of counting, in words",
    "help.components": "parts of pages",
    "help.index": "help",
    "help.page": "help",
    "home": "leads on",
    "notices.choice": "the own choice",
    "notices.index": "the own messages",
    "outside_figures.index": "what UWV published itself",
    "outside_figures.walk": "what UWV published, beside jobs that are rounded on the board",
    "papers.as_json": "what the service does, from its settings",
    "papers.as_text": "what the service does, from its settings",
    "papers.index": "what the service does, from its settings",
    "papers.show": "what the service does, from its settings",
    "sroi.index": "tables of value",
    "sroi.table": "tables of value",
    "sroi.tables": "tables of value",
    "trail.mine": "the own acts",
}


def opened_for_an_alderman_and_not_for_a_stranger():
    column = {role: number for number, role in enumerate(ROLES)}
    for line in LINES[1:]:
        head, marks = line.rsplit(None, 1)
        door, method, *_ = head.split()
        if method == "GET" and marks[column["alderman"]] == "+" and marks[column["stranger"]] != "+":
            yield door


def test_of_every_page_of_an_alderman_is_known_what_it_tells_of_people():
    doors = set(opened_for_an_alderman_and_not_for_a_stranger())
    assert doors - {*PUBLISHED, *OF_NOBODY} == set(), "say what it tells of people, and which attack it must withstand"
    assert {*PUBLISHED, *OF_NOBODY} - doors == set(), "these doors are gone"
    assert PUBLISHED.keys() & OF_NOBODY.keys() == set()


@pytest.mark.parametrize("test", sorted({test for tests in PUBLISHED.values() for test in tests}))
def test_what_should_hold_it_is_there(test):
    assert (ROOT / test).is_file()
