"""Looking ahead for a place that came by day: exactly what a whole run with this place in it would give."""

from datetime import timedelta

import pytest

from matching.allocation.checking import stood_of
from matching.allocation.preview import people_for
from matching.allocation.reading import inputs_of
from matching.allocation.settings import settings_on
from matching.allocation.solving import solve_region
from matching.proposals.shortlist import month_key
from tests.conftest import NOW
from tests.making import MONDAY
from werkbedrijf.foundation.actors import Role

SECRET = "only for tests"


@pytest.fixture
def region(stored, monkeypatch):
    monkeypatch.setattr("werkbedrijf.foundation.clock.now", lambda: NOW)
    stored.region()
    stored.parameters()
    return stored


def test_warm_start_gives_what_a_whole_run_gives(session, make):
    make.parameters()
    for number in range(16):
        make.profile(level=2 + number % 3)
    for _ in range(3):
        make.vacancy()
    make.proposal(make.vacancy())
    run = make.run()
    new = make.vacancy(title="Nieuw")
    inputs, key = inputs_of(session, on=MONDAY), month_key(SECRET, MONDAY)
    demand = next(one for one in inputs.demands if one.id == new.reference)

    ahead = people_for(stood_of(run, SECRET), demand, frozenset(offer.id for offer in inputs.offers))

    whole = solve_region(inputs, settings_on(session, MONDAY), key)
    assert [person for person, _, _ in ahead] == [row.person for row in whole.lists[new.reference]]
    assert len(ahead) == 5


def test_a_place_that_came_today_shows_whom_it_would_get(client, region):
    coach = region.user(Role.COACH)
    mine = region.profile(region.candidate(coach=coach, first_name="Noor")).candidate
    busy = region.profile(level=4).candidate
    region.vacancy()
    region.run()
    for _ in range(2):
        region.proposal(region.vacancy(), busy)
    new = region.vacancy(title="Vandaag gekomen")
    me = client.sign_in_as(coach)

    listed = me.get(f"/plekken/{new.reference}/kandidaten")
    page = me.get(f"/plekken/{new.reference}/verdeling")

    assert f"/plekken/{new.reference}/verdeling" in listed.html
    assert f"/plekken/{new.reference}/verdeling" in me.get(f"/plekken/{new.reference}").links()
    assert mine.name in page.text and busy.reference not in page.text
    assert "Dit geldt tot vannacht 2 uur" in page.text


def test_what_cannot_be_looked_ahead_is_said(client, region):
    region.profile()
    place = region.vacancy()
    me = client.sign_in_as(region.user())
    assert "Er is nog niet verdeeld" in me.get(f"/plekken/{place.reference}/verdeling").text

    run = region.run()
    assert "deed al mee" in me.get(f"/plekken/{place.reference}/verdeling").text

    new = region.vacancy()
    run.input = None
    region._add(run, "allocationrun.input_forgotten")
    assert "Vooruitkijken kan nu niet" in me.get(f"/plekken/{new.reference}/verdeling").text


def test_a_place_that_took_part_has_no_way_to_look_ahead_but_one_to_its_list(client, region):
    place = region.vacancy(opened_on=MONDAY - timedelta(days=1), logged_on=MONDAY - timedelta(days=1))
    region.run()
    me = client.sign_in_as(region.user(Role.COACH))

    assert f"/plekken/{place.reference}/verdeling" not in me.get(f"/plekken/{place.reference}").links()
    assert f"/plekken/{place.reference}/kandidaten" in me.get(f"/plekken/{place.reference}/verdeling").links()
