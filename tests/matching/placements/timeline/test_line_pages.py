"""The line of days on the page of a placement: what each reader finds in it, and what nobody but who keeps the file does."""

from datetime import timedelta
from decimal import Decimal

import pytest

from matching.placements.actions import change_hours
from matching.placements.interruptions.actions import note_interruption
from matching.placements.interruptions.models import PauseReason
from matching.placements.models import ContractForm
from matching.placements.supports.actions import add_support
from matching.placements.supports.models import SupportKind
from matching.placements.timeline.drawing import Look
from matching.placements.timeline.lanes import lanes_for
from matching.placements.workflow import PlacementStatus
from matching.proposals.workflow import ProposalStatus
from tests.conftest import NOW
from tests.making import MONDAY
from werkbedrijf.foundation.actors import Role


@pytest.fixture
def placement(make):
    make.region()
    make.parameters()
    return make.placement(ends_on=MONDAY + timedelta(weeks=26))


def lanes(session, actor, placement):
    return {lane.title: lane for lane in lanes_for(session, actor, placement) if lane.bars or lane.marks}


def test_hours_follow_each_other_up_to_the_end_of_the_contract(session, make, placement):
    manager = make.actor(Role.ACCOUNT_MANAGER, organisation=placement.candidate.organisation)
    change_hours(session, manager, placement, Decimal(30), from_on=MONDAY + timedelta(weeks=4), on=MONDAY)

    found = lanes(session, manager, placement)

    assert [(bar.first, bar.until, bar.short) for bar in found["Uren per week"].bars] == [
        (MONDAY, MONDAY + timedelta(weeks=4), "24 uur"),
        (MONDAY + timedelta(weeks=4), MONDAY + timedelta(weeks=26), "30 uur"),
    ]
    (end,) = found["Werk"].marks
    assert (end.day, end.words) == (MONDAY + timedelta(weeks=26, days=-1), "Afgesproken laatste werkdag")


def test_an_interruption_says_whether_wage_goes_on(session, make, placement):
    manager = make.actor(Role.ACCOUNT_MANAGER, organisation=placement.candidate.organisation)
    days = {"starts_on": MONDAY, "ends_on": MONDAY + timedelta(days=7), "on": MONDAY}
    note_interruption(session, manager, placement, PauseReason.CLOSED, wage_continues=True, **days)

    (bar,) = lanes(session, manager, placement)["Het werk ligt stil"].bars

    assert (bar.words, bar.look) == ("Het bedrijf is tijdelijk dicht, het loon loopt door", Look.STILL)


def test_help_of_the_contract_is_not_drawn_for_who_only_borrows_somebody(session, make):
    make.region()
    make.parameters()
    placement = make.placement(formal_employer=make.employer(), contract_form=ContractForm.POSTED)
    coach = make.actor_of(placement.candidate.coach)
    for kind in (SupportKind.WAGE, SupportKind.COACH):
        add_support(session, coach, placement, kind, since=None, until=None, on=MONDAY)
    inlener = make.actor_of(make.employer_user(placement.workplace.employer))

    assert set(lanes(session, coach, placement)) == {
        "Werk",
        "Uren per week",
        "Lagere loonkosten",
        "Jobcoach op het werk",
    }
    assert set(lanes(session, inlener, placement)) == {"Werk", "Uren per week", "Jobcoach op het werk"}


def test_work_before_is_drawn_for_who_may_see_it_and_not_for_the_next_employer(session, make):
    make.region()
    make.parameters()
    first = make.placement(status=PlacementStatus.ENDED)
    coach = make.actor_of(first.candidate.coach)
    then = make.proposal(candidate=first.candidate, status=ProposalStatus.ACCEPTED)
    second = make.placement(then, status=PlacementStatus.PLANNED, starts_on=MONDAY + timedelta(days=8))
    assert second.follows is first

    def work(actor, placement):
        return [bar.words for bar in lanes(session, actor, placement)["Werk"].bars]

    before = f"Werk ervoor: plaatsing {first.reference} bij {first.formal_employer.name}"
    assert work(coach, second) == [before, "Dit werk: garantiebaan"]
    assert work(coach, first)[1].startswith(f"Werk erna: plaatsing {second.reference}")
    employer = make.actor_of(make.employer_user(then.vacancy.employer))
    assert work(employer, second) == ["Dit werk: garantiebaan"]


def test_a_cancelled_placement_has_no_line(session, make):
    make.region()
    make.parameters()
    row = make.placement(status=PlacementStatus.CANCELLED, starts_on=MONDAY + timedelta(days=7))

    assert lanes_for(session, make.actor_of(row.candidate.coach), row) == []


def test_the_page_draws_it_and_says_the_same_in_a_table(client, stored, monkeypatch):
    monkeypatch.setattr("werkbedrijf.foundation.clock.now", lambda: NOW)
    stored.region()
    stored.parameters()
    placement = stored.placement(ends_on=MONDAY + timedelta(weeks=26))
    stored.save()
    client.sign_in_as(placement.candidate.coach)

    page = client.get(f"/plaatsingen/{placement.reference}")

    assert f'role="img" aria-label="Tijdlijn van plaatsing {placement.reference}, van 23 nov 2026' in page.html
    assert "Tijdlijn van plaatsing " + placement.reference + " in woorden" in page.text
    assert "Afgesproken laatste werkdag" in page.text
    assert "24 uur per week. Arbeidscontract met deze werkgever" in page.text
