"""One person works at one place at a time, also in the past: the same days never count twice."""

from datetime import timedelta

import pytest

from matching.placements.actions import plan_placement, start_placement
from matching.placements.facts import PlacementFacts
from matching.placements.models import ContractForm
from matching.placements.workflow import PlacementStatus
from matching.proposals.workflow import ProposalStatus
from tests.making import MONDAY
from werkbedrijf.foundation.errors import InputRefused

DAY = timedelta(days=1)


@pytest.fixture
def worked(make):
    """A placement that ended: the first day no longer worked is the day after tomorrow."""
    return make.placement(status=PlacementStatus.ENDED, ended_on=MONDAY + 2 * DAY)


def facts_for(proposal, starts_on):
    vacancy = proposal.vacancy
    return PlacementFacts(
        formal_employer=vacancy.employer,
        workplace=vacancy.establishment,
        contract_form=ContractForm.REGULAR,
        hours_per_week=vacancy.hours_min,
        starts_on=starts_on,
    )


def test_new_work_begins_after_the_work_before(session, make, worked):
    proposal = make.proposal(make.vacancy(), worked.candidate, status=ProposalStatus.ACCEPTED)
    by = make.actor_of(worked.candidate.coach)

    with pytest.raises(InputRefused) as refusal:
        plan_placement(session, by, proposal, facts_for(proposal, MONDAY + DAY), on=MONDAY)
    assert "24 nov" in refusal.value.problems["starts_on"]


def test_new_work_may_begin_on_the_first_free_day_and_not_be_moved_before_it(session, make, worked):
    proposal = make.proposal(make.vacancy(), worked.candidate, status=ProposalStatus.ACCEPTED)
    by = make.actor_of(worked.candidate.coach)
    placement = plan_placement(session, by, proposal, facts_for(proposal, MONDAY + 2 * DAY), on=MONDAY)

    with pytest.raises(InputRefused) as refusal:
        start_placement(session, by, placement, on=MONDAY + 3 * DAY, started_on=MONDAY + DAY)
    assert list(refusal.value.problems) == ["started_on"]


def test_a_slip_in_the_year_of_the_first_day_is_refused(session, make):
    placement = make.placement(status=PlacementStatus.PLANNED)
    by = make.actor_of(placement.candidate.coach)

    with pytest.raises(InputRefused) as refusal:
        start_placement(session, by, placement, on=MONDAY, started_on=MONDAY.replace(year=2002))
    assert "jaar" in refusal.value.problems["started_on"]
