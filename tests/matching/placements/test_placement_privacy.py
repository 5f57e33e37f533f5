"""An employer knows the job coach by name, and not whose job coach it is: the partner tells the law or the gemeente."""

import pytest

from matching.placements.models import ContractForm
from matching.proposals.workflow import ProposalStatus
from werkbedrijf.foundation.actors import OrganisationKind, Role


@pytest.fixture
def coach(stored):
    stored.region()
    return stored.user(Role.COACH, organisation=stored.organisation("UWV Verraadt", OrganisationKind.UWV))


def test_the_partner_of_a_candidate_stays_out_of_an_invited_voordracht(client, stored, coach):
    proposal = stored.proposal(candidate=stored.candidate(coach=coach), status=ProposalStatus.INVITED)

    page = client.sign_in_as(stored.employer_user(proposal.vacancy.employer)).get(f"/voordrachten/{proposal.reference}")

    assert coach.name in page.text
    assert "UWV" not in page.text


def test_the_partner_of_a_candidate_stays_out_of_a_placement(client, stored, coach):
    proposal = stored.proposal(candidate=stored.candidate(coach=coach), status=ProposalStatus.ACCEPTED)
    placement = stored.placement(proposal)
    there = f"/plaatsingen/{placement.reference}"

    page = client.sign_in_as(stored.employer_user(proposal.vacancy.employer)).get(there)

    assert coach.name in page.text
    assert "UWV" not in page.text
    assert "UWV" in client.sign_in_as(coach).get(there).text


def test_who_lends_somebody_out_gets_no_link_to_what_it_may_not_see(client, stored, coach):
    proposal = stored.proposal(candidate=stored.candidate(coach=coach), status=ProposalStatus.ACCEPTED)
    agency = stored.employer()
    placement = stored.placement(proposal, contract_form=ContractForm.AGENCY, formal_employer=agency)
    there, link = f"/plaatsingen/{placement.reference}", f"Voordracht {proposal.reference}"

    lent = client.sign_in_as(stored.employer_user(agency)).get(there)
    assert link not in lent.text
    assert f"/plekken/{proposal.vacancy.reference}" not in lent.html
    assert link in client.sign_in_as(stored.employer_user(proposal.vacancy.employer)).get(there).text
