"""Vandaag of an employer: who waits for an answer, and nobody who no longer wants to be seen."""

import pytest

from candidates.visibility import withdraw_visibility
from matching.proposals.workflow import ProposalStatus
from tests.making import MONDAY


@pytest.mark.parametrize("status", [ProposalStatus.SENT, ProposalStatus.INVITED])
def test_a_candidate_who_took_the_yes_back_is_gone_from_vandaag_at_once(client, stored, status):
    stored.region()
    proposal = stored.proposal(status=status)
    client.sign_in_as(stored.employer_user(proposal.vacancy.employer))
    there = f"/voordrachten/{proposal.reference}"
    assert there in client.get("/vandaag").links()

    coach = stored.actor_of(proposal.candidate.coach)
    withdraw_visibility(stored.session, coach, proposal.candidate, who="kandidaat", on=MONDAY)

    assert there not in client.get("/vandaag").links()
    client.get(there, status=404)
