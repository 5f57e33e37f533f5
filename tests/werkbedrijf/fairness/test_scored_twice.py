"""What second answers by colleagues elsewhere say of the first ones, per organisation."""

import pytest

from candidates.scoring.models import Instrument
from candidates.scoring.workflow import ScoringStatus
from tests.conftest import MONDAY
from tests.werkbedrijf.fairness.reports import measures, report
from werkbedrijf.fairness.pages import ScoringLine, scoring_lines
from werkbedrijf.fairness.remedies import REMEDIES
from werkbedrijf.foundation.actors import Role

ENOUGH = 10


def scored(make, own, second, levels, *, own_level=2, instrument=Instrument.TALK):
    """People of ``own`` scored again by ``second``, who answers the first two questions so."""
    for answers in levels:
        candidate = make.profile(make.candidate(coach=own), level=own_level).candidate
        make.scoring(candidate, status=ScoringStatus.DONE, levels=answers, scorer=second, instrument=instrument)


@pytest.fixture
def coaches(make):
    make.parameters()
    return [make.user(Role.COACH, organisation=make.organisation(name)) for name in ("Anders BV", "Bijna BV")]


def test_answers_of_two_organisations_differ_with_people_and_margin(session, make, coaches):
    low, high = coaches
    scored(make, low, high, ["33"] * 8 + ["23"] * 2)
    scored(make, high, low, ["22"] * 9 + ["21"])

    assert scoring_lines(session, MONDAY) == [
        ScoringLine("Anders BV", "Gesprek", 10, "0,90 niveau lager (marge 0,13)"),
        ScoringLine("Bijna BV", "Gesprek", 10, "geen verschil van betekenis (marge 0,10)"),
    ]


def test_of_few_people_no_difference_is_told_and_each_instrument_stands_apart(session, make, coaches):
    low, high = coaches
    scored(make, low, high, ["33"] * (ENOUGH - 1))
    scored(make, low, high, ["33"] * (ENOUGH - 1), instrument=None)

    assert scoring_lines(session, MONDAY) == [
        ScoringLine("Anders BV", "Gesprek", None, "niet getoond"),
        ScoringLine("Anders BV", "Niet gezegd", None, "niet getoond"),
    ]


@pytest.mark.parametrize("after_a_run", [True, False])
def test_staff_read_it_before_and_after_the_first_run_and_walk_on_to_it(client, stored, after_a_run):
    stored.region()
    stored.parameters()
    second = stored.user(Role.COACH)
    scored(stored, stored.user(Role.COACH, organisation=stored.organisation("Anders BV")), second, ["33"] * ENOUGH)
    if after_a_run:
        report(stored, measures())
    stored.save()
    client.sign_in_as(second)

    page = client.get("/eerlijk")
    assert "1,00 niveau lager (marge 0,00)" in page.text
    assert "/dubbel-beoordelen" in {link.get("href") for link in page.all("a")}


def test_everything_that_helps_leads_to_a_page_that_exists(client):
    known = set(client.flask.application.view_functions)
    assert {door for one in REMEDIES for door in one.doors} <= known
