"""The page *Nieuwe bedragen*: each keeps to the own people, sees before and after, and what is lacking."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine

from candidates.registration.models import Ground
from matching.placements.reasons import TermsReason
from matching.proposals.workflow import ProposalStatus
from tests.conftest import NOW
from tests.making import MONDAY
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.parameters import Parameter, ParameterValue
from werkbedrijf.lawchanges.pages import turn_of
from werkbedrijf.wages.actions import say_loonwaarde
from werkbedrijf.wages.models import Method

PATH = "/nieuwe-bedragen"
SOON = date(2027, 1, 1)


@pytest.fixture
def monday():
    """What is soon depends on the day this is run."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def new_year(stored, monday):
    """A region in which the amounts of the new year are known."""
    stored.region()
    stored.parameters()
    for name, value in ((Parameter.WML_HOUR, "15.30"), (Parameter.WML_MONTH, "2386.00")):
        enter(stored, name, SOON, value)


def enter(stored, name, day, value):
    row = ParameterValue(name=name, valid_from=day, value=Decimal(value), source="Staatscourant, verzonnen")
    stored._add(row, "parameter.made")


def at_work(stored, *, percent=60, ground=Ground.PW_COLLEGE, proposal=None):
    placement = stored.placement(proposal)
    if ground:
        stored.register_entry(placement.candidate, ground)
    if percent is not None:
        by = stored.actor_of(placement.candidate.coach)
        say_loonwaarde(stored.session, by, placement, percent, Method.MEASURED, from_on=MONDAY, on=MONDAY)
    return placement


def test_a_coach_sees_the_own_placement_before_and_after(client, stored, new_year):
    placement, other = at_work(stored), at_work(stored)
    page = client.sign_in_as(placement.candidate.coach).get(PATH)

    assert placement.reference in page.text
    assert other.reference not in page.text
    assert "1 plaatsing verandert" in page.text
    assert "Minimumloon per maand bij 36 uur euro per maand € 2.337,00 € 2.386,00" in page.text
    assert "per maand: € 831,22 wordt € 848,65" in page.text
    assert "Participatiewet art. 10d lid 4" in page.text
    assert "gaat pas op 1 januari mee" not in page.text


def test_in_july_a_running_subsidy_stays_and_the_page_says_when_it_follows(client, stored, monday):
    stored.region()
    stored.parameters()
    placement = at_work(stored)
    placement.starts_on = date(2026, 4, 9)
    placement.terms[0].starts_on = date(2026, 4, 9)
    by = stored.actor_of(placement.candidate.coach)
    say_loonwaarde(
        stored.session,
        by,
        placement,
        60,
        Method.MEASURED,
        from_on=date(2026, 4, 9),
        reason=TermsReason.MISTAKE,
        on=MONDAY,
    )

    page = client.sign_in_as(placement.candidate.coach).get(f"{PATH}?vanaf=2026-07-01")

    assert "Geen plaatsing verandert" in page.text
    assert "Loonkostensubsidie die al loopt, gaat pas op 1 januari mee" in page.text


def test_what_is_lacking_is_named_with_the_way_there(client, stored, new_year):
    placement = at_work(stored, percent=None)
    page = client.sign_in_as(placement.candidate.coach).get(PATH)

    assert "De loonwaarde ontbreekt." in page.text
    assert f"/plaatsingen/{placement.reference}" in page.links()
    assert "Van geen plaatsing weten we dat zij verandert" in page.text
    assert "Geen van jouw plaatsingen verandert" not in page.text


def test_who_stands_in_no_register_is_not_guessed_at(client, stored, new_year):
    placement = at_work(stored, ground=None)
    page = client.sign_in_as(placement.candidate.coach).get(PATH)

    assert "Er is geen grond in het doelgroepregister op deze dag." in page.text


def test_a_placement_that_has_ended_by_then_is_left_away(client, stored, new_year):
    placement = at_work(stored)
    placement.ends_on = SOON
    page = client.sign_in_as(placement.candidate.coach).get(PATH)

    assert placement.reference not in page.text
    assert "Geen van jouw plaatsingen verandert" in page.text


def test_an_account_manager_sees_the_people_of_the_own_organisation_alone(client, stored, new_year):
    placement, other = at_work(stored), at_work(stored)
    manager = stored.user(Role.ACCOUNT_MANAGER, organisation=placement.candidate.organisation)
    page = client.sign_in_as(manager).get(PATH)

    assert placement.reference in page.text
    assert other.reference not in page.text


def test_the_person_of_a_colleague_elsewhere_stays_away_from_who_manages_the_place(client, stored, new_year):
    """An account manager sees such a placement, but neither its ground nor its loonwaarde."""
    manager = stored.user(Role.ACCOUNT_MANAGER)
    place = stored.vacancy(stored.establishment(stored.employer(account_manager=manager)))
    placement = at_work(stored, proposal=stored.proposal(place, status=ProposalStatus.ACCEPTED))
    assert manager.organisation_id != placement.candidate.organisation_id
    client.sign_in_as(manager)

    assert placement.reference in client.get("/plaatsingen").text
    assert placement.reference not in client.get(PATH).text


@pytest.mark.parametrize("role", [Role.ALDERMAN, Role.ADMINISTRATOR, Role.COORDINATOR])
def test_nobody_else_may_look(client, stored, new_year, role):
    client.sign_in_as(stored.user(role)).get(PATH, status=403)


@pytest.mark.parametrize(("ahead", "told"), [(31, True), (32, False), (-7, True), (-8, False)])
def test_vandaag_tells_of_new_amounts_from_a_month_ahead_until_a_week_after(client, stored, monday, ahead, told):
    stored.region()
    stored.parameters()
    enter(stored, Parameter.LKS_CHARGES, MONDAY + timedelta(days=ahead), "24")
    placement = at_work(stored)

    page = client.sign_in_as(placement.candidate.coach).get("/vandaag")

    assert ("Nieuwe bedragen vanaf" in page.text) is told


def test_the_day_shown_is_the_one_asked_for_then_the_next_then_the_last():
    class Day:
        def __init__(self, day):
            self.day = day

    spring, summer, winter = (Day(date(2026, month, 1)) for month in (3, 7, 12))
    found = [winter, summer, spring]

    assert turn_of(found, "2026-03-01", date(2026, 6, 1)) is spring
    assert turn_of(found, "onzin", date(2026, 6, 1)) is summer
    assert turn_of(found, "", date(2027, 6, 1)) is winter
    assert turn_of([], "", date(2027, 6, 1)) is None
