"""What an employer was told about somebody ends with the voordracht and with the work (security.md section 3)."""

import pytest

from matching.placements.pages import person_for
from matching.placements.workflow import PlacementStatus
from matching.proposals.policy import may_see_contact
from matching.proposals.workflow import ProposalStatus
from werkbedrijf.foundation.actors import actor_for


def agreed(make, status):
    make.region()
    candidate = make.candidate(first_name="Zwijgzaam", last_name="Geheimnaam", phone="06 1199 8877")
    shared = candidate.visibility
    shared.shares_name = shared.shares_phone = True
    shared.shares_agreed_on = shared.candidate_agreed_on
    proposal = make.proposal(candidate=candidate, status=ProposalStatus.ACCEPTED)
    placement = make.placement(proposal, status=status)
    return make.employer_user(proposal.vacancy.employer), proposal, placement


@pytest.mark.parametrize(
    ("status", "shown"),
    [
        (PlacementStatus.PLANNED, True),
        (PlacementStatus.RUNNING, True),
        (PlacementStatus.ENDED, False),
        (PlacementStatus.CANCELLED, False),
    ],
)
def test_the_employer_knows_who_it_is_as_long_as_the_work_lasts(make, status, shown):
    user, proposal, placement = agreed(make, status)
    employer = actor_for(make.session, user)

    assert bool(may_see_contact(employer, proposal=proposal)) == shown
    assert (person_for(employer, placement) == "Zwijgzaam Geheimnaam") == shown


@pytest.mark.parametrize(("status", "shown"), [(PlacementStatus.RUNNING, True), (PlacementStatus.ENDED, False)])
def test_no_page_of_the_employer_has_the_name_or_the_number_after_the_end(client, stored, status, shown):
    user, proposal, placement = agreed(stored, status)
    client.sign_in_as(user)
    pages = [
        client.get(url).html
        for url in (
            f"/voordrachten/{proposal.reference}",
            "/voordrachten",
            f"/plaatsingen/{placement.reference}",
            "/plaatsingen",
            "/vandaag",
        )
    ]

    for secret in ("Geheimnaam", "06 1199 8877"):
        assert any(secret in page for page in pages) == shown
