"""Wage, loonwaarde and regeling on the line of days, and only behind the door of who keeps the file."""

from datetime import timedelta
from decimal import Decimal

import pytest

from candidates.registration.models import Regeling, RegelingPeriod
from matching.placements.models import Placement
from tests.conftest import NOW
from tests.making import MAKER, MONDAY
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.audit import record
from werkbedrijf.wages.actions import say_loonwaarde, say_wage
from werkbedrijf.wages.lanes import wage_lanes
from werkbedrijf.wages.models import LoonwaardePeriod, Method, WageUnit

DAY = timedelta(days=1)


def test_a_loonwaarde_holds_until_the_next_and_the_last_until_the_contract_ends():
    work = Placement(starts_on=MONDAY, ends_on=MONDAY + 100 * DAY)
    worths = [
        LoonwaardePeriod(starts_on=MONDAY, ends_on=MONDAY + 40 * DAY, percent=50, method=Method.AGREED),
        LoonwaardePeriod(starts_on=MONDAY + 40 * DAY, ends_on=None, percent=63, method=Method.MEASURED),
    ]

    _, lane = wage_lanes(work, [], worths, [])

    assert [(bar.first, bar.until, bar.short) for bar in lane.bars] == [
        (MONDAY, MONDAY + 40 * DAY, "50 %"),
        (MONDAY + 40 * DAY, MONDAY + 100 * DAY, "63 %"),
    ]
    assert lane.bars[1].words == "63 %. Gemeten op de werkplek"


def test_a_regeling_is_drawn_for_the_days_of_the_work_alone():
    work = Placement(starts_on=MONDAY, ended_on=MONDAY + 50 * DAY)

    def under(regeling, first, until):
        return RegelingPeriod(regeling=regeling, starts_on=MONDAY + first * DAY, ends_on=until and MONDAY + until * DAY)

    rows = [
        under(Regeling.WAJONG, -900, 20),
        under(Regeling.PARTICIPATIEWET, 20, None),
        under(Regeling.WIA, -500, -100),
        under(Regeling.WSW, 60, None),
    ]

    lanes = {lane.title: lane.bars for lane in wage_lanes(work, [], [], rows)[2:]}

    assert {title: [(bar.first, bar.until) for bar in bars] for title, bars in lanes.items()} == {
        "Regeling: Wajong": [(MONDAY, MONDAY + 20 * DAY)],
        "Regeling: Participatiewet": [(MONDAY + 20 * DAY, MONDAY + 50 * DAY)],
    }


@pytest.fixture
def placement(stored, monkeypatch):
    monkeypatch.setattr("werkbedrijf.foundation.clock.now", lambda: NOW)
    stored.region()
    stored.parameters()
    return stored.placement()


def test_who_keeps_the_file_sees_loonwaarde_and_regeling_drawn_and_others_do_not(client, stored, placement):
    coach = stored.actor_of(placement.candidate.coach)
    say_wage(stored.session, coach, placement, Decimal("14.99"), WageUnit.HOUR, from_on=MONDAY, on=MONDAY)
    say_loonwaarde(stored.session, coach, placement, 63, Method.MEASURED, from_on=MONDAY, on=MONDAY)
    stored.regeling(placement.candidate, Regeling.WAJONG)
    placement.vacancy.employer.account_manager = theirs = stored.user(Role.ACCOUNT_MANAGER)
    record(stored.session, MAKER, "employer.changed", placement.vacancy.employer)
    employer = stored.employer_user(placement.vacancy.employer)
    stored.save()
    where = f"/plaatsingen/{placement.reference}"

    client.sign_in_as(placement.candidate.coach)
    page = client.get(f"{where}/loon").text
    assert "63 %. Gemeten op de werkplek" in page
    assert "Regeling: Wajong" in page

    for user in (placement.candidate.coach, theirs, employer):
        client.sign_in_as(user)
        page = client.get(where).text
        assert "Uren per week" in page
        assert "63 %" not in page and "Wajong" not in page and "Contact:" not in page
